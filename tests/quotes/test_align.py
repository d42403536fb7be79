"""Alignments are what a careful reader would draw, and lose no word."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.align import Aligner, blocks, edits

SIDES = st.lists(st.sampled_from("the a tax war peace bread vote city".split()), max_size=24)


def test_a_replaced_word_stands_between_two_blocks() -> None:
    found = blocks("we will not accept this deal".split(), "we will not accept that deal now".split())
    assert [(b.a, b.b, b.size) for b in found] == [(0, 0, 4), (5, 5, 1)]


def test_a_light_word_alone_between_different_words_is_chance() -> None:
    found = blocks("bread is the price of war today".split(), "lions eat near walls the zebras sleep".split())
    assert found == ()


def test_words_far_from_the_rest_of_a_long_passage_are_chance() -> None:
    passage = ["tax", *(f"w{i}" for i in range(60)), *"the price of bread will rise".split()]
    assert [b.b for b in blocks("the tax price of bread will rise".split(), passage)] == [61, 62]


@given(SIDES, SIDES)
def test_blocks_are_equal_words_in_order_and_do_not_overlap(ours: list[str], theirs: list[str]) -> None:
    a = b = 0
    for block in Aligner(ours).blocks(theirs):
        assert block.a >= a and block.b >= b and block.size > 0
        assert ours[block.a : block.a + block.size] == theirs[block.b : block.b + block.size]
        a, b = block.a + block.size, block.b + block.size


@given(SIDES, SIDES)
def test_the_steps_between_two_sides_give_back_both(ours: list[str], theirs: list[str]) -> None:
    steps = edits(blocks(ours, theirs), (0, len(ours)), (0, len(theirs)))
    assert [w for s in steps for w in ours[slice(*s.ours)]] == ours
    assert [w for s in steps for w in theirs[slice(*s.theirs)]] == theirs
    assert all(s.op != "equal" or ours[slice(*s.ours)] == theirs[slice(*s.theirs)] for s in steps)
