"""Which statements report the same words, and which articles are copies of one another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.model import Record
from onrecord.quotes.align import blocks
from onrecord.quotes.lexicon import LIGHT
from onrecord.quotes.names import same
from onrecord.quotes.passages import Passage, passages
from onrecord.quotes.words import keys

# The thresholds are from benchmarks/families.py, which prints what they give.
LEAST_WORDS = 5  # shorter statements ("no comment") are of one family only if they are the same words
LEAST_HEAVY = 2  # of them no light words
LEAST, LEAST_SHORT = 1.0, 3.0  # share of the shorter one's words and of its neighbours, summed; see quotes/judge.py
TWO_VOICES = 1.3  # how much more alike two statements of speakers of different names must be
EDITED_COPY = 0.75  # likeness that is enough where one article is known to copy the other, at the same place in both
RUN = 4  # words in a row that two articles share by chance seldom enough
COPIED = 0.3  # share of the shorter article's own words that the other one has, from which on it is a copy
COPIED_AGENCY = 0.12  # the same where both name one agency
# Agencies whose reports are printed by others, as their credits are written.
AGENCIES = {
    "reuters": "reuters", "ap": "ap", "associated press": "ap", "afp": "afp", "agence france-presse": "afp",
    "dpa": "dpa", "tass": "tass", "belta": "belta", "interfax": "interfax", "ria novosti": "ria", "xinhua": "xinhua",
    "efe": "efe", "ansa": "ansa", "upi": "upi", "pa media": "pa", "press association": "pa", "kyodo": "kyodo",
    "bloomberg": "bloomberg", "anadolu": "anadolu", "pti": "pti", "ani": "ani", "yonhap": "yonhap",
    "ukrinform": "ukrinform", "unian": "unian", "ap news": "ap", "canadian press": "cp", "aap": "aap",
}  # fmt: skip


def tellable(found: Sequence[str]) -> bool:
    """Whether a statement has enough words for its variants to be known by them."""
    return len(found) >= LEAST_WORDS and sum(k not in LIGHT for k in found) >= LEAST_HEAVY


def likeness(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """How far two statements are variants of the same words: 1.0 or more if they are, else less.

    Counted against the shorter one, so that a cut quotation is a variant of the whole.
    """
    if ours == theirs:
        return 2.0
    short, long = sorted((ours, theirs), key=len)
    if not tellable(short):
        return 0.0
    found = blocks(short, long)
    agreed = sum(b.size for b in found) / len(short)
    runs = sum(b.size - 1 for b in found) / (len(short) - 1)
    return (agreed + runs) / (LEAST + LEAST_SHORT / len(short))


def relation(ours: Sequence[str], theirs: Sequence[str], speaker: str | None, other: str | None) -> float:
    """`likeness`, held to more where the two speakers cannot be one: an outlet may name the wrong one, but two people
    speaking of one thing use the same words too."""
    share = likeness(ours, theirs)
    if share and speaker and other and same(speaker, other) is False:
        return share / TWO_VOICES
    return share


def own_runs(found: Iterable[Passage]) -> frozenset[tuple[str, ...]]:
    """The runs of words that an article says itself, outside quotation marks: what copies share and independent
    reports of the same speech do not."""
    runs: set[tuple[str, ...]] = set()
    for passage in found:
        if not passage.marked:
            k = keys(passage.text)
            runs.update(k[i : i + RUN] for i in range(len(k) - RUN + 1))
    return frozenset(runs)


def copied(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    """The share of the shorter article's own runs of words that the other has too; 0 where there are too few."""
    least = min(len(ours), len(theirs))
    return len(ours & theirs) / least if least >= 2 * RUN else 0.0


def agency(record: Record) -> str | None:
    """The agency that an article credits in its dateline, its authors or its last line, in one spelling."""
    a = record.article
    named = [a.dateline.agency] if a.dateline and a.dateline.agency else []
    last = a.paragraphs[-1].strip(" ()[].—–-") if a.paragraphs else ""
    for name in (*named, *a.authors, last if len(last) < 40 else ""):
        if found := AGENCIES.get(name.casefold().strip().removeprefix("by ").removeprefix("the ")):
            return found
    return None


def one_origin(ours: Record, theirs: Record) -> bool:
    """Whether two articles are copies of one text."""
    share = copied(own_runs(passages(ours)), own_runs(passages(theirs)))
    if share >= COPIED:
        return True
    credit = agency(ours)
    return credit is not None and credit == agency(theirs) and share >= COPIED_AGENCY
