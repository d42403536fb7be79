"""Sources -> speakers; articles' people -> the directory. Pure: no I/O, no clock."""

from onrecord.people.resolve import Resolved, resolve

__all__ = ["Resolved", "resolve"]
