"""onrecord: news pages in, a searchable, verifiable record of who said what out.

>>> import onrecord
>>> statement, = onrecord.extract("“It rained all night,” the mayor said.")
>>> statement.kind, statement.quote
(<Kind.DIRECT: 'direct'>, '“It rained all night,”')

Everything below is loaded when it is first used; importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from onrecord.errors import OnrecordError as OnrecordError
    from onrecord.harvest import pages as pages
    from onrecord.model import Article as Article
    from onrecord.model import Failure as Failure
    from onrecord.model import Page as Page
    from onrecord.model import Record as Record
    from onrecord.model import Speaker as Speaker
    from onrecord.model import Statement as Statement
    from onrecord.page import read as read
    from onrecord.pipeline import extract as extract
    from onrecord.pipeline import extract_many as extract_many
    from onrecord.pipeline import record as record
    from onrecord.pipeline import records as records
    from onrecord.store import Archive as Archive

_PUBLIC = {
    "Archive": "store",
    "Article": "model",
    "Failure": "model",
    "OnrecordError": "errors",
    "Page": "model",
    "Record": "model",
    "Speaker": "model",
    "Statement": "model",
    "extract": "pipeline",
    "extract_many": "pipeline",
    "pages": "harvest",
    "read": "page",
    "record": "pipeline",
    "records": "pipeline",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(import_module(f"onrecord.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
