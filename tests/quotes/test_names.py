"""A claimed name is the speaker's, another's, or cannot be told."""

import pytest

from onrecord.quotes.names import any_same, same, speaks

CASES = [
    ("Clinton", "Hillary Clinton", True),
    ("Bill Clinton", "Hillary Clinton", False),
    ("Hillary Rodham Clinton", "Hillary Clinton", True),
    ("Mr. Trump", "Donald J. Trump", True),
    ("D. Trump", "Donald Trump", True),
    ("Mike Pence", "Michael Pence", True),
    ("Donald Trump Jr.", "Donald Trump", False),
    ("Lukashenka", "Aleksandr Lukashenko", True),
    ("LUKAŠENKO", "Lukasenko", True),
    ("FBI", "Federal Bureau of Investigation", True),
    ("Trump campaign", "Donald Trump", None),
    ("Trump campaign", "Hillary Clinton", False),
    ("Afghan ambassador Hamdullah Mohib", "Hamdullah Mohib", True),
    ("the Trump campaign", "Trump", None),
    ("the president", "Barack Obama", None),
    ("he", "Barack Obama", None),
    ("Obama", "Trump", False),
]


@pytest.mark.parametrize(("claimed", "name", "answer"), CASES)
def test_a_name_can_be_anothers_or_not(claimed: str, name: str, answer: bool | None) -> None:
    assert same(claimed, name) is answer


@pytest.mark.parametrize(("claimed", "name", "answer"), CASES)
def test_which_name_is_claimed_makes_no_difference(claimed: str, name: str, answer: bool | None) -> None:
    assert same(name, claimed) is answer


def test_one_of_several_joint_speakers_is_enough() -> None:
    assert any_same("Leahy", ["Charles Grassley", "Patrick Leahy"]) is True
    assert any_same("Trump", ["Charles Grassley", "he"]) is None
    assert any_same("Trump", []) is None


SPEAKERS = [  # claimed, resolved, as the sentence names them
    ("Mitt Romney", None, "A chorus", None),
    ("Scott", None, "Scott's niece", None),
    ("Patrick Leahy", None, "Senate leaders", None),
    ("Anna Kovač", None, "Anna Kovač", True),
    ("Anna Kovač", None, "Boris Petrov", False),
    ("Anna Kovač", None, None, None),
    ("Anna Kovač", "Boris Petrov", None, False),
]


@pytest.mark.parametrize(("claimed", "speaker", "named", "answer"), SPEAKERS)
def test_only_a_name_contradicts_a_claimed_speaker(claimed, speaker, named, answer) -> None:
    """What a sentence says of a speaker that we could not resolve may be anybody: a description contradicts nobody."""
    assert speaks(claimed, speaker, (), named) is answer
