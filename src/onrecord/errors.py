"""The error tree.

    OnrecordError                what every caller may catch
    ├── ReadError                a page gives no article
    │   ├── NotText              binary or empty bytes
    │   ├── NoArticle            readable, but no article in it
    │   └── TooLarge             over a limit on size, depth or time
    ├── FetchError               an address could not be fetched
    │   └── Forbidden            robots.txt, a private address or a limit forbids it
    ├── ArchiveError             the archive cannot be used
    │   ├── ArchiveLocked        another process holds it
    │   ├── ArchiveReadOnly      it cannot be written
    │   ├── ArchiveFull          no space left
    │   ├── ArchiveAway          its server cannot be reached, at the moment
    │   ├── ArchiveNewer         written by a newer version of onrecord
    │   └── ArchiveBroken        a hash, an anchor or the database is damaged
    ├── FormatError              JSON, JSON lines or a register not in the form that we read
    ├── NotFound                 no article, statement, person or body of that name
    └── UsageError               arguments that cannot be meant

A message says what we had, what we wanted and what to do next, in one line.
"""


class OnrecordError(Exception):
    """Base of all errors raised on purpose."""


class ReadError(OnrecordError):
    """A page gives no article."""


class NotText(ReadError):
    """Binary or empty bytes."""


class NoArticle(ReadError):
    """Readable, but there is no article in it."""


class TooLarge(ReadError):
    """Over a limit on size, depth or time."""


class FetchError(OnrecordError):
    """An address could not be fetched."""


class Forbidden(FetchError):
    """Robots rules, a private address or a limit forbid the fetch."""


class ArchiveError(OnrecordError):
    """The archive cannot be used."""


class ArchiveLocked(ArchiveError):
    """Another process holds the archive."""


class ArchiveReadOnly(ArchiveError):
    """The archive cannot be written."""


class ArchiveFull(ArchiveError):
    """No space is left where the archive stands."""


class ArchiveAway(ArchiveError):
    """The archive's server cannot be reached; it may come back."""


class ArchiveNewer(ArchiveError):
    """A newer version of onrecord wrote the archive."""


class ArchiveBroken(ArchiveError):
    """A hash, an anchor or the database is damaged."""


class FormatError(OnrecordError):
    """Input that is not in the form that we read."""


class NotFound(OnrecordError):
    """Nothing of that name or id."""


class UsageError(OnrecordError):
    """Arguments that cannot be meant."""
