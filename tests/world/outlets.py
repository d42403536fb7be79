"""A made world of outlets: what each publishes when, and how it behaves. Values only; `server` puts it on the network.

Every address has a part that says what must become of it: /news/ is to be captured, /private/ must never be asked for.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

NAMES = "Ann Lee,Omar Haddad,Vera Novak,Paul Ng,Ines Duarte,Tom Okafor,Lena Fuchs,Sam Reyes".split(",")
ROLES = "Minister,President,Mayor,Chairwoman,Senator,Governor,Director,Ambassador".split(",")
WORDS = (
    "the bridge will open in spring,prices rose by a tenth,nobody was hurt in the fire,talks go on next week,"
    "the harvest was the best in years,the port stays closed,we need more teachers,the budget is not final,"
    "the line will be built by June,no decision has been taken,water levels are falling,the vote was fair and open"
).split(",")

RSS, ATOM, RDF, JSON, NEWS, INDEX, LIST = "rss", "atom", "rdf", "json", "news sitemap", "index", "list"


@dataclass
class Story:
    """One article: published at a moment, reworded at others. `version` counts the rewordings until a moment."""

    path: str
    published: datetime
    edits: tuple[datetime, ...] = ()
    seed: int = 0

    def version(self, now: datetime) -> int:
        return sum(e <= now for e in self.edits)

    def html(self, version: int, outlet: str) -> bytes:
        chance = random.Random(self.seed)
        paragraphs = []
        for i in range(5):
            who, role = chance.choice(NAMES), chance.choice(ROLES)
            what, more = chance.choice(WORDS), chance.choice(WORDS)
            paragraphs.append(
                f"<p>“{what.capitalize()},” said {role} {who} on the {i + 1}th day of the hearing in case {self.seed}. "
                f"{who.split()[1]} added that {more}, and that the council of district {self.seed % 97} agrees.</p>"
            )
        if version:
            paragraphs.append(f"<p>“Edition {version} corrects the figures,” said Mayor Vera Novak later.</p>")
        stamp = self.published.isoformat(timespec="seconds")
        title = f"Report {self.seed} of {outlet}: {chance.choice(WORDS)}"
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="{stamp}">'
            f'<meta property="og:site_name" content="{outlet}"></head><body><nav><a href="/">Home</a></nav>'
            f"<article><h1>{title}</h1>{''.join(paragraphs)}</article></body></html>"
        ).encode()


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    hang: bool = False
    version: int | None = None  # of the story that it shows


@dataclass
class Outlet:
    """`behaviour` maps paths to replies, which are used up from the front; the last one stays."""

    host: str  # with the port
    kind: str = RSS
    stories: list[Story] = field(default_factory=list)
    behaviour: dict[str, list[Reply]] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)  # links in the feed beside the stories
    shown: int = 30
    tags: bool = True  # answers conditional requests
    feed: str = "/feed"
    dates: timedelta = timedelta(0)  # how wrong the dates in the feed are
    hub: str = ""  # named by the feed itself if it is Atom, else by the header of its answer

    @property
    def source(self) -> str:
        return f"http://{self.host}{self.feed}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def story(self, path: str) -> Story | None:
        if not hasattr(self, "_by_path") or len(self._by_path) != len(self.stories):
            self._by_path = {s.path: s for s in self.stories}
        return self._by_path.get(path)

    def reply(self, path: str, headers: dict[str, str], now: datetime) -> Reply:
        if fixed := self.behaviour.get(path):
            return fixed.pop(0) if len(fixed) > 1 else fixed[0]
        if story := self.story(path):
            if story.published > now:
                return Reply(404)
            version = story.version(now)
            tag = f'"{story.seed}-{version}"'
            if self.tags and headers.get("if-none-match") == tag:
                return Reply(304, headers={"ETag": tag})
            return Reply(
                body=story.html(version, self.host), headers={"ETag": tag} if self.tags else {}, version=version
            )
        if path == self.feed or (self.kind == INDEX and path.startswith("/part")):
            body, media_type = self.listing(path, now)
            tag = f'"{len(body)}-{hash(body) & 0xFFFFFFFF:x}"'
            if self.tags and headers.get("if-none-match") == tag:
                return Reply(304, headers={"ETag": tag})
            named = self.hub and self.kind != ATOM
            link = {"Link": f'<{self.hub}>; rel="hub", <{self.source}>; rel="self"'} if named else {}
            return Reply(body=body, type=media_type, headers={"ETag": tag, **link})
        return Reply(404)

    def listing(self, path: str, now: datetime) -> tuple[bytes, str]:
        if not hasattr(self, "_sorted") or len(self._sorted) != len(self.stories):
            self._sorted = sorted(self.stories, key=lambda s: s.published, reverse=True)
        latest = [s for s in self._sorted if s.published <= now]
        if self.kind == INDEX:
            return self._index(path, latest, now)
        links = [(s.path, s.published + self.dates) for s in latest[: self.shown]]
        links += [(link, now) for link in self.extra]
        return FEEDS[self.kind](self, links)

    def _index(self, path: str, latest: list[Story], now: datetime) -> tuple[bytes, str]:
        """Two packed parts, each every second story."""
        if path == self.feed:
            parts = "".join(
                f"<sitemap><loc>{self.url(f'/part{i}.xml.gz')}</loc><lastmod>{now.date()}</lastmod></sitemap>"
                for i in range(2)
            )
            return f"<sitemapindex {SITEMAP}>{parts}</sitemapindex>".encode(), "application/xml"
        mine = latest[int(path[5]) :: 2][: self.shown]
        body, _ = news_sitemap(self, [(s.path, s.published) for s in mine])
        return gzip.compress(body, mtime=0), "application/gzip"


SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
Links = list[tuple[str, datetime]]


def rss(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    items = "".join(
        f"<item><title>Story &amp; more</title><link>{escape(link)}</link><guid isPermaLink='false'>{i}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for i, (link, at) in enumerate(links)
    )
    text = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>News of {outlet.host}</title>{items}</channel></rss>"
    )
    return text.encode(), "application/rss+xml"


def atom(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    entries = "".join(
        f"<entry><title>x</title><link rel='edit' href='/private/edit'/><link href='{escape(link)}'/>"
        f"<updated>{at.isoformat()}</updated></entry>"
        for link, at in links
    )
    hub = f"<link rel='hub' href='{escape(outlet.hub)}'/>" if outlet.hub else ""
    head = f"<title>News</title><link rel='self' href='/feed'/>{hub}"
    text = f"<feed xmlns='http://www.w3.org/2005/Atom'>{head}{entries}</feed>"
    return text.encode(), "application/atom+xml"


def rdf(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    items = "".join(f"<item><title>x</title><link>{escape(outlet.url(link))}</link></item>" for link, _ in links)
    start = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    return f"<rdf:RDF {start}><channel><title>News</title></channel>{items}</rdf:RDF>".encode(), "text/xml"


def json_feed(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    items = [{"id": link, "url": link, "date_published": at.isoformat()} for link, at in links]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": items}
    return json.dumps(feed).encode(), "application/feed+json"


def news_sitemap(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    urls = "".join(
        f"<url><loc>{escape(outlet.url(link) if link.startswith('/') else link)}</loc><news:news>"
        f"<news:publication_date>{at.isoformat()}</news:publication_date><news:title>x</news:title></news:news></url>"
        for link, at in links
    )
    start = f'{SITEMAP} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0"?><urlset {start}>{urls}</urlset>'.encode(), "application/xml"


def plain(outlet: Outlet, links: Links) -> tuple[bytes, str]:
    return "\n".join(["# a list", *(outlet.url(link) for link, _ in links), ""]).encode(), "text/plain"


FEEDS = {RSS: rss, ATOM: atom, RDF: rdf, JSON: json_feed, NEWS: news_sitemap, LIST: plain}


@dataclass
class Hit:
    """One request as the server saw it."""

    at: float  # seconds, of the clock that the world was given
    host: str
    path: str
    status: int
    version: int | None
    agent: str
    conditional: bool


class World:
    """Outlets by host, and the log of all that was asked of them."""

    def __init__(self) -> None:
        self.outlets: dict[str, Outlet] = {}
        self.log: list[Hit] = []

    def add(self, outlet: Outlet) -> Outlet:
        self.outlets[outlet.host] = outlet
        return outlet

    def reply(self, host: str, path: str, headers: dict[str, str], now: datetime) -> Reply:
        """The answer, noted in the log."""
        outlet = self.outlets.get(host)
        reply = outlet.reply(path, headers, now) if outlet else Reply(421)
        conditional = "if-none-match" in headers or "if-modified-since" in headers
        self.log.append(
            Hit(now.timestamp(), host, path, reply.status, reply.version, headers.get("user-agent", ""), conditional)
        )
        return reply

    @property
    def stories(self) -> Iterator[tuple[Outlet, Story]]:
        return ((o, s) for o in self.outlets.values() for s in o.stories)

    def hits(self, host: str | None = None, path: str | None = None) -> list[Hit]:
        return [h for h in self.log if host in (None, h.host) and path in (None, h.path)]


def stories(outlet_number: int, count: int, now: datetime) -> list[Story]:
    return [
        Story(f"/news/{i}.html", now - timedelta(hours=1, minutes=i), seed=outlet_number * 1_000 + i)
        for i in range(count)
    ]


# The fifty outlets of the test of `watch`.

ALLOW_ALL = Reply(body=b"User-agent: *\nAllow: /\n", type="text/plain")
PRIVATE = Reply(body=b"User-agent: *\nDisallow: /private/\n", type="text/plain")


def fifty(host: str, port: int, now: datetime) -> World:
    """`host` is formatted with each outlet's number. Behaviour is told from the number; see `PECULIAR`."""
    world = World()
    kinds = (RSS, ATOM, RDF, JSON, NEWS, INDEX, LIST)
    for number in range(1, 51):
        outlet = Outlet(f"{host.format(number)}:{port}", kinds[number % 7], stories(number, 4, now))
        outlet.behaviour["/robots.txt"] = [PRIVATE]
        if outlet.kind in (RSS, ATOM, JSON, LIST):
            outlet.extra.append("/private/memo.html")
        world.add(outlet)
    hosts = list(world.outlets.values())
    for number, change in PECULIAR.items():
        change(hosts[number - 1], hosts, port)
    return world


def _robots(body: str, status: int = 200) -> object:
    def change(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.behaviour["/robots.txt"] = [Reply(status, body.encode(), "text/plain")]
        if "Disallow: /private/" not in body:
            outlet.extra.clear()  # there, nothing would forbid it

    return change


def _behave(path: str, *replies: Reply) -> object:
    def change(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.behaviour[path] = [Reply(**vars(r)) for r in replies]

    return change


def _feed_body(body: bytes, kind: str = RSS) -> object:
    def change(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        filled = body.replace(b"HOST", outlet.host.encode())
        outlet.behaviour["/feed"] = [Reply(body=filled, type="application/rss+xml")]

    return change


def _redirects(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
    """The feed has moved, a story stands with another outlet, a chain is too long, a loop never ends."""
    outlet.kind, outlet.feed = RSS, "/new-feed"
    outlet.behaviour["/feed"] = [Reply(301, headers={"Location": "/new-feed"})]
    other = hosts[1].stories[0]
    outlet.extra += ["/moved", "/chain0", "/loop", "/away"]
    outlet.behaviour["/moved"] = [Reply(302, headers={"Location": "/news/hidden.html#top"})]
    outlet.behaviour["/away"] = [Reply(307, headers={"Location": hosts[1].url(other.path)})]
    outlet.stories.append(Story("/news/hidden.html", outlet.stories[0].published - timedelta(days=9), seed=777_000))
    outlet.shown = 4
    for i in range(9):
        outlet.behaviour[f"/chain{i}"] = [Reply(302, headers={"Location": f"/chain{i + 1}"})]
    outlet.behaviour["/loop"] = [Reply(302, headers={"Location": "/loop2"})]
    outlet.behaviour["/loop2"] = [Reply(302, headers={"Location": "/loop"})]
    outlet.behaviour["/to-private"] = [Reply(302, headers={"Location": "/private/by-redirect.html"})]
    outlet.extra.append("/to-private")


def _traps(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
    """Ways to private addresses; 127.0.0.99 is our own server too, so its log would show the visit."""
    outlet.kind = RSS
    ways = {
        "/trap1": f"http://127.0.0.99:{port}/secret1",
        "/trap2": f"http://2130706531:{port}/secret2",
        "/trap3": f"http://[::ffff:127.0.0.99]:{port}/secret3",
        "/trap4": "http://169.254.169.254/latest/meta-data/",
        "/trap5": "http://10.0.0.1/secret5",
        "/trap6": f"http://localhost:{port}/secret6",
        "/trap7": "file:///etc/passwd",
        "/trap8": f"http://0x7f000063:{port}/secret8",
        "/trap9": f"http://user:pass@{hosts[1].host}/news/0.html",
    }
    for path, to in ways.items():
        outlet.behaviour[path] = [Reply(302, headers={"Location": to})]
    outlet.extra += [*ways, f"http://127.0.0.99:{port}/direct", "http://[::1]/x", "gopher://x/", "javascript:alert(1)"]


def _slow(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
    outlet.kind, outlet.extra = RSS, []
    outlet.behaviour["/robots.txt"] = [Reply(body=b"User-agent: onrecord\nCrawl-delay: 0.8\n", type="text/plain")]


BOMB = gzip.compress(b"<html>" + b"x" * 60_000_000)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, (b"&%c;" % (97 + i)) * 20) for i in range(9))
    + b"]><rss><channel><title>&j;</title><item><link>http://HOST/news/0.html</link><title>&j;</title></item></channel></rss>"
)
BROKEN = (
    b"<rss><channel><title>A & B &nbsp; <b></title><item><link>http://HOST/news/0.html</link></itm>"
    b"<item><title>\x07\xff</title><link>http://HOST/news/1.html?utm_source=rss</link><item><link>http://HOST/news/2.html#x"
    b"</link></item><item><link>not an address</link></item><item><link>http:///</link></item><item/>"
)

LATE = Reply(body=Story("", datetime(2026, 1, 1, tzinfo=UTC), seed=900_000).html(0, "late"), version=0)

PECULIAR = {
    1: _redirects,
    2: _robots("", 404),
    3: _robots("oops", 500),  # nothing may be asked for
    4: _robots("", 403),
    5: _robots("User-agent: onrecord\nDisallow: /\n"),  # nothing, said to us
    6: _robots("User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /private/\n"),  # the closer group counts
    7: _traps,
    8: _slow,
    9: _behave("/news/0.html", Reply(429, headers={"Retry-After": "2"}), LATE),
    10: _behave("/news/0.html", Reply(503), Reply(503)),  # for ever
    11: _behave("/news/0.html", Reply(hang=True)),
    12: _behave("/news/0.html", Reply(200, BOMB, headers={"Content-Encoding": "gzip"})),
    13: _behave("/news/0.html", Reply(404)),
    14: _behave("/news/0.html", Reply(500), Reply(500), LATE),
    15: _feed_body(LAUGHS),
    16: _feed_body(BROKEN),
    17: _behave("/feed", Reply(200, BOMB, "application/rss+xml", headers={"Content-Encoding": "gzip"})),
    18: _behave("/feed", Reply(hang=True)),
    19: _behave("/feed", Reply(200, b"<html><body>Not here</body></html>")),
    20: _behave("/news/0.html", Reply(200, b"\x89PNG\r\n\x1a\n", "image/png")),
    21: _behave("/news/0.html", Reply(200, b"%PDF-1.4", "text/html")),
    22: _robots("User-agent: *\n" + "# filler\n" * 60_000 + "Disallow: /\n"),  # past 500 kB: not read
    23: _behave("/robots.txt", Reply(302, headers={"Location": "/robots2"})),
    24: _behave("/robots.txt", Reply(hang=True)),
    25: _behave("/news/0.html", Reply(403)),
    26: _behave("/news/0.html", Reply(200, b"   ")),
}  # fmt: skip


def _more() -> None:
    def future(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.dates = timedelta(days=4_000)

    def second_robots(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.behaviour["/robots.txt"] = [Reply(302, headers={"Location": "/robots2"})]
        outlet.behaviour["/robots2"] = [PRIVATE]

    def robots_elsewhere(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.behaviour["/robots.txt"] = [Reply(301, headers={"Location": hosts[1].url("/robots-of-28")})]
        hosts[1].behaviour["/robots-of-28"] = [PRIVATE]

    def untagged(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.tags = False

    def many(outlet: Outlet, hosts: list[Outlet], port: int) -> None:
        outlet.kind = RSS
        outlet.stories += [Story(f"/news/m{i}.html", outlet.stories[0].published, seed=30_500 + i) for i in range(20)]

    PECULIAR.update({23: second_robots, 27: future, 28: robots_elsewhere, 29: untagged, 30: many})


_more()

# Stories of these are not to be had: the outlet's rules, its feed, or the story itself stand in the way.
NO_STORIES = (3, 5, 17, 18, 19, 24)
NO_FIRST_STORY = (10, 11, 12, 13, 20, 21, 25, 26)
ONLY = {15: 1, 16: 3}  # the feed itself names only so many


def wanted(world: World) -> set[str]:
    """The addresses of the stories of the fifty that may be had and can be."""
    found = set()
    for number, outlet in enumerate(world.outlets.values(), 1):
        if number not in NO_STORIES:
            named = outlet.stories[: ONLY.get(number, len(outlet.stories))]
            found |= {outlet.url(s.path) for s in named[number in NO_FIRST_STORY :]}
    return found
