"""Whatever the text, spans lie in it, the answer is the same twice, and the work grows with the length only."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Span, check_spans
from onrecord.speech import Attribution, RuleTagger, Tagging, find, sentences

PIECES = (
    "“ ” „ ‟ « » ‹ › ‘ ’ ‚ ' \" '' `` . , : ; ? ! … — – - ( ) [ ] he she said Said told that asked whether to "
    "Mr. Jones according in his words statement Q: A: NAME: Dear Sir, Yours truly, the king's x9 Москва שלום 你好 😀 "
    "\x00 \x07 \ue000 \u200f\u202e İ ß ﬁ \u2028"
).split(" ")
TEXTS = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n"]), max_size=120).map(" ".join) | st.text(max_size=200)


def found_in(text: str) -> Tagging:
    (tagging,) = RuleTagger().tag([text])
    return tagging


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_rules_and_repair_give_valid_spans_for_any_text(text: str) -> None:
    tagging = found_in(text)
    for attribution in tagging.attributions:
        check_spans((*attribution.content, *attribution.cue, *attribution.source), len(text), "attribution")
    statements = find(text, tagging)
    for number, statement in enumerate(statements):
        check_spans(statement.spans, len(text), "statement")
        assert statement.parent is None or (0 <= statement.parent < len(statements) and statement.parent != number)
    assert statements == find(text, found_in(text))
    assert [s.content[0].start for s in statements] == sorted(s.content[0].start for s in statements)


SPANS = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)).map(lambda s: Span(*s)), max_size=3).map(tuple)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(st.builds(Attribution, SPANS, SPANS, SPANS, st.floats(-1, 2)), max_size=4))
def test_repair_stands_any_spans_that_a_tagger_may_give(text: str, wild: list[Attribution]) -> None:
    for statement in find(text, Tagging(tuple(wild))):
        check_spans(statement.spans, len(text), "statement")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_lie_in_order_within_their_paragraphs(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(s.start < s.end and "\n" not in text[s.start : s.end] for s in found)


UNITS = (
    *('"', "“", "”", "“”", "'", "''", "« a » ", "‘the voters’ ", "'a ", ".", " ", "\n", "a", "word ", "Word ", "Mr. "),
    *("said ", "he said ", "he said, ", "“a b c d,” he said. ", "“Hello there you.\n", '"Hello there you\n'),
    *("NAME: hello?\n", "What is it?\n", ": ", "asked whether ", "in in ", "at the statement ", "according to "),
    *(
        "a, b, ",
        ", adding ",
        "( ",
        ") ",
        "😀",
        'שלום "עולם" ',
        "\x00\x01",
        "of the of a ",
        "Dear x,\nfoo\nYours truly\n",
    ),
    *("x — Name\n", "Dear Sir,\n", "told the X of the Y ", "Smith, who ", "“a b c d e.”\n", "was adamant that ", "in-"),
    *("he said that it was so and she told them in a statement that ", "citing x ", "asked x ", "x" * 150 + ": "),
    *("— a b — says X. — c\n", "« a, said X. b » ", "“a b,“ ", "“a\nName, office”\n", "Q. a?\nA. b\n", "A b: 1,769.\n"),
    *(
        "footage of X saying, “a b c d.” ",
        "“a b c d e f”\n",
        "What X said ",
        "Lamenting it, X went. ",
        "transcript:\nX: a\n",
    ),
    *("on Monday ", "I said that Ann said that "),
)
SHORT, LONG = 8_000, 32_000


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: repr(u[:24]))
def test_time_grows_with_the_length_only(unit: str) -> None:
    """Four times the text takes at most ten times the time: work that grew with the square would take sixteen."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        spent = []
        for _ in range(2):
            begun = time.process_time()
            find(text, found_in(text))
            spent.append(time.process_time() - begun)
        return min(spent)

    assert seconds(LONG) < 10 * seconds(SHORT) + 0.05


def test_a_sentence_without_end_costs_no_more_for_many_statements() -> None:
    text = "he said that it was so and " * 4000
    proposed = tuple(Attribution((Span(i + 8, i + 22),), (Span(i + 3, i + 7),), (Span(i, i + 2),))
                     for i in range(0, len(text) - 27, 27))  # fmt: skip
    begun = time.process_time()
    assert len(find(text, Tagging(proposed))) > 3000
    assert time.process_time() - begun < 20
