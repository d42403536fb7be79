"""Families of one utterance, and origins apart from copies, on made reprints of real stories.

python benchmarks/families.py                     the development seed
python benchmarks/families.py --held-out --save   the reported figures

A story is reprinted by up to twenty outlets: cut at the end, words edited in and outside of its quotations, quotations
cut short, under another headline, with or without the agency's credit. Some stories have a second origin besides: an
article that gives the same quotations in sentences of its own. All come in in random order, one after the other.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.model import Article, Kind, Record, Span, Statement
from onrecord.quotes.words import keys
from onrecord.store import quotes
from quotation_archive import add, open_database
from quotation_cases import SYNONYMS, VERSIONS, polnear
from results import Table, save

DEVELOPMENT, HELD_OUT = 5, 2028
COMMAND = "python benchmarks/families.py --held-out --save"
PARAGRAPHS = 14  # of a story, at most
OUTLETS = [f"Paper {i}" for i in range(200)]


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph and the statements whose content it is part of."""

    text: str
    statements: frozenset[int]


@dataclass(frozen=True)
class Made:
    """An article with what is true of it: its origin, and for each of its statements the utterance."""

    record: Record
    origin: tuple[int, int]
    utterances: tuple[tuple[int, int], ...]


def pieces(record: Record) -> list[list[Piece]]:
    """The paragraphs of a story in pieces."""
    text, found = record.article.text, []
    for start, end in record.article.paragraph_spans[:PARAGRAPHS]:
        cuts = {start, end}
        spans = [(s, i) for i, st in enumerate(record.statements) for s in st.content if start <= s.start < end]
        for s, _ in spans:
            cuts |= {s.start, min(s.end, end)}
        at = sorted(cuts)
        found.append(
            [
                Piece(text[a:b], frozenset(i for s, i in spans if s.start <= a and b <= s.end))
                for a, b in itertools.pairwise(at)
            ]
        )
    return found


def edited(paragraph: Sequence[Piece], rng: random.Random, *, quoted: float, other: float) -> list[Piece]:
    """A paragraph with words changed, at these rates by piece in and outside of statements."""
    found = []
    for piece in paragraph:
        rate = quoted if piece.statements else other
        tokens = piece.text.split(" ")
        if rng.random() < rate and len(tokens) >= 6:
            for i in rng.sample(range(1, len(tokens) - 1), k=min(rng.randint(1, 2), max(1, len(tokens) // 8))):
                tokens[i] = SYNONYMS.get(tokens[i].lower(), "" if rng.random() < 0.3 else tokens[i].upper() + "x")
            found.append(Piece(" ".join(t for t in tokens if t), piece.statements))
        else:
            found.append(piece)
    return found


def cut_short(paragraph: Sequence[Piece], rng: random.Random) -> list[Piece]:
    """A paragraph with one long statement cut at its end, the mark that closes it kept."""
    found = list(paragraph)
    long = [i for i, p in enumerate(found) if p.statements and len(p.text.split()) >= 12]
    if long:
        i = rng.choice(long)
        tokens = found[i].text.split(" ")
        mark = found[i].text[-1] if found[i].text[-1] in '”"’' else ""
        found[i] = replace(found[i], text=" ".join(tokens[: rng.randint(8, len(tokens) - 2)]) + mark)
    return found


def built(
    paragraphs: Iterable[Sequence[Piece]], story: Record, name: str, headline: str, **more: object
) -> Made | None:
    """The article that the paragraphs make, with the statements that are still in it."""
    lines, spans, at = [], defaultdict(list), 0
    for paragraph in paragraphs:
        start = at
        for piece in paragraph:
            for i in piece.statements:
                spans[i].append((at, at + len(piece.text)))
            at += len(piece.text)
        lines.append("".join(p.text for p in paragraph).replace("\n", " "))
        at = start + len(lines[-1]) + 1
    article = Article(headline, tuple(lines), url=f"https://example.org/{name}", outlet=name.split("/")[0], **more)  # type: ignore[arg-type]
    statements, kept = [], []
    for i, found in sorted(spans.items(), key=lambda x: x[1][0]):
        content = tuple(Span(*s) for s in _touching(sorted(found)) if s[0] < s[1])
        quote = " ".join(article.text[a:b] for a, b in content)
        if keys(quote):
            old = story.statements[i]
            statements.append(Statement(old.kind, old.medium, content, (), (), quote, old.speaker))
            kept.append(i)
    return (
        Made(Record(article, tuple(statements), VERSIONS), (0, 0), tuple((0, i) for i in kept)) if statements else None
    )


def _touching(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for a, b in spans:
        if found and found[-1][1] == a:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def reprint(story: Record, number: int, copy: int, rng: random.Random) -> Made | None:
    """One reprint; the first is the story itself."""
    paragraphs = pieces(story)
    if copy:
        least = max(2, len(paragraphs) // 2)
        paragraphs = paragraphs[: rng.randint(least, max(least, len(paragraphs)))]
        paragraphs = [edited(p, rng, quoted=0.12, other=0.25) for p in paragraphs]
        paragraphs = [cut_short(p, rng) if rng.random() < 0.08 else p for p in paragraphs]
    credit = ("Reuters",) if rng.random() < 0.4 else ()
    name = f"{rng.choice(OUTLETS)}/{number}-{copy}"
    made = built(paragraphs, story, name, f"Headline {number} {copy}", authors=credit)
    return made and replace(made, origin=(number, 0), utterances=tuple((number, i) for _, i in made.utterances))


def independent(story: Record, number: int, rng: random.Random, fillers: Sequence[str]) -> Made | None:
    """Another reporter's article with some of the same quotations in sentences of its own."""
    direct = [i for i, s in enumerate(story.statements) if s.kind is Kind.DIRECT and len(keys(s.quote)) >= 6]
    chosen = sorted(rng.sample(direct, k=min(len(direct), rng.randint(2, 4))))
    if len(chosen) < 2:
        return None
    paragraphs = []
    for i in chosen:
        paragraphs.append([Piece(rng.choice(fillers), frozenset())])
        speaker = story.statements[i].speaker
        paragraphs.append(
            [
                Piece(story.statements[i].quote, frozenset({i})),
                Piece(f" {speaker.name if speaker else 'they'} said.", frozenset()),
            ]
        )
    made = built(paragraphs, story, f"{rng.choice(OUTLETS)}/{number}-own", f"Own headline {number}")
    return made and replace(made, origin=(number, 1), utterances=tuple((number, i) for _, i in made.utterances))


def articles(stories: Sequence[Record], rng: random.Random, fillers: Sequence[str]) -> Iterator[Made]:
    """All reprints of all stories, and the independent reports, in random order."""
    made = []
    for number, story in enumerate(stories):
        copies = min(20, 1 + int(rng.expovariate(1 / 4)))
        made += [reprint(story, number, c, rng) for c in range(copies)]
        if rng.random() < 0.3:
            made.append(independent(story, number, rng, fillers))
    found = [m for m in made if m]
    rng.shuffle(found)
    yield from found


def apart(records: Iterable[Record], count: int) -> Iterator[Record]:
    """So many stories of which no two have eight words in a row of a statement in common: the texts are of one
    campaign, and two reports of one remark would be of one family rightly."""
    taken: set[tuple[str, ...]] = set()
    for record in records:
        runs = {k[i : i + 8] for s in record.statements for k in [keys(s.quote)] for i in range(len(k) - 7)}
        if not runs & taken:
            taken |= runs
            yield record
            count -= 1
        if not count:
            return


def own_words(records: Sequence[Record]) -> list[str]:
    """Sentences that no statement touches, for articles of other reporters."""
    found = []
    for r in records:
        covered = [s for st in r.statements for s in st.content]
        for a, b in r.article.paragraph_spans:
            if b - a > 80 and not any(s.start < b and a < s.end for s in covered):
                found.append(r.article.text[a:b])
    return found


def pairwise_scores(
    groups: dict[object, set[object]], truth: dict[object, object], same: set[frozenset[object]]
) -> tuple[float, float, int]:
    """Precision and recall over pairs of statements, in %; pairs of equal words from two stories count as right."""
    right = given = 0
    for members in groups.values():
        listed = sorted(members, key=repr)
        for i, a in enumerate(listed):
            for b in listed[i + 1 :]:
                given += 1
                right += truth[a] == truth[b] or frozenset((truth[a], truth[b])) in same
    by_truth = Counter(truth.values())
    wanted = sum(n * (n - 1) // 2 for n in by_truth.values())
    own = sum(
        sum(truth[a] == truth[b] for i, a in enumerate(listed) for b in listed[i + 1 :])
        for listed in (sorted(g, key=repr) for g in groups.values())
    )
    return 100 * right / max(given, 1), 100 * own / max(wanted, 1), wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"))
    parser.add_argument("--stories", type=int, default=510)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    if args.bench is None:
        sys.exit("give --bench FOLDER or set ONRECORD_BENCH: the folder with the bench data")
    rng = random.Random(HELD_OUT if args.held_out or args.save else DEVELOPMENT)
    records = [r for r in polnear(args.bench / "polnear-train.jsonl") if len(r.statements) >= 3]
    fillers = own_words(list(polnear(args.bench / "polnear-dev.jsonl")))
    rng.shuffle(records)
    made = list(articles(list(apart(records, args.stories)), rng, fillers))
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder))
        began = time.process_time()
        for i in range(0, len(made), 8):
            add(db, [(i + k, m.record) for k, m in enumerate(made[i : i + 8])])
        spent = (time.process_time() - began) / len(made) * 1000
        report(db, made, spent, args)


def report(db: object, made: Sequence[Made], spent: float, args: argparse.Namespace) -> None:
    groups, truth, text_of = defaultdict(set), {}, {}
    by_words: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    for a, m in enumerate(made):
        for k, (s, utterance) in enumerate(zip(m.record.statements, m.utterances, strict=True)):
            text = quotes.text_of(db, s.quote)  # type: ignore[arg-type]
            groups[quotes.family_number(db, text)].add((a, k))  # type: ignore[arg-type]
            truth[a, k] = utterance
            text_of[a, k] = s.quote
            by_words[keys(s.quote)].add(utterance)
    same = {frozenset((a, b)) for found in by_words.values() for a in found for b in found if a != b}
    p, r, pairs = pairwise_scores(groups, truth, same)
    origins = [(quotes.origin_of(db, a * 256), m.origin) for a, m in enumerate(made)]  # type: ignore[arg-type]
    by_story = defaultdict(list)
    for found, (story, kind) in origins:
        by_story[story].append((found, kind))
    counted = sum(len({f for f, _ in v}) == len({k for _, k in v}) for v in by_story.values())
    print(f"{len(by_story)} stories, {len(made)} articles, {len(truth)} statements, {pairs} pairs, {spent:.1f} ms each")
    print(f"families: P {p:.2f} R {r:.2f}; origin counts right: {100 * counted / len(by_story):.2f} %")
    _errors(groups, truth, text_of, by_story, same, args.errors)
    if args.save:
        row = (f"{p:.2f}", f"{r:.2f}", f"{100 * counted / len(by_story):.1f}")
        note = f"{len(by_story)} stories, {len(made)} articles, {len(truth)} statements; pairs of one utterance."
        save(
            "families",
            [
                Table(
                    "Families and origins",
                    COMMAND,
                    ("precision", "recall", "origin counts right"),
                    (("made reprints", *row),),
                    note,
                )
            ],
        )


def _errors(groups, truth, text_of, by_story, same, count: int) -> None:  # type: ignore[no-untyped-def]
    wrong = []
    for members in groups.values():
        told = {truth[m]: m for m in members}
        items = list(told.items())
        wrong += [
            (text_of[a], text_of[b]) for (u, a), (v, b) in itertools.pairwise(items) if frozenset((u, v)) not in same
        ]
    for a, b in wrong[:count]:
        print(f"  JOINED {a!r}\n         {b!r}")
    parted = defaultdict(dict)
    for family, members in groups.items():
        for m in members:
            parted[truth[m]].setdefault(family, m)
    split = [list(v.values()) for v in parted.values() if len(v) > 1]
    for found in split[:count]:
        print("  PARTED", *(repr(text_of[m]) for m in found[:3]), sep="\n         ")
    odd = [(s, Counter(v)) for s, v in by_story.items() if len({f for f, _ in v}) != len({k for _, k in v})]
    for story, found in odd[:count]:
        print("  ORIGINS", story, dict(found))


if __name__ == "__main__":
    main()
