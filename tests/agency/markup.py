"""The agency-style gold set: short invented articles with every statement marked, in a markup to be read in an editor.

A file `NAME.txt` is a header, a line `---`, and the article's text with its parts in braces:

    style: TASS, marks “ ”
    L: person Grigory Lanskoy | head of the flood commission | Sosva Region
    F: unnamed a fisherman
    1 direct speech L
    2 indirect speech F <1
    ---
    {q1 “It is calm. {s2 A fisherman} {c2 told} me {q2 that the ice holds},”} {s1 Lanskoy} {c1 said}.

Speakers are `KEY: TYPE NAME | ROLE | BODY` (role and body may be missing), type one of person, body, unnamed, author;
joint speakers are one speaker whose names are joined by "; ". A statement is `NUMBER KIND MEDIUM SPEAKER`, the speaker
`-` where a careful reader cannot know, `<N` the statement in whose content it stands. In the text, `{LETTERn,m words}`
marks words as part of statements n and m: q content, c cue, s source, p prompt (the question), a addressee, o occasion,
v via. Parts nest; a part may be repeated (a split quotation). Line breaks are kept.

    python tests/agency/markup.py gold > GOLD.jsonl          # for score_statements.py
    python tests/agency/markup.py speakers > SPEAKERS.jsonl  # for score_speakers.py
    python tests/agency/markup.py statements                 # the whole gold, in the shape of `onrecord extract`
    python tests/agency/markup.py text > ARTICLES.jsonl      # what a tagger is given: {"id", "text"}
    python tests/agency/markup.py count                      # articles, words, statements by kind, medium, speaker
    python tests/agency/markup.py gold tests/agency2         # the same of another folder
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PARTS = {"q": "content", "c": "cue", "s": "source", "p": "prompt", "a": "addressee", "o": "occasion", "v": "via"}
SINGLE = ("prompt", "addressee", "occasion")
TOKEN = re.compile(r"\{([qcspaov])(\d+(?:,\d+)*) |\}|\{")
SPEAKER = re.compile(r"(\w+): (person|body|unnamed|author) (.+)")
STATEMENT = re.compile(r"(\d+) (direct|indirect|mixed) (speech|writing|thought) (\w+|-)(?: <(\d+))?")

Spans = dict[int, dict[str, list[list[int]]]]


def unmark(marked: str) -> tuple[str, Spans]:
    """The plain text, and the spans of each statement by part: code points, half-open, sorted.

    Raises ValueError for a brace that opens no part, or is not closed.
    """
    out: list[str] = []
    length = last = 0
    stack: list[tuple[str, list[int], int]] = []
    spans: Spans = {}
    for m in TOKEN.finditer(marked):
        out.append(marked[last : m.start()])
        length += m.start() - last
        last = m.end()
        if m.group(1):
            stack.append((PARTS[m.group(1)], [int(n) for n in m.group(2).split(",")], length))
        elif m.group() == "}" and stack:
            part, numbers, start = stack.pop()
            for number in numbers:
                spans.setdefault(number, {}).setdefault(part, []).append([start, length])
        else:
            raise ValueError(f"a brace that opens or closes no part: {marked[max(0, m.start() - 20) : m.end() + 20]!r}")
    if stack:
        raise ValueError(f"part not closed: {stack[-1]}")
    for parts in spans.values():
        for found in parts.values():
            found.sort()
    return "".join([*out, marked[last:]]), spans


def header(
    lines: list[str],
) -> tuple[str, dict[str, dict[str, str | None]], dict[int, tuple[str, str, str, int | None]]]:
    """The style, the speakers by key, and kind, medium, speaker key and parent number of each statement."""
    style, speakers, statements = "", {}, {}
    for line in lines:
        if line.startswith("style: "):
            style = line.removeprefix("style: ")
        elif m := SPEAKER.fullmatch(line):
            name, role, body = ([p.strip() or None for p in m.group(3).split("|")] + [None, None])[:3]
            speakers[m.group(1)] = {"name": name, "type": m.group(2), "role": role, "body": body}
        elif m := STATEMENT.fullmatch(line):
            statements[int(m.group(1))] = (m.group(2), m.group(3), m.group(4), int(m.group(5)) if m.group(5) else None)
        elif line.strip():
            raise ValueError(f"neither a speaker nor a statement: {line!r}")
    return style, speakers, statements


def quote(text: str, content: list[list[int]]) -> str:
    """The words shown to people: the pieces of the content joined, a leading "that" dropped."""
    return " ".join(text[start:end] for start, end in content).removeprefix("that ")


def parse(name: str, source: str) -> dict[str, Any]:
    """One gold article: {"id", "style", "text", "statements"}, statements in the order of their numbers, from 0."""
    top, _, marked = source.partition("\n---\n")
    style, speakers, listed = header(top.splitlines())
    text, spans = unmark(marked.strip("\n"))
    if sorted(listed) != list(range(1, len(listed) + 1)) or set(spans) != set(listed):
        raise ValueError(f"{name}: statements {sorted(listed)} in the header, {sorted(spans)} in the text")
    statements = []
    for number, (kind, medium, key, parent) in sorted(listed.items()):
        parts = spans[number]
        if "content" not in parts or any(len(parts.get(part, [])) > 1 for part in SINGLE):
            raise ValueError(f"{name}: statement {number} needs content, and one prompt, addressee, occasion at most")
        statements.append(
            {"kind": kind, "medium": medium}
            | {part: parts.get(part, []) for part in ("content", "cue", "source")}
            | {"quote": quote(text, parts["content"]), "speaker": None if key == "-" else speakers[key]}
            | {part: parts[part][0] if part in parts else None for part in SINGLE}
            | {"via": parts.get("via"), "parent": None if parent is None else parent - 1}
        )
    return {"id": name, "style": style, "text": text, "statements": statements}


def articles(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every article of the folder, by name."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def gold(article: dict[str, Any]) -> dict[str, Any]:
    """The article's line for score_statements.py."""
    roles = ("source", "cue", "content")
    marks = [{role: statement[role] for role in roles} for statement in article["statements"]]
    return {"id": article["id"], "text": article["text"], "attributions": marks}


def who(article: dict[str, Any]) -> dict[str, Any]:
    """The article's line for score_speakers.py."""
    found = []
    for k, statement in enumerate(article["statements"]):
        speaker = statement["speaker"] or {"name": None, "type": "none", "role": None, "body": None}
        kind = "organisation" if speaker["type"] == "body" else speaker["type"]
        found.append({"k": k} | speaker | {"type": kind})
    return {"id": article["id"], "speakers": found}


def count(found: list[dict[str, Any]]) -> dict[str, Any]:
    statements = [s for a in found for s in a["statements"]]
    return {
        "articles": len(found),
        "words": sum(len(a["text"].split()) for a in found),
        "statements": len(statements),
        "kind": Counter(s["kind"] for s in statements),
        "medium": Counter(s["medium"] for s in statements),
        "speaker": Counter((s["speaker"] or {"type": "none"})["type"] for s in statements),
    } | {part: sum(s[part] is not None for s in statements) for part in (*SINGLE, "via", "parent")}


def main(wanted: str, folder: Path = FOLDER) -> None:
    found = articles(folder)
    if wanted == "count":
        print(json.dumps(count(found), indent=1))
        return
    views = {"gold": gold, "speakers": who, "statements": dict, "text": lambda a: {k: a[k] for k in ("id", "text")}}
    if wanted not in views:
        raise SystemExit(f"{wanted!r}: want one of {', '.join([*views, 'count'])}")
    for article in found:
        print(json.dumps(views[wanted](article), ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:2] or [""], *map(Path, sys.argv[2:3]))
