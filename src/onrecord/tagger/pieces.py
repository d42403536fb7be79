"""Text to model input: word pieces with their offsets, and what a lower-case vocabulary cannot see.

The encoder reads lower-case word pieces. Beside each piece go its case, the spaces around it and where it stands in
a quotation, and a `[SEP]` piece marks every line end. Quotation marks of every style are read as one style before
they reach the vocabulary, one code point for one, so that offsets hold and “…”, "…", «…», „…“ and ‘…’ look alike.

Offsets are code points, half-open, into the text given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

# Sizes of the input features; the trained embeddings have these many rows.
CASES = 6  # no letter, lower, Title, UPPER, mixed, digits
SPACES = 4  # bit 0: space before, bit 1: space after
QUOTES = 12  # role of the piece (none, opens, closes, other mark) x depth (outside, in a quotation, in an inner one)
FEATURES = ("case", "space", "quote")
SIZES = (CASES, SPACES, QUOTES)

# A block is what the tokenizer is given at once: it bounds the memory of a very long text.
BLOCK = 20_000

OPENS_DOUBLE, CLOSES_DOUBLE = "“„«‟〝「『", "”»〞」』"
OPENS_SINGLE, CLOSES_SINGLE = "‘‚‹", "’›"
STRAIGHT_DOUBLE, STRAIGHT_SINGLE = '"＂', "'`´"
MARKS = re.compile(
    "["
    + OPENS_DOUBLE
    + CLOSES_DOUBLE
    + OPENS_SINGLE
    + CLOSES_SINGLE
    + STRAIGHT_DOUBLE
    + STRAIGHT_SINGLE
    + "\n\r\u2028\u2029]"
)
BREAKS = "\n\r\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the encoder reads it: one row a piece. Line ends are pieces of no width."""

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints  # (n, 3): case, space, quote
    lines: Ints  # how many line ends come before
    stops: Ints  # how many sentence ends come before

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> "Pieces":
        """The pieces `start` to `end`; lines and stops count on from the whole."""
        return Pieces(*(getattr(self, name)[start:end] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: where it stands, whether it opens, and how deep: 0 the outer quotation, 1 one inside it."""

    at: int
    opens: bool
    depth: int


def marks(text: str) -> tuple[list[Mark], list[int]]:
    """Read the quotation marks of `text`, line by line, and the marks that are none (apostrophes).

    A quotation left open ends with its line: newspapers close a quotation of several paragraphs only at its end.
    """
    found: list[Mark] = []
    apostrophes: list[int] = []
    stack: list[str] = []
    n = len(text)
    for match in MARKS.finditer(text):
        at = match.start()
        mark = text[at]
        if mark in BREAKS:
            stack.clear()
            continue
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < n else " "
        family = "d" if mark in OPENS_DOUBLE or mark in CLOSES_DOUBLE or mark in STRAIGHT_DOUBLE else "s"
        step = _step(text, at, mark, before, after, family, stack)
        if step == "open":
            found.append(Mark(at, True, min(len(stack), 1)))
            stack.append(family)
        elif step == "close":
            if family in stack:
                while stack and stack.pop() != family:
                    pass
            found.append(Mark(at, False, min(len(stack), 1)))
        else:
            apostrophes.append(at)
    return found, apostrophes


def _step(text: str, at: int, mark: str, before: str, after: str, family: str, stack: list[str]) -> str:
    """Whether the mark opens, closes or is an apostrophe, from its form, its neighbours and what is open."""
    is_open = family in stack
    if family == "d":
        if mark in "“«»" and is_open and (after.isspace() or not after.isalnum()) and not before.isspace():
            return "close"  # „so“, »so«
        if mark in "»" and not is_open and (before.isspace() or not before.isalnum()) and not after.isspace():
            return "open"
        if mark in OPENS_DOUBLE:
            return "open"
        if mark in CLOSES_DOUBLE:
            return "close"
        if is_open and not (before.isspace() and not after.isspace()):
            return "close"
        return "close" if is_open and after.isspace() else "open"
    if mark == "‘" and (after.isalnum() or after in '“"[(…'):
        return "open" if not is_open and not before.isalnum() else "apostrophe"
    if mark in "‚‹":
        return "open" if mark == "‹" else "apostrophe"  # „‚so‘“ is too rare in English to tell from a comma
    if is_open and not after.isalnum() and not before.isspace():
        return "close"
    if mark == "›":
        return "close"
    if mark in "'`" and not is_open and not before.isalnum() and (after.isalnum() or after in '“"[('):
        return "open" if _closes_later(text, at) else "apostrophe"
    return "apostrophe"


SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]”\"])['’](?!\w)")


def _closes_later(text: str, at: int) -> bool:
    """Whether a straight single mark can open a quotation: one that closes comes later in the line, after a space."""
    line_end = text.find("\n", at)
    stop = min(len(text) if line_end < 0 else line_end, at + 1500)
    first = text.find(" ", at, stop)
    if SINGLE_CLOSE.search(text, at + 1, at + 40 if first < 0 else first):
        return True
    # "the workers' rights" closes nothing
    return any(text[match.start() - 1] != "s" for match in SINGLE_CLOSE.finditer(text, at + 1, stop))


@cache
def _kinds() -> NDArray[np.uint8]:
    """Per code point of the basic plane: bit 0 lower, 1 upper, 2 digit, 3 space."""
    table = np.zeros(0x10001, np.uint8)
    for code in range(0x10000):
        char = chr(code)
        table[code] = char.islower() | char.isupper() << 1 | char.isdigit() << 2 | char.isspace() << 3
    return table


def blocks(text: str, size: int = BLOCK) -> Iterator[tuple[int, int]]:
    """Cut a text into blocks of at most `size` code points, at a line end or else a space where there is one."""
    start, n = 0, len(text)
    while start < n:
        end = min(start + size, n)
        if end < n:
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end) if "\n" not in text[start:end] else -1)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


SURROGATES = re.compile("[\ud800-\udfff]")
SENTENCE_END = (".", "?", "!")


def pieces(text: str, tokenizer: Any) -> Pieces:
    """The word pieces of `text` with their features. `tokenizer` is a `tokenizers.Tokenizer` for lower-case BERT."""
    found, apostrophes = marks(text)
    # half of a surrogate pair is no character: the tokenizer refuses it
    plain = SURROGATES.sub("\ufffd", _one_style(text, found, apostrophes))
    ids: list[int] = []
    spans: list[tuple[int, int]] = []
    for start, end in blocks(plain):
        encoded = tokenizer.encode(plain[start:end], add_special_tokens=False)
        ids += encoded.ids
        spans += [(s + start, e + start) for s, e in encoded.offsets] if start else encoded.offsets
    where = np.array(spans, np.int32).reshape(-1, 2)
    return _with_line_ends(text, np.array(ids, np.int32), where[:, 0], where[:, 1], found, tokenizer)


def _one_style(text: str, found: list[Mark], apostrophes: list[int]) -> str:
    if not found and not apostrophes:
        return text
    chars = list(text)
    for mark in found:
        chars[mark.at] = "“”‘’"[2 * mark.depth + (not mark.opens)]
    for at in apostrophes:
        chars[at] = "'"
    return "".join(chars)


def _with_line_ends(text: str, ids: Ints, starts: Ints, ends: Ints, found: list[Mark], tokenizer: Any) -> Pieces:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    breaks = np.zeros(len(codes) + 1, np.int32)
    np.cumsum((codes == 10) | (codes == 13) | (codes == 0x2028) | (codes == 0x2029), out=breaks[1:])
    # a line end between two pieces becomes one [SEP], however many empty lines there are
    between = breaks[starts[1:]] > breaks[ends[:-1]] if len(ids) > 1 else np.zeros(0, bool)
    at = np.flatnonzero(between) + 1
    sep = tokenizer.token_to_id("[SEP]")
    lines = np.zeros(len(ids), np.int32)
    lines[at] = 1
    lines = np.cumsum(lines, dtype=np.int32)
    here = ends[at - 1]
    ids, lines = np.insert(ids, at, sep), np.insert(lines, at, lines[at - 1])
    starts, ends = np.insert(starts, at, here), np.insert(ends, at, here)
    stop_ids = [i for i in (tokenizer.token_to_id(s) for s in SENTENCE_END) if i is not None]
    is_stop = np.isin(ids, [*stop_ids, sep])
    stops = np.cumsum(is_stop, dtype=np.int32) - is_stop
    features = _features(codes, ids, starts, ends, found)
    return Pieces(ids.astype(np.int32), starts, ends, features, lines, stops.astype(np.int32))


def _features(codes: NDArray[np.uint32], ids: Ints, starts: Ints, ends: Ints, found: list[Mark]) -> Ints:
    kinds = _kinds()[np.minimum(codes, 0x10000)]
    n = len(codes)

    def count(bit: int) -> Ints:
        total = np.zeros(n + 1, np.int32)
        np.cumsum((kinds >> bit) & 1, out=total[1:])
        return total[ends] - total[starts]

    lower, upper, digit = count(0), count(1), count(2)
    padded = np.concatenate([kinds, np.array([8], np.uint8)])
    first_upper = (padded[starts] >> 1) & 1
    case = np.select(
        [
            (lower + upper + digit == 0),
            (digit > 0) & (lower + upper == 0),
            (upper == 0),
            (upper > 1) & (lower == 0),
            (first_upper == 1) & (upper == 1),
        ],
        [0, 5, 1, 3, 2],
        4,
    )
    space_before = np.where(starts == 0, 1, (padded[np.maximum(starts, 1) - 1] >> 3) & 1)
    space_after = (padded[np.minimum(ends, n)] >> 3) & 1
    depth = np.zeros(n + 1, np.int32)
    role = np.zeros(n + 1, np.int32)
    _paint(found, codes, depth, role)
    quote = role[starts] * (ends > starts) * 3 + depth[starts] * (ends > starts)
    return np.stack([case, space_before + 2 * space_after, quote], 1).astype(np.int32)


def _paint(found: list[Mark], codes: NDArray[np.uint32], depth: Ints, role: Ints) -> None:
    """Mark every code point that stands inside a quotation, its marks included."""
    open_at: list[Mark] = []
    if not found:
        return
    ends = np.flatnonzero((codes == 10) | (codes == 13))
    for mark in found:
        role[mark.at] = 1 if mark.opens else 2
        open_at = [m for m in open_at if not _line_between(ends, m.at, mark.at)] if open_at else open_at
        if mark.opens:
            open_at.append(mark)
            line = int(np.searchsorted(ends, mark.at))
            stop = int(ends[line]) if line < len(ends) else len(codes)
            depth[mark.at : stop] = mark.depth + 1
        elif open_at and open_at[-1].depth >= mark.depth:
            while open_at and open_at[-1].depth >= mark.depth:
                open_at.pop()
            line = int(np.searchsorted(ends, mark.at))
            stop = int(ends[line]) if line < len(ends) else len(codes)
            depth[mark.at + 1 : stop] = mark.depth


def _line_between(ends: NDArray[np.int64], start: int, end: int) -> bool:
    return bool(np.searchsorted(ends, start) != np.searchsorted(ends, end))


def windows(n: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut `n` pieces into as few windows of at most `size` as overlap by `overlap`, all of about the same length.

    >>> windows(5, 10, 2), windows(1000, 510, 64)
    ([(0, 5)], [(0, 376), (312, 688), (624, 1000)])
    """
    if n <= size:
        return [(0, n)]
    count = -(-(n - overlap) // (size - overlap))
    step = (n - overlap) / count
    return [(round(i * step), min(round((i + 1) * step) + overlap, n)) for i in range(count)]
