"""Pictures of every page, light and dark, on a desk and on a phone, and as printed:

python tests/web/screenshots.py FOLDER [NAME…]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from site_demo import FIRST, demo
from site_pages import every_page
from site_serving import served

from onrecord.store import Archive, StatementQuery
from onrecord.web import Settings

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"desk": 1440, "phone": 390}


def shown(archive: Path) -> dict[str, str]:
    """Pages that have more to show in this archive, and the verify page with each answer."""
    with Archive.open(archive) as opened:
        (first, *_) = opened.statements(StatementQuery(words="harbour storms", outlet="coast daily")).rows
        (later, *_) = opened.statements(StatementQuery(words="harbour storms", outlet="harbour post")).rows
    asked = {
        "exact": (FIRST, "Ines Okoro"),
        "changed": (FIRST.replace("never", "soon"), "Ines Okoro"),
        "truncated": (FIRST.partition(",")[0], "Ines Okoro"),
        "spliced": (f"{FIRST.partition(',')[0]}, nobody has asked the people who live there", "Ines Okoro"),
        "another": (FIRST, "Paul Tamm"),
        "indirect": ("Belarus has never refused to participate in Russia's special military operation", ""),
        "absent": ("Zebras have been seen on the town square again", "Ines Okoro"),
    }
    pages = {f"verify-{name}": f"/verify?{urlencode({'q': q, 'speaker': who})}" for name, (q, who) in asked.items()}
    return pages | {
        "person-demo": "/people/paul-tamm",
        "family": f"/families/{first.id}",
        "history": f"/articles/{later.article_id}/history",
        "statement-changed": f"/statements/{later.id}",
        "subscribe-all": "/subscribe",
        "verify-empty": "/verify",
        "bad-day": "/news?since=yesterday",
    }


def main(folder: Path, names: list[str]) -> None:
    """Write `NAME-WIDTH-SCHEME.png` for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "archive"
        demo(archive)
        settings = Settings(archive=str(archive), smtp="smtp://127.0.0.1:1", sender="site@example.org", worker=False)
        with served(settings) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, path in (every_page(archive) | shown(archive)).items():
                if names and name not in names:
                    continue
                for width, pixels in WIDTHS.items():
                    for scheme in ("light", "dark"):
                        page = browser.new_page(color_scheme=scheme, viewport={"width": pixels, "height": 900})
                        page.goto(address + path)
                        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                        page.close()
            browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
