"""A small archive in which every page has something to show: the sample pages, an invented story that five papers print
and one of them changes, and watched sources that do well and badly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from site_serving import CAPTURED, add, sample_pages

from onrecord.model import Page
from onrecord.store import Archive
from onrecord.store import sources as rows

PAPERS = ("harbour-post", "coast-daily", "evening-bell", "tide-news", "north-gazette")
DAY = timedelta(days=1)
FIRST = "We will never close the old harbour, unless the storms of this winter take it from us"
LATER = "We will not close the old harbour this year, unless the storms of this winter take it from us"
SECOND = "Nobody has asked the people who live there"
THIRD = "Every crown that we spend on the wall is a crown that the school will not see"


def story(
    paper: str, at: date, *said: tuple[str, str], headline: str = "Minister promises to keep the harbour"
) -> Page:
    words = "".join(f"<p>“{quote},” {who} told reporters in Port Ellis on Thursday.</p>" for who, quote in said)
    place = paper.replace("-", " ").title()
    html = (
        f'<html lang="en"><head><title>{headline}</title><meta property="og:site_name" content="{place}">'
        f'<meta property="article:published_time" content="{at}T09:30:00+00:00"></head><body><article>'
        f"<h1>{headline}</h1><p>PORT ELLIS — The harbour has been there for two hundred years.</p>{words}"
        "<p>The council meets again on Monday to hear what the engineers have found under the old sea wall.</p>"
        "</article></body></html>"
    )
    seen = datetime.combine(at, time(12), UTC)
    return Page(html.encode(), url=f"https://{paper}.example/harbour-{at}", captured=seen, media_type="text/html")


def demo(folder: Path, *, more: tuple[Page, ...] = ()) -> None:
    """Make the archive in that folder."""
    minister, mayor = "Minister Ines Okoro", "Mayor Paul Tamm"
    add(folder, *sample_pages(), *more)
    first = date(2024, 2, 10)
    add(folder, *(story(p, first + i * DAY, (minister, FIRST), (mayor, SECOND)) for i, p in enumerate(PAPERS)))
    for i, days in enumerate((160, 121, 118, 95, 62, 60, 31, 8, 6)):
        told = (mayor, f"{THIRD}, and that is the {i + 2}nd time I say so")
        add(folder, story(PAPERS[i % 5], first - days * DAY, told, headline="The wall or the school"))
    add(folder, replace(story(PAPERS[0], first, (minister, LATER)), captured=CAPTURED - 8 * DAY))
    with Archive.open(folder, write=True) as archive:
        watch(archive, CAPTURED)


def watch(archive: Archive, now: datetime) -> None:
    """Sources: one in order, one not read yet, one that fails."""
    with archive.db.writing():
        for paper in PAPERS[:3]:
            url = f"https://{paper}.example/feed.xml"
            label = paper.replace("-", " ").title()
            rows.add_source(archive.db, url, f"{paper}.example", now=now, wait=900, kind="feed", label=label)
        good, _, bad = rows.sources(archive.db)
        read = {"last_try": now, "next_at": now + timedelta(minutes=15), "total": 212, "listed": 20}
        rows.put_source(archive.db, replace(good, last_success=now, **read))
        problem = "the server answered 503 Service Unavailable four times; asked again on 4 March, 15:30"
        rows.put_source(archive.db, replace(bad, last_success=now - timedelta(days=2), problem=problem, **read))
        for i in range(6):
            rows.add_target(archive.db, f"https://{PAPERS[0]}.example/{i}", f"{PAPERS[0]}.example", good.n, now)
