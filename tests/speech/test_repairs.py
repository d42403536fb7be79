"""Repairs after the tags: who is heard where, what is one statement, what is none."""

from __future__ import annotations

import pytest

from onrecord.model import Kind, Span, Statement
from onrecord.speech import Attribution, RuleTagger, Tagging, find


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def proposed(text: str, source: str, cue: str, *content: str) -> Attribution:
    """An attribution by its words; an empty source or cue is left out."""
    return Attribution(
        tuple(at(text, words) for words in content),
        (at(text, cue),) if cue else (),
        (at(text, source),) if source else (),
    )


def mended(text: str, *attributions: Attribution) -> list[tuple[str, list[str]]]:
    """The source's words and the content's pieces of each statement found."""
    return [said(text, s) for s in find(text, Tagging(attributions))]


def by_rules(text: str) -> tuple[Statement, ...]:
    (tagging,) = RuleTagger().tag([text])
    return find(text, tagging)


def said(text: str, statement: Statement) -> tuple[str, list[str]]:
    source = text[slice(*statement.source[0])] if statement.source else ""
    return source, [text[s:e] for s, e in statement.content]


# Whose words they are


def test_words_between_dashes_are_direct_and_the_tellers_are_not_among_them() -> None:
    text = "— I am tired — says Ana Robledo. — Very tired.\n— And who will bake? — asks Mateo Ibarra."
    found = by_rules(text)
    assert [said(text, s) for s in found] == [
        ("Ana Robledo", ["I am tired", "Very tired."]),
        ("Mateo Ibarra", ["And who will bake?"]),
    ]
    assert {s.kind for s in found} == {Kind.DIRECT}


def test_points_of_a_list_are_no_dialogue() -> None:
    assert by_rules("— Bread and milk — four crowns.\n— Eggs from the farm — six crowns.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "« The quays are full, declared Pascal Obiang before the house. We will empty them. »",
        "“The quays are full, — said Pascal Obiang. — We will empty them.”",
    ],
)
def test_a_speaker_named_between_the_marks_is_the_source_and_no_content(text: str) -> None:
    ((source, content),) = mended(text)
    assert source == "Pascal Obiang"
    assert [c.strip("«»“” ") for c in content] == ["The quays are full,", "We will empty them."]


def test_a_name_that_the_speaker_quotes_is_no_teller() -> None:
    text = "“It is late, said Tom to me. I went home,” Ann recalled."
    assert [source for source, _ in mended(text, proposed(text, "Ann", "recalled", text[: text.index(" Ann")]))] == [
        "Ann"
    ]


def test_who_is_heard_in_footage_is_quoted() -> None:
    text = "The ad ends with footage of Ann Lee asking, “Why am I not ahead by fifty points?”"
    content = text[text.index("footage") :]
    assert mended(text, proposed(text, "The ad", "ends with", content)) == [
        ("The ad", [content]),
        ("Ann Lee", ["“Why am I not ahead by fifty points?”"]),
    ]


def test_the_subject_after_an_opening_phrase_is_its_source() -> None:
    text = "Lamenting their luck, Mexicans often laugh."
    assert mended(text, proposed(text, "", "Lamenting", "their luck")) == [("Mexicans", ["their luck"])]


def test_who_is_told_something_is_not_its_source() -> None:
    text = "Informed of the leak, Ann Lee went home."
    assert mended(text, proposed(text, "", "Informed", "of the leak")) == [("", ["of the leak"])]


def test_a_cue_without_source_gets_the_subject_that_the_rules_see() -> None:
    text = "She stated that Rütli had told her: “Book it under flowers as always.”"
    content = "“Book it under flowers as always.”"
    assert ("Rütli", [content]) in mended(text, proposed(text, "", "had told", content))


def test_a_signature_inside_the_marks_names_the_speaker() -> None:
    text = 'They met.\n\n"We may see a revival of old ideas soon.\nDean Baker, Center for Research."\n\nNobody knew.'
    assert mended(text) == [("Dean Baker", ['"We may see a revival of old ideas soon.'])]


# What is one statement, and where it ends


def test_a_second_speaker_in_the_sentence_keeps_their_words() -> None:
    text = "“You winning?” she said, but Kevin slept, and Trump went on about “how the system is rigged” again."
    first, rest = "“You winning?”", "Kevin slept, and Trump went on about “how the system is rigged”"
    assert mended(text, proposed(text, "she", "said", first, rest))[0] == ("she", [first])


def test_a_report_in_the_sentence_of_a_quotation_does_not_part_it_from_its_second_half() -> None:
    text = "“I am not paid!” Ann declared after callers asked how much she got. “I make my own money.”"
    found = mended(
        text,
        proposed(text, "Ann", "declared", "“I am not paid!”"),
        proposed(text, "callers", "asked", "how much she got"),
        proposed(text, "", "", "“I make my own money.”"),
    )
    assert found == [("Ann", ["“I am not paid!”", "“I make my own money.”"]), ("callers", ["how much she got"])]


def test_the_second_half_of_a_quotation_whose_mark_was_never_closed_stays() -> None:
    text = "“He is unlike any other,” said Baron. “His plans upended it. They deserve a closer look.\n\nHe continued."
    second = "“His plans upended it. They deserve a closer look."
    content = ("“He is unlike any other,”", second)
    assert mended(text, proposed(text, "Baron", "said", *content)) == [("Baron", list(content))]


def test_a_paragraph_left_open_belongs_to_who_closes_it() -> None:
    text = "“I changed the locks after the third time.\n“After the seventh I asked him,” Farrow said."
    found = mended(
        text,
        proposed(text, "", "", "“I changed the locks after the third time."),
        proposed(text, "Farrow", "said", "“After the seventh I asked him,”"),
    )
    assert found == [("Farrow", ["“I changed the locks after the third time.", "“After the seventh I asked him,”"])]


# Layouts


TRANSCRIPT = "WALLACE: Will she come?\nPENCE: She will not attend.\nWALLACE: Why not?\nPENCE: I cannot tell you."


def test_a_transcript_as_a_whole_is_no_statement() -> None:
    text = f"Partial transcript as follows:\n{TRANSCRIPT}"
    pieces = TRANSCRIPT.split("\n")
    found = mended(text, proposed(text, "Partial transcript", "as follows:", *pieces))
    assert [source for source, _ in found] == ["WALLACE", "PENCE", "WALLACE", "PENCE"]


def test_a_headline_before_an_announced_transcript_is_no_turn() -> None:
    text = f"Pence: She Stays Away\nHe spoke to us.\nPartial transcript as follows:\n{TRANSCRIPT}"
    assert [source for source, _ in mended(text)] == ["WALLACE", "PENCE", "WALLACE", "PENCE"]


def test_surnames_alone_label_the_turns_of_those_named_in_full_before() -> None:
    text = "JOEL BENENSON: We will see.\nKATE BOLDUAN: When will we see it?\nBENENSON: In the spring."
    assert [source for source, _ in mended(text)] == ["JOEL BENENSON", "KATE BOLDUAN", "BENENSON"]


@pytest.mark.parametrize(
    "text",
    [
        "Clinton: 1,769.\nSanders: 1,501.\nClinton: 547.\nSanders: 46.",
        "Sanders: We Are Many\n" + "The crowd grew.\n" * 20 + "Sanders: We Are More\nClinton: So Are We",
    ],
)
def test_figures_and_scattered_headlines_are_no_transcript(text: str) -> None:
    assert mended(text) == []


def test_letters_with_a_stop_or_a_dash_label_an_interview() -> None:
    text = "Q. When did you start?\nA. At nine.\nQ – And why?\nA – The boiler sang."
    assert mended(text) == [
        ("Q", ["When did you start?"]),
        ("A", ["At nine."]),
        ("Q", ["And why?"]),
        ("A", ["The boiler sang."]),
    ]


def test_a_name_after_a_dash_ends_before_the_stop_and_no_hyphen_makes_one() -> None:
    text = "“I am a proud Mexican-Peruvian.” ― Karen Bobadilla.\n“We are many here.” ― Sam Jr."
    assert [source for source, _ in mended(text)] == ["Karen Bobadilla", "Sam Jr."]


# What is no statement


def test_a_quotation_pulled_out_of_the_articles_own_words_is_none() -> None:
    words = "Behind it lurks a dispute that is about the past."
    pulled = f"“{words}”"
    text = f"{words}\n\n{pulled}\n\nSo it goes."
    assert mended(text, proposed(text, "", "", pulled)) == []


def test_what_somebody_said_as_a_subject_is_none() -> None:
    text = "What ministers said on their way in surprised nobody."
    assert mended(text, proposed(text, "", "said", "What ministers")) == []


def test_asked_something_is_a_question_and_not_what_is_said() -> None:
    text = "Asked what the town should do, Sato paused."
    assert mended(text, proposed(text, "Sato", "paused", "Asked what the town should do")) == []


@pytest.mark.parametrize(
    ("words", "children"),
    [
        ("The minister said that it rains", 0),
        ("The minister had ordered them to leave", 1),
        ("The minister said, ‘We will all have to leave the town,’", 1),
    ],
)
def test_only_anothers_earlier_telling_or_quoted_words_are_reports_inside_a_quotation(
    words: str, children: int
) -> None:
    text = f"“{words}, and so we went home,” Ann recalled."
    found = find(text, Tagging((proposed(text, "Ann", "recalled", text[: text.index(" Ann")]),)))
    assert sum(s.parent is not None for s in found) == children


# A quotation told twice over, and told apart


def test_a_quotation_after_a_colon_that_is_told_once_more_is_a_statement_of_its_own() -> None:
    text = "Rhimes declared the need for strong will: “Change the world and then again,” she said."
    quotation = "“Change the world and then again,”"
    found = mended(text, proposed(text, "Rhimes", "declared", f"the need for strong will: {quotation}"))
    assert found == [("Rhimes", ["the need for strong will"]), ("she", [quotation])]


def test_a_quotation_asked_of_another_in_the_sentence_is_a_statement_of_its_own() -> None:
    text = "“Keep your hands in sight,” Blige sings before asking her, “Where do we go from here today?”"
    found = mended(
        text,
        proposed(text, "Blige", "sings", "“Keep your hands in sight,”", "“Where do we go from here today?”"),
    )
    assert [content for _, content in found] == [["“Keep your hands in sight,”"], ["“Where do we go from here today?”"]]


def test_quotations_of_one_source_in_a_row_are_one_statement() -> None:
    text = "The first questioners were hostile: “Is it time to change?” . . . “Do you know the enemy?”"
    found = mended(
        text,
        proposed(text, "The first questioners", "were hostile:", "“Is it time to change?”"),
        proposed(text, "The first questioners", "", "“Do you know the enemy?”"),
    )
    assert [content for _, content in found] == [["“Is it time to change?”", "“Do you know the enemy?”"]]


def test_what_a_work_is_titled_is_no_statement_however_long() -> None:
    text = "They read of it in an article titled “Clinton Does Best Where Voting Machines Flunk Hacking Tests.”"
    title = "“Clinton Does Best Where Voting Machines Flunk Hacking Tests.”"
    assert mended(text, proposed(text, "an article", "titled", title)) == []


def test_words_inside_anothers_content_that_nobody_is_told_to_say_are_none() -> None:
    text = "Ann said she would tell him, “I would say ‘you did a good job’ to you.”"
    content = text[text.index("she") :]
    assert (
        len(mended(text, proposed(text, "Ann", "said", content), proposed(text, "", "", "‘you did a good job’"))) == 1
    )


def test_a_question_told_in_the_sentence_before_is_the_prompt() -> None:
    text = "Asked what the town should do, Sato paused. “Move,” she said."
    (found,) = find(text, Tagging((proposed(text, "she", "said", "“Move,”"),)))
    assert found.prompt == at(text, "what the town should do")


def test_a_pronoun_after_somebody_elses_words_is_not_of_the_scene() -> None:
    text = (
        "Bo Ek spoke to reporters in Oslo. “It rains a lot here,” Bo Ek said.\n"
        "Ann Lee confirmed the date. “I have already bought the ticket,” she added."
    )
    found = find(
        text,
        Tagging(
            (
                proposed(text, "Bo Ek", "said", "“It rains a lot here,”"),
                proposed(text, "Ann Lee", "confirmed", "the date"),
                proposed(text, "she", "added", "“I have already bought the ticket,”"),
            )
        ),
    )
    assert [text[slice(*s.addressee)] if s.addressee else None for s in found] == ["reporters", None, None]


@pytest.mark.parametrize(
    ("text", "source", "cue", "via"),
    [
        (
            "Huda Karam was quoted by the newspaper Al-Haql as saying: “Patience does not grow wheat.”",
            "Al-Haql",
            "as saying",
            "quoted by the newspaper Al-Haql",
        ),
        (
            "The news agency Anadol quoted Idris Kemal as saying: “Patience does not grow wheat.”",
            "The news agency Anadol",
            "quoted",
            "The news agency Anadol",
        ),
    ],
)
def test_who_is_quoted_by_a_paper_is_the_source_and_the_paper_the_way(
    text: str, source: str, cue: str, via: str
) -> None:
    (found,) = find(text, Tagging((proposed(text, source, cue, "“Patience does not grow wheat.”"),)))
    assert text[slice(*found.source[0])] in ("Huda Karam", "Idris Kemal")
    assert found.via == (at(text, via),)


def test_a_lone_q_asks_where_another_label_answers() -> None:
    text = "THE PRESIDENT: It is cold.\nQ Madam President, will you sign?\nTHE PRESIDENT: By Friday.\nQ Thank you."
    assert [source for source, _ in mended(text)] == ["THE PRESIDENT", "Q", "THE PRESIDENT", "Q"]


def test_a_second_look_at_a_whole_quotation_adds_no_statement() -> None:
    text = "“If you say, ‘We are the vanguard of all good men,’ I will laugh,” Ann added."
    whole = "“If you say, ‘We are the vanguard of all good men,’ I will laugh,”"
    inner = "‘We are the vanguard of all good men,’ I will laugh"
    assert len(mended(text, proposed(text, "Ann", "added", whole), proposed(text, "", "", inner))) == 1


def test_the_title_of_a_work_is_no_statement() -> None:
    text = "In his 2002 book, “Make Your Kid a Millionaire,” Ann Lee explains how."
    assert mended(text, proposed(text, "Ann Lee", "", "“Make Your Kid a Millionaire,”")) == []
