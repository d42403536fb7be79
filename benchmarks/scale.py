"""Print the figures of docs/explanation/scale.md anew, from what benchmarks/batch.py has kept.

python benchmarks/scale.py

The page's own words stay; what stands between `<!-- NAME -->` and `<!-- end -->` is computed here, with its arithmetic.
"""

from __future__ import annotations

import sys
from pathlib import Path

from results import FOLDER, Table, load

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "scale.md"
A_DAY = 385_000  # documents that CC-NEWS gathers in a day
PRICE = 0.05  # USD for a CPU hour: the order of list prices of general machines


def cells(table: Table, row: str) -> dict[str, str]:
    """The cells of the first row whose name begins so, by column."""
    return next(dict(zip(table.columns, r[1:], strict=True)) for r in table.rows if r[0].startswith(row))


def measured(whole: Table, cut: Table, room: Table) -> str:
    rows = ["| | pages per CPU second | CPU seconds per million pages | beside the floor |", "|---|---:|---:|---:|"]
    for name in (r[0] for r in whole.rows):
        found = cells(whole, name)
        speed = float(found["pages per CPU second"])
        rows.append(f"| {name} | {speed:.1f} | {1e6 / speed:,.0f} | {found['cost per page, floor = 1']} |")
    stages = {r[0]: float(r[1]) for r in cut.rows}
    share = stages["tagging"] / stages["all of it"]
    most = ", ".join(f"{name} {ms:.1f}" for name, ms in stages.items() if name != "all of it")
    sizes = " and ".join(f"{r[1]} kB in the {r[0].replace(', packed', '')}" for r in room.rows)
    last = whole.rows[-1]
    many = cells(whole, last[0])
    scaling = (
        f"; several workers keep {many['efficiency of workers']} of it each" if many["efficiency of workers"] else ""
    )
    words = (
        f"Milliseconds of CPU a page: {most}; so the tagger is {share:.0%} of the cost. A page takes {sizes}: 10⁶ "
        f"pages are {room.rows[0][2]} GB to read and {room.rows[1][2]} GB to keep. The largest worker took "
        f"{many['largest process']}, whatever the number of pages{scaling}."
    )
    return "\n".join((f"`{whole.command}` (measured {whole.measured}):", "", *rows, "", words))


def costs(whole: Table, room: Table) -> str:
    rows = ["| | a day | a year |", "|---|---:|---:|"]
    taggers = (("trained tagger", "onrecord batch, model"), ("rule tagger", "onrecord batch, rules"))
    for name, row in taggers:
        speed = float(cells(whole, row)["pages per CPU second"])
        day = A_DAY / speed
        hours, year = day / 3600, day / 3600 * 365
        rows.append(f"| CPU, {name}: {A_DAY:,} / {speed:.1f} | {day:,.0f} s = {hours:.1f} h | {year:,.0f} h |")
        rows.append(f"| at {PRICE} USD a CPU hour | {PRICE * hours:.2f} USD | {PRICE * year:,.0f} USD |")
    for row in room.rows:
        gigabytes = A_DAY * float(row[1]) / 1e6
        rows.append(f"| {row[0]}: {A_DAY:,} × {row[1]} kB | {gigabytes:.1f} GB | {gigabytes * 365 / 1e3:.1f} TB |")
    speed = float(cells(whole, "onrecord batch, model")["pages per CPU second"])
    hours = 1.4e9 / speed / 3600
    kept = A_DAY / 86_400 / speed
    words = (
        f"To keep up with all of CC-NEWS takes {kept:.2f} of a core. Ten years of it, some 1.4 × 10⁹ documents, are "
        f"1.4 × 10⁹ / {speed:.1f} s = {hours:,.0f} CPU hours, or {PRICE * hours:,.0f} USD: a thousand cores do it in "
        f"{hours / 1000 / 24:.1f} days, if the archive is read where it lies."
    )
    return "\n".join((*rows, "", words))


def network(whole: Table, room: Table) -> str:
    speed = float(cells(whole, "onrecord batch, model")["pages per CPU second"])
    size = float(room.rows[0][1])
    return (
        f"At {speed:.1f} pages a second and {size:.1f} kB packed a page, a core reads {speed * size:,.0f} kB/s, a "
        f"thousand cores {speed * size:,.0f} MB/s. Far from what an object store gives one region."
    )


def main() -> None:
    tables = load(FOLDER / "batch.json")
    if len(tables) != 3:
        sys.exit("batch.json is of an older benchmark: run python benchmarks/batch.py --save first")
    whole, cut, room = tables
    made = {"measured": measured(whole, cut, room), "costs": costs(whole, room), "network": network(whole, room)}
    text = PAGE.read_text(encoding="utf-8")
    for name, words in made.items():
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("\n<!-- end -->")
        assert mark and end, f"{PAGE.name} has no place for {name}"
        text = before + mark + words + end + after
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
