"""Text to pieces: offsets hold, and a quotation looks the same in every system of marks."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.tagger import MODEL
from onrecord.tagger.pieces import SIZES, Pieces, blocks, marks, pieces, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def words(p: Pieces, text: str) -> list[str]:
    return [text[s:e] for s, e in zip(p.starts, p.ends, strict=True)]


SAME = [
    "“We will go,” she said. “Tomorrow.”",
    '"We will go," she said. "Tomorrow."',
    "«We will go,» she said. «Tomorrow.»",
    "„We will go,“ she said. „Tomorrow.“",
    "„We will go,” she said. „Tomorrow.”",
    "»We will go,« she said. »Tomorrow.«",
    "‘We will go,’ she said. ‘Tomorrow.’",
    "'We will go,' she said. 'Tomorrow.'",
]


@pytest.mark.parametrize("text", SAME)
def test_every_system_of_marks_gives_the_same_input(text: str, tokenizer: Tokenizer) -> None:
    here, first = pieces(text, tokenizer), pieces(SAME[0], tokenizer)
    assert here.ids.tolist() == first.ids.tolist()
    assert here.features.tolist() == first.features.tolist()
    assert words(here, text)[0] == text[0]


MARKS = [
    ("He didn't say 'no' to O'Neil.", [(14, True, 0), (17, False, 0)]),
    ("the workers' rights and the dogs' food", []),
    ("“He said ‘no’,” she wrote", [(0, True, 0), (9, True, 1), (12, False, 1), (14, False, 0)]),
    ("\"She told me 'go' yesterday,\" he said", [(0, True, 0), (13, True, 1), (16, False, 1), (28, False, 0)]),
    ("“An open one\n“goes on”", [(0, True, 0), (13, True, 0), (21, False, 0)]),
    ("the ’90s and rock ’n’ roll", []),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_open_and_close_and_apostrophes_do_neither(text: str, expected: list[tuple[int, bool, int]]) -> None:
    found, _ = marks(text)
    assert [(m.at, m.opens, m.depth) for m in found] == expected


ODD = list("ab Z.,\n\r“”\"'‘’«»„ é\u200f\u00ad\ud83d\ue000🙂")


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.sampled_from(list("ab Z.,\n\r“”\"'‘’«»„ é\u200f\u00ad\ud83d\ue000🙂")), st.characters())
    )
)
def test_offsets_are_valid_and_in_order_for_any_text(text: str) -> None:
    p = pieces(text, Tokenizer.from_file(str(MODEL / "tokenizer.json")))
    assert (p.starts >= 0).all() and (p.ends <= len(text)).all() and (p.starts <= p.ends).all()
    assert (np.diff(p.starts) >= 0).all()
    assert (p.features >= 0).all() and (p.features < np.array(SIZES)).all()
    assert (np.diff(p.lines) >= 0).all() and (np.diff(p.stops) >= 0).all()


def test_a_line_end_is_one_piece_of_no_width(tokenizer: Tokenizer) -> None:
    p = pieces("One.\n\n\nTwo", tokenizer)
    assert words(p, "One.\n\n\nTwo") == ["One", ".", "", "Two"]
    assert p.lines.tolist() == [0, 0, 0, 1]


def test_case_and_spaces_are_seen_beside_the_lower_case_pieces(tokenizer: Tokenizer) -> None:
    p = pieces("NATO said iPad 42 x.", tokenizer)
    cases = dict(zip(words(p, "NATO said iPad 42 x."), p.features[:, 0].tolist(), strict=True))
    assert (cases["NATO"], cases["said"], cases["42"], cases["."]) == (3, 1, 5, 0)


def test_blocks_cover_a_text_without_overlap_and_end_with_lines() -> None:
    text = "a line of words\n" * 5000 + "x" * 50_000
    cut = list(blocks(text, 20_000))
    assert cut[0][0] == 0 and cut[-1][1] == len(text)
    assert all(a[1] == b[0] for a, b in itertools.pairwise(cut))
    assert max(e - s for s, e in cut) <= 20_000
    assert text[cut[0][1] - 1] == "\n"


def test_a_text_longer_than_a_block_gives_the_pieces_of_its_lines(tokenizer: Tokenizer) -> None:
    line = "“We will go to Yerevan,” she said.\n"
    long = pieces(line * 2000, tokenizer)
    assert len(long) == 2000 * len(pieces(line + "x", tokenizer)) - 2000 - 1


@given(st.integers(0, 5000), st.integers(100, 510), st.integers(0, 64))
def test_windows_cover_everything_and_overlap(n: int, size: int, overlap: int) -> None:
    cut = windows(n, size, overlap)
    assert cut[0][0] == 0 and cut[-1][1] == n
    assert all(e - s <= size for s, e in cut)
    assert all(b[0] <= a[1] - overlap for a, b in itertools.pairwise(cut))
