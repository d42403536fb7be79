"""schemathesis asks everything that the OpenAPI document allows, and some that it does not: no 5xx, no status and no
media type that the document does not name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
from site_pages import every_page
from site_serving import TOKEN

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
EXAMPLES = os.environ.get("ONRECORD_SCHEMATHESIS_EXAMPLES", "8")  # for each operation; a minute in all


def _known(folder: Path) -> str:
    """Configuration with keys that the archive knows, so that not every answer is 404."""
    pages = every_page(folder)
    wanted = {
        "GET /articles/{id}": ("id", pages["article"]),
        "GET /articles/{id}/capture": ("id", pages["article"]),
        "GET /statements/{id}": ("id", pages["statement"]),
        "GET /people/{key}": ("key", pages["person"]),
        "GET /bodies/{key}": ("key", pages["body"]),
        "GET /countries/{key}": ("key", pages["country"]),
        "GET /outlets/{key}": ("key", pages["outlet"]),
    }
    return "".join(
        f'[[operations]]\ninclude-name = "{name}"\nparameters = {{ "path.{key}" = "{path.rpartition("/")[2]}" }}\n'
        for name, (key, path) in wanted.items()
    )


def test_no_request_makes_the_site_fail_or_answer_what_is_not_documented(
    site: str, archive_folder: Path, tmp_path: Path
) -> None:
    """On a copy would be kinder, but writing is bounded: pages that cannot be read and subscriptions refused."""
    (tmp_path / "schemathesis.toml").write_text(_known(archive_folder))
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert program
    command = [
        program, "run", f"{site}/openapi.json", "--checks", CHECKS, "--max-examples", EXAMPLES, "--seed", "1",
        "--phases", "examples,coverage,fuzzing", "--request-timeout", "20", "--no-color",
        "--header", f"Authorization: Bearer {TOKEN}", "--suppress-health-check", "all",
    ]  # fmt: skip
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, timeout=280, cwd=tmp_path)
    assert outcome.returncode == 0, outcome.stdout[-6000:] + outcome.stderr[-1000:]


def test_the_document_has_an_example_for_every_body_and_a_summary_for_every_operation(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            for content in operation.get("requestBody", {}).get("content", {}).values():
                assert content["example"], (method, path)
