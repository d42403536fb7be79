"""Words are folded so that the same quotation is the same whatever page or keyboard it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.quotes.words import keys, words

SAME = [
    ("“Don’t  go,” he said", "'don't go' HE said"),
    ("well-known—and loved", "well known and loved"),
    ("the U.S. is ready", "the US is ready"),
    ("1,000 men", "1000 men"),
    ("I … will", "I ... will"),
    ("ﬁne", "fine"),
    ("so\u00adft", "soft"),
    ("«Да», — сказал он", "да сказал он"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_to_write_the_same_words_have_the_same_keys(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(("one", "other"), [("we will", "we won’t"), ("5 %", "5"), ("$5", "5"), ("1.5", "15")])
def test_what_changes_the_meaning_is_not_folded_away(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_cyrillic_letters_in_a_latin_word_are_read_and_reported() -> None:
    found = words("This is а tеst of Лукашенко")
    assert found.keys == ("this", "is", "a", "test", "of", "лукашенко")
    assert [d.strange for d in found.disguised] == ["а", "е"]
    assert [d.read for d in found.disguised] == ["a", "test"]


def test_latin_letters_in_a_cyrillic_word_are_read_and_reported() -> None:
    found = words("Президент cказал правду")
    assert found.keys[1] == "сказал"
    assert found.disguised[0].strange == "c"


def test_a_word_of_another_alphabet_alone_is_no_disguise() -> None:
    assert words("said Лукашенко in Ελλάδα").disguised == ()


def test_characters_that_turn_the_text_around_are_reported() -> None:
    found = words("the w\u202eord stands")
    assert found.keys == ("the", "word", "stands")
    assert found.disguised[0].span == (4, 9)


def test_ellipses_and_brackets_are_known_by_the_words_beside_them() -> None:
    found = words("we ... will [surely] win …")
    assert found.gaps == {1, 4}
    assert found.asides == {2}


@given(st.text())
def test_every_word_points_at_its_place_in_order(text: str) -> None:
    found = words(text)
    assert len(found.keys) == len(found.starts) == len(found.ends)
    at = 0
    for start, end in zip(found.starts, found.ends, strict=True):
        assert at <= start < end <= len(text)
        at = end


@given(st.text())
def test_keys_are_those_of_words(text: str) -> None:
    assert keys(text) == words(text).keys


def test_a_megabyte_of_brackets_takes_no_longer_than_its_length() -> None:
    assert words("[a] " * 60_000).asides == frozenset(range(60_000))
