"""Pictures of every page, light and dark, on a desk and on a phone, and as printed:

python tests/web/screenshots.py FOLDER [NAME…]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from site_pages import every_page
from site_serving import add, sample_pages, served

from onrecord.web import Settings

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"desk": 1440, "phone": 390}


def main(folder: Path, names: list[str]) -> None:
    """Write `NAME-WIDTH-SCHEME.png` for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        archive = Path(place) / "archive"
        add(archive, *sample_pages())
        settings = Settings(archive=str(archive), smtp="smtp://127.0.0.1:1", sender="site@example.org", worker=False)
        with served(settings) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, path in every_page(archive).items():
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
