"""The answer names the difference between a quotation and what is on record, and never says "false"."""

import pytest

from onrecord.errors import UsageError
from onrecord.model import Kind, Span
from onrecord.quotes.judge import judge
from onrecord.quotes.passages import Passage, Source, around
from onrecord.quotes.verdict import Answer, Verdict

HERE, THERE = Source("a1", outlet="One"), Source("a2", outlet="Two")


def direct(text: str, speaker: str | None = "Anna Kovač", source: Source = HERE, named: str | None = None) -> Passage:
    whole = (Span(0, len(text)),)
    return Passage(text, whole, whole, source, Kind.DIRECT, 0, speaker, named=named)


def indirect(text: str, speaker: str | None = "Anna Kovač") -> Passage:
    return Passage(text, (Span(0, len(text)),), (), HERE, Kind.INDIRECT, 1, speaker)


def mixed(text: str, quoted: str, speaker: str = "Anna Kovač") -> Passage:
    at = text.index(quoted)
    return Passage(text, (Span(0, len(text)),), (Span(at, at + len(quoted)),), HERE, Kind.MIXED, 2, speaker)


BREAD = direct("“We will not raise the price of bread if the harvest is good. Nobody will go hungry this winter,”")
ARMY = direct(
    "“Total nonsense. Our soldiers stay where they are, and they will come home in spring.”", "Boris Petrov", THERE
)
STOCKS = indirect("that the reserve had been filled in August and that imports were not needed")
PLAN = mixed(
    "the plan was “a total disaster for every farmer” and would fail before the autumn",
    "“a total disaster for every farmer”",
)
RECORD = (BREAD, ARMY, STOCKS, PLAN)

TAIL = " bread if the harvest is good. Nobody will go hungry this winter"
CASES = [
    ("We will not raise the price of bread if the harvest is good. Nobody will go hungry this winter", Answer.EXACT),
    ("WE WILL NOT raise the price — of bread, if the harvest is good; nobody will go hungry this winter", Answer.EXACT),
    ("We will not [certainly] raise the price of" + TAIL + "...", Answer.EXACT),
    ("a total disaster for every farmer", Answer.EXACT),
    ("We will not raise the cost of" + TAIL, Answer.WORDS_CHANGED),
    ("We will raise the price of" + TAIL, Answer.WORDS_CHANGED),
    ("We will not raise the price of bread", Answer.TRUNCATED),
    ("Nobody will go hungry this winter", Answer.TRUNCATED),
    ("We will not raise the price of bread … Nobody will go hungry this winter", Answer.TRUNCATED),
    ("We will not raise the price of bread Nobody will go hungry this winter", Answer.TRUNCATED),
    ("We will not raise the price of bread and our soldiers will come home in spring", Answer.SPLICED),
    ("Nobody will go hungry this winter. Our soldiers stay where they are", Answer.SPLICED),
    ("The reserve has been filled in August and imports are not needed", Answer.INDIRECT_AS_DIRECT),
    ("The plan was a total disaster for every farmer and will fail before the autumn", Answer.INDIRECT_AS_DIRECT),
    ("Pigs will fly over the ministry tonight", Answer.NOT_ON_RECORD),
    ("We will do what we can to be there with all of you", Answer.NOT_ON_RECORD),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), CASES)
def test_each_difference_has_its_name(text: str, answer: Answer) -> None:
    assert judge(text, RECORD).answer is answer


@pytest.mark.parametrize(("text", "answer"), [c for c in CASES if c[1] not in (Answer.SPLICED, Answer.NOT_ON_RECORD)])
def test_the_same_words_of_somebody_else_are_another_speakers(text: str, answer: Answer) -> None:
    found = judge(text, RECORD, speaker="Maria Novak")
    assert found.answer is Answer.ANOTHER_SPEAKER
    assert found.also == (answer,)


def test_part_of_the_name_is_enough_for_the_speaker() -> None:
    assert judge(CASES[0][0], RECORD, speaker="Finance Minister Kovac").answer is Answer.EXACT


def test_a_speaker_that_the_page_does_not_resolve_is_said_to_be_unknown() -> None:
    found = judge("Total nonsense", [direct("“Total nonsense,”", None, named="he")], speaker="Maria Novak")
    assert found.answer is Answer.EXACT
    assert "“he”" in found.notes[0]


def test_who_names_nobody_does_not_hide_who_names_another() -> None:
    found = judge(
        "Total nonsense today",
        [direct("“Total nonsense today”", None), direct("“Total nonsense today”")],
        speaker="Maria Novak",
    )
    assert found.answer is Answer.ANOTHER_SPEAKER
    assert found.matches[0].passage.speaker == "Anna Kovač"


def test_the_claimed_speakers_own_words_go_before_the_nearer_words_of_another() -> None:
    own, other = (
        direct("“We will never raise any taxes again”", "Maria Novak"),
        direct("“We will never raise taxes again”"),
    )
    found = judge("We will never raise taxes again", [other, own], speaker="Novak")
    assert (found.answer, found.matches[0].passage) == (Answer.WORDS_CHANGED, own)


def test_a_dropped_negation_is_told() -> None:
    found = judge("We will raise the price of bread if the harvest is good. Nobody will go hungry this winter", RECORD)
    assert found.matches[0].negations == ("not",)
    assert [(s.op, s.theirs) for s in found.matches[0].steps if s.op != "equal"] == [("removed", "not")]


def test_what_was_cut_is_shown_with_the_condition_that_it_held() -> None:
    cut = judge("We will not raise the price of bread", RECORD).matches[0].cut
    assert cut is not None
    assert cut.after.startswith("if the harvest is good")
    assert (cut.conditions, cut.negations) == (("if",), ())
    assert not cut.whole_sentences


def test_whole_sentences_are_told_from_cut_ones() -> None:
    cut = judge("Nobody will go hungry this winter", RECORD).matches[0].cut
    assert cut is not None and cut.whole_sentences


def test_a_marked_omission_is_told_from_a_silent_one() -> None:
    marked = judge("We will not raise the price of bread … Nobody will go hungry this winter", RECORD).matches[0].cut
    silent = judge("We will not raise the price of bread Nobody will go hungry this winter", RECORD).matches[0].cut
    assert marked and silent and (marked.marked, silent.marked) == (True, False)
    assert marked.inside == silent.inside == ("if the harvest is good",)


def test_a_splice_names_its_pieces_in_the_quotations_order() -> None:
    found = judge("Nobody will go hungry this winter. Our soldiers stay where they are", RECORD)
    assert [m.passage for m in found.matches] == [BREAD, ARMY]
    assert found.matches[0].piece[1] == found.matches[1].piece[0]


def test_two_stretches_of_one_quotation_may_be_quoted_as_one() -> None:
    first = Passage("“We are ready,”", (Span(0, 15),), (Span(0, 15),), HERE, Kind.DIRECT, 0, "Anna Kovač")
    second = Passage("“but the road is long”", (Span(30, 52),), (Span(0, 22),), HERE, Kind.DIRECT, 1, None)
    assert judge("We are ready, but the road is long", [first, second]).answer is Answer.EXACT
    assert judge("but the road is long. We are ready to go", [first, second]).answer is not Answer.EXACT


def test_look_alike_letters_change_nothing_but_are_reported() -> None:
    found = judge("Тotal nonsense. Our soldiers stay where they are, and they will come home in spring", RECORD)
    assert found.answer is Answer.EXACT
    assert found.disguised[0].read == "Total"


BAD = [
    ("", "without a word"),
    ("   “…” !?", "without a word"),
    ("x" * 100_000, "--file"),
    ("\x00\x01\x02PK\x03\x04 binary", "no text"),
    ("\ufffd\ufffd\ufffd", "no text"),
]


@pytest.mark.parametrize(("text", "hint"), BAD)
def test_what_cannot_be_a_quotation_is_refused_in_one_line(text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        judge(text, RECORD)


@pytest.mark.parametrize(
    "text", ["nonsense", "“We will not raise the price of bread", "слово and word and 词", "a", "’" * 9 + "no"]
)
def test_odd_input_gets_an_answer(text: str) -> None:
    assert isinstance(judge(text, RECORD), Verdict)


def test_one_word_is_said_to_prove_little() -> None:
    assert "one word" in judge("nonsense", RECORD).notes[0]


def test_an_empty_archive_has_nothing_on_record() -> None:
    assert judge("Total nonsense", []).answer is Answer.NOT_ON_RECORD


# What statements alone do not explain is read in its paragraph.

TOLD = "The minister answered with attacks on Kovač, Friday’s message included."
SAID = "“Every time you say that,” Kovač said of the excuse, “you give comfort to those who want to break the union.”"


def paragraph(text: str, *found: Passage) -> tuple[Passage, ...]:
    return around(text, [Span(0, len(text))], HERE, [(p.kind or Kind.DIRECT, p.pieces, p.speaker) for p in found])


def test_words_that_run_over_the_edge_of_a_statement_are_found_in_its_paragraph() -> None:
    found = Passage("Kovač", (Span(38, 43),), (), HERE, Kind.INDIRECT, 0, "The minister")
    verdict = judge("With attacks on Kovač, Friday’s message included", [found], wider=lambda _: paragraph(TOLD, found))
    assert verdict.answer is Answer.INDIRECT_AS_DIRECT


def pieces(first: str | None, second: str | None) -> tuple[Passage, Passage]:
    at = SAID.index("“you")
    one = Passage(SAID[:26], (Span(0, 26),), (Span(0, 26),), HERE, Kind.DIRECT, 0, first)
    two = Passage(SAID[at:], (Span(at, len(SAID)),), (Span(0, len(SAID) - at),), HERE, Kind.DIRECT, 1, second)
    return one, two


WHOLE = "Every time you say that, you give comfort to those who want to break the union"
CUT = "Every time you give comfort to those who want to break the union"


@pytest.mark.parametrize(
    ("speakers", "text", "answer"),
    [
        (("Kovač", "Kovač"), WHOLE, Answer.EXACT),
        (("Kovač", "Petrov"), WHOLE, Answer.SPLICED),
        (("Kovač", "Kovač"), CUT, Answer.SPLICED),
    ],
)
def test_two_stretches_are_one_quotation_if_one_voice_says_both_and_nothing_is_cut_between(
    speakers: tuple[str, str], text: str, answer: Answer
) -> None:
    found = pieces(*speakers)
    assert judge(text, found, wider=lambda _: paragraph(SAID, *found)).answer is answer


def test_what_a_longer_quotation_quotes_is_exact_too() -> None:
    speech = direct("“They told me, ‘Go home and never come back here,’ and I stayed where I was.”")
    assert judge("Go home and never come back here", [speech]).answer is Answer.EXACT


def test_an_unresolved_speaker_contradicts_nobody() -> None:
    speech = direct("“The harvest was the best in forty years.”", None, named="Senate leaders")
    verdict = judge("The harvest was the best in forty years", [speech], speaker="Anna Kovač")
    assert verdict.answer is Answer.EXACT and "Senate leaders" in verdict.notes[0]


def test_whoever_knows_more_than_names_is_asked() -> None:
    speech = direct("“The harvest was the best in forty years.”", "Anna Kovač")
    by_name = judge("The harvest was the best in forty years", [speech], speaker="A. Petrova")
    says_so = judge(speech.text, [speech], speaker="A. Petrova", knowing=lambda _, found: [True] * len(found))
    assert by_name.answer is Answer.ANOTHER_SPEAKER
    assert says_so.answer is Answer.EXACT
