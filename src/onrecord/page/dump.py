"""The article in a plain-text dump of a page: navigation above, footer below, no marks in between.

Works from the shapes of lines: prose stands dense, menus are short lines in rows, the headline is the last line over
the text that could be one. The marks of common dumpers (Markdown, indented bullets) are taken off and, where they say
something (`# headline`), used.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from onrecord.page import furniture
from onrecord.page.blocks import fold
from onrecord.page.dateline import dateline
from onrecord.page.dates import Stamp, printed

MAX_LINES = 10_000  # the longest real dump we know has 3,000
MAX_DUMP = 3_000_000  # characters; real dumps have up to 100,000
_LONGEST = 60  # words that one paragraph can weigh

_HEADING = re.compile(r"^\s*(#{1,6})\s+")
_BULLET = re.compile(r"^\s*(?:[*+•·▪o–-]|\d{1,2}\.)\s+(?=\S)")
_RULE = re.compile(r"^[\W_]*$")
_MARKDOWN = (
    (re.compile(r"!\[[^\[\]]*\]\([^()]*\)"), ""),
    (re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\s?\1"), r"\2"),
    (re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_]{1,300}?)(?<=\S)\s?\1(?![\w*_])"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])"), r"\1"),
    (re.compile(r"^\s*>+\s?"), ""),
)
_TAB_NOTE = re.compile(r",? opens (?:in )?(?:a )?new (?:tab|window)", re.I)
_ENDED = re.compile(r"[.!?…:。！？][\"”’»)\]」』]*$|[\"”’»」』]$")
_TRAIL = re.compile(r"\S\s?[>»›/]\s?\S.*[>»›/]")  # "Home > Politics > Europe"
_AGO = re.compile(r"^\W*(?:\d+|an?)\s+(?:hours?|minutes?|mins?|days?|weeks?|h|m)\s+ago\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its marks: `level` of a Markdown heading (0: none), `bullet` where it was a list item."""

    text: str
    level: int
    bullet: bool
    furniture: bool  # by its words: a button, a request, a pointer
    prose: int  # words that it adds to running text


@dataclass(frozen=True, slots=True)
class Dump:
    """What a dump gives. `head` are the lines around the headline, `above` the ones over it."""

    headline: str | None
    paragraphs: tuple[str, ...]
    head: tuple[str, ...]
    above: tuple[str, ...]


def read_dump(text: str, url: str | None = None) -> Dump:
    """The article of a dump. The address helps to know its headline."""
    lines = [x for x in map(_line, _unwrapped(text)) if x.text]
    anchors = _anchors(lines, url)
    run = _run(lines, anchors)
    if run is None:
        return Dump(None, (), (), ())
    first, last = run
    at = _headline(lines, first, url, anchors)
    if at is None:
        body = _body(lines[first : last + 1])
        return Dump(None, body, tuple(x.text for x in lines[max(0, first - 8) : first]), ())
    start = _start(lines, at, first, last)
    return Dump(
        lines[at].text,
        _body(lines[start : last + 1], lines[at].text),
        tuple(x.text for x in lines[max(0, at - 3) : _text_start(lines, start, last)]),
        tuple(x.text for x in lines[: max(0, at - 3)]),
    )


def _text_start(lines: list[Line], start: int, last: int) -> int:
    return next((i for i in range(start, last) if lines[i].prose), start)


def _unwrapped(text: str) -> list[str]:
    """The lines; where a dumper has wrapped paragraphs at a width, they are joined again."""
    raw = text.split("\n")[:MAX_LINES]
    long = [len(x) for x in raw if len(x) > 50]
    if len(long) < 12 or max(long) > 132 or sum(n > max(long) - 18 for n in long) < 0.6 * len(long):
        return raw
    joined: list[list[str]] = []
    for i, line in enumerate(raw):
        before = raw[i - 1] if i else ""
        if (
            joined
            and line.strip()
            and len(before) > max(long) - 25
            and not _BULLET.match(line)
            and not _HEADING.match(line)
        ):
            joined[-1].append(line.strip())
        else:
            joined.append([line])
    return [" ".join(x) for x in joined]


def _line(raw: str) -> Line:
    heading = _HEADING.match(raw)
    level = len(heading.group(1)) if heading else 0
    bullet = _BULLET.match(raw)
    text = raw[heading.end() :] if heading else raw[bullet.end() :] if bullet and len(raw) < 20_000 else raw
    if len(text) < 20_000:
        for pattern, to in _MARKDOWN:
            text = pattern.sub(to, text)
    text = _TAB_NOTE.sub("", fold(text))
    if _RULE.match(text) and not text.startswith("___"):
        text = ""
    idle = _furniture(text)
    size = _prose(text)
    # a whole paragraph may be set as a heading (standfirsts are)
    return Line(text, level, bool(bullet), idle, 0 if idle or (level and size < 25) else size)


def _furniture(text: str) -> bool:
    return furniture.anywhere(text) or furniture.after(text) or furniture.legal(text) or furniture.asks(text)


def _prose(text: str) -> int:
    size = text.count(" ") + 1
    if size * 14 < len(text):
        size = len(text) // 3  # scripts without spaces
    if size >= 8 and _ENDED.search(text):
        return min(size, _LONGEST)
    if size < 25 or not re.search(r"[.,;:、。，]\s?", text):
        return 0
    words = text.split()
    if len(words) > 8 and sum(w[0].isupper() for w in words) > 0.6 * len(words):
        return 0  # a menu on one line
    return min(size, _LONGEST)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Lines `start` to `end` with hardly a break in their prose: how many words, in how many of how many lines."""

    start: int
    end: int
    words: int
    prose: int
    lines: int

    @property
    def dense(self) -> bool:
        """Whether these are paragraphs, not the first sentences of many articles between their headlines."""
        return self.prose >= 2 and self.prose >= 0.6 * self.lines and self.words >= 14 * self.prose


def _segments(lines: list[Line]) -> list[_Segment]:
    """The stretches of prose: parted by four lines that are neither prose nor furniture, or by a heading of others."""
    found: list[_Segment] = []
    start, end = -1, -1
    for i, line in enumerate(lines):
        if not line.prose:
            continue
        gap = lines[end:i] if end >= 0 else []
        if end >= 0 and (_size(gap) >= _GAP or any(furniture.after(x.text) for x in gap)):
            found.append(_segment(lines, start, end))
            end = -1
        if end < 0:
            start = i
        end = i + 1
    return [*found, _segment(lines, start, end)] if end >= 0 else found


_GAP = 4  # lines without prose that part two texts; inside articles three are common (a link, a button, a caption)
_HEADED = 2.5  # a text under its own headline is worth this much more than a longer one elsewhere (lists of teasers)
_BELOW = 120  # lines between a headline and the heaviest part of its text
_FAR = 25  # the same for two dense stretches of one article: offers to subscribe take up to twenty


def _segment(lines: list[Line], start: int, end: int) -> _Segment:
    inside = lines[start:end]
    return _Segment(start, end, sum(x.prose for x in inside), sum(1 for x in inside if x.prose), _size(inside))


def _size(lines: list[Line]) -> int:
    return sum(1 for x in lines if not x.furniture)


def _run(lines: list[Line], anchors: set[int]) -> tuple[int, int] | None:
    """The lines of the article: the heaviest stretch of prose, and those around it that go on with it.

    `anchors` are the lines that are surely the headline; the stretch below one is preferred, and none is passed.
    """
    segments = _segments(lines)
    if not segments:
        return None

    def worth(i: int) -> float:
        s = segments[i]
        before = segments[i - 1].start if i else 0
        headed = any(before <= a <= s.start and s.start - a < 60 for a in anchors)
        dated = any(dateline(x.text) for x in lines[s.start : s.start + 3] if x.prose)
        return s.words * (_HEADED if headed else 1.0) + (150 if dated else 0) + (60 if headed else 0)

    at = max(range(len(segments)), key=worth)
    start, end = segments[at].start, segments[at].end
    for s in segments[at + 1 :]:
        if not _joins(lines[end : s.start], s):
            break
        end = s.end
    head = max((a for a in anchors if a < start and start - a < _BELOW), default=None)
    for s in reversed(segments[:at]):
        gap = lines[s.end : start]
        if head is not None and s.start < head:
            break
        # right under its headline, an article begins with whatever prose there is
        if not _joins(gap, s) and (head is None or _size(gap) > _FAR or any(furniture.after(x.text) for x in gap)):
            break
        start = s.start
    return start, end


def _joins(gap: list[Line], segment: _Segment) -> bool:
    """Whether a stretch of prose behind a gap is more of the same article."""
    if any(furniture.after(x.text) for x in gap):
        return segment.dense and segment.prose >= 5 and segment.words >= 20 * segment.prose and _size(gap) <= 12
    return segment.dense and _size(gap) <= _FAR


def _anchors(lines: list[Line], url: str | None) -> set[int]:
    """Lines that are surely the headline: a first-level heading, or the words of the page's address."""
    slug = _slug(url)
    found = set()
    for i, line in enumerate(lines):
        words = set(re.findall(r"[^\W\d_]{3,}", line.text.casefold())) if len(line.text) < 220 else set()
        named = len(slug) >= 4 and len(words & slug) >= max(3, 0.6 * len(slug)) and len(words) <= 2.5 * len(slug)
        if named or (line.level == 1 and len(words) >= 3):
            found.add(i)
    return found


def _headline(lines: list[Line], first: int, url: str | None, anchors: set[int]) -> int | None:
    """The line over the text that is most like a headline."""
    slug = _slug(url)
    best, best_score = None, 0.0
    seen: dict[str, int] = {}
    for line in lines:
        seen[line.text] = seen.get(line.text, 0) + 1
    for i in range(min(first + 2, len(lines) - 1), max(-1, first - 60), -1):
        line = lines[i]
        size = line.text.count(" ") + 1
        if (
            not 3 <= size <= 40
            or len(line.text) > 220
            or furniture.anywhere(line.text)
            or furniture.credited(line.text)
        ):
            continue
        if furniture.at_start(line.text) or next(printed(line.text), None) or line.bullet or _TRAIL.search(line.text):
            continue
        if i > first and line.level != 1:
            continue
        score = 3.0 - 0.05 * abs(first - i) + (4.0 if line.level == 1 else 1.0 if line.level else 0.0)
        words = set(re.findall(r"[^\W_]{3,}", line.text.casefold()))
        if slug and words:
            score += 6.0 * len(words & slug) / max(len(words), 6)
        score += 1.0 if 5 <= size <= 22 else 0.0
        score -= 2.0 if line.text.endswith((".", ":", ",")) else 0.0
        score -= 3.0 if line.prose and i >= first else 0.0
        score += 4.0 if i in anchors else 0.0
        score += 0.5 if seen[line.text] > 1 else 0.0
        if score > best_score:
            best, best_score = i, score
    return best


def _slug(url: str | None) -> set[str]:
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return set()
    named = [set(re.findall(r"[^\W\d_]{3,}", part)) for part in path.casefold().split("/")]
    return max(named, key=len, default=set()) if any(len(n) > 2 for n in named) else set()


def _start(lines: list[Line], at: int, first: int, last: int) -> int:
    """Where the text begins below the headline: after the last byline, date, share button or caption over it."""
    start = at + 1
    prose = buttons = 0
    for i in range(at + 1, min(last, at + 30)):
        line = lines[i]
        if line.prose and not furniture.credited(line.text):
            prose += 1
            if prose > 2 or dateline(line.text):
                break
            continue
        dated = furniture.at_start(line.text) or next(printed(line.text), None) is not None
        buttons = buttons + 1 if furniture.anywhere(line.text) else 0
        # one button may stand between paragraphs ("View all"); a row of them stands over the text
        if (dated and prose < 2) or (line.prose and not prose) or (buttons and not prose) or buttons > 1:
            start = i + 1
    return start


def _body(lines: list[Line], headline: str = "") -> tuple[str, ...]:
    """The text's lines without what stands between its paragraphs."""
    kept: list[Line] = []
    title = _key(headline)
    whole = [_key(x.text) for x in lines if x.prose]
    repeated = Counter(x.text for x in lines)
    for i, line in enumerate(lines):
        text = line.text
        key = _key(text)
        if (
            furniture.anywhere(text)
            or key == title
            or furniture.credited(text)
            or (line.prose and furniture.asks(text))
        ):
            continue
        if any(_AGO.match(x.text) for x in lines[i : i + 3]) or _dated_teaser(lines, i):
            continue
        if line.prose and repeated[text] > 2:
            continue  # the caption of every picture of a series
        if len(key) > 40 and any(key in other and key != other for other in whole):
            continue  # a pull quotation
        if not line.prose and not _subheading(lines, i):
            continue
        kept.append(line)
    while kept and (furniture.at_end(kept[-1].text) or not (kept[-1].prose or kept[-1].text.startswith("___"))):
        kept.pop()
    while kept and kept[0].prose and len(kept[0].text) < 120 and furniture.dated(kept[0].text):
        del kept[0]
    return tuple(x.text for x in kept)


def _dated_teaser(lines: list[Line], i: int) -> bool:
    """Whether a line belongs to a teaser of another article: its date stands right under it or under the next line."""
    below = [x for x in lines[i + 1 : i + 3] if x.text]
    return bool(below) and (
        furniture.dated(below[0].text) or (len(below) > 1 and not lines[i].prose and furniture.dated(below[1].text))
    )


def _subheading(lines: list[Line], i: int) -> bool:
    """Whether a short line heads the paragraph below it: it stands alone between two of them."""
    line = lines[i]
    if line.text.startswith("___"):
        return True
    if line.bullet or line.text.count(" ") > 14 or not re.match(r"[A-ZÀ-ÞА-Я0-9\"“‘'…¿¡«„ぁ-龥가-힣]", line.text):
        return False
    below = lines[i + 1] if i + 1 < len(lines) else None
    above = next((x for x in reversed(lines[max(0, i - 4) : i]) if not x.furniture), None)
    return below is not None and below.prose > 0 and (above is None or above.prose > 0 or above.text.startswith("___"))


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def stamps(lines: tuple[str, ...], *, day_first: bool) -> list[tuple[str, Stamp]]:
    """Every date printed in the lines, with the words of its line before it."""
    return [(line[: s.start], s) for line in lines for s in printed(line, day_first=day_first)]
