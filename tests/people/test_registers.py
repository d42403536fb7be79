"""Registers come in row by row, bad rows by number, and go out as they came."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.people.registers import Holding, Register, RowFault, read_ftm, read_popolo, write_ftm
from onrecord.people.roles import office

SAMPLE = Path(onrecord.__file__).parent / "data" / "register" / "offices.ftm.jsonl"


def entity(key: str, schema: str, **properties: object) -> str:
    return json.dumps({"id": key, "schema": schema, "properties": properties})


PERSON = entity("p", "Person", name=["Jane Roe"], alias=["J. Roe"], gender=["female"])
BODY = entity("b", "PublicBody", name=["Parliament of Norway"], country=["no"])
POST = entity("o", "Position", name=["President of the Parliament"], organization=["b"])


def held(**properties: object) -> str:
    return entity("h", "Occupancy", **{"holder": ["p"], "post": ["o"], **properties})


def split(lines: list[str] | list[bytes]) -> tuple[list[Holding], list[RowFault]]:
    out = list(read_ftm(lines))
    return [o for o in out if isinstance(o, Holding)], [o for o in out if isinstance(o, RowFault)]


def test_an_occupancy_is_read_with_its_person_position_body_and_days():
    (h,), faults = split([PERSON, BODY, POST, held(startDate=["2009-10"], endDate=["2013"])])
    assert not faults
    assert (h.name, h.role, h.office.body, h.office.country) == (
        "Jane Roe", "President of the Parliament", "Parliament of Norway", "no",
    )  # fmt: skip
    assert (h.since, h.until, h.gender, h.aliases) == (date(2009, 10, 1), date(2013, 12, 31), "f", ("J. Roe",))


def test_rows_may_stand_in_any_order():
    assert split([held(), POST, BODY, PERSON])[0] == split([PERSON, BODY, POST, held()])[0]


def test_bad_rows_are_reported_by_line_and_the_rest_is_read():
    lines = [
        PERSON.encode(), b"{not json", b"[1, 2]", b'{"id": "x"}', entity("n", "Person").encode(), b"\xff\xfe\x00", b"",
        BODY.encode(), POST.encode(), held(startDate=["2013"], endDate=["2009"]).encode(),
        held(startDate=["31 February"]).encode(), held(startDate=["9999-01-01"]).encode(),
        held(holder=["nobody"]).encode(), held().encode(),
    ]  # fmt: skip
    holdings, faults = split(lines)
    assert [f.line for f in faults] == [2, 3, 4, 5, 6, 10, 11, 12, 13]
    assert all(f.reason for f in faults)
    assert len(holdings) == 1


def test_two_who_held_one_office_on_a_day_are_nobody_by_that_office():
    overlapping = [
        PERSON, BODY, POST, held(id=["h1"], startDate=["2009"], endDate=["2013"]),
        entity("q", "Person", name=["Paul Brown"]),
        held(id=["h2"], holder=["q"], startDate=["2012-06-01"], endDate=["2015"]),
    ]  # fmt: skip
    holdings, faults = split(overlapping)
    register = Register(holdings)
    office_ = ("President of the Parliament", "no", "Parliament of Norway")
    assert not faults
    assert [register.holder(*office_, date(year, 7, 1)) for year in (2011, 2012, 2014)] == [
        "Jane Roe",
        None,
        "Paul Brown",
    ]


def test_a_mark_of_the_byte_order_is_no_fault_and_another_encoding_is_one_of_its_line():
    marked = b"\xef\xbb\xbf" + PERSON.encode()
    latin = entity("q", "Person", name=["José Roe"]).encode("latin-1", "replace").replace(b"?", b"\xe9")
    holdings, faults = split([marked, BODY.encode(), latin, POST.encode(), held().encode()])
    assert [h.name for h in holdings] == ["Jane Roe"]
    assert [f.line for f in faults] == ([3] if b"\xe9" in latin else [])


def test_in_the_sample_nobody_holds_an_office_before_the_other_has_left_it():
    by_office: dict[tuple[str, str | None, str | None], list[Holding]] = {}
    for h in split(SAMPLE.read_text("utf-8").splitlines())[0]:
        by_office.setdefault((h.office.role, h.office.country, h.office.body), []).append(h)
    for held_ in by_office.values():
        held_.sort(key=lambda h: (h.since is not None, h.since))
        for one, following in pairwise(held_):
            assert one.until and following.since and one.until <= following.since, (one, following)


def test_circles_of_bodies_end():
    loop = [
        entity("b", "Organization", name=["A"], parent=["c"]),
        entity("c", "Organization", name=["C"], parent=["b"]),
    ]
    (h,), _ = split([PERSON, *loop, POST, held()])
    assert h.office.body == "A"


def test_a_person_with_a_position_and_no_occupancy_holds_it_without_days():
    (h,), _ = split([entity("p", "Person", name=["Jane Roe"], position=["Mayor"], country=["no"])])
    assert (h.role, h.since, h.until, h.office.country) == ("Mayor", None, None, "no")


def test_the_sample_register_reads_without_a_fault_and_survives_the_way_out_and_back():
    holdings, faults = split(SAMPLE.read_text("utf-8").splitlines())
    assert not faults
    assert len(holdings) > 300
    again, faults = split(list(write_ftm(holdings)))
    assert not faults
    assert {h.id for h in again} == {h.id for h in holdings}


def test_the_president_is_who_held_the_office_on_that_day():
    register = Register(split(SAMPLE.read_text("utf-8").splitlines())[0])
    asked = [
        (("president", "us", None, date(2016, 9, 10)), "Barack Obama"),
        (("President", "us", None, date(2018, 9, 10)), "Donald Trump"),
        (("head of state", "by", None, date(2022, 11, 24)), "Aleksandr Lukashenko"),
        (("Foreign Minister", None, "Russia", date(2016, 1, 1)), "Sergey Lavrov"),
        (("U.N. secretary general", None, "United Nations", date(2016, 9, 20)), "Ban Ki-moon"),
        (("president", "us", None, date(2017, 1, 20)), None),  # the day on which it changes hands: two
        (("former president", "us", None, date(2016, 9, 10)), None),
        (("president", None, None, date(2016, 9, 10)), None),
    ]
    for arguments, expected in asked:
        assert register.holder(*arguments) == expected


def test_popolo_memberships_become_holdings():
    document = {
        "persons": [{"id": "p1", "name": "Jane Roe", "other_names": [{"name": "J. Roe"}], "gender": "female"}],
        "organizations": [{"id": "o1", "name": "Parliament of Norway"}],
        "memberships": [
            {"person_id": "p1", "organization_id": "o1", "role": "member", "start_date": "2009-10-01"},
            {"person_id": "missing", "organization_id": "o1"},
            {"person_id": "p1", "organization_id": "o1", "start_date": "2011-02-30"},
        ],
    }
    out = list(read_popolo(json.dumps(document)))
    assert isinstance(out[0], Holding)
    assert (out[0].name, out[0].office.country, out[0].since) == ("Jane Roe", "no", date(2009, 10, 1))
    assert [o.line for o in out if isinstance(o, RowFault)] == [2, 3]
    assert isinstance(next(iter(read_popolo("[]"))), RowFault)
    assert isinstance(next(iter(read_popolo(b"\xff"))), RowFault)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
DAYS = st.dates(date(1800, 1, 1), date(2099, 12, 31))


@settings(suppress_health_check=[HealthCheck.too_slow])  # machines have other work, too
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, DAYS), max_size=8))
def test_what_goes_out_comes_back(rows: list[tuple[str, str, str, date]]):
    holdings = [Holding(name, role, office(role, body), day, None) for name, role, body, day in rows]
    back = [h for h in read_ftm(write_ftm(holdings)) if isinstance(h, Holding)]
    shown = {(h.name, h.role, h.office.body, h.since) for h in holdings}
    assert {(h.name, h.role, h.office.body, h.since) for h in back} == shown
    assert {h.office.role for h in back} == {h.office.role for h in holdings}


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(data: bytes):
    list(read_ftm(data.split(b"\n")))
    list(read_popolo(data))
