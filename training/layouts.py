"""Make annotated training articles in layouts that PolNeAR (US political news) lacks.

    python training/layouts.py --polnear polnear-train.jsonl --count 1500 --seed 7 > layouts.jsonl

Agency reports with datelines and colons, press releases, sittings, interviews, transcripts, letters, lists of
statements, posts, bullet points, every system of quotation marks, nested reports, and marks that quote nobody. About
half of the articles lay real quotations and clauses of one PolNeAR article anew (without --polnear all come from the
tables of `layouts_words.py` and `layouts_subjects.py`). Output: one article a line,

    {"id", "kind", "text", "attributions": [{"source", "cue", "content": [[start, end], ...], "parent", "speaker"}]}

Offsets are Unicode code points of "text", half-open, sorted. "parent" is the index of the attribution whose content
holds this one, or null (a flat tagger trains on those with null). "speaker" is {"name", "type", "role", "body"}, type
one of person, organisation, unnamed, none. Conventions are PolNeAR's: marks and their comma inside the content, a
leading "that" too, "also" and auxiliaries in the cue, no colon and no addressee in it. The same seed gives the same
lines.
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from layouts_build import Article, Pool, unmark
from layouts_kinds import KINDS

# cues after which PolNeAR's content is a finite clause
FINITE = re.compile(
    r"(?:^|\s)(?:thinks?|insisted)$|(?:^|\s)(?:said|says|say|saying|argued|argues|believes?|noted|notes|added|warned|claimed|claims|explained|"
    r"suggested|stated|pointed out|told|acknowledged)$"
)
REPORTING = re.compile(
    r"\b(?:said|says|say|told|according|believe|think|thought|called|asked|wrote|tweet|argue|claim|want|hope)\w*"
)
SENTENCE = re.compile(r"(?:(?<=\n)|(?<=[a-z]{4}\. ))[A-Z][^.\n“”\"?!]{30,220}[a-z]{2}\.(?=\s|$)")
ABBREVIATED = re.compile(r"\b(?:Mrs?|Ms|Dr|Sen|Rep|Gov|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs)\.$")
POINTING = re.compile(r"(?:He|She|They|It|This|That|These|Mr|But|And)\b")
LIMITS = (60, 500)  # words of an article


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def pools(records: list[dict[str, Any]]) -> list[Pool]:
    """Reusable contents per PolNeAR article, every annotator's marks considered for what is narrative."""
    by_id: dict[str, list[dict[str, Any]]] = {}
    for record in records:
        by_id.setdefault(record["id"], []).append(record)
    found = []
    for group in by_id.values():
        text, marks = group[0]["text"], group[0]["attributions"]
        taken = [
            span for r in group for a in r["attributions"] for role in ("source", "cue", "content") for span in a[role]
        ]
        pool = Pool(*contents(text, marks), narrative(text, taken))
        if len(pool.quotes) + len(pool.clauses) >= 8:
            found.append(pool)
    return found


def contents(text: str, marks: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Whole quotations without marks, and finite clauses without "that"."""
    quotes, clauses = [], []
    for mark in marks:
        if len(mark["content"]) != 1:
            continue
        ((start, end),) = mark["content"]
        words = text[start:end].strip()
        cue = " ".join(text[s:e] for s, e in mark["cue"]).lower()
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue  # the mark cuts a word
        if not mark["source"] or len(words) < 20 or len(words) > 420 or re.search(r"[\n⟦⟧\[\]]|''", words):
            continue
        if words[0] in '“"' and words[-1] in '”"' and not re.search(r"[“”\"]", words[1:-1]):
            body = words[1:-1].strip()
            if body[:1].isupper() and len(body.split()) >= 4:
                quotes.append(body[:-1] + "." if body.endswith(",") else body if body[-1] in ".?!…" else body + ".")
        elif FINITE.search(cue) and not re.search(r"[“”\"‘:;]", words):
            body = re.sub(r"^that ", "", words).rstrip(".,")
            first = body.split()[0]
            if 5 <= len(body.split()) <= 32 and first != "to" and not first.endswith("ing"):
                clauses.append(body)
    return quotes, clauses


def narrative(text: str, taken: list[list[int]]) -> list[str]:
    """Sentences that no annotator touched and that name no speech."""
    return [
        m.group()
        for m in SENTENCE.finditer(text)
        if not any(s < m.end() and e > m.start() for s, e in taken)
        and not REPORTING.search(m.group())
        and not ABBREVIATED.search(m.group())
        and not POINTING.match(m.group())
    ]


def make(name: str, rng: random.Random, pool: Pool | None) -> dict[str, Any] | None:
    """One article, or None where it came out too short or too long."""
    copy = pool and Pool(*(rng.sample(part, len(part)) for part in (pool.quotes, pool.clauses, pool.silent)))
    article = Article(rng, copy)
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    text, spans = unmark(kind(article))
    if not LIMITS[0] <= len(text.split()) <= LIMITS[1]:
        return None
    order = sorted(spans, key=lambda k: (min(s for role in spans[k].values() for s, _ in role), k))
    place = {k: i for i, k in enumerate(order)}
    attributions = []
    for k in order:
        who = article.speaker[k]
        parent = article.parent.get(k)
        attributions.append(
            spans[k]
            | {
                "parent": None if parent is None else place[parent],
                "speaker": {"name": who.name, "type": who.kind, "role": who.role, "body": who.body}
                if who.name
                else {"name": who.head, "type": who.kind, "role": None, "body": None},
            }
        )
    record = {"id": name, "kind": kind.__name__, "text": text, "attributions": attributions}
    check(record)
    return record


def check(record: dict[str, Any]) -> None:
    """Raise ValueError where a span is empty or begins or ends with a space, or a child leaves its parent."""
    text = record["text"]
    for a in record["attributions"]:
        for role in ("source", "cue", "content"):
            for start, end in a[role]:
                part = text[start:end]
                if not part or part != part.strip() or end > len(text):
                    raise ValueError(f"{record['id']}: {role} {part!r} at {start}:{end} of {text[:60]!r}")
        if not a["content"]:
            raise ValueError(f"{record['id']}: no content in {a}")
        if a["parent"] is not None:
            outer = record["attributions"][a["parent"]]["content"]
            if not any(s <= a["content"][0][0] and a["content"][-1][1] <= e for s, e in outer):
                raise ValueError(
                    f"{record['id']}: child outside its parent: {text[a['content'][0][0] : a['content'][0][1]]!r}"
                )


def articles(count: int, seed: int, sources: list[Pool]) -> Iterator[dict[str, Any]]:
    number = 0
    for attempt in range(count * 20):
        rng = random.Random(f"{seed}-{attempt}")  # noqa: S311 - examples, not secrets
        pool = rng.choice(sources) if sources and rng.random() < 0.5 else None
        record = make(f"layout-{seed}-{number:05}", rng, pool)
        if record:
            yield record
            number += 1
            if number == count:
                return


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--polnear", type=Path, help="polnear-train.jsonl, whose contents are laid anew")
    ap.add_argument("--count", type=int, default=1500)
    ap.add_argument("--seed", type=int, default=7)
    args = ap.parse_args()
    sources = pools(read(args.polnear)) if args.polnear else []
    for record in articles(args.count, args.seed, sources):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
