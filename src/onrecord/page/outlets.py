"""Outlets and their own zones: what a page does not print and no general rule can know.

A row: hosts (a suffix match on whole labels), name as the outlet writes it, IANA zone of its newsroom. An agency's name
in brackets in a dateline names the outlet of a page whose address is unknown, when `agency_zone` says that it prints
its local time. Countries with one zone are known by their top-level domain; they need no row.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: its hosts, its name, its zone, and whether it is an agency printing its own local time."""

    hosts: tuple[str, ...]
    name: str
    zone: str
    agency: str | None = None


OUTLETS: tuple[Outlet, ...] = (
    Outlet(("belta.by",), "BelTA", "Europe/Minsk", "BelTA"),
    Outlet(("tass.com", "tass.ru"), "TASS", "Europe/Moscow", "TASS"),
    Outlet(("interfax.com", "interfax.ru"), "Interfax", "Europe/Moscow", "Interfax"),
    Outlet(("ukrinform.net", "ukrinform.ua"), "Ukrinform", "Europe/Kyiv", "Ukrinform"),
    Outlet(("yna.co.kr",), "Yonhap", "Asia/Seoul", "Yonhap"),
    Outlet(("xinhuanet.com", "news.cn"), "Xinhua", "Asia/Shanghai", "Xinhua"),
    Outlet(("kyodonews.net",), "Kyodo News", "Asia/Tokyo", "Kyodo"),
    Outlet(("bernama.com",), "Bernama", "Asia/Kuala_Lumpur", "Bernama"),
    Outlet(("aa.com.tr",), "Anadolu Agency", "Europe/Istanbul", "AA"),
    Outlet(("irna.ir",), "IRNA", "Asia/Tehran", "IRNA"),
    Outlet(("kuna.net.kw",), "KUNA", "Asia/Kuwait", "KUNA"),
    Outlet(("wam.ae",), "WAM", "Asia/Dubai", "WAM"),
    Outlet(("spa.gov.sa",), "SPA", "Asia/Riyadh", "SPA"),
    Outlet(("sana.sy",), "SANA", "Asia/Damascus", "SANA"),
    Outlet(("nytimes.com",), "The New York Times", "America/New_York"),
    Outlet(("washingtonpost.com",), "The Washington Post", "America/New_York"),
    Outlet(("wsj.com",), "The Wall Street Journal", "America/New_York"),
    Outlet(("cnn.com",), "CNN", "America/New_York"),
    Outlet(("cnbc.com",), "CNBC", "America/New_York"),
    Outlet(("foxnews.com",), "Fox News", "America/New_York"),
    Outlet(("nbcnews.com",), "NBC News", "America/New_York"),
    Outlet(("cbsnews.com",), "CBS News", "America/New_York"),
    Outlet(("abcnews.go.com",), "ABC News", "America/New_York"),
    Outlet(("politico.com",), "Politico", "America/New_York"),
    Outlet(("thehill.com",), "The Hill", "America/New_York"),
    Outlet(("usatoday.com",), "USA TODAY", "America/New_York"),
    Outlet(("npr.org",), "NPR", "America/New_York"),
    Outlet(("businessinsider.com",), "Business Insider", "America/New_York"),
    Outlet(("nypost.com",), "New York Post", "America/New_York"),
    Outlet(("latimes.com",), "Los Angeles Times", "America/Los_Angeles"),
    Outlet(("sfgate.com",), "SFGATE", "America/Los_Angeles"),
    Outlet(("chron.com",), "Houston Chronicle", "America/Chicago"),
    Outlet(("chicagotribune.com",), "Chicago Tribune", "America/Chicago"),
    Outlet(("aljazeera.com",), "Al Jazeera", "Asia/Qatar"),
    Outlet(("bbc.com",), "BBC", "Europe/London"),
    Outlet(("theguardian.com",), "The Guardian", "Europe/London"),
    Outlet(("telegraph.co.uk",), "The Telegraph", "Europe/London"),
    Outlet(("euronews.com",), "Euronews", "Europe/Paris"),
    Outlet(("france24.com",), "France 24", "Europe/Paris"),
    Outlet(("dw.com",), "Deutsche Welle", "Europe/Berlin"),
    Outlet(("spiegel.de",), "DER SPIEGEL", "Europe/Berlin"),
    Outlet(("euractiv.com",), "Euractiv", "Europe/Brussels"),
    Outlet(
        ("globeandmail.com", "theglobeandmail.com"),
        "The Globe and Mail",
        "America/Toronto",
    ),
    Outlet(("nationalpost.com",), "National Post", "America/Toronto"),
    Outlet(("thestar.com",), "Toronto Star", "America/Toronto"),
    Outlet(("cbc.ca",), "CBC", "America/Toronto"),
    Outlet(("jpost.com",), "The Jerusalem Post", "Asia/Jerusalem"),
    Outlet(("timesofisrael.com",), "The Times of Israel", "Asia/Jerusalem"),
    Outlet(("haaretz.com",), "Haaretz", "Asia/Jerusalem"),
    Outlet(("scmp.com",), "South China Morning Post", "Asia/Hong_Kong"),
    Outlet(("straitstimes.com",), "The Straits Times", "Asia/Singapore"),
    Outlet(("channelnewsasia.com",), "CNA", "Asia/Singapore"),
    Outlet(("hindustantimes.com",), "Hindustan Times", "Asia/Kolkata"),
    Outlet(("indiatimes.com",), "The Times of India", "Asia/Kolkata"),
    Outlet(("ndtv.com",), "NDTV", "Asia/Kolkata"),
    Outlet(("thehindu.com",), "The Hindu", "Asia/Kolkata"),
    Outlet(("dawn.com",), "Dawn", "Asia/Karachi"),
    Outlet(("arabnews.com",), "Arab News", "Asia/Riyadh"),
    Outlet(("kyivindependent.com",), "The Kyiv Independent", "Europe/Kyiv"),
    Outlet(("rt.com",), "RT", "Europe/Moscow"),
    Outlet(("themoscowtimes.com",), "The Moscow Times", "Europe/Moscow"),
    Outlet(("smh.com.au",), "The Sydney Morning Herald", "Australia/Sydney"),
    Outlet(("theage.com.au",), "The Age", "Australia/Melbourne"),
    Outlet(("thewest.com.au",), "The West Australian", "Australia/Perth"),
)

# Top-level domains of countries that keep one zone (or whose press sits in one).
COUNTRY_ZONES: dict[str, str] = {
    "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia", "by": "Europe/Minsk", "ch": "Europe/Zurich",
    "cn": "Asia/Shanghai", "cy": "Asia/Nicosia", "cz": "Europe/Prague", "de": "Europe/Berlin",
    "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "eg": "Africa/Cairo", "es": "Europe/Madrid",
    "fi": "Europe/Helsinki", "fr": "Europe/Paris", "ge": "Asia/Tbilisi", "gr": "Europe/Athens", "hk": "Asia/Hong_Kong",
    "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin", "il": "Asia/Jerusalem",
    "in": "Asia/Kolkata", "ir": "Asia/Tehran", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jp": "Asia/Tokyo",
    "ke": "Africa/Nairobi", "kr": "Asia/Seoul", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg",
    "lv": "Europe/Riga", "md": "Europe/Chisinau", "my": "Asia/Kuala_Lumpur", "na": "Africa/Windhoek",
    "ng": "Africa/Lagos", "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "np": "Asia/Kathmandu",
    "nz": "Pacific/Auckland", "ph": "Asia/Manila", "pk": "Asia/Karachi", "pl": "Europe/Warsaw",
    "pt": "Europe/Lisbon", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade", "sa": "Asia/Riyadh",
    "se": "Europe/Stockholm", "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg", "ae": "Asia/Dubai",
}  # fmt: skip

_BY_HOST = {host: outlet for outlet in OUTLETS for host in outlet.hosts}
_BY_AGENCY = {outlet.agency.casefold(): outlet for outlet in OUTLETS if outlet.agency}


def host(url: str | None) -> str:
    """The host of an address, lower case, or an empty string."""
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


def by_url(url: str | None) -> Outlet | None:
    """The outlet whose host the address has: the longest suffix of whole labels."""
    labels = host(url).split(".")
    for i in range(len(labels)):
        found = _BY_HOST.get(".".join(labels[i:]))
        if found:
            return found
    return None


def by_agency(agency: str | None) -> Outlet | None:
    """The agency that a dateline names, when it is one that prints its own local time."""
    return _BY_AGENCY.get((agency or "").casefold())


def zone(url: str | None) -> str | None:
    """The zone of the address's outlet, or else of its country."""
    outlet = by_url(url)
    return outlet.zone if outlet else COUNTRY_ZONES.get(host(url).rsplit(".", 1)[-1])


# English pages of these countries write the month first; all others, and all other languages, the day.
MONTH_FIRST = frozenset({"us", "com", "org", "net", "gov", "edu", "mil", "tv", "info", "ph", "io", "co"})


def day_first(url: str | None, language: str | None) -> bool:
    """Whether 3/4/2024 is 3 April on this page."""
    if language and language != "en":
        return True
    known = by_url(url)
    if known:
        return not known.zone.startswith("America/")
    return host(url).rsplit(".", 1)[-1] not in MONTH_FIRST
