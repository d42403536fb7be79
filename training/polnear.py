"""A PolNeAR checkout's compartment to JSON lines.

    python -m training.polnear POLNEAR/data/train > polnear-train.jsonl

A compartment holds `text/NAME.txt` and brat standoff files `attributions/NAME_ANNOTATOR.ann`. One line an annotation:
{"id", "annotator", "text", "attributions": [{"source", "cue", "content": spans}]}, spans in code points, half-open,
sorted. An article that several people annotated stands several times.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TEXT_BOUND = re.compile(r"^(T\d+)\t\S+ ([\d ;]+)\t", re.MULTILINE)
EVENT = re.compile(r"^E\d+\t(.+)$", re.MULTILINE)
ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")


def attributions(standoff: str) -> Iterator[dict[str, list[tuple[int, int]]]]:
    spans = {
        name: [(int(a), int(b)) for a, b in (piece.split() for piece in offsets.split(";"))]
        for name, offsets in TEXT_BOUND.findall(standoff)
    }
    for event in EVENT.findall(standoff):
        roles: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
        for role, name in ARGUMENT.findall(event):
            roles[role.lower()].update(spans[name])
        yield {role: sorted(found) for role, found in roles.items()}


def records(compartment: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((compartment / "attributions").glob("*.ann")):
        name, _, annotator = path.stem.rpartition("_")
        # as bytes: reading as text would turn each "\r\n" into one code point, and the offsets count two
        text = (compartment / "text" / f"{name}.txt").read_bytes().decode()
        found = list(attributions(path.read_text(encoding="utf-8")))
        yield {"id": name, "annotator": annotator, "text": text, "attributions": found}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("compartment", type=Path)
    for record in records(ap.parse_args().compartment):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
