"""Name data to JSON lines: {"id", "text", "names": [[start, end, kind]]}, kinds as in `onrecord.tagger.links.NAMES`.

    python -m training.names --newswire worldwide-newswire-ner.tsv --wikigold wikigold-ner.conll --out names.jsonl

Both sources are tokens without their spaces; the text is put together as print would have it.
"""

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

KINDS = {
    "Person": "person", "PER": "person",
    "Organization": "body", "ORG": "body",
    "Location": "place", "LOC": "place", "Facility": "place",
    "NORP": "people",
    "Event": "other", "Product": "other", "Misc": "other", "Miscellaneous": "other",
    "MISC": "unknown",  # Wikipedia's mixes peoples with works and events
    "Date": None, "Money": None,
}  # fmt: skip
NO_SPACE_BEFORE = set(".,;:!?)]}%…’”") | {"'s", "’s", "n't", "'re", "'ve", "'ll", "'m", "'d", "''"}
NO_SPACE_AFTER = set("([{$#“‘") | {"``"}
LINES = 12  # sentences put together into one text where the source has no documents
PARAGRAPH = 3  # sentences a line


def sentences(path: Path) -> Iterator[list[tuple[str, str]] | str]:
    """Sentences as (token, tag), and document headings as strings."""
    now: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# doc "):
            yield line
        elif len(line.split()) > 1 and not line.startswith("-DOCSTART-"):
            token, tag = line.split()[:2]  # a few lines carry a second, nested tag
            now.append((token, tag))
        elif now:
            yield now
            now = []
    if now:
        yield now


def documents(path: Path) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    name, found, titled = path.stem, [], False
    for item in sentences(path):
        if isinstance(item, str):
            if found:
                yield name, found
            name, found, titled = item[6:], [], True
        else:
            found.append(item)
            if not titled and len(found) == LINES:
                yield name, found
                found = []
    if found:
        yield name, found


def put_together(found: list[list[tuple[str, str]]], rng: random.Random) -> dict[str, Any]:
    text, names, open_name = "", [], None
    for number, sentence in enumerate(found):
        if number:
            text += "\n" if number % PARAGRAPH == 0 else " "
        glue, quoting = True, {'"': False, "'": False}
        for token, tag in sentence:
            kind = KINDS.get(tag[2:], "other") if tag[1:2] == "-" else None
            closes = quoting.get(token, False)
            if not (glue or token in NO_SPACE_BEFORE or closes):
                text += " "
            starts = kind and (tag[0] in "BSU" or open_name is None or names[-1][2] != kind)
            if starts:
                names.append([len(text), len(text) + len(token), kind])
            elif kind:
                names[-1][1] = len(text) + len(token)
            open_name = kind
            text += token
            if token in quoting:
                quoting[token] = not quoting[token]
            glue = token in NO_SPACE_AFTER or quoting.get(token, False)
        open_name = None
    return {"text": text, "names": names}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--newswire", type=Path, required=True)
    ap.add_argument("--wikigold", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    rng = random.Random(1)  # noqa: S311
    with args.out.open("w", encoding="utf-8") as out:
        for path in (args.newswire, args.wikigold):
            for number, (name, found) in enumerate(documents(path)):
                record = {"id": f"{name}_{number}"} | put_together(found, rng)
                out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
