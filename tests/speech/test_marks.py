"""Quotation marks of every system are paired, and nothing else is taken for one."""

import pytest

from onrecord.speech.marks import Marked, is_speech, quotations

# text -> the outermost quotations, paragraph by paragraph
PAIRED = {
    "“A b,” he said.": ["“A b,”"],
    '"A b," he said.': ['"A b,"'],
    "''A b,'' he said. ''C.''": ["''A b,''", "''C.''"],
    "``A b,'' he said.": ["``A b,''"],
    "«A b», he said.": ["«A b»"],
    "« A b », he said.": ["« A b »"],
    "»A b«, he said. »C.«": ["»A b«", "»C.«"],
    "„A b“, he said.": ["„A b“"],
    "„A b”, he said.": ["„A b”"],
    "”A b”, he said.": ["”A b”"],
    "‘A b,’ he said.": ["‘A b,’"],
    "'A b,' he said.": ["'A b,'"],
    "‹A b›, he said.": ["‹A b›"],
    "»A b», he said. »C.»": ["»A b»", "»C.»"],
    # slips
    "“A b,“ he said. “C.“": ["“A b,“", "“C.“"],
    '“A b," he said. "C.”': ['“A b,"', '"C.”'],
    "‘We love dogs’ he said.": ["‘We love dogs’"],
    "「A b」 he said.": ["「A b」"],
    "“A ‘b’ c,” he said.": ["“A ‘b’ c,”"],
    "‘A “b” c,’ he said.": ["‘A “b” c,’"],
    "\"A 'b' c,\" he said.": ["\"A 'b' c,\""],
    "''A 'b' c,'' he said.": ["''A 'b' c,''"],
    '("A b")': ['("A b")'[1:-1]],
    "He said—“A b.”": ["“A b.”"],
    # apostrophes
    "The voters' choice wasn't the party's.": [],
    "The voters’ choice wasn’t the party’s.": [],
    "‘The voters’ choice is clear,’ he said.": ["‘The voters’ choice is clear,’"],
    "'The voters' choice is clear,' he said.": ["'The voters' choice is clear,'"],
    "‘I don’t know,’ he said of the ‘90s.": ["‘I don’t know,’"],
    "Rock 'n' roll, 'tis said, died in '59.": [],
    # inches, and marks that are never closed
    'A 6" pipe and a 4" one.': [],
    "He said it was “so.": [],
    "A b” c.": [],
}

RUNS = {
    "“A b.\n“C d.”": [["“A b.", "“C d.”"]],
    "“A b.\n\n“C d.\n\n“E f,” he said.": [["“A b.", "“C d.", "“E f,”"]],
    '"A b.\n"C d."': [['"A b.', '"C d."']],
    "«A b.\n»C d.»": [["«A b.", "»C d.»"]],
    "“A b.\nC d.”": [["“A b.", "C d.”"]],
    "“A b.”\n“C d.”": [["“A b.”"], ["“C d.”"]],
    "“A b.\nC d.": [["“A b."]],
    "‘The boaters’ club is kind.\n‘We are not.’": [["‘The boaters’ club is kind.", "‘We are not.’"]],
    "‘We love dogs’ he said.\n‘Me too,’ she said.": [["‘We love dogs’"], ["‘Me too,’"]],
    '"A b.\n“C d,” she said.': [['"A b.'], ["“C d,”"]],
}


def shown(text: str) -> list[list[str]]:
    return [[text[s:e] for s, e in q.spans] for q in quotations(text) if not q.depth]


@pytest.mark.parametrize("text", PAIRED)
def test_marks_are_paired(text: str) -> None:
    assert shown(text) == [[q] for q in PAIRED[text]]


@pytest.mark.parametrize("text", RUNS)
def test_a_quotation_goes_on_over_paragraphs_that_take_it_up(text: str) -> None:
    assert shown(text) == RUNS[text]


def test_quotations_inside_quotations_know_their_depth() -> None:
    text = "“A ‘b’ c.”"
    assert [(text[q.start : q.end], q.depth) for q in quotations(text)] == [(text, 0), ("‘b’", 1)]


def test_lookups_find_what_covers_and_what_lies_inside() -> None:
    text = "He said “A ‘b’ c.” Then “D.”"
    marked = Marked(quotations(text))
    assert [text[p.start : p.end] for _, p in marked.over(0, len(text))] == ["“A ‘b’ c.”", "“D.”"]
    assert [text[p.start : p.end] for _, p in marked.within(9, 16)] == ["‘b’"]
    assert marked.at(0) is None
    assert (found := marked.at(10)) is not None and found.start == 8


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("“We will go home tomorrow”", True),
        ("“Never!”", True),
        ("“No comment,”", True),
        ("“Vova”", False),
        ("“War and Peace”", False),
        ("“The Long Way Home,”", False),
        ("“I Will Never Go There Again!”", True),
        ("“”", False),
    ],
)
def test_titles_and_nicknames_are_nobodys_words(quotation: str, expected: bool) -> None:
    assert is_speech(quotation, 0, len(quotation)) is expected


def test_a_mark_that_was_never_closed_hides_no_quotation() -> None:
    assert shown('A 6" pipe “burst open last night,” he said.') == [["“burst open last night,”"]]
    assert shown('"Trump walked on, chanting “U-S-A!”') == [["“U-S-A!”"]]
