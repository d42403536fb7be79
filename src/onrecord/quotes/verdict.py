"""What verifying a quotation gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Span, check_share
from onrecord.quotes.passages import Passage
from onrecord.quotes.words import Disguise


class Answer(StrEnum):
    """How a quotation differs from what is on record. None of them says that it was never said."""

    EXACT = "exact"
    WORDS_CHANGED = "words_changed"
    TRUNCATED = "truncated"
    SPLICED = "spliced"
    INDIRECT_AS_DIRECT = "indirect_as_direct"
    ANOTHER_SPEAKER = "another_speaker"
    NOT_ON_RECORD = "not_on_record"


@dataclass(frozen=True, slots=True)
class Step:
    """One step from what is printed (`theirs`) to the quotation (`ours`), in their own words.

    `op` is equal, replaced, inserted (only in the quotation) or removed (only in print). The spans are code points of
    the quotation and of the passage's text; one is empty where its side has no words.
    """

    op: str
    ours: str
    theirs: str
    ours_span: Span
    theirs_span: Span


@dataclass(frozen=True, slots=True)
class Cut:
    """What a truncated quotation leaves out of the sentences it takes from, and of the statement around them."""

    before: str = ""
    inside: tuple[str, ...] = ()
    after: str = ""
    negations: tuple[str, ...] = ()  # words cut from within the sentences quoted that negate
    conditions: tuple[str, ...] = ()  # or that make them conditional
    whole_sentences: bool = False  # the quotation begins and ends where sentences do
    marked: bool = False  # every omission is marked by an ellipsis


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that the quotation, or a piece of it, stands in.

    `share` is how much of the piece's words the passage has, light words counting less; `piece` is the range of
    words of the quotation that it accounts for. `same_speaker` is None where the names cannot tell or none is claimed.
    """

    passage: Passage
    answer: Answer
    share: float
    piece: tuple[int, int]
    steps: tuple[Step, ...]
    cut: Cut | None = None
    negations: tuple[str, ...] = ()  # negating words that the quotation drops or adds
    same_speaker: bool | None = None

    def __post_init__(self) -> None:
        check_share(self.share, "share")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to "did they say that?", with the statements that it rests on, best first.

    A spliced quotation has one match per piece in the quotation's order; the others have every passage of the same
    words. `also` are answers that hold besides (an indirect report of another speaker's words).
    """

    quotation: str
    speaker: str | None
    answer: Answer
    confidence: float
    matches: tuple[Match, ...] = ()
    also: tuple[Answer, ...] = ()
    disguised: tuple[Disguise, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_share(self.confidence, "confidence")
