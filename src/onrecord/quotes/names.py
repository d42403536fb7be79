"""Whether a claimed name can be the speaker that a page names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president vice prime minister premier chancellor king queen"
    " prince princess pope sen senator rep representative congressman congresswoman gov governor mayor secretary"
    " speaker general gen colonel col captain capt major lieutenant lt sergeant sgt judge justice attorney chief"
    " director chairman chairwoman chair ambassador spokesman spokeswoman spokesperson candidate nominee former"
    " republican democratic democrat foreign defence defense interior finance deputy first lady the of state and"
    " ceo cardinal bishop archbishop reverend rev hon honorable admiral adm officer analyst herr frau monsieur madame"
    " don doña señor señora then ex acting jr sr ii iii iv".split()
)
# Short forms of given names, each with what it stands for.
SHORT = {
    "bill": "william", "billy": "william", "will": "william", "bob": "robert", "rob": "robert", "bobby": "robert",
    "dick": "richard", "rick": "richard", "rich": "richard", "jim": "james", "jimmy": "james", "mike": "michael",
    "joe": "joseph", "tom": "thomas", "tim": "timothy", "ted": "edward", "ed": "edward", "dan": "daniel",
    "dave": "david", "steve": "steven", "stephen": "steven", "chris": "christopher", "matt": "matthew",
    "tony": "anthony", "andy": "andrew", "ben": "benjamin", "sam": "samuel", "ron": "ronald", "don": "donald",
    "ken": "kenneth", "greg": "gregory", "jeff": "jeffrey", "kate": "katherine", "kathy": "katherine",
    "catherine": "katherine", "liz": "elizabeth", "beth": "elizabeth", "sue": "susan", "nick": "nicholas",
    "alex": "alexander", "aleksandr": "alexander", "alexandr": "alexander", "vlad": "vladimir", "bernie": "bernard",
    "pat": "patrick", "larry": "lawrence", "jerry": "gerald", "chuck": "charles", "charlie": "charles", "al": "albert",
}  # fmt: skip
PRONOUNS = frozenset("he she they it who which i we you one his her their someone others people".split())
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")


def parts(name: str) -> tuple[str, ...]:
    """The words of a name without titles, accents, possessive endings and case."""
    bare = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    found = (w.removesuffix(".").removesuffix("'s").removesuffix("'") for w in WORD.findall(bare))
    return tuple(w for w in found if w and w not in TITLES)


def same(claimed: str, name: str) -> bool | None:
    """Whether two names can be of one speaker: True, False, or None where the words cannot tell ("the president").

    >>> same("Clinton", "Hillary Clinton"), same("Bill Clinton", "Hillary Clinton"), same("he", "Hillary Clinton")
    (True, False, None)
    """
    ours, theirs = parts(claimed), parts(name)
    if any(not side or (len(side) == 1 and side[0] in PRONOUNS) for side in (ours, theirs)):
        return None
    if _junior(claimed) != _junior(name) and min(len(ours), len(theirs)) > 1:
        return False
    if ours == theirs or "".join(ours) == "".join(theirs):
        return True
    if name.islower() or (claimed.islower() and " " in claimed):
        return None  # a description ("the ruling"), which anybody may have
    if _initials(claimed, theirs) or _initials(name, ours):
        return True
    short, long = sorted((ours, theirs), key=len)
    if len(short) == 1:
        whole = claimed if long is ours else name
        return _close(short[0], long[-1]) or (short[0] in long and not _common(whole))
    if not _close(short[-1], long[-1]):
        return set(short) <= set(long)
    return all(any(_given(a, b) for b in long[:-1]) for a in short[:-1])


def any_same(claimed: str, names: Iterable[str]) -> bool | None:
    """True if it can be one of several (joint speakers), None if that cannot be told, False if it is none of them."""
    answers = [same(claimed, n) for n in names]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _junior(name: str) -> bool:
    return name.rstrip(". ").casefold().endswith((" jr", " junior"))


def _common(name: str) -> bool:
    """Whether a name ends in a common noun ("the Trump campaign"): then no part of it stands for the whole."""
    last = name.split()[-1]
    return last[:1].islower() and any(w[:1].isupper() for w in name.split())


def _given(a: str, b: str) -> bool:
    """Whether two given names or initials can be one: "B" and "Bernie", "Bill" and "William", close spellings."""
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return SHORT.get(a, a) == SHORT.get(b, b) or _close(a, b)


def _close(a: str, b: str) -> bool:
    """Whether two words are spellings of one name: equal, or one letter in six differs and the first is the same."""
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[0] != b[0]:
        return False
    from rapidfuzz.distance import OSA

    return bool(OSA.distance(a, b, score_cutoff=max(len(a), len(b)) // 6) <= max(len(a), len(b)) // 6)


def _initials(short: str, long: tuple[str, ...]) -> bool:
    """Whether `short` is written in capitals that begin the words of `long`: "FBI"; at least two letters."""
    bare = short.replace(".", "").strip()
    return bare.isupper() and 2 <= len(bare) == len(long) > 1 and bare.casefold() == "".join(w[0] for w in long)
