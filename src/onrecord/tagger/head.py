"""The small half of the model, in numpy: chains over tag scores, and links between spans.

`Head` holds the trained numbers; `decode` turns one text's scores into spans, links and how sure they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.tagger.chain import Floats, best_path
from onrecord.tagger.links import PAIR_SIZES, ROLES, SEARCHES, TAGS, Spans, allowed, pair_features, runs, spans_of
from onrecord.tagger.pieces import Pieces

NEVER = np.float32(-1e4)
SOURCE, CUE, CONTENT = range(3)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in pieces: spans by role, and the figures that its score is made of."""

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    evidence: tuple[float, ...]  # see EVIDENCE


EVIDENCE = ("content's weakest piece", "content's edges", "content's mean", "cue link", "source link", "cue", "source")


@dataclass(frozen=True, slots=True)
class Head:
    """The chains' weights by name, as `training.export` writes them, and the link head's ONNX session."""

    weights: Mapping[str, Floats]
    link_session: Any

    def sure(self, evidence: tuple[float, ...]) -> float:
        """The calibrated chance that a statement is right: a logistic curve over the evidence."""
        if "sure.weight" not in self.weights:
            return min(evidence)
        return float(1 / (1 + np.exp(-(self.weights["sure.weight"] @ log_odds(evidence) + self.weights["sure.bias"]))))

    def chain(self, level: int) -> tuple[Floats, Floats]:
        """Transitions and first scores of a tag level, with what may not be barred."""
        barred = np.where(allowed(TAGS), np.float32(0), NEVER)
        first = np.array([NEVER if tag.startswith("I-") else 0 for tag in TAGS], np.float32)
        return (
            self.weights["chain.transitions"][level] + barred,
            self.weights["chain.first"][level] + first,
        )

    def links(self, pieces: Floats, spans: Sequence[Spans]) -> dict[tuple[str, str], Floats]:
        """For each search (seekers, sought + 1): log of the chance that each belongs to each; the last is none."""
        inputs = {role: _span_inputs(pieces, s) for role, s in zip(ROLES, spans, strict=True)}
        outputs = self.link_session.run(None, inputs)
        found = {}
        for i, (who, what) in enumerate(SEARCHES):
            features = pair_features(spans[ROLES.index(who)], spans[ROLES.index(what)]) + OFFSETS
            score, by_seeker, by_sought = outputs[3 * i : 3 * i + 3]
            rows, columns = np.ogrid[: len(by_seeker), : len(by_sought)]
            seen = by_seeker[rows[..., None], features] + by_sought[columns[..., None], features]
            found[who, what] = log_softmax(np.concatenate([score + seen.sum(-1), by_seeker[:, -1:]], 1))
        return found


OFFSETS = np.cumsum([0, *PAIR_SIZES[:-1]])


def _span_inputs(pieces: Floats, spans: Spans) -> Floats:
    """What the link head reads of a span: its first piece, its last and the mean."""
    if not len(spans):
        return np.zeros((0, 3 * pieces.shape[1]), np.float32)
    # a sum each: cumsum and reduceat over all pieces take several times as long
    sums = np.array([np.add.reduce(pieces[s:e]) for s, e in zip(spans.starts, spans.ends, strict=True)])
    mean = sums / (spans.ends - spans.starts)[:, None].astype(np.float32)
    return np.concatenate([pieces[spans.starts], pieces[spans.ends - 1], mean], -1)


def log_odds(evidence: tuple[float, ...]) -> NDArray[np.float64]:
    x = np.clip(np.array(evidence), 1e-4, 1 - 1e-4)
    out: NDArray[np.float64] = np.log(x / (1 - x))
    return out


def log_softmax(x: Floats) -> Floats:
    x = x - x.max(-1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return out


def decode(head: Head, tags: Floats, vectors: Floats, pieces: Pieces) -> tuple[list[Found], list[Found]]:
    """Statements of level 0 and, inside their contents, of level 1. tags (n, 2 levels x tags)."""
    k = len(TAGS)
    outer, inner = (tags[:, level * k : (level + 1) * k].copy() for level in range(2))
    transitions, first = head.chain(0)
    path = best_path(outer, transitions, first)
    if (again := second_look(head, outer, path, vectors, pieces)) is not None:
        path = best_path(again, transitions, first)
    inside = path >= 1 + 2 * CONTENT
    return (
        statements(head, path, _chances(outer, path), vectors, pieces),
        statements(head, *_within(head, inner, inside), vectors, pieces) if inside.any() else [],
    )


def _within(head: Head, scores: Floats, inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Floats]:
    """The best path of level 1, O outside of the contents, and its chances."""
    scores[~inside, 1:] = NEVER
    # of what stands between two contents, one piece beside each is enough: the others are O, whatever comes before
    kept = inside.copy()
    kept[:-1] |= inside[1:]
    kept[1:] |= inside[:-1]
    path = np.zeros(len(inside), np.int64)
    path[kept] = best_path(scores[kept], *head.chain(1))
    return path, _chances(scores, path)


def _chances(scores: Floats, path: NDArray[np.int64]) -> Floats:
    """The chance that each piece's own scores give its tag on the path."""
    out: Floats = np.exp(np.take_along_axis(log_softmax(scores), path[:, None], 1))[:, 0]
    return out


# A cue without a source in view: sources in its sentence get this much more weight, and the path is taken anew. On dev
# this gave 0.9 points of who-said-what at the third epoch and 0.4 with the final weights (of 0 to 6, 1 to 2 were best);
# the same for contents without a cue, or cues without a content, gave none.
MORE, MORE_INSIDE = np.float32(1.0), np.float32(0.5)


def second_look(head: Head, scores: Floats, path: NDArray[np.int64], vectors: Floats, pieces: Pieces) -> Floats | None:
    """Scores with more weight on sources in the sentences of cues that found none; None if all did."""
    found = [runs(path, SOURCE), runs(path, CUE), []]
    if not found[CUE]:
        return None
    chosen = head.links(vectors, [spans_of(f, pieces) for f in found])["cue", "source"].argmax(1)
    alone = [start for (start, _), source in zip(found[CUE], chosen, strict=True) if source == len(found[SOURCE])]
    if not alone:
        return None
    there = np.isin(pieces.stops, pieces.stops[alone]) & (path == 0)
    scores = scores.copy()
    scores[there, 1 + 2 * SOURCE] += MORE
    scores[there, 2 + 2 * SOURCE] += MORE_INSIDE
    return scores


def statements(head: Head, path: NDArray[np.int64], chances: Floats, vectors: Floats, pieces: Pieces) -> list[Found]:
    """Put the spans of one level together: contents that share a cue are one statement."""
    found = [runs(path, role) for role in range(len(ROLES))]
    if not found[CONTENT]:
        return []
    spans = [spans_of(f, pieces) for f in found]
    chance = head.links(vectors, spans)
    out = []
    for cue, contents in grouped(chance["content", "cue"], chance["content", "source"], pieces, found[CONTENT]):
        # (the contents' own view of the source, mixed in beside the cue's, cost 0.2 points)
        to_source = chance["content", "source"][contents].mean(0) if cue is None else chance["cue", "source"][cue]
        source = int(to_source.argmax())
        parts = [found[CONTENT][i] for i in contents]
        inside = np.concatenate([chances[s:e] for s, e in parts])
        edges = np.array([chances[p] for s, e in parts for p in (s, e - 1)])
        link = np.exp(chance["content", "cue"][contents].max(-1).min())
        cues = () if cue is None else (found[CUE][cue],)
        sources = () if source == len(found[SOURCE]) else (found[SOURCE][source],)
        if not cues and not sources and not opens_quotation(pieces, parts[0][0]):
            continue  # nobody's plain words: one in ten such on dev is a statement
        evidence = (
            float(inside.min()),
            float(edges.min()),
            float(inside.mean()),
            float(link),
            float(np.exp(to_source[source])),
            _weakest(chances, cues),
            _weakest(chances, sources),
        )
        out.append(Found(tuple(parts), cues, sources, evidence))
    return sorted(out, key=lambda f: f.content)


def _weakest(chances: Floats, spans: tuple[Range, ...]) -> float:
    """The least sure piece of the spans; half sure where there is none."""
    return min((float(chances[s:e].min()) for s, e in spans), default=0.5)


def opens_quotation(pieces: Pieces, at: int) -> bool:
    return bool(pieces.features[at, 2] // 3 == 1)


def grouped(
    to_cue: Floats, to_source: Floats, pieces: Pieces, contents: list[Range]
) -> list[tuple[int | None, list[int]]]:
    """Contents by the cue they belong to; without a cue, by the source they share if nothing stands between."""
    none = to_cue.shape[1] - 1
    groups: dict[int, list[int]] = {}
    alone: list[tuple[int | None, list[int]]] = []
    sources = to_source.argmax(1)
    for i, cue in enumerate(to_cue.argmax(1)):
        if cue != none:
            groups.setdefault(int(cue), []).append(i)
        elif (
            alone
            and alone[-1][1][-1] == i - 1
            and sources[i] == sources[i - 1] != to_source.shape[1] - 1
            and pieces.lines[contents[i][0]] - pieces.lines[contents[i - 1][0]] == 1
            and contents[i][0] - contents[i - 1][1] <= 1
        ):
            alone[-1][1].append(i)  # an answer over several paragraphs
        else:
            alone.append((None, [i]))
    return [*((cue, members) for cue, members in groups.items()), *alone]


def names(scores: Floats, pieces: Pieces, kinds: int) -> list[tuple[Range, int, float]]:
    """Names as (pieces, kind number, how sure): runs of whole words of one kind."""
    if not len(pieces):
        return []
    chances = np.exp(log_softmax(scores))
    of_kind = chances[:, 1::2] + chances[:, 2::2]
    table = np.concatenate([chances[:, :1], of_kind], 1)
    starts_word = np.ones(len(pieces), bool)
    starts_word[1:] = pieces.starts[1:] > pieces.ends[:-1]
    best = table.argmax(1)
    begins = chances[:, 1::2].max(1) > chances[:, 2::2].max(1)
    out: list[tuple[Range, int, float]] = []
    previous = 0
    for t in np.flatnonzero(best):
        kind = int(best[t]) - 1
        joined = out and out[-1][0][1] == t and previous == t - 1
        if joined and (not starts_word[t] or (out[-1][1] == kind and not begins[t])):
            (s, _), k, sure = out[-1]
            out[-1] = ((s, int(t) + 1), k, min(sure, float(table[t, best[t]])))
        else:
            out.append(((int(t), int(t) + 1), kind, float(table[t, best[t]])))
        previous = int(t)
    return out
