"""Roles as pages word them, and their normal form."""

from __future__ import annotations

import pytest

from onrecord.people.countries import COUNTRIES, country
from onrecord.people.roles import Office, office

ROLES = [
    (("President", "Belarus", None), Office("president", "Belarus", "by")),
    (("Belarusian President", None, None), Office("president", "Belarus", "by")),
    (("head of state", None, "by"), Office("president", "Belarus", "by")),
    (("British Prime Minister", None, None), Office("prime minister", "United Kingdom", "gb")),
    (("premier", None, "cn"), Office("prime minister", "China", "cn")),
    (("former Mexican foreign minister", None, None), Office("foreign minister", "Mexico", "mx", "former")),
    (("Secretary of State", None, None), Office("foreign minister", "United States", "us")),
    (("Foreign Secretary", None, "gb"), Office("foreign minister", "United Kingdom", "gb")),
    (("acting Minister of Education", None, "it"), Office("education minister", None, "it", "acting")),
    (("spokeswoman", "World Bank", None), Office("spokesperson", "World Bank", None)),
    (("Kremlin spokesman", "Kremlin", "ru"), Office("spokesperson", "Kremlin", "ru")),
    (("Republican presidential nominee", None, "us"), Office("candidate", None, "us", "candidate")),
    (("Sen.", None, None), Office("senator", None, None)),
    (("secretary-general", "United Nations", None), Office("secretary general", "United Nations", None)),
    (("deputy foreign minister", "Ministry of Foreign Affairs", "by"),
     Office("deputy foreign minister", "Ministry of Foreign Affairs", "by")),
    (("tea grower", None, None), Office("tea grower", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), ROLES, ids=[r[0][0] for r in ROLES])
def test_a_wording_has_one_normal_form(given: tuple[str, str | None, str | None], expected: Office):
    assert office(*given) == expected


def test_every_country_is_known_by_each_of_its_names_and_adjectives():
    shared = {"Dominican", "Congolese", "Vatican", "Georgia", "Guinea", "Guinean", "Niger", "Samoan"}
    for c in COUNTRIES:
        for name in (*c.names, *c.adjectives):
            if name not in shared:
                assert country(f"the {name} leader") == c.code, name


def test_an_unknown_country_code_is_no_error():
    assert office("president", None, "zz") == Office("president", None, "zz")
