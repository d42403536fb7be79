"""What becomes of a tagger's spans: whole quotations, kinds, questions, occasions, chains, nesting, layouts."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.model import Kind, Medium, Span, Statement
from onrecord.speech import Attribution, RuleTagger, Tagging, find


def by_rules(text: str) -> tuple[Statement, ...]:
    (tagging,) = RuleTagger().tag([text])
    return find(text, tagging)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def tagged(text: str, *statements: tuple[str, str, str]) -> Tagging:
    """A tagging made of (source, cue, content) given by their words; an empty one is left out."""
    return Tagging(
        tuple(
            Attribution((at(text, content),), (at(text, cue),) if cue else (), (at(text, source),) if source else ())
            for source, cue, content in statements
        )
    )


def contents(text: str, statements: tuple[Statement, ...]) -> list[list[str]]:
    return [[text[s:e] for s, e in statement.content] for statement in statements]


def words(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


# A quotation is whole or not there.


@pytest.mark.parametrize(
    "proposed", ["“A long story", "A long story. It ends", "long story. It ends here", "“A long story. It ends here,”"]
)
def test_a_quotation_that_is_partly_tagged_becomes_whole(proposed: str) -> None:
    text = "“A long story. It ends here,” she said."
    found = find(text, tagged(text, ("she", "said", proposed)))
    assert contents(text, found) == [["“A long story. It ends here,”"]]


def test_a_report_inside_a_quotation_stays_as_tagged() -> None:
    text = "“My neighbour told me that the mill is closed,” she said."
    found = find(text, tagged(text, ("she", "said", "“My neighbour told me that the mill is closed,”"),
                              ("My neighbour", "told", "that the mill is closed")))  # fmt: skip
    assert contents(text, found)[1] == ["that the mill is closed"]
    assert [s.parent for s in found] == [None, 0]


def test_a_split_quotation_is_one_statement() -> None:
    text = "“It is late,” he said. “We must go.”"
    assert contents(text, by_rules(text)) == [["“It is late,”", "“We must go.”"]]


def test_a_quotation_resumed_after_a_comma_is_one_statement() -> None:
    text = "“Every time you say that,” Tester said, pointing at him, “you make it worse for us.”"
    found = find(text, tagged(text, ("Tester", "said", "“Every time you say that,”")))
    assert contents(text, found) == [["“Every time you say that,”", "“you make it worse for us.”"]]


def test_a_quotation_over_paragraphs_has_a_span_for_each() -> None:
    text = "She said: “It began in May.\n\n“It ended in June.”"
    assert contents(text, by_rules(text)) == [["“It began in May.", "“It ended in June.”"]]


def test_two_speakers_share_out_a_run_whose_mark_was_lost() -> None:
    text = "“It is late,” Ann said. “It will rain all night.\n“I stay here tonight,” Bob said."
    found = find(
        text,
        tagged(text, ("Ann", "said", "“It is late,”"), ("Bob", "Bob said".split()[1] + ".", "“I stay here tonight,”")),
    )
    assert [text[s.source[0].start : s.source[0].end] for s in found] == ["Ann", "Bob"]
    assert contents(text, found)[1] == ["“I stay here tonight,”"]


def test_a_quotation_after_an_indirect_sentence_is_a_statement_of_its_own() -> None:
    text = "The minister said that taxes would rise. “It will be hard for all of us.”"
    found = by_rules(text)
    assert [s.kind for s in found] == [Kind.INDIRECT, Kind.DIRECT]
    assert found[1].cue == found[1].source == ()


def test_a_quotation_that_a_tagger_missed_is_found_by_rule() -> None:
    text = "“It is late,” the guard said."
    assert contents(text, find(text, Tagging(()))) == [["“It is late,”"]]


def test_unquoted_words_of_another_sentence_are_the_reporters() -> None:
    text = "The king was given a loaf. “This is the best medal,” he said."
    proposed = Attribution((at(text, "The king was given a loaf"), at(text, "“This is the best medal,”")),
                           (at(text, "said"),), (at(text, "he"),))  # fmt: skip
    assert contents(text, find(text, Tagging((proposed,)))) == [["“This is the best medal,”"]]


# Kind and medium.


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It is late,” she said.", Kind.DIRECT),
        ("She said that it was late.", Kind.INDIRECT),
        ("She said that it was “far too late for us.”", Kind.MIXED),
        ("She said that the film “War and Peace” was long.", Kind.INDIRECT),
        ("She said: “It is ‘late’.”", Kind.DIRECT),
    ],
)
def test_the_kind_goes_by_the_marks(text: str, kind: Kind) -> None:
    assert [s.kind for s in by_rules(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("She said that it was late.", Medium.SPEECH),
        ("She wrote that it was late.", Medium.WRITING),
        ("She thinks that it is late.", Medium.THOUGHT),
        ("She supports the new law.", Medium.THOUGHT),
        ("The report says that it was late.", Medium.WRITING),
        ("A report by the Audit Office says that it was late.", Medium.WRITING),
        ("In a letter to the king she said that it was late.", Medium.WRITING),
        ("She wanted to know whether it was late.", Medium.SPEECH),
    ],
)
def test_the_medium_goes_by_the_cue_and_the_document(text: str, medium: Medium) -> None:
    found = find(text, next(RuleTagger().tag([text])))
    assert [s.medium for s in found] == [medium] if found else medium is Medium.SPEECH


def test_the_quote_drops_a_leading_that_and_joins_the_pieces() -> None:
    assert by_rules("She said that it was late.")[0].quote == "it was late"
    assert by_rules("“It is late,” he said. “We must go.”")[0].quote == "“It is late,” “We must go.”"


# Questions.


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("When asked whether the army may march, the king said: “Nonsense.”", "the army may march"),
        ("Asked about the price, she said: “It is high for everybody.”", "the price"),
        ("Asked when it would end, she said: “It will end soon enough.”", "when it would end"),
        ("Answering a question about the price, she said: “It is high for everybody.”", "the price"),
        ("“Will you resign?” a reporter asked. “I will not,” the mayor replied.", "“Will you resign?”"),
        ("A reporter asked whether he would resign. “I will never do that,” the mayor said.", "he would resign"),
        ("Ann asked the council to meet. “It is about time,” the mayor said.", None),
        ("“Why did they come?” the mayor wondered. “They came for nothing,” Ann said.", None),
    ],
)
def test_an_answer_knows_its_question(text: str, prompt: str | None) -> None:
    assert words(text, by_rules(text)[-1].prompt) == prompt


def test_an_interview_gives_each_answer_its_question() -> None:
    text = "Q: What do you do?\nA: I paint.\nEvery day of the week, if you must know.\nQ: Why?\nA: I like it."
    found = by_rules(text)
    assert [s.kind for s in found] == [Kind.DIRECT] * 4
    assert [words(text, s.prompt) for s in found] == [None, "What do you do?", None, "Why?"]
    assert contents(text, found)[1] == ["I paint.", "Every day of the week, if you must know."]


def test_question_lines_without_labels_are_the_prompts_of_first_person_answers() -> None:
    text = "Why did you leave?\nI was tired of my work.\nAnd now?\nNow we bake."
    found = by_rules(text)
    assert [(words(text, s.prompt), s.source) for s in found] == [("Why did you leave?", ()), ("And now?", ())]


def test_subheads_that_ask_are_no_interview() -> None:
    text = "What happened?\nA bridge fell into the river.\nWho was hurt?\nNobody, as far as is known."
    assert by_rules(text) == ()


# Setting.


def test_addressee_and_occasion_stand_around_the_words() -> None:
    text = "“It is late,” the coach told reporters at a news conference in Oslo."
    (found,) = by_rules(text)
    assert words(text, found.addressee) == "reporters"
    assert words(text, found.occasion) == "at a news conference in Oslo"
    assert words(text, found.place) == "Oslo"


def test_an_occasion_inside_the_reported_words_is_the_speakers() -> None:
    text = "“I saw him at a meeting in Oslo,” the coach said."
    assert by_rules(text)[0].occasion is None


def test_a_lead_without_words_sets_the_scene_for_what_follows() -> None:
    text = (
        "President Ann Bo talked to local reporters on the sidelines of a summit in Oslo.\n"
        "“It is late,” the president said.\nJim Low of the opposition said that it was early."
    )
    first, second = by_rules(text)
    assert words(text, first.addressee) == "local reporters"
    assert words(text, first.occasion) == "on the sidelines of a summit in Oslo"
    assert words(text, first.place) == "Oslo"
    assert second.occasion is None  # another named speaker


def test_what_an_agency_has_learned_is_a_chain_and_no_statement() -> None:
    text = "He mentioned the talks with the neighbours, BelTA has learned."
    (found,) = by_rules(text)
    assert [words(text, v) for v in found.via or ()] == ["BelTA has learned"]
    assert found.quote == "the talks with the neighbours"


def test_a_paper_that_is_cited_is_a_chain() -> None:
    text = "“It is late,” the coach said, as quoted by the newspaper Kvartal."
    assert [words(text, v) for v in by_rules(text)[0].via or ()] == ["as quoted by the newspaper Kvartal"]


# Nesting.


def test_a_report_inside_a_report_is_its_child() -> None:
    text = "He remarked that Mayor Ann Bo has repeatedly invited soldiers to surrender."
    outer, inner = by_rules(text)
    assert (outer.parent, inner.parent) == (None, 0)
    assert inner.quote == "soldiers to surrender"


def test_what_speakers_say_of_themselves_in_their_own_words_is_no_child() -> None:
    text = "“I think that it is late and I said that I would go,” she said."
    assert len(by_rules(text)) == 1


# Layouts.


def test_a_transcript_gives_each_label_its_turn() -> None:
    text = "CHAIR: We come to item six.\nMS. LOW: Is there a cheaper way?\nCHAIR: There is. Let us vote.\n(Laughter.)"
    found = by_rules(text)
    assert contents(text, found) == [["We come to item six."], ["Is there a cheaper way?"], ["There is. Let us vote."]]
    assert [words(text, s.source[0]) for s in found] == ["CHAIR", "MS. LOW", "CHAIR"]


def test_notes_with_colons_are_no_transcript() -> None:
    assert by_rules("Correction: The year was wrong.\nPhoto: Ann Bo\nTickets: 5 euros\nTickets: at the door") == ()


def test_a_letter_is_written_by_whoever_signs_it() -> None:
    text = "To the Editor:\nThe lime trees are gone.\nThey were old.\nYours faithfully,\nWinifred Low"
    (found,) = by_rules(text)
    assert (found.kind, found.medium) == (Kind.DIRECT, Medium.WRITING)
    assert words(text, found.source[0]) == "Winifred Low"
    assert contents(text, (found,)) == [["The lime trees are gone.", "They were old."]]


def test_a_name_after_a_dash_signs_the_quotation_above() -> None:
    text = "At the finish:\n“I could hear her coming.”\n— Ann Bo, second"
    (found,) = by_rules(text)
    assert words(text, found.source[0]) == "Ann Bo"


def test_a_name_before_a_colon_introduces_the_quotation_below() -> None:
    text = "Ann Bo, president-elect:\n“Tonight you have opened a window.”"
    (found,) = by_rules(text)
    assert words(text, found.source[0]) == "Ann Bo"


# Bounds.


def test_nothing_before_the_start_is_part_of_a_statement() -> None:
    text = "MINSK, 24 November (BelTA) – The president said that it was late."
    start = text.index("The")
    (tagging,) = RuleTagger().tag([text])
    assert all(s.start >= start for found in find(text, tagging, start=start) for s in found.content)


def test_outside_english_the_confidence_is_halved() -> None:
    text = "“It is late,” she said."
    (tagging,) = RuleTagger().tag([text])
    assert find(text, tagging, language="de")[0].confidence == find(text, tagging, language="en-GB")[0].confidence / 2


def test_spans_outside_the_text_are_mended() -> None:
    text = "She said that it was late."
    wild = Attribution((Span(-5, 3), Span(9, 99)), (Span(4, 8), Span(6, 8)), (Span(70, 90),), 7.0)
    (found,) = find(text, Tagging((wild,)))
    assert all(0 <= s < e <= len(text) for s, e in found.spans)
    assert found.source == () and found.confidence == 1.0


# Days.


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“It is late,” she told reporters on Monday.", date(2022, 11, 21)),
        ("“It is late,” she said Thursday.", date(2022, 11, 24)),
        ("“It is late,” she said yesterday.", date(2022, 11, 23)),
        ("She said on 3 November that it was late.", date(2022, 11, 3)),
        ("She said on Dec. 30 that it was late.", date(2021, 12, 30)),
        ("She said on May 5, 2019, that it was late.", date(2019, 5, 5)),
        ("She said that it was late on Monday.", None),
        ("She said that it was late.", None),
    ],
)
def test_the_day_of_speaking_is_counted_from_publication(text: str, day: date | None) -> None:
    (tagging,) = RuleTagger().tag([text])
    (found,) = find(text, tagging, published=date(2022, 11, 24))
    assert (found.said.day if found.said else None) == day


def test_without_a_publication_day_no_day_is_guessed() -> None:
    assert by_rules("“It is late,” she said on Monday.")[0].said is None
