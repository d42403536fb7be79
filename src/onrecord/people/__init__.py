"""Sources -> speakers; articles' people -> the directory. Pure: no I/O, no clock.

`resolve` is loaded when first asked for: the store needs only names and offices compared.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.people.resolving import Resolved, resolve

__all__ = ["Resolved", "resolve"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("onrecord.people.resolving"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
