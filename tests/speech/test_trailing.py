"""What stands before a trailing cue is said from its clause's beginning on."""

import pytest

from onrecord.model import Span
from onrecord.speech import find
from onrecord.speech.tagging import Attribution, Tagging


def span(text: str, words: str) -> tuple[Span, ...]:
    at = text.index(words)
    return (Span(at, at + len(words)),)


def content(text: str, content: str, cue: str, source: str) -> str:
    tagging = Tagging((Attribution(span(text, content), span(text, cue), span(text, source), 0.9),), ())
    (found,) = find(text, tagging)
    return text[found.content[0].start : found.content[-1].end]


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("Nobody saw the flood coming, the mayor said.", "the flood coming", "Nobody saw the flood coming"),
        ("However, ferries to the islands will run, the mayor said.", "will run", "ferries to the islands will run"),
        ("It rained. The dam would hold, the mayor said.", "would hold", "The dam would hold"),
    ],
)
def test_a_content_cut_within_its_clause_begins_with_it(text: str, tagged: str, whole: str) -> None:
    assert content(text, tagged, "said", "the mayor") == whole


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("The road is closed and it will stay closed, the mayor said.", "it will stay closed"),
        ("OSLO, May 2 (AP) - The dam would hold, the mayor said.", "The dam would hold"),
        ("In the spring, the dam would hold, the mayor said.", "the dam would hold"),
        ("The mayor said on Monday that the dam would hold.", "the dam would hold"),
    ],
)
def test_a_content_after_a_word_that_introduces_it_or_a_mark_stays(text: str, tagged: str) -> None:
    source = "the mayor" if "the mayor" in text else "The mayor"
    assert content(text, tagged, "said", source) == tagged
