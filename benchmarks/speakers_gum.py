"""GUM's news and interviews as articles with speakers: who the sources of attributions are, by its coreference.

A document is read from CoNLL-U with its entities; a source is the subject of a unit that GUM's discourse layer marks
`attribution-positive`, and a person. Right is: some mention of the figure that we give is a mention of the source's
entity; a nameless phrase, if the entity has no name in the document; and nobody, if it has neither name nor noun.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.model import Kind, Medium, Span, Statement

MARKS = re.compile('[“"][^“”"\n]*[”"]?')


@dataclass
class Token:
    form: str
    upos: str
    head: int  # index of the head in the document, -1 for a root
    relation: str
    start: int
    end: int
    discourse: str | None


@dataclass
class Mention:
    entity: str
    kind: str
    first: int
    last: int = -1


@dataclass
class Document:
    name: str
    text: str = ""
    tokens: list[Token] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def head(self, m: Mention) -> int:
        """Index of the token that heads a mention."""
        outside = (k for k in range(m.first, m.last) if not m.first <= self.tokens[k].head < m.last)
        return next(outside, m.first)

    def span(self, m: Mention) -> Span:
        return Span(self.tokens[m.first].start, self.tokens[m.last - 1].end)

    def same(self, m: Mention) -> list[Mention]:
        return [x for x in self.mentions if x.entity == m.entity]


@dataclass(frozen=True)
class Source:
    """One source with the statement that we are given, and how its mention reads: name, pronoun, description."""

    statement: Statement
    mention: Mention
    kind: str


def documents(folder: Path) -> Iterator[Document]:
    """News and interviews of `extra/gum/dep`."""
    for path in sorted([*folder.glob("GUM_news_*.conllu"), *folder.glob("GUM_interview_*.conllu")]):
        yield read(path)


def read(path: Path) -> Document:
    document = Document(path.stem)
    opened: dict[str, list[Mention]] = defaultdict(list)
    paragraph, base, glued = False, 0, (0, -1, False)
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph = True
        elif line.startswith("# sent_id"):
            base, glued = len(document.tokens), (0, -1, False)
            if document.text:
                document.text = document.text.rstrip(" ") + ("\n" if paragraph else " ")
            paragraph = False
        elif line[:1].isdigit():
            columns = line.split("\t")
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                glued = (first, last, "SpaceAfter=No" in columns[9])
            elif "." not in columns[0]:
                number = int(columns[0])
                inside = glued[0] <= number <= glued[1]
                close = "SpaceAfter=No" in columns[9] or (inside and (number < glued[1] or glued[2]))
                _token(document, columns, base, close, opened)
    document.mentions = [m for m in document.mentions if m.last > 0]
    return document


def _token(document: Document, columns: list[str], base: int, close: bool, opened: dict[str, list[Mention]]) -> None:
    misc = dict(pair.split("=", 1) for pair in columns[9].split("|") if "=" in pair)
    index, start = len(document.tokens), len(document.text)
    head = base + int(columns[6]) - 1 if columns[6] != "0" else -1
    end = start + len(columns[1])
    document.tokens.append(Token(columns[1], columns[3], head, columns[7], start, end, misc.get("Discourse")))
    document.text += columns[1] + ("" if close else " ")
    for found in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", misc.get("Entity", "")):
        if found[1]:
            parts = found[1].split("-")
            mention = Mention(parts[0], parts[1] if len(parts) > 1 else "", index, index + 1 if found[2] else -1)
            document.mentions.append(mention)
            if not found[2]:
                opened[parts[0]].append(mention)
        elif opened[found[3]]:
            opened[found[3]].pop().last = index + 1


def sources(document: Document) -> list[Source]:
    """The people who are sources of attributions, with what is attributed to them."""
    starts = [k for k, t in enumerate(document.tokens) if t.discourse]
    units = list(zip(starts, [*starts[1:], len(document.tokens)], strict=True))
    number = {}
    for unit in units:
        if found := re.match(r"[\w-]+:(\d+)", document.tokens[unit[0]].discourse or ""):
            number[int(found[1])] = unit
    out = []
    for first, last in units:
        found = re.match(r"attribution-positive:\d+->(\d+)", document.tokens[first].discourse or "")
        subject = next((k for k in range(first, last) if document.tokens[k].relation.startswith("nsubj")), None)
        if found is None or subject is None:
            continue
        holding = [m for m in document.mentions if m.first <= subject < m.last and document.head(m) == subject]
        mention = max(holding, key=lambda m: m.last - m.first, default=None)
        if mention is not None and mention.kind == "person":
            source = _source(document, mention, number[int(found[1])])
            if source is not None:
                out.append(source)
    return out


def _source(document: Document, mention: Mention, unit: tuple[int, int]) -> Source | None:
    """The attributed unit as content: cut where it overlaps the source, widened to the marks that it stands in."""
    a, b = document.span(mention)
    start, end = document.tokens[unit[0]].start, document.tokens[unit[1] - 1].end
    if start < b and end > a:
        start, end = (start, a) if start < a else (b, end)
    if start >= end:
        return None
    line = document.text.rfind("\n", 0, start) + 1
    for m in MARKS.finditer(document.text, line, (document.text + "\n").index("\n", line)):
        if m.start() <= start < m.end() and not m.start() <= a < m.end():
            start, end = m.span()
    direct = document.text[start] in '“"' or document.text[start - 1] in '“"'
    kind = Kind.DIRECT if direct else Kind.INDIRECT
    form = {"PROPN": "name", "PRON": "pronoun"}.get(document.tokens[document.head(mention)].upos, "description")
    statement = Statement(kind, Medium.SPEECH, (Span(start, end),), (), (Span(a, b),), document.text[start:end])
    return Source(statement, mention, form)


def right(document: Document, source: Source, mentions: list[Span], phrase: str) -> bool:
    """Whether the figure with these mentions (none for a nameless one) is the source's entity."""
    cluster = document.same(source.mention)
    if mentions:
        heads = {document.head(m) for m in cluster}
        heads |= {k for k, t in enumerate(document.tokens) if t.relation in ("flat", "appos") and t.head in heads}
        places = [document.tokens[k].start for k in heads]
        return any(a <= place < b for a, b in mentions for place in places)
    tags = {"PRON" if (t := document.tokens[document.head(m)]).form in ("I", "you") else t.upos for m in cluster}
    return "PROPN" not in tags if phrase else tags <= {"PRON"}
