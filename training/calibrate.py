"""Fit how sure a statement is to how often such statements are right, and print how well that holds.

    python -m training.calibrate --model src/onrecord/data/model --statements polnear-dev.jsonl

Right means: some annotator marked a content that shares half of the words or more (intersection over union), with a
source that shares a word, or both without one. Weights go into the model's head.npz; the printed figures come from
five folds of articles, each judged by weights fitted on the other four.
"""

import argparse
import re
from pathlib import Path
from typing import Any

import numpy as np
from training.corpus import by_text, read

from onrecord import tagger
from onrecord.tagger import head
from onrecord.tagger.links import LEVELS, NAME_TAGS, TAGS
from onrecord.tagger.pieces import Pieces, pieces

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
Spans = list[tuple[int, int]]


def words(text: str, spans: Spans) -> frozenset[int]:
    return frozenset(start + m.start() for start, end in spans for m in WORD.finditer(text[start:end]))


def in_text(p: Pieces, found: tuple[head.Range, ...]) -> Spans:
    return [(int(p.starts[s]), int(p.ends[e - 1])) for s, e in found]


def is_right(text: str, p: Pieces, found: head.Found, gold: list[dict[str, Any]]) -> float:
    """The share of annotators who marked it."""
    content, source = words(text, in_text(p, found.content)), words(text, in_text(p, found.source))

    def marked(record: dict[str, Any]) -> bool:
        for a in record["attributions"]:
            its, by = words(text, a["content"]), words(text, a["source"])
            if its and 2 * len(its & content) >= len(its | content) and (by & source or not (by or source)):
                return True
        return False

    return sum(map(marked, gold)) / len(gold)


def observed(model: Path, path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Evidence (statements, 7) as log odds, right (statements,), and the number of the article."""
    loaded = tagger.OnnxTagger(model).opened()
    evidence, right, article = [], [], []
    for number, group in enumerate(by_text(read(path))):
        text = group[0]["text"]
        p = pieces(text, loaded.tokenizer)
        out = tagger.scores(loaded, p)
        width = LEVELS * len(TAGS)
        found, _ = head.decode(loaded.head, out[:, :width], out[:, width + len(NAME_TAGS) :], p)
        for f in found:
            evidence.append(head.log_odds(f.evidence))
            right.append(is_right(text, p, f, group))
            article.append(number)
    return np.array(evidence), np.array(right), np.array(article)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Logistic regression by Newton's method; the last weight is the constant."""
    x = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(w))
        w -= np.linalg.solve(curve, slope)
    return w


def chances(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    out: np.ndarray = 1 / (1 + np.exp(-(x @ w[:-1] + w[-1])))
    return out


def reliability(p: np.ndarray, y: np.ndarray, bins: int = 10) -> tuple[float, list[tuple[int, float, float]]]:
    """Expected calibration error, and per tenth of the scale: how many, mean chance given, share right."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    cells = [which == b for b in range(bins)]
    rows = [(int(c.sum()), float(p[c].mean()), float(y[c].mean())) for c in cells if c.any()]
    return sum(n * abs(said - was) for n, said, was in rows) / len(p), rows


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--statements", type=Path, required=True)
    args = ap.parse_args()
    x, y, article = observed(args.model, args.statements)
    if len(set(article)) < 5:
        raise SystemExit(f"{len(y)} statements found in {len(set(article))} articles: too few to fit how sure they are")
    given = np.zeros(len(y))
    for fold in range(5):
        test = article % 5 == fold
        given[test] = chances(x[test], fit(x[~test], y[~test]))
    error, rows = reliability(given, y)
    print(f"{len(y)} statements, {y.mean():.1%} right; expected calibration error {error:.3f}")
    print("statements   said  right")
    for n, said, was in rows:
        print(f"{n:10}  {said:5.2f}  {was:5.2f}")
    w = fit(x, y).astype(np.float32)
    path = args.model / "head.npz"
    with np.load(path) as arrays:
        kept = dict(arrays)
    np.savez_compressed(path, **kept | {"sure.weight": w[:-1], "sure.bias": w[-1]})


if __name__ == "__main__":
    main()
