"""Sentences end where a reader ends them."""

import pytest

from onrecord.speech import sentences

CASES = {
    "One. Two! Three? Four": ["One.", "Two!", "Three?", "Four"],
    "Mr. Smith met Dr. Jones. They talked.": ["Mr. Smith met Dr. Jones.", "They talked."],
    "J. K. Rowling wrote it. He read it.": ["J. K. Rowling wrote it.", "He read it."],
    "The U.S. Senate voted. It passed.": ["The U.S. Senate voted.", "It passed."],
    "He lives in the U.S. The law is new.": ["He lives in the U.S.", "The law is new."],
    "It met on Nov. 3. Nobody came.": ["It met on Nov. 3.", "Nobody came."],
    "At 5 p.m. Monday it rained.": ["At 5 p.m. Monday it rained."],
    "It cost 3.5 million. So what?": ["It cost 3.5 million.", "So what?"],
    "“A. B,” he said. “C.”": ["“A. B,” he said.", "“C.”"],
    "“A. B.” He left.": ["“A. B.”", "He left."],
    "“A?” he asked. She left.": ["“A?” he asked.", "She left."],
    "«A. B», he said. C.": ["«A. B», he said.", "C."],
    "First\nSecond. Third\n\n": ["First", "Second.", "Third"],
    "他说。我走。": ["他说。", "我走。"],
    "": [],
    " \n \n": [],
    "...": ["..."],
}


@pytest.mark.parametrize("text", CASES)
def test_sentences(text: str) -> None:
    assert [text[s:e] for s, e in sentences(text)] == CASES[text]
