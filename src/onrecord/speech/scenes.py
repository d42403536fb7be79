"""Scenes: a sentence that tells of a speech event without reporting words sets occasion and addressee for what follows.

"X talked to Russian reporters on the sidelines of the summit in Yerevan." holds for the statements after it, until
another such sentence; not for those of another named speaker, nor for those that name an occasion of their own, nor for
reports inside another's words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.model import Span
from onrecord.speech import setting
from onrecord.speech.drafts import Draft
from onrecord.speech.words import DETERMINERS

PRONOUNS = frozenset("he she they who his her their".split())

CAPITALISED = re.compile(r"\b(?!(?:He|She|They|It|We|You|The|A|An|His|Her|Their|Its|Who|This|That)\b)[A-Z][\w’'-]+")
LONGEST = 800  # code points; a longer "sentence" is a list


def _names(source: str) -> list[str]:
    """The capitalised words of a source with a name in it; a description ("the Belarusian leader") gives none."""
    words = source.split()
    described = words[0].lower() in DETERMINERS and not words[-1][:1].isupper()
    return [] if described else CAPITALISED.findall(source)


@dataclass(frozen=True, slots=True)
class Scene:
    """Whom an event's sentence names before its verb, and where and to whom the event was."""

    sentence: int
    names: frozenset[str]
    occasion: Span | None
    addressee: Span | None


def scenes(text: str, parts: Sequence[Span], start: int, telling: Collection[int]) -> list[Scene]:
    """The scenes of a text in order. `telling` are the numbers of the sentences that report words themselves."""
    found = []
    for number, (begin, end) in enumerate(parts):
        if number in telling or end <= start or end - begin > LONGEST:
            continue
        begin = max(begin, start)
        event = setting.EVENT.search(text, begin, end)
        if event is None:
            continue
        shown = text[begin:end]
        occasion = next(setting.occasions(shown, begin), None)
        addressee = next((told for _, told in setting.addressees(shown, begin)), None)
        if occasion or addressee:
            names = frozenset(CAPITALISED.findall(text, begin, event.start()))
            found.append(Scene(number, names, occasion, addressee))
    return found


def stage(text: str, draft: Draft, number: int, found: Sequence[Scene], away: bool = False) -> bool:
    """Give `draft`, told in sentence `number`, the occasion and addressee of the scene that it stands in, if any.

    Returns whether somebody else than the scene's people is speaking, which a pronoun alone (`away`) does not change.
    """
    at = bisect_right([s.sentence for s in found], number) - 1
    if at < 0 or draft.parent is not None:
        return away
    scene = found[at]
    sources = [text[s:e] for s, e in draft.source]
    names = {name for source in sources for name in _names(source)}
    if names and scene.names:
        away = not names & scene.names
    elif sources and sources[0].lower() not in PRONOUNS:
        away = False  # "the minister": most often the one whose scene it is
    if not away and not draft.occasion:
        draft.occasion = scene.occasion
        draft.addressee = draft.addressee or scene.addressee
    return away
