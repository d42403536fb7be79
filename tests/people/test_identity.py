"""One person across articles: 83 pairs of our own making, and what names, offices and time count for."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.given import fold
from onrecord.people.identity import Profile, blocks, choose, compare_names, judge, spelling
from onrecord.people.roles import Office, office

CASES = [json.loads(line) for line in (Path(__file__).parent / "identity.jsonl").read_text("utf-8").splitlines()]


def profile(given_: dict[str, Any]) -> Profile:
    made = office(given_["role"], given_.get("body"), given_.get("country"))
    bodies = frozenset([fold(given_["body"])] if given_.get("body") else [])
    countries = frozenset(filter(None, [given_.get("country") or made.country]))
    day = date.fromisoformat(given_["day"])
    return Profile(
        (given_["name"],), (made,), bodies, countries, day, day, frozenset(map(fold, given_.get("company", [])))
    )


def test_pairs_are_told_apart_with_precision_98_and_recall_90():
    judged = [(judge(profile(c["a"]), profile(c["b"])).same, c["same"]) for c in CASES]
    said = [same for found, same in judged if found]
    wanted = [found for found, same in judged if same]
    assert len(CASES) >= 60
    assert sum(said) / len(said) >= 0.98
    assert sum(wanted) / len(wanted) >= 0.90


@pytest.mark.parametrize("case", [c for c in CASES if c["same"]], ids=lambda c: c["b"]["name"])
def test_the_same_person_is_found_under_the_keys_of_either_name(case: dict[str, Any]):
    assert blocks(case["a"]["name"]) & blocks(case["b"]["name"], asked=True)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['a']['name']} {c['b']['name']}")
def test_a_verdict_is_the_same_from_either_side_and_gives_reasons(case: dict[str, Any]):
    one, other = judge(profile(case["a"]), profile(case["b"])), judge(profile(case["b"]), profile(case["a"]))
    assert one.same == other.same
    assert one.reasons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lukashenko", "Lukashenka"), ("Zelensky", "Zelenskyy"), ("Tchaikovsky", "Chaykovskiy"), ("Lavrov", "Lawrow"),
        ("Gaddafi", "Qadhafi"), ("Putin", "Poutine"), ("Зеленський", "Zelensky"), ("Hussein", "Husayn"),
    ],
)  # fmt: skip
def test_romanisations_of_a_name_fold_alike(a: str, b: str):
    assert spelling(a) == spelling(b)


def test_an_office_that_changes_hands_does_not_join_its_holders():
    before = Profile(("Petro Poroshenko",), (Office("president", "Ukraine", "ua"),), countries=frozenset({"ua"}))
    after = Profile(("Volodymyr Zelensky",), (Office("president", "Ukraine", "ua"),), countries=frozenset({"ua"}))
    assert not judge(before, after).same


def test_two_who_fit_alike_make_a_new_person_rather_than_a_wrong_one():
    new = Profile(("Jane Brandt",))
    one = Profile(("Jane Brandt",), countries=frozenset({"de"}))
    other = Profile(("Jane Brandt",), countries=frozenset({"at"}))
    chosen, verdict = choose(new, [("one", one), ("other", other)])
    assert chosen is None
    assert verdict.reasons[0] == "several people fit alike"


def test_a_family_name_alone_joins_only_where_one_person_bears_it():
    new = Profile(("Lukashenko",), countries=frozenset({"by"}))
    known = Profile(("Aleksandr Lukashenko",), countries=frozenset({"by"}))
    other = Profile(("Viktor Lukashenko",), countries=frozenset({"by"}))
    assert choose(new, [("a", known)])[0] == "a"
    assert choose(new, [("a", known), ("v", other)])[0] is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_compare_as_names(a: str, b: str):
    share, _ = compare_names(a, b)
    assert 0 <= share <= 1
    assert compare_names(b, a)[0] == share
    assert isinstance(blocks(a), frozenset)
