"""Errors as answers: which status, and RFC 9457 problem details in the words of the error."""

from __future__ import annotations

from onrecord import errors
from onrecord.errors import OnrecordError

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An error as it is told over HTTP; `type` stays about:blank, the status says it all."""

    def __init__(self, status: int, title: str, detail: str = "") -> None:
        super().__init__(f"{status} {title}: {detail}")
        self.status, self.title, self.detail = status, title, detail
        self.type = "about:blank"


# The first that fits; a subclass stands before its base.
STATUSES: tuple[tuple[type[OnrecordError], int], ...] = (
    (errors.NotFound, 404),
    (errors.UsageError, 400),
    (errors.FormatError, 400),
    (errors.TooLarge, 413),
    (errors.ReadError, 422),
    (errors.Forbidden, 422),
    (errors.FetchError, 502),
    (errors.ArchiveLocked, 503),
    (errors.ArchiveReadOnly, 503),
    (errors.ArchiveFull, 507),
    (errors.ArchiveError, 500),
)

TITLES = {
    304: "Not modified",
    400: "That request cannot be understood",
    401: "A token is needed",
    403: "Not allowed",
    404: "Not on record here",
    405: "That cannot be done with this address",
    406: "Not available in that form",
    408: "The request took too long",
    411: "The length of the request is missing",
    413: "The request is too large",
    414: "The address is too long",
    415: "Not a form of content that is read here",
    422: "Something in the request cannot be meant",
    429: "Too many requests",
    500: "A fault on our side",
    502: "The other server did not answer as it should",
    503: "The archive is busy or closed for writing",
    507: "No space left in the archive",
}


def of(error: OnrecordError) -> Problem:
    """The problem that tells an error of ours. Faults of the archive keep their details for the log."""
    status = next((status for kind, status in STATUSES if isinstance(error, kind)), 500)
    return problem(status, str(error) if status != 500 else "The archive could not answer; the server's log says why.")


def problem(status: int, detail: str = "") -> Problem:
    return Problem(status, TITLES.get(status, "Error"), detail)
