"""Names that are merely alike are other people until something else speaks for it."""

import pytest

from onrecord.people.identity import Profile, judge


def verdict(a: str, b: str, country: str | None = None) -> bool:
    known = frozenset({country}) if country else frozenset[str]()
    return judge(Profile((a,), countries=known), Profile((b,), countries=known)).same


@pytest.mark.parametrize(("a", "b"), [("Kenji Lindsen", "Kenji Lindson"), ("Emil Ivman", "Emil Ivmann")])
def test_another_spelling_of_the_family_name_wants_something_else_in_common(a: str, b: str) -> None:
    assert not verdict(a, b)
    assert verdict(a, b, country="se")


@pytest.mark.parametrize(("a", "b"), [("Sasha Karov", "Sasha Karova"), ("Sasha Kowalski", "Sasha Kowalska")])
def test_a_man_s_and_a_woman_s_form_of_a_family_name_are_two_people(a: str, b: str) -> None:
    assert not verdict(a, b, country="pl")


@pytest.mark.parametrize(("a", "b"), [("Abdel Fattah el-Sisi", "Abdel Fattah Elsisi"), ("Xi Jinping", "Xi Jin Ping")])
def test_a_name_parted_in_another_way_is_the_same(a: str, b: str) -> None:
    assert verdict(a, b)
