"""Whom speakers resolve to: onrecord and a nearest-name baseline, side by side, and where a name is given to nobody.

python benchmarks/speakers.py            the tables, printed
python benchmarks/speakers.py --save     kept for the documents too
python benchmarks/speakers.py --peers PYTHON             beside spaCy and textacy, from an environment that has them

Given the annotated statements (their spans, not their speakers), and end to end with the trained tagger and the rules.
The baseline takes the name in the source, or else the name that stands nearest before it, in the fullest form that the
page has. Peers: spaCy's names, nearest before, and textacy's direct quotations with their speakers
(speakers_runner.py). Data and scorer: the bench folder (--bench or ONRECORD_BENCH); our own agency-style pages are in
tests/agency and, written before anybody had seen how they fare, in tests/agency2.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import speakers_gum
from onrecord import people, pipeline, speech
from onrecord.codec import plain
from onrecord.model import Kind, Medium, Span, SpeakerType, Statement
from results import Table, markdown, save

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[A-Z][\w’'-]+))+")
WORD = re.compile(r"[A-Z][\w’'-]+")
FIGURES = ("resolved P", "resolved R", "false names", "person F1", "named F1")
Row = tuple[str, str, Sequence[Statement], Any]
Find = Callable[[str], Iterable[Statement]]


def statement(text: str, a: dict[str, Any]) -> Statement:
    """An annotated attribution as a statement without speaker."""
    spans = {part: tuple(Span(*s) for s in sorted(a.get(part) or ())) for part in ("content", "cue", "source")}
    content = spans["content"]
    opened = [text[s.start] in "“\"«„‘'" for s in content]
    inside = any(mark in text[s.start : s.end] for s in content for mark in '“"«„')
    kind = Kind.DIRECT if all(opened) else Kind.MIXED if inside else Kind.INDIRECT
    return Statement(kind, Medium.SPEECH, content, spans["cue"], spans["source"], "given", parent=a.get("parent"))


def ours(text: str, statements: Sequence[Statement], mentions: Any = None) -> list[dict[str, Any] | None]:
    resolved = people.resolve(text, statements, mentions=mentions)
    return [plain(s.speaker) if s.speaker else None for s in resolved.statements]


def nearest(text: str, statements: Sequence[Statement], mentions: Any = None) -> list[dict[str, Any] | None]:
    """The baseline: the last words that look like a name, in the source or before it."""
    full = {m.group().split()[-1]: m.group() for m in NAME.finditer(text)}
    out: list[dict[str, Any] | None] = []
    for s in statements:
        end = s.source[0].end if s.source else s.content[0].start
        found = [m.group() for m in NAME.finditer(text, 0, end)] or [m.group() for m in WORD.finditer(text, 0, end)]
        inside = WORD.findall(text[s.source[0].start : end]) if s.source else []
        name = full.get(inside[-1], inside[-1]) if inside else found[-1] if found else None
        out.append({"name": name, "type": "person"} if name else None)
    return out


PEERS = (
    ("spacy", "spaCy small, nearest person"),
    ("spacy-md", "spaCy medium, nearest person"),
    ("textacy", "textacy’s direct quotations"),
)


def by_peer(name: str, python: str) -> Callable[[list[Row]], Iterator[str] | None]:
    """Lines for the scorer by a peer that runs in its own environment; None where it does not run there."""

    def lines(rows: list[Row]) -> Iterator[str] | None:
        given = "".join(
            json.dumps({"text": text, "statements": [{"content": s.content, "source": s.source} for s in statements]})
            + "\n"
            for _, text, statements, _ in rows
        )
        command = [python, str(Path(__file__).with_name("speakers_runner.py")), name]
        done = subprocess.run(command, input=given, capture_output=True, text=True)
        if done.returncode:
            print(f"{name} left out: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        answers = iter(json.loads(line) for line in done.stdout.splitlines())
        return predicted(rows, lambda *_: [n and {"name": n, "type": "person"} for n in next(answers)])

    return lines


def predicted(rows: Iterable[Row], resolve: Any) -> Iterator[str]:
    """JSON lines for the scorer: the statements of each article with their speakers."""
    for key, text, statements, mentions in rows:
        speakers = resolve(text, statements, mentions)
        found = [
            {"content": s.content, "source": s.source, "cue": s.cue, "speaker": speaker}
            for s, speaker in zip(statements, speakers, strict=True)
        ]
        yield json.dumps({"id": key, "statements": found})


def score(bench: Path, gold: Path, speakers: Path, lines: Iterable[str]) -> dict[str, Any]:
    """The figures of the bench folder's scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        command = [sys.executable, str(bench / "score_speakers.py"), str(gold), str(speakers), file.name, "--json"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def row(name: str, f: dict[str, Any], *, end_to_end: bool) -> tuple[str, ...]:
    def percent(x: float) -> str:
        return f"{100 * x:.1f}"

    whole = (percent(f["person"][2]), percent(f["named"][2])) if end_to_end else ("", "")
    return (name, percent(f["resolved"][0]), percent(f["resolved"][1]), percent(f["false names"]), *whole)


def given(gold: Path, speakers: Path) -> list[tuple[str, str, Sequence[Statement], Any]]:
    """The articles that have speakers, with their annotated statements."""
    wanted = {r["id"]: len(r["speakers"]) for r in map(json.loads, speakers.read_text("utf-8").splitlines())}
    out = []
    for r in map(json.loads, gold.read_text("utf-8").splitlines()):
        if wanted.get(r["id"]) == len(r["attributions"]):
            del wanted[r["id"]]
            out.append((r["id"], r["text"], [statement(r["text"], a) for a in r["attributions"] if a["content"]], None))
    return out


def found_by(tagger: Any, rows: Sequence[tuple[str, str, Any, Any]]) -> list[tuple[str, str, Sequence[Statement], Any]]:
    """The same articles with the statements that we find ourselves."""
    out = []
    for (key, text, _, _), tagging in zip(rows, tagger.tag([r[1] for r in rows]), strict=True):
        out.append((key, text, speech.find(text, tagging), tagging.mentions))
    return out


def table(title: str, bench: Path, gold: Path, speakers: Path, peers: str | None) -> Table:
    rows = given(gold, speakers)
    beside = [(what, by_peer(name, peers)) for name, what in PEERS] if peers else []
    lines = [
        row("nearest name, statements given", score(bench, gold, speakers, predicted(rows, nearest)), end_to_end=False),
        *(
            row(f"{what}, statements given", score(bench, gold, speakers, found), end_to_end=False)
            for what, ask in beside
            if (found := ask(rows)) is not None
        ),
        row("onrecord, statements given", score(bench, gold, speakers, predicted(rows, ours)), end_to_end=False),
    ]
    for name, tagger in (("rule tagger", pipeline.rule_tagger()), ("trained tagger", pipeline.default_tagger())):
        own = found_by(tagger, rows)
        for who, resolve in (("nearest name", nearest), ("onrecord", ours)):
            figures = score(bench, gold, speakers, predicted(own, resolve))
            lines.append(row(f"{who}, {name}", figures, end_to_end=True))
        for what, ask in beside if name == "trained tagger" else ():
            if (found := ask(own)) is not None:
                lines.append(row(f"{what}, {name}", score(bench, gold, speakers, found), end_to_end=True))
    count = sum(len(r[2]) for r in rows)
    return Table(title, COMMAND, FIGURES, tuple(lines), f"{len(rows)} articles, {count} statements. Percent.")


def gum(folder: Path) -> Table:
    """Sources of attributions in GUM put into the right entity, by how they read."""
    counts: dict[str, Counter[tuple[str, bool]]] = {"onrecord": Counter(), "nearest name": Counter()}
    for document in speakers_gum.documents(folder):
        found = speakers_gum.sources(document)
        statements = [s.statement for s in found]
        resolved = people.resolve(document.text, statements)
        for who, speakers in (("onrecord", None), ("nearest name", nearest(document.text, statements))):
            for i, source in enumerate(found):
                genre = document.name.split("_")[1]
                if speakers is None:
                    speaker = resolved.statements[i].speaker
                    entities = [] if speaker is None else [m.entity for m in speaker.members or (speaker,)]
                    mentions = [s for e in entities if e is not None for s in resolved.entities[e].mentions]
                    phrase = speaker.name if speaker and not mentions else ""
                else:
                    last = (speakers[i] or {"name": "?"})["name"].split()[-1]
                    mentions = [Span(*m.span()) for m in re.finditer(rf"\b{re.escape(last)}\b", document.text)]
                    phrase = ""
                counts[who][f"{genre} {source.kind}", speakers_gum.right(document, source, mentions, phrase)] += 1
    kinds = sorted({kind for kind, _ in counts["onrecord"]})
    rows = []
    for kind in kinds:
        total = counts["onrecord"][kind, True] + counts["onrecord"][kind, False]
        shares = (f"{100 * counts[who][kind, True] / total:.1f}" for who in ("nearest name", "onrecord"))
        rows.append((kind, str(total), *shares))
    note = "Share of the sources of `attribution-positive` relations put into the right entity. Percent."
    return Table("Speakers on GUM", COMMAND, ("sources", "nearest name", "onrecord"), tuple(rows), note)


def names_agree(bench: Path) -> Callable[[str, str], bool]:
    """The scorer's own comparison of names."""
    sys.path.insert(0, str(bench))
    spec = importlib.util.spec_from_file_location("score_speakers", bench / "score_speakers.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    agree: Callable[[str, str], bool] = module.agrees
    return agree


def calibration(bench: Path, sets: Sequence[tuple[Path, Path]]) -> Table:
    """How often a name or body given with some confidence is right, the annotated statements given."""
    agree = names_agree(bench)
    bins: dict[float, list[tuple[float, bool]]] = {low: [] for low in (0.5, 0.6, 0.7, 0.8, 0.9)}
    for gold, speakers in sets:
        who = {r["id"]: r["speakers"] for r in map(json.loads, speakers.read_text("utf-8").splitlines())}
        for r in map(json.loads, gold.read_text("utf-8").splitlines()):
            if len(who.get(r["id"], ())) != len(r["attributions"]):
                continue
            wanted = [w for w, a in zip(who.pop(r["id"]), r["attributions"], strict=True) if a["content"]]
            statements = [statement(r["text"], a) for a in r["attributions"] if a["content"]]
            for s, w in zip(people.resolve(r["text"], statements).statements, wanted, strict=True):
                if s.speaker and s.speaker.type is not SpeakerType.UNNAMED:
                    low = max(b for b in bins if b <= s.speaker.confidence)
                    right = w["type"] in ("person", "organisation", "body") and agree(w["name"], s.speaker.name)
                    bins[low].append((s.speaker.confidence, right))
    rows = []
    for low, found in bins.items():
        if found:
            sums = (sum(c for c, _ in found), sum(r for _, r in found))
            rows.append((f"{low:.1f} and above", str(len(found)), *(f"{100 * x / len(found):.0f}" for x in sums)))
    note = "The sets above together; below 0.5 a speaker is withheld. Percent."
    return Table("Speakers’ confidence", COMMAND, ("speakers", "mean confidence", "right"), tuple(rows), note)


def agency(folder: Path, name: str) -> tuple[Path, Path]:
    """Gold and speakers of our agency-style pages in tests/`name`, written into a folder."""
    out = []
    markup = ROOT / "tests" / "agency" / "markup.py"
    for what in ("gold", "speakers"):
        path = folder / f"{name}-{what}.jsonl"
        command = [sys.executable, str(markup), what, str(ROOT / "tests" / name)]
        done = subprocess.run(command, capture_output=True, check=True)
        path.write_bytes(done.stdout)
        out.append(path)
    return out[0], out[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--bench", type=Path, default=os.environ.get("ONRECORD_BENCH", ROOT.parent / "shared" / "bench")
    )
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has spaCy and textacy")
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    bench = Path(args.bench)
    if importlib.util.find_spec("onrecord") is None or not (bench / "score_speakers.py").exists():
        sys.exit(f"no score_speakers.py in {bench}: give the bench folder with --bench or ONRECORD_BENCH")
    with tempfile.TemporaryDirectory() as folder:
        polnear = bench / "polnear-dev.jsonl", bench / "polnear-dev-speakers.jsonl"
        own, second = agency(Path(folder), "agency"), agency(Path(folder), "agency2")
        tables = [
            table("Speakers on US political news (PolNeAR, dev)", bench, *polnear, args.peers),
            table("Speakers on agency-style pages (our own)", bench, *own, args.peers),
            table("Speakers on agency-style pages written unseen (our own)", bench, *second, args.peers),
            calibration(bench, (polnear, own, second)),
        ]
        if (dep := bench / "extra" / "gum" / "dep").is_dir():
            tables.append(gum(dep))
    for t in tables:
        print(markdown(t))
    if args.save:
        save("speakers", tables)


COMMAND = "python benchmarks/speakers.py --peers PYTHON"

if __name__ == "__main__":
    main()
