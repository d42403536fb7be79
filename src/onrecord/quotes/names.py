"""Whether a claimed name can be the speaker that a page names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

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


@lru_cache(maxsize=1 << 12)
def same(claimed: str, name: str) -> bool | None:
    """Whether two names can be of one speaker: True, False, or None where the words cannot tell ("the president").

    >>> same("Clinton", "Hillary Clinton"), same("Bill Clinton", "Hillary Clinton"), same("he", "Hillary Clinton")
    (True, False, None)
    """
    ours, theirs = parts(claimed), parts(name)
    if any(not side or (len(side) == 1 and side[0] in PRONOUNS) for side in (ours, theirs)):
        return None
    if junior(claimed) != junior(name) and min(len(ours), len(theirs)) > 1:
        return False
    if ours == theirs or "".join(ours) == "".join(theirs):
        return True
    if described(claimed) or described(name):
        return None
    if name.islower() or (claimed.islower() and " " in claimed):
        return None  # a description ("the ruling"), which anybody may have
    if _initials(claimed, theirs) or _initials(name, ours):
        return True
    if _common(claimed) or _common(name):
        # "The Trump campaign" speaks for Trump as often as not.
        return None if set(ours) & set(theirs) else False
    short, long = sorted((ours, theirs), key=len)
    if len(short) == 1:
        return _close(short[0], long[-1]) or short[0] in long
    if short[-2:] == long[-2:]:
        return True  # whatever else stands before the name: a country, an office
    if not _close(short[-1], long[-1]):
        return set(short) <= set(long)
    return all(any(_given(a, b) for b in long[:-1]) for a in short[:-1])


def any_same(claimed: str, names: Iterable[str]) -> bool | None:
    """True if it can be one of several (joint speakers), None if that cannot be told, False if it is none of them."""
    answers = [same(claimed, n) for n in names]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def junior(name: str) -> bool:
    """Whether a name is that of the younger of two."""
    return name.rstrip(". ").casefold().endswith((" jr", " junior"))


def _common(name: str) -> bool:
    """Whether a name ends in a common noun ("the Trump campaign"): then it is not that of the person in it."""
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


def speaks(claimed: str, speaker: str | None, members: Iterable[str] = (), named: str | None = None) -> bool | None:
    """Whether a claimed name can be that of a passage's speaker, one of several, or of whoever its sentence names.

    Where we could not resolve the speaker, what the sentence says ("Senate leaders", "his niece") may confirm a claim;
    it contradicts one only if it is a name itself.
    """
    if speaker:
        return any_same(claimed, (speaker, *members))
    if not named or (found := same(claimed, named)) is None:
        return None
    return found or (False if is_name(named) else None)


def described(words: str) -> bool:
    """Whether words describe somebody and do not name them: "the head of the Council", "a senior official"."""
    return bool(ARTICLE.match(words)) and any(w.islower() and w not in SMALL for w in words.split()[1:])


def is_name(words: str) -> bool:
    """Whether words are a person's name in full, titles aside, and no description: two words or more, all of them in
    capitals at the start, none of a group or a possession.

    >>> is_name("Anna Kovač"), is_name("Senate leaders"), is_name("A chorus"), is_name("Scott's niece")
    (True, False, False, False)
    """
    found = words.split()
    bare = parts(words)
    return len(bare) >= 2 and len(bare) <= 4 and not ARTICLE.match(words) and all(w[:1].isupper() for w in found)


SMALL = frozenset("of the and for in de la".split())
ARTICLE = re.compile(r"(?:an?|the|some|many|one|his|her|their|our|my)\b", re.IGNORECASE)
