"""OpenAPI: FastAPI's own, with our shapes as components and problem details in place of its validation errors."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from onrecord.web import shapes

DESCRIPTION = (
    "Every page of the site at its own address, as JSON, CSV, JSON-LD, Web Annotations or feeds: by the Accept header, "
    "or by a suffix (.json, .csv, .jsonld, .anno.jsonld, .txt, .atom, .rss, .feed.json). Positions count Unicode code "
    "points."
)


def openapi(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
        _, components = msgspec.json.schema_components(shapes.ALL, ref_template="#/components/schemas/{name}")
        known = made.setdefault("components", {}).setdefault("schemas", {})
        for name in ("HTTPValidationError", "ValidationError"):
            known.pop(name, None)
        known |= components
        for operations in made["paths"].values():
            for operation in operations.values():
                _problems_only(operation)
        app.openapi_schema = made
    return app.openapi_schema


def _problems_only(operation: dict[str, Any]) -> None:
    """Take out what FastAPI puts in for answers that we give otherwise."""
    for answer in operation.get("responses", {}).values():
        content = answer.get("content", {})
        json = content.get("application/json", {})
        if json.get("schema") in ({}, {"$ref": "#/components/schemas/HTTPValidationError"}):
            del content["application/json"]
