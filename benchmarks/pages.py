"""Reading pages: ours and the other libraries', side by side in one run, with their speed.

    python benchmarks/pages.py --bench DIR [--peers PYTHON] [--lang en] [--json]

DIR (or the environment variable ONRECORD_BENCH) holds pages/pages-dev.jsonl, pages/flat-dev.jsonl, the pages and
score_pages.py. PYTHON is an interpreter that has the peers installed; each that it lacks is left out. Every reader
gets the same bytes and gives headline, paragraphs, publication time and authors; the scorer is the same for all.
`ms/page` is CPU time in one process, metadata included, imports and the first three pages not.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Reader = Callable[[bytes, str], dict[str, Any]]
WARM = 3  # pages read before the clock runs: caches, compiled patterns
DUMPS = ("text", "text_inscriptis", "text_html2text")


def onrecord() -> Reader:
    from onrecord.page import answer

    return lambda content, url: answer({"id": "", "url": url}, content)


def trafilatura(precise: bool = True) -> Reader:
    module = importlib.import_module("trafilatura")

    def read(content: bytes, url: str) -> dict[str, Any]:
        found = module.bare_extraction(
            content, url=url, favor_precision=precise, with_metadata=True, include_comments=False, include_tables=False
        )
        if found is None:
            return {}
        given = found if isinstance(found, dict) else found.as_dict()
        authors = [a.strip() for a in (given.get("author") or "").split(";") if a.strip()]
        return _answer(given.get("title"), given.get("text"), given.get("date"), authors)

    return read


def newspaper4k() -> Reader:
    module = importlib.import_module("newspaper")

    def read(content: bytes, url: str) -> dict[str, Any]:
        article = module.Article(url, fetch_images=False)
        article.download(input_html=content.decode("utf-8", "replace"))
        article.parse()
        when = article.publish_date
        return _answer(article.title, article.text, when.isoformat() if when else None, list(article.authors))

    return read


def goose3() -> Reader:
    module = importlib.import_module("goose3")
    goose = module.Goose({"enable_image_fetching": False})

    def read(content: bytes, url: str) -> dict[str, Any]:
        article = goose.extract(raw_html=content.decode("utf-8", "replace"))
        when = article.publish_datetime_utc
        return _answer(article.title, article.cleaned_text, when.isoformat() if when else None, list(article.authors))

    return read


def readability() -> Reader:
    module = importlib.import_module("readability")
    parser = importlib.import_module("lxml.html")

    def read(content: bytes, url: str) -> dict[str, Any]:
        document = module.Document(content.decode("utf-8", "replace"))
        tree = parser.fromstring(document.summary())
        lines = [e.text_content() for e in tree.iter("p", "li", "h2", "h3", "h4")]
        return _answer(document.short_title(), "\n".join(" ".join(x.split()) for x in lines), None, [])

    return read


def resiliparse() -> Reader:
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda content, url: _answer(
        None, extract(content.decode("utf-8", "replace"), main_content=True, list_bullets=False), None, []
    )


def boilerpy3() -> Reader:
    extractor = importlib.import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)

    def read(content: bytes, url: str) -> dict[str, Any]:
        document = extractor.get_doc(content.decode("utf-8", "replace"))
        return _answer(document.title, document.content, None, [])

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "onrecord": onrecord,
    "trafilatura precise": trafilatura,
    "trafilatura": lambda: trafilatura(precise=False),
    "newspaper4k": newspaper4k,
    "goose3": goose3,
    "readability": readability,
    "resiliparse": resiliparse,
    "boilerpy3": boilerpy3,
}


def _answer(title: str | None, text: str | None, published: str | None, authors: list[str]) -> dict[str, Any]:
    lines = [" ".join(x.split()) for x in (text or "").split("\n")]
    lines = [x.removeprefix("- ") for x in lines if x]
    return {"title": title, "paragraphs": lines, "published": published, "authors": authors}


def pages(bench: Path, lang: str | None) -> Iterator[tuple[str, str, bytes]]:
    """Identity, address and bytes of every page of the set."""
    for row in _rows(bench / "pages" / "pages-dev.jsonl"):
        if lang in (None, row["lang"]):
            yield row["id"], row["url"], gzip.decompress((bench / "pages" / row["path"]).read_bytes())


def dumps(bench: Path, style: str) -> Iterator[tuple[str, str, bytes]]:
    """The same for the plain-text dumps in one style."""
    for row in _rows(bench / "pages" / "flat-dev.jsonl"):
        yield row["id"], row["url"], row[style].encode("utf-8", "surrogatepass")


def _as_html(text: bytes) -> bytes:
    """A dump as the simplest HTML, a paragraph for every line: peers read nothing else."""
    lines = html.escape(text.decode("utf-8", "replace")).split("\n")
    return ("<html><body>" + "".join(f"<p>{x}</p>" for x in lines if x.strip()) + "</body></html>").encode()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def run(name: str, given: Iterator[tuple[str, str, bytes]], to: Path) -> None:
    """Read everything with one reader: a line per page, and the CPU milliseconds per page in the last."""
    reader = READERS[name]()
    documents = list(given)
    for _, url, content in documents[:WARM]:
        _read(reader, content, url)
    with to.open("w", encoding="utf-8") as out:
        started = time.process_time()
        answers = [(key, _read(reader, content, url)) for key, url, content in documents]
        spent = time.process_time() - started
        for key, found in answers:
            out.write(json.dumps({**found, "id": key}, ensure_ascii=False) + "\n")
        out.write(json.dumps({"id": "", "ms": 1000 * spent / max(1, len(documents))}) + "\n")


def _read(reader: Reader, content: bytes, url: str) -> dict[str, Any]:
    try:
        return reader(content, url)
    except Exception as e:  # a peer that fails on a page has read nothing of it
        return {"failure": f"{type(e).__name__}: {e}"}


def measured(name: str, bench: Path, python: str, lang: str | None, style: str | None) -> dict[str, float] | None:
    """One reader's figures, run in its own process; None where the interpreter lacks it."""
    gold = bench / "pages" / ("flat-dev.jsonl" if style else "pages-dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "read.jsonl"
        command = [python, __file__, "--bench", str(bench), "--run", name, "--to", str(to)]
        command += ["--lang", lang] if lang else []
        command += ["--style", style] if style else []
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"{name}: left out ({done.stderr.strip().splitlines()[-1:] or ['no message']})", file=sys.stderr)
            return None
        score = [sys.executable, str(bench / "score_pages.py"), str(gold), str(to), "--json"]
        score += ["--lang", lang] if lang and not style else []
        figures: dict[str, float] = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
        last = list(_rows(to))
        figures["failed"] = sum("failure" in x for x in last)
        return figures | {"ms/page": last[-1]["ms"]}


COLUMNS = ("body P", "body R", "body F1", "perfect", "title", "day", "minute", "authors")


def table(heading: str, rows: dict[str, dict[str, float]]) -> str:
    """Figures as text, shares in per cent."""
    out = [f"\n{heading}", f"{'':22}" + "".join(f"{c:>9}" for c in (*COLUMNS, "failed", "ms/page"))]
    for name, figures in rows.items():
        cells = "".join(f"{100 * figures[c]:9.1f}" if c in figures else f"{'–':>9}" for c in COLUMNS)
        out.append(f"{name:22}{cells}{figures['failed']:9.0f}{figures['ms/page']:9.1f}")
    return "\n".join(out)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--bench", type=Path, default=os.environ.get("ONRECORD_BENCH"), help="folder with pages/ in it")
    ap.add_argument("--peers", metavar="PYTHON", help="interpreter that has the other libraries")
    ap.add_argument("--lang", default="en", help='language of the pages, "all" for every one (default: en)')
    ap.add_argument("--json", action="store_true", help="print the figures as JSON")
    for hidden in ("--run", "--to", "--style"):
        ap.add_argument(hidden, help=argparse.SUPPRESS)
    args = ap.parse_args()
    if not args.bench:
        ap.error("no bench data: give --bench DIR or set ONRECORD_BENCH")
    bench, lang = Path(args.bench), None if args.lang == "all" else args.lang
    if args.run:
        given = dumps(bench, args.style) if args.style else pages(bench, lang)
        if args.style and args.run != "onrecord":
            given = ((key, url, _as_html(content)) for key, url, content in given)
        run(args.run, given, Path(args.to))
        return
    results: dict[str, dict[str, dict[str, float]]] = {}
    for heading, style in ((f"HTML pages, {args.lang}", None), *((f"dumps, {s}", s) for s in DUMPS)):
        names = ["onrecord", *(n for n in READERS if args.peers and n != "onrecord" and (not style or "traf" in n))]
        found = {n: measured(n, bench, sys.executable if n == "onrecord" else args.peers, lang, style) for n in names}
        results[heading] = {n: f for n, f in found.items() if f}
        if not args.json:
            print(table(heading, results[heading]), flush=True)
    if args.json:
        print(json.dumps(results, indent=1))
    if args.peers and lang == "en":
        keep(results)


def keep(results: dict[str, dict[str, dict[str, float]]]) -> None:
    """Put the figures among those that the documents print."""
    from results import Table, save

    save("pages", [
        Table(
            f"Reading pages: {heading}",
            "python benchmarks/pages.py --bench DIR --peers PYTHON",
            (*COLUMNS, "ms/page"),
            tuple(
                (name, *(f"{100 * f[c]:.1f}" if c in f else "–" for c in COLUMNS), f"{f['ms/page']:.1f}")
                for name, f in rows.items()
            ),
            "Shares in per cent, defined by `score_pages.py --help`; CPU milliseconds per page with metadata, in one"
            " process, comparable within one table only.",
        )
        for heading, rows in results.items()
    ])  # fmt: skip


if __name__ == "__main__":
    main()
