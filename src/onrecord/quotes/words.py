"""Text -> the words that a quotation is compared by: folded, each with its place in the text.

Folded away are quotation marks, white space, case, dashes, ellipses, the shape of apostrophes, compatibility forms,
stops in abbreviations ("U.S.") and separators in numbers ("1,000"). Letters of another alphabet that look like those
around them, and characters that cannot be seen, are folded too and reported, since a printed page has no reason for
them. Offsets are code points into the text given, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import Span

# Pairs that no reader can tell apart in most typefaces (after Unicode TR 39, confusables.txt), capitals included.
CYRILLIC = dict(zip("асеорхуіјѕһԁԛԝвкмнтАВЕКМНОРСТХІЈЅҮ", "aceopxyijshdqwbkmhtABEKMHOPCTXIJSY", strict=True))
GREEK = dict(zip("οανυικρτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavuikptxABEZHIKMNOPTYX", strict=True))
# Back into the alphabet of the text, for a Latin letter in a Cyrillic word; only pairs that are the same both ways.
LATIN = {latin: other for other, latin in CYRILLIC.items() if latin in "aceopxyijsABEKMHOPCTXIJSY"}
LATIN_GREEK = {latin: other for other, latin in GREEK.items()}
TO = {"LATIN": CYRILLIC | GREEK, "CYRILLIC": LATIN, "GREEK": LATIN_GREEK}
HIDDEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Those that change what is shown, or stand where nobody types them. A soft hyphen or a joiner is the outlet's own.
SUSPECT = frozenset(HIDDEN) - frozenset("\u00ad\u200c\u200d\ufeff")

_IN = rf"\w{HIDDEN}\u0300-\u036f"  # what a word may go on with: letters, digits, unseen characters, accents
WORD = re.compile(
    r"[$€£¥₽₴%]"
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # scripts without spaces: a character is a word
    r"|(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S., a.m.
    rf"|\d+(?:[.,:]\d+)*[{_IN}]*"
    rf"|[{_IN}]+(?:['’ʼ＇`´][{_IN}]+)*"
)
ELLIPSIS = re.compile(r"…|\.\s?\.|\[…\]")
BRACKET = re.compile(r"\[[^\[\]]{0,200}\]")
APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ＇`´", "'") | dict.fromkeys(HIDDEN))


@dataclass(frozen=True, slots=True)
class Disguise:
    """A word that is not written as it looks: its place, the characters that are strange, and how it was read."""

    span: Span
    strange: str
    read: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `text`: `keys[i]` is the folded form of `text[starts[i]:ends[i]]`.

    `gaps` are the indexes of words before which an ellipsis stands (`len(keys)` for one at the end), `asides` those
    of words that stand in square brackets, an editor's and not the speaker's.
    """

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: frozenset[int] = frozenset()
    asides: frozenset[int] = frozenset()
    disguised: tuple[Disguise, ...] = ()

    def __len__(self) -> int:
        return len(self.keys)

    def shown(self, start: int, end: int) -> str:
        """The text from word `start` up to word `end`, as written; empty where there is none."""
        if not start < end:
            return ""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The range of the words that begin in `text[start:end]`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def words(text: str) -> Words:
    """The words of any text, in order. Time is linear in its length."""
    plain, disguised = (text, ()) if text.isascii() else _undisguised(text)
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for m in WORD.finditer(plain):
        if key := _key(m.group()):
            keys.append(key)
            starts.append(m.start())
            ends.append(m.end())
    gaps = _gaps(text, starts, ends) if "…" in text or ".." in text or ". ." in text else frozenset()
    asides = _asides(text, starts) if "[" in text else frozenset()
    return Words(text, tuple(keys), tuple(starts), tuple(ends), gaps, asides, disguised)


def keys(text: str) -> tuple[str, ...]:
    """The folded words alone, at half the cost."""
    plain = text if text.isascii() else _undisguised(text)[0]
    return tuple(filter(None, map(_key, WORD.findall(plain))))


@lru_cache(maxsize=1 << 16)
def _key(surface: str) -> str:
    """The folded form of one word as written; empty for one of unseen characters alone."""
    if surface.isascii() and surface.isalpha():
        return surface.lower()
    folded = unicodedata.normalize("NFKC", surface.translate(APOSTROPHES)).casefold()
    if folded[:1].isdigit():
        return re.sub(r",(?=\d{3})", "", folded)
    return folded.replace(".", "").replace("_", "")


def _gaps(text: str, starts: list[int], ends: list[int]) -> frozenset[int]:
    """Which words an ellipsis stands before."""
    found, at = [], 0
    for i, (start, end) in enumerate(zip([*starts, len(text)], [*ends, len(text)], strict=True)):
        if start > at and ELLIPSIS.search(text, at, start):
            found.append(i)
        at = end
    return frozenset(found)


def _asides(text: str, starts: list[int]) -> frozenset[int]:
    """Which words stand in square brackets."""
    return frozenset(
        i for m in BRACKET.finditer(text) for i in range(bisect_left(starts, m.start()), bisect_left(starts, m.end()))
    )


@lru_cache(maxsize=1 << 12)
def _script(letter: str) -> str | None:
    """The alphabet of a letter, of the three whose letters look alike; None for anything else."""
    name = unicodedata.name(letter, "").split(" ", 1)[0]
    return name if name in TO else None


def _undisguised(text: str) -> tuple[str, tuple[Disguise, ...]]:
    """The text, as long as before, with look-alike letters in the alphabet of their surroundings, and what was found.

    A word of two alphabets is read in the one that its other letters leave no doubt of, else in the text's. A word
    wholly of look-alikes from another alphabet than the text's ("сор" in English) is read in the text's too; a name
    that is plainly foreign ("Лукашенко" in English) is left alone.
    """
    if not any(c in SUSPECT or _script(c) not in (None, "LATIN") for c in set(text)):
        return text, ()
    main = _main_script(text)
    read, found = list(text), []
    for m in WORD.finditer(text):
        strange = _strange(m.group(), main)
        if not strange:
            continue
        for i, c in enumerate(m.group(), m.start()):
            read[i] = strange.get(c, c)
        shown = "".join(read[m.start() : m.end()])
        found.append(Disguise(Span(*m.span()), "".join(strange), "".join(c for c in shown if c not in HIDDEN)))
    return "".join(read), tuple(found)


def _main_script(text: str) -> str:
    """The alphabet of most words that have a letter which no other alphabet imitates."""
    votes: Counter[str] = Counter()
    for m in WORD.finditer(text):
        sure = {s for c in m.group() if (s := _script(c)) and not any(c in TO[t] for t in TO if t != s)}
        votes.update(sure)
    return votes.most_common(1)[0][0] if votes else "LATIN"


def _strange(word: str, main: str) -> dict[str, str]:
    """The characters of a word that do not belong, each with how to read it (unseen ones as themselves)."""
    strange = {c: c for c in word if c in SUSPECT}
    here = {c: s for c in word if (s := _script(c))}
    for script in dict.fromkeys([main, *here.values()]):
        foreign = [c for c, s in here.items() if s != script]
        if all(c in TO[script] for c in foreign):
            return strange | {c: TO[script][c] for c in foreign}
    return strange
