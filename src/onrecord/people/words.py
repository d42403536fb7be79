"""Text -> words with their sentence, paragraph and whether they stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from onrecord.people.tables import table

# Abbreviations whose full stop ends no sentence; titles first, then what agencies put into bylines and places.
ABBREVIATED = table("""
    Mr Mrs Ms Mx Dr Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Cpl Maj Cmdr Adm Prof Rev Hon Amb Atty Pres
    Supt Insp Det Messrs Fr St Jr Sr Inc Corp Co Ltd Bros vs No Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa
    Tenn Tex Va Vt Wash Wis Wyo Dept Assn Univ
""")

WORD = re.compile(
    r"(?:[^\W\d_]\.(?:-?)){2,}(?=\W|$)"  # U.N., G.K., J.-P.
    r"|(?=[A-Zv]\w{0,7}\.)(?:" + "|".join([*ABBREVIATED, *map(str.upper, ABBREVIATED)]) + r")\.(?!\w)"
    r"|[A-ZÀ-ÖØ-ÞА-Я]\.(?=\s+[A-ZÀ-ÖØ-ÞА-Я][\w’'-])"  # an initial before a name
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*(?:[’'][^\W_]+)*(?:[-‐‑][^\W_]+)*"
    r"|\S"
)
ENDING = re.compile(r"(?:[’'](?:s|m|ve|re|d|ll)?)$", re.IGNORECASE)  # Trump’s, I’m, the senators’
OPENING, CLOSING = "“«„", "”»"
STOPS = frozenset(".!?…")


class Word(NamedTuple):  # not a frozen dataclass: a text has thousands, and those take five times as long to make
    """One word or mark: its text, place, and the numbers of its sentence and paragraph."""

    text: str
    start: int
    end: int
    sentence: int
    paragraph: int
    quoted: bool
    first: bool  # opens its sentence (marks and opening quotation marks aside)
    lower: str
    capital: bool


class Words(tuple[Word, ...]):
    """The words of a text in order, found by offset in logarithmic time."""

    starts: list[int]

    def between(self, start: int, end: int) -> range:
        """Indexes of the words that overlap `text[start:end]`."""
        first = bisect_left(self.starts, start)
        if first and self[first - 1].end > start:
            first -= 1
        return range(first, max(first, bisect_left(self.starts, end)))


def words(text: str) -> Words:
    """The words of `text`; an ending (’s, ’m) is a word of its own, paragraphs that are blank do not count."""
    out: list[Word] = []
    sentence = -1
    for number, start, end in _paragraphs(text):
        sentence += 1
        quoted, opened, single, fresh = False, False, False, True
        pieces = list(_pieces(text, start, end))
        for i, (a, b) in enumerate(pieces):
            piece = text[a:b]
            if i and _ends_sentence(text, pieces, i):
                sentence += 1
                fresh = True
            closing = piece in CLOSING or (piece == '"' and quoted) or (single and _closes(text, a, end))
            if piece in OPENING or (piece == '"' and not quoted) or (not quoted and _opens(text, a, start, end)):
                single = piece in "‘'"
                quoted = opened = True
            word_like = piece[0].isalnum()
            out.append(
                Word(
                    piece,
                    a,
                    b,
                    sentence,
                    number,
                    quoted or opened,
                    fresh and word_like,
                    piece.lower(),
                    piece[0].isupper(),
                )
            )
            fresh = fresh and not word_like
            if closing:
                quoted = single = False
            opened = False
    found = Words(out)
    found.starts = [w.start for w in found]
    return found


def _opens(text: str, a: int, start: int, end: int) -> bool:
    """Whether a single mark opens a quotation at `a`: a space before it, a letter after it."""
    before = text[a - 1] if a > start else " "
    return text[a] in "‘'" and (before.isspace() or before in "([—–") and a + 1 < end and text[a + 1].isalnum()


def _closes(text: str, a: int, end: int) -> bool:
    """Whether a single mark closes a quotation at `a`: a stop before it, no letter after it."""
    return text[a] in "’'" and text[a - 1] in ".,!?…;:" and (a + 1 >= end or not text[a + 1].isalnum())


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    start = 0
    number = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield number, start, start + len(paragraph)
            number += 1
        start += len(paragraph) + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in WORD.finditer(text, start, end):
        a, b = found.span()
        piece = found.group()
        tail = ENDING.search(piece) if "’" in piece or "'" in piece else None
        if tail and tail.start() and piece[0].isalpha():
            yield a, a + tail.start()
            yield a + tail.start(), b
        else:
            yield a, b


def _ends_sentence(text: str, pieces: list[tuple[int, int]], i: int) -> bool:
    """Whether a sentence begins with piece `i`: a stop (and closing marks) before it, space, a capital or mark."""
    a = pieces[i][0]
    if not text[a - 1].isspace():
        return False
    if not (text[a].isupper() or text[a].isdigit() or text[a] in "“«„\"'‘([—–"):
        return False
    j = i - 1
    while j > 0 and text[pieces[j][0]] in "”»\"'’)]":
        j -= 1
    return text[pieces[j][0] : pieces[j][1]] in STOPS or text[pieces[j][0] : pieces[j][1]] == "..."


def adjacent(words_: Words, i: int, j: int) -> bool:
    """Whether nothing but blanks stands between words `i` and `j` and they share a sentence."""
    return all(b.start - a.end <= 1 for a, b in pairwise(words_[i : j + 1]))
