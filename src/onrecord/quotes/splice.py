"""Whether a quotation is put together from pieces of several passages, or from places apart in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from onrecord.quotes.align import Block, blocks
from onrecord.quotes.laying import COST, LIGHT_COST, Laid
from onrecord.quotes.verdict import Answer
from onrecord.quotes.words import Words

PIECE = 1.5  # the cost of supposing one more piece, in words
LEAST = ((3, 2.0), (4, 1.0))  # words and their weight: a lighter piece is found by chance in any large archive
UNQUOTED = 0.5  # what a piece of indirect speech costs more than one of a quotation
BREAK_OURS, BREAK_THEIRS = 2, 3  # words between two blocks of one piece, at most


class Piece(NamedTuple):
    """Words `start` to `end` of the quotation, explained by blocks of one passage."""

    start: int
    end: int
    blocks: tuple[Block, ...]
    laid: Laid


def splice(ours: Words, weights: Sequence[float], laid: Sequence[Laid], *, below: float) -> tuple[Laid, ...]:
    """The passages, in the quotation's order, of the cheapest splice of two or more pieces; none if it costs as much as
    `below` or more. Each passage comes with the blocks of its piece alone."""
    pieces = [p for x in laid for p in _pieces(ours, weights, x)]
    costs = [max(w, LIGHT_COST) if w else 0.0 for w in weights]
    chosen, cost = _cheapest(weights, costs, pieces)
    cost += COST[Answer.SPLICED]
    if len(chosen) < 2 or cost >= below or _in_order(chosen):
        return ()
    return tuple(_part(p, weights) for p in chosen)


def _in_order(chosen: Sequence[Piece]) -> bool:
    """Whether all pieces stand in one passage in the quotation's order: then it was cut, not put together."""
    words = {p.laid.theirs.keys for p in chosen}
    return len(words) == 1 and all(a.blocks[-1].b < b.blocks[0].b for a, b in pairwise(chosen))


def _pieces(ours: Words, weights: Sequence[float], x: Laid) -> Iterator[Piece]:
    """The runs of words that a passage accounts for, in its own order or not."""
    found = list(x.blocks)
    for start, end in _unmatched(found, len(ours)):
        if end - start >= LEAST[0][0]:
            found += [Block(b.a + start, b.b, b.size) for b in blocks(ours.keys[start:end], x.theirs.keys)]
    found.sort()
    cluster: list[Block] = []
    for block in found:
        cluster = [*cluster, block] if cluster and _goes_on(cluster[-1], block) else [block]
        start, end = cluster[0].a, block.a + block.size
        if _tells(end - start, sum(sum(weights[b.a : b.a + b.size]) for b in cluster)):
            yield Piece(start, end, tuple(cluster), x)  # and a longer one, if it goes on


def _tells(size: int, weight: float) -> bool:
    """Whether a run of words is too much to be chance."""
    return any(size >= n and weight >= w for n, w in LEAST)


def _unmatched(found: Sequence[Block], size: int) -> Iterator[tuple[int, int]]:
    at = 0
    for block in [*sorted(found), Block(size, 0, 0)]:
        if at < block.a:
            yield at, block.a
        at = max(at, block.a + block.size)


def _goes_on(last: Block, block: Block) -> bool:
    gap_ours, gap_theirs = block.a - last.a - last.size, block.b - last.b - last.size
    return 0 <= gap_ours <= BREAK_OURS and 0 <= gap_theirs <= BREAK_THEIRS


def _cheapest(weights: Sequence[float], costs: Sequence[float], pieces: Sequence[Piece]) -> tuple[list[Piece], float]:
    """The pieces that leave the least unexplained, each begun where the one before ends; the first one is free."""
    size = len(weights)
    best: list[tuple[float, int, Piece | None]] = [(0.0, 0, None)]  # cost up to here, where from, by which piece
    ending: dict[int, list[Piece]] = {}
    for piece in pieces:
        ending.setdefault(piece.end, []).append(piece)
    for end in range(1, size + 1):
        here: tuple[float, int, Piece | None] = (best[end - 1][0] + costs[end - 1], end - 1, None)
        for piece in ending.get(end, ()):
            here = min([here, *_begun(piece, best, weights, costs)], key=lambda x: x[0])
        best.append(here)
    chosen: list[Piece] = []
    at = size
    while at > 0:
        _, before, used = best[at]
        if used is not None:
            chosen.append(used._replace(start=max(before, used.start)))
        at = before
    return chosen[::-1], best[size][0] - PIECE


def _begun(
    piece: Piece,
    best: Sequence[tuple[float, int, Piece | None]],
    weights: Sequence[float],
    costs: Sequence[float],
) -> Iterator[tuple[float, int, Piece]]:
    """The ways to use a piece, or the later part of it where the piece before runs into it."""
    extra = PIECE + (UNQUOTED if piece.laid.answer is Answer.INDIRECT_AS_DIRECT else 0.0)
    covered = {i for b in piece.blocks for i in range(b.a, b.a + b.size)}
    inside = own = 0.0
    for start in range(piece.end - 1, piece.start - 1, -1):
        if start in covered:
            own += weights[start]
        else:
            inside += costs[start]
        if _tells(piece.end - start, own):
            yield best[start][0] + inside + extra, start, piece


def _part(piece: Piece, weights: Sequence[float]) -> Laid:
    """The passage with only the blocks of this piece, and its share of it."""
    cut = []
    for b in piece.blocks:
        skip = max(0, piece.start - b.a)
        if b.size > skip:
            cut.append(Block(b.a + skip, b.b + skip, b.size - skip))
    own = sum(sum(weights[b.a : b.a + b.size]) for b in cut)
    total = sum(weights[piece.start : piece.end]) or 1.0
    return replace(piece.laid, blocks=tuple(cut), share=min(own / total, 1.0), piece=(piece.start, piece.end))
