"""Sources -> speakers; articles' people -> the directory. Pure: no I/O, no clock.

`resolve` is loaded when first asked for: the store needs only names and offices compared.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.people.reading import Offices
    from onrecord.people.registers import Register, Registers
    from onrecord.people.resolving import Resolved, resolve

__all__ = ["Offices", "Register", "Registers", "Resolved", "resolve"]
_MODULES = {"Offices": "reading", "Register": "registers", "Registers": "registers"}


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module(f"onrecord.people.{_MODULES.get(name, 'resolving')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
