"""Who speaks, in small articles: each row is one truth about resolving sources."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import onrecord
from onrecord import people
from onrecord.model import Article, Clock, Dateline, Kind, Medium, Page, Span, SpeakerType, Statement
from onrecord.speech.tagging import Mention

SAMPLES = Path(onrecord.__file__).parent / "data" / "samples"


def read(marked: str) -> tuple[str, tuple[Statement, ...]]:
    """A text with statements marked: {q content}, {s source}; a number ties parts together ({q1 …} {s1 …})."""
    text, spans, stack = "", {}, []
    for piece in re.split(r"(\{[qs]\d* |\})", marked):
        if opened := re.fullmatch(r"\{([qs])(\d*) ", piece):
            stack.append((opened[1], opened[2], len(text)))
        elif piece == "}" and stack:
            part, number, start = stack.pop()
            spans.setdefault(number, {}).setdefault(part, []).append(Span(start, len(text)))
        else:
            text += piece
    out = []
    for number in sorted(spans):
        content = tuple(sorted(spans[number]["q"]))
        kind = Kind.DIRECT if all(text[a] in '“"' for a, _ in content) else Kind.INDIRECT
        quote = text[content[0].start : content[-1].end]
        out.append(Statement(kind, Medium.SPEECH, content, (), tuple(spans[number].get("s", ())), quote))
    return text, tuple(out)


def speakers(marked: str, **given: object) -> list[str | None]:
    text, statements = read(marked)
    resolved = people.resolve(text, statements, **given)  # type: ignore[arg-type]
    return [s.speaker and s.speaker.name for s in resolved.statements]


INTRODUCED = "Belarus President Aleksandr Lukashenko met reporters. "
CASES = [
    # a surname stands for the full name that the page uses
    ("Donald Trump came late. {s Trump} said {q it would rain}.", ["Donald Trump"]),
    ("{s Mr. Castañeda} said {q no}. Jorge Castañeda, a former Mexican foreign minister, left.", ["Jorge Castañeda"]),
    # titles are no part of the name
    ("{s Rep. G.K. Butterfield (D-N.C.), head of the Congressional Black Caucus,} said {q it was a fraud}.",
     ["G.K. Butterfield"]),
    ("{s Secretary of State John F. Kerry} said {q talks would go on}.", ["John F. Kerry"]),
    ("{s Minister of Education Stefania Giannini} said {q reflection was needed}.", ["Stefania Giannini"]),
    ("{s President of Karasay Yerlan Toktarov} said {q the price would stay}.", ["Yerlan Toktarov"]),
    # a calling before an unknown name makes it a person's
    ("{s Chief selector Vikram Deshpande} said {q she was calm}.", ["Vikram Deshpande"]),
    ("{s The director of the mine, Qqpo Zzarn,} said {q it was safe}.", ["Qqpo Zzarn"]),
    # pronouns go by focus, gender and number
    (INTRODUCED + "{s He} said {q it was nonsense}.", ["Aleksandr Lukashenko"]),
    ("Angela Merkel met Vladimir Putin. {s She} said {q it went well}.", ["Angela Merkel"]),
    ("Angela Merkel met Vladimir Putin. {s He} said {q it went well}.", ["Vladimir Putin"]),
    ("The International Monetary Fund met. {s It} said {q growth would slow}.", ["International Monetary Fund"]),
    # descriptions: by office, by country, by what the page calls somebody
    (INTRODUCED + "{q “We kill nobody,”} {s the Belarusian leader} said.", ["Aleksandr Lukashenko"]),
    (INTRODUCED + "{s The head of state} said {q it was over}.", ["Aleksandr Lukashenko"]),
    ("Rep. Adam Schiff, the top Democrat on the panel, spoke. {q “Act now,”} {s the California congressman} said.",
     ["Adam Schiff"]),
    # possessives speak for their owner
    (INTRODUCED + "In {s his} words, {q talks are needed}.", ["Aleksandr Lukashenko"]),
    (INTRODUCED + "{s Lukashenko’s} call was {q for peace}.", ["Aleksandr Lukashenko"]),
    # relative pronouns mean the name before them
    ("Jane Smith, {s who} said {q it was late}, left.", ["Jane Smith"]),
    # appositions, also with the name after the description
    ("{s Trump’s running mate, Indiana Gov. Mike Pence,} said {q he would}. Donald Trump did not.", ["Mike Pence"]),
    ("{s A spokesman for the bank}, John Weaver, said {q it was solvent}.", ["John Weaver"]),
    # a spokesperson is a person
    ("{s Maria Lopez, a spokeswoman for the World Bank,} said {q it would help}.", ["Maria Lopez"]),
    # nameless people stay nameless, and take pronouns from the named
    ("{s A senior official} said {q it was secret}.", ["A senior official"]),
    ("John Kerry left. A woman in red rose. {s She} said {q it was unfair}.", ["A woman"]),
    # bodies and countries speak
    ("{s North Korea} said {q the test was a success}.", ["North Korea"]),
    ("The World Health Organization met. {s The WHO} said {q it was safe}.", ["World Health Organization"]),
    ("{s The Clinton campaign} said {q it had won}.", ["Clinton campaign"]),
    ("{s A CNN survey} found {q no change}.", ["CNN"]),
    # joint speakers are each named
    ("{s Mr. Grassley and Mr. Leahy} said {q no}. Charles E. Grassley and Patrick J. Leahy are senators.",
     ["Charles E. Grassley; Patrick J. Leahy"]),
    # a person with a surname shared by another is told apart by honorific
    ("Bill Clinton and Hillary Clinton met. {s Mrs. Clinton} said {q it was fun}.", ["Hillary Clinton"]),
    # Jr. is another person
    ("Donald Trump and Donald Trump Jr. met. {s Donald Trump Jr.} said {q yes}.", ["Donald Trump Jr."]),
    # a counterpart holds the same office in another country
    (("Russian President Ivan Petrov met his Kazakh counterpart Daniyar Orazov for several hours. "
     "{s The Kazakh president} said {q yes}."),
     ["Daniyar Orazov"]),
    ("Foreign Minister Selim Kara called his Iranian counterpart Reza Taheri. {s The Iranian minister} said {q yes}.",
     ["Reza Taheri"]),
    # "the two presidents", "both ministers", "the two"
    (("President Ivan Petrov met his Kazakh counterpart Daniyar Orazov for several hours. "
     "{s The two presidents} signed {q a treaty}."),
     ["Ivan Petrov; Daniyar Orazov"]),
    ("Minister Jane Smith met Minister Paul Brown. {s Both ministers} said {q yes}.", ["Jane Smith; Paul Brown"]),
    ("John Kerry met Sergey Lavrov. {s The two} discussed {q the truce}.", ["John Kerry; Sergey Lavrov"]),
    ("John Kerry left. {s The two officials} said {q it was late}.", ["The two officials"]),
    # what somebody is besides an office, by age or nation; not another part in what goes on
    ("Trade Commissioner Ton Maas spoke first. {q1 “No,”} {s1 Maas} said. {s2 The Dutchman} said {q2 it was late}.",
     ["Ton Maas", "Ton Maas"]),
    ("{q1 “No,”} {s1 rector Ilona Kovacs} said. {s2 The physicist} said {q2 it was cold}.",
     ["Ilona Kovacs", "Ilona Kovacs"]),
    ("{q1 “No,”} {s1 Marko Horvat} said. {s2 The 61-year-old} said {q2 it was late}.",
     ["Marko Horvat", "Marko Horvat"]),
    ("{q1 “No,”} {s1 prosecutor Wim Claes} said. {s2 The lawyer} said {q2 yes}.", ["Wim Claes", "The lawyer"]),
    ("A dentist rose. {q1 “No,”} {s1 Marko Horvat} said. {s2 The dentist} said {q2 yes}.",
     ["Marko Horvat", "The dentist"]),
    # who holds an office no longer is not who holds it
    ("President Ana Ruiz met ex-President Luis Gil. {s The ex-president} said {q yes}.", ["Luis Gil"]),
    ("Prime Minister Ana Ruiz met Luis Gil. {q1 “No,”} {s1 Gil} said. {s2 The former energy minister} said {q2 yes}.",
     ["Luis Gil", "Luis Gil"]),
    # relations: another one than whom the pronoun means
    ("Ana Ruiz met Luis Gil. {q1 “No,”} {s1 Ruiz} said. {s2 Her rival} said {q2 yes}.", ["Ana Ruiz", "Luis Gil"]),
    ("Nina Bati and her brother Zurab Bati met. {q1 “No,”} {s1 Zurab Bati} said. {s2 His sister} said {q2 yes}.",
     ["Zurab Bati", "Nina Bati"]),
    # who is on trial
    ("The trial of Petra Maes opened. Judge Lotte Claes presided. {s The defendant} denied {q everything}.",
     ["Petra Maes"]),
    # styles stand for who bears them, a label in capitals for its name
    ("Sheikh Khalid Al Mansoori spoke. {s His Excellency} said {q yes}.", ["Khalid Al Mansoori"]),
    ("Nomvula Dlamini met us.\n{s DLAMINI}: {q Yes.}", ["Nomvula Dlamini"]),
    # a council of governors is one body
    ("{s The Council of Governors} said {q no}.", ["Council of Governors"]),
    # the agency in the dateline is no union
    ("LIMA (Reuters) - It rained. {s The union} said {q it would strike}.", ["union"]),
    # the author is not named by "I" outside of quotations
    ("{s I} think {q it will rain}. John Smith does not.", [None]),
    # "you" and "I" in quoted words
    ("{q1 “{s2 I} say {q2 no},”} {s1 John Smith} said.", ["John Smith", "John Smith"]),
    # nobody is nobody
    ("It was widely thought {q to be late}.", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_each_source_resolves_to_whom_a_reader_understands(marked: str, expected: list[str | None]):
    assert speakers(marked) == expected


def test_a_quotation_without_a_source_goes_on_from_the_one_before():
    marked = "{q1 “One.”} {s1 Jane Smith} said. {q2 “Two.”}\n{q3 “Three.”}\n\nLater.\n\nMuch later.\n\n{q4 “Four.”}"
    assert speakers(marked) == ["Jane Smith", "Jane Smith", "Jane Smith", None]


def test_an_unknown_speaker_is_withheld_with_the_candidates():
    text, statements = read("{q1 “One.”} {s1 Jane Smith} said.\nRain.\nSnow.\nWind.\n{q2 “Two.”}")
    last = people.resolve(text, statements).statements[1]
    assert last.speaker is None
    assert last.candidates == ("Jane Smith",)


def test_every_resolution_shows_its_evidence_inside_the_text():
    text, statements = read(
        INTRODUCED + "{s1 He} said {q1 no}. {q2 “We kill nobody,”} {s2 the Belarusian leader} said."
    )
    for s in people.resolve(text, statements).statements:
        assert s.evidence
        assert all(0 <= e.span.start < e.span.end <= len(text) and e.reason for e in s.evidence)
        assert s.speaker is not None
        assert 0.5 <= s.speaker.confidence <= 1


def test_role_body_and_country_are_as_the_page_words_them():
    text, statements = read("{s1 IMF chief economist Maury Obstfeld} said {q1 growth slowed}. {s2 Theresa May, the "
                            "British prime minister,} said {q2 no}.")  # fmt: skip
    obstfeld, may = (s.speaker for s in people.resolve(text, statements).statements)
    assert obstfeld and (obstfeld.role, obstfeld.body) == ("chief economist", "IMF")
    assert may and (may.role, may.country) == ("British prime minister", "gb")


def test_names_of_the_tagger_tell_the_kind_where_the_rules_cannot():
    text, statements = read("Qo Vadi came. {s Vadi} said {q it rains}.")
    named = (Mention(Span(0, 7), "person", 0.9), Mention(Span(14, 18), "person", 0.9))
    (s,) = people.resolve(text, statements, mentions=named).statements
    assert s.speaker is not None
    assert (s.speaker.name, s.speaker.type) == ("Qo Vadi", SpeakerType.PERSON)


def test_an_interview_without_labels_is_by_who_is_asked():
    marked = (
        "Wikinews interviews Jane Smith.\nJane Smith keeps bees.\nWhy do you keep bees?\nBecause {s1 I} think "
        "{q1 they are kind}.\nDo you eat honey?\nI do. {s2 I} say {q2 try it}."
    )
    assert speakers(marked) == ["Jane Smith", "Jane Smith"]


def test_who_held_the_office_on_the_day_is_the_president_of_a_page_that_names_them():
    class Offices:
        def holder(self, role: str, country: str | None, body: str | None, day: date) -> str | None:
            return "Barack Obama" if (role, country, day) == ("president", "us", date(2016, 9, 10)) else None

    text, statements = read("Obama arrived early.\n{s The president} said {q the talks were useful}.")
    line = Dateline("Washington", None, None, Span(0, 5))
    for day, expected in ((date(2016, 9, 10), "Obama"), (date(2018, 9, 10), "The president")):
        article = Article(None, tuple(text.split("\n")), published=Clock(day), dateline=line)
        (s,) = people.resolve(text, statements, article=article, offices=Offices()).statements
        assert s.speaker is not None
        assert s.speaker.name == expected


def test_the_seed_page_has_two_people():
    text = onrecord.read(Page((SAMPLES / "lukashenko-2022-11-24.txt").read_bytes(), media_type="text/plain")).text
    sources = ["Aleksandr Lukashenko said", "He explained", "the Belarusian leader said", "his words", "the president",
               "the head of state", "He also remarked", "Aleksandr Lukashenko went"]  # fmt: skip
    statements = []
    for words in sources:
        start = text.index(words)
        end = start + len(re.sub(r" (said|explained|words|also remarked|went)$", "", words))
        content = Span(end + 1, end + 4)
        statements.append(Statement(Kind.INDIRECT, Medium.SPEECH, (content,), (), (Span(start, end),), "x"))
    podolyak = text.index("the key Ukrainian propagandist Mykhailo Podolyak")
    source = Span(podolyak, podolyak + len("the key Ukrainian propagandist Mykhailo Podolyak"))
    nested = Statement(Kind.INDIRECT, Medium.SPEECH, (Span(source.end + 1, source.end + 9),), (), (source,), "x")
    *his, last = people.resolve(text, (*statements, nested)).statements
    for s in his:
        assert s.speaker is not None
        shown = (s.speaker.name, s.speaker.role, s.speaker.body, s.speaker.country)
        assert shown == ("Aleksandr Lukashenko", "President", "Belarus", "by")
        assert s.evidence
    assert last.speaker is not None
    assert last.speaker.name == "Mykhailo Podolyak"


@pytest.mark.parametrize("text", ["", "\n\n\n", "\x00\ud800", "“" * 5000, "Mr. " * 3000, "A " * 20_000, "’s’s’s he ’s"])
def test_no_text_is_too_strange(text: str):
    n = len(text)
    statements = (Statement(Kind.DIRECT, Medium.SPEECH, (Span(0, n),), (), (Span(n // 2, n),), "x"),) if n > 1 else ()
    assert len(people.resolve(text, statements).statements) == len(statements)
