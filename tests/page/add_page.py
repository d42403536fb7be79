"""Add a page to the tests, or print what has changed: a folder with the page and the JSON that is expected of it.

    python tests/page/add_page.py NAME PATH [--url URL] [--charset NAME] [--source TEXT]
    python tests/page/add_page.py NAME            write expected.json of a folder anew, after the rules have changed

Read `expected.json` before you commit it: it is what the page shall give, not what it happens to give today.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from onrecord.model import Page
from onrecord.page import describe, read

PAGES = Path(__file__).parent / "pages"


def page_of(folder: Path) -> Page:
    """The page of a folder, with what about.json tells of its address and declared charset."""
    path = next(p for p in sorted(folder.glob("page.*")))
    about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    return Page(path.read_bytes(), url=about.get("url"), charset=about.get("charset"), name=folder.name)


def described(folder: Path) -> dict[str, Any]:
    """What the page gives today, without what any change of its bytes or of the rules would change."""
    found = describe(read(page_of(folder)))
    return {k: v for k, v in found.items() if k not in ("id", "page_sha256", "reader") and v not in (None, [], {})}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("name")
    ap.add_argument("path", nargs="?", type=Path)
    ap.add_argument("--url")
    ap.add_argument("--charset")
    ap.add_argument("--source", default="", help="where the page comes from and why it may stand here")
    args = ap.parse_args()
    folder = PAGES / args.name
    if args.path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"page{args.path.suffix or '.html'}").write_bytes(args.path.read_bytes())
        about = {"url": args.url, "charset": args.charset, "source": args.source}
        (folder / "about.json").write_text(json.dumps({k: v for k, v in about.items() if v}, ensure_ascii=False) + "\n")
    text = json.dumps(described(folder), ensure_ascii=False, indent=1) + "\n"
    (folder / "expected.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
