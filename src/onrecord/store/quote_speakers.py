"""Whether a claimed speaker is a passage's, by what the directory knows: other names of one person, and offices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from onrecord.people.identity import compare_names
from onrecord.quotes import names
from onrecord.quotes.passages import Passage
from onrecord.store.db import Database
from onrecord.store.keys import name_key
from onrecord.store.parties import listed

# `compare_names` is so sure of two full names in another spelling, form or order; a family name alone is less.
ONE_PERSON = 0.5
OFFICE_WORD = re.compile(r"\w{3,}")
OF = frozenset("the and for from then former".split())


def knowing(db: Database, claimed: str, passages: Sequence[Passage]) -> list[bool | None]:
    """For each passage whether its speaker can be the one claimed; None where neither names nor directory tell."""
    speakers = {n for p in passages if p.speaker for n in (p.speaker, *p.members)}
    parties = _parties(db, {claimed, *speakers})
    if names.parts(claimed) and not names.described(claimed):
        return [_one(claimed, p, parties) for p in passages]
    offices = _offices(db, parties, speakers)
    return [_in_office(claimed, p, offices) for p in passages]


def _in_office(claimed: str, p: Passage, offices: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether pages give the speaker the office claimed; that they do not say so proves nothing."""
    if not p.speaker:
        return names.speaks(claimed, None, (), p.named)
    wanted = _office_words(claimed)
    return True if wanted and any(wanted <= offices.get(n, frozenset()) for n in (p.speaker, *p.members)) else None


def _one(claimed: str, p: Passage, parties: Mapping[str, frozenset[str]]) -> bool | None:
    if not p.speaker:
        return names.speaks(claimed, None, (), p.named)
    for name in (p.speaker, *p.members):
        if parties.get(claimed, frozenset()) & parties.get(name, frozenset()):
            return True
        if compare_names(claimed, name)[0] >= ONE_PERSON and names.junior(claimed) == names.junior(name):
            return True
    return names.speaks(claimed, p.speaker, p.members)


def _parties(db: Database, wanted: Iterable[str]) -> dict[str, frozenset[str]]:
    """The parties of each name in any of its printed forms. A name of one word may be many people's: it has none."""
    keys = {n: name_key(n) for n in wanted if len(names.parts(n)) > 1}
    if not keys:
        return {}
    marks, params = listed("k", sorted(set(keys.values())))
    sql = (
        "SELECT t.value, t.party FROM party_traits t JOIN parties p ON p.id = t.party "
        f"WHERE t.kind = 'name' AND t.value IN ({marks}) AND p.merged_into IS NULL"
    )
    found: dict[str, set[str]] = {}
    for value, party in db.rows(sql, params):
        found.setdefault(value, set()).add(party)
    return {n: frozenset(found.get(k, ())) for n, k in keys.items()}


def _offices(db: Database, parties: Mapping[str, frozenset[str]], speakers: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words of every office, body and country that pages give each speaker."""
    wanted = {party: n for n in speakers for party in parties.get(n, ())}
    if not wanted:
        return {}
    marks, params = listed("p", sorted(wanted))
    sql = f"SELECT party, label FROM party_traits WHERE kind = 'office' AND party IN ({marks})"
    found: dict[str, set[str]] = {}
    for party, label in db.rows(sql, params):
        found.setdefault(wanted[party], set()).update(_office_words(label))
    return {n: frozenset(words) for n, words in found.items()}


def _office_words(text: str) -> frozenset[str]:
    return frozenset(OFFICE_WORD.findall(text.casefold())) - OF
