"""The texts of the site for translators: `python -m onrecord.web.catalogue` writes `locale/onrecord.pot`.

A translation is `locale/LANGUAGE/LC_MESSAGES/onrecord.po`, compiled by `pybabel compile -d src/onrecord/web/locale -D
onrecord`; `ONRECORD_LANGUAGE` then chooses it.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

HERE = Path(__file__).parent
POT = HERE / "locale" / "onrecord.pot"
METHODS = [("**/catalogue.py", "ignore"), ("**.py", "python"), ("templates/**.html", "jinja2")]
# `language("…")` is how code asks for a translated text, `N_("…")` marks one in a table.
KEYWORDS = {"_": None, "N_": None, "language": None, "gettext": None, "ngettext": (1, 2)}


def template() -> str:
    """The catalogue of all texts, in the order of their files, without line numbers: they change with every edit."""
    catalogue = Catalog(
        project="onrecord", copyright_holder="the onrecord project", creation_date=datetime(2026, 1, 1, tzinfo=UTC)
    )
    found = extract_from_dir(
        str(HERE), METHODS, keywords=KEYWORDS, options_map={"templates/**.html": {"silent": "false"}}
    )
    for name, _, message, comments, context in sorted(found, key=lambda f: (f[0], f[1])):
        catalogue.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    out = io.BytesIO()
    write_po(out, catalogue, omit_header=True, include_lineno=False, width=100)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header + out.getvalue().decode("utf-8")


if __name__ == "__main__":
    POT.write_text(template(), encoding="utf-8")
