"""Given names with the gender they usually show, and the short forms of each other. Compiled from general knowledge.

A name in both lists shows no gender. Spellings are folded (no accents, lower case): look up with `gender(name)`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from onrecord.people.given_names import FAMILIES, FEMALE, MALE

SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


def clean(parts: Iterable[str]) -> tuple[str, ...]:
    """Name parts without "Jr." and the like."""
    kept = tuple(p for p in parts if p.lower().strip(",") not in SUFFIXES)
    return kept or tuple(parts)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case without accents or apostrophes, for looking up."""
    decomposed = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o").replace("ł", "l").replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "’'ʼ`")


_BOTH = frozenset(MALE) & frozenset(FEMALE)
GENDER = {name: "m" for name in MALE if name not in _BOTH} | {name: "f" for name in FEMALE if name not in _BOTH}
GIVEN = frozenset(MALE) | frozenset(FEMALE)
FAMILY_OF: dict[str, frozenset[int]] = {}
for _number, _line in enumerate(FAMILIES.strip().splitlines()):
    for _name in _line.split():
        FAMILY_OF[_name] = FAMILY_OF.get(_name, frozenset()) | {_number}


def gender(name: str) -> str | None:
    """ "m" or "f" as the first given name usually shows, else None; hyphened names go by their first part."""
    first = fold(name).replace(".", "")
    return GENDER.get(first) or GENDER.get(first.partition("-")[0])


def is_given(name: str) -> bool:
    first = fold(name)
    return first in GIVEN or first.partition("-")[0] in GIVEN


@lru_cache(maxsize=4096)
def forms_of(name: str) -> frozenset[str]:
    """The short and long forms of a given name, folded; empty for names that no family holds."""
    families = FAMILY_OF.get(fold(name).replace(".", ""), frozenset())
    return frozenset(n for n, numbers in FAMILY_OF.items() if numbers & families)


def same_given(a: str, b: str) -> bool:
    """Whether two given names may be one person's: equal, an initial of the other, or forms of one name.

    >>> same_given("Jim", "James"), same_given("Aleksandr", "Alexander"), same_given("J.", "John")
    (True, True, True)
    >>> same_given("Bill", "Jim")
    False
    """
    x, y = fold(a).replace(".", ""), fold(b).replace(".", "")
    if x == y or not x or not y:
        return True
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    return bool(FAMILY_OF.get(x, frozenset()) & FAMILY_OF.get(y, frozenset()))
