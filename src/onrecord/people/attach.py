"""Titles, appositions and copulas: what the page says a person is, with the body that they speak for."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Span
from onrecord.people.countries import BY_ADJECTIVE, BY_NAME, country
from onrecord.people.figures import Description, Figure
from onrecord.people.kinds import BODY, GROUP, OTHER, PERSON, PLACE, Name
from onrecord.people.linked import LEADS, leads, link
from onrecord.people.nouns import (
    BODY_NOUNS,
    BODY_TOPICS,
    DOCUMENT_NOUNS,
    HONORIFICS,
    OPENERS,
    PARTIES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    ROLE_MODIFIERS,
    noun_gender,
    noun_of,
)
from onrecord.people.tables import table
from onrecord.people.words import Word, Words

DETERMINERS = frozenset(
    table("""
    the a an his her its their my our your this that another one
""")
)
OF = frozenset(table("of for at with in from on to"))
PREPOSITIONS = OF | frozenset(
    table("""
    by about against like including among between under over behind after before around near inside outside into as via
    than""")
)
STOPPERS = frozenset(table(', . ; : ( ) — – - “ ” " ! ? who which that whose whom where when while and but or'))
ENDINGS = frozenset(("’s", "'s", "’", "'"))
TOPICS = frozenset(table("affairs climate infrastructure sanitation humanitarian opposition country mining equality"))
MAX_NOUN_PHRASE = 14  # words; longer appositions are clauses


def describe(text: str, found: Words, named: list[Name], people: list[Figure]) -> None:
    """Adds to each person what the titles, appositions and copulas around the mentions say."""
    at = {n.first: n for n in named}
    ends = {n.last: n for n in named}
    for figure in people:
        for mention in figure.mentions:
            found_here = [*_before(text, found, at, ends, mention), *_after(text, found, at, mention)]
            figure.described += found_here
            for d in found_here:
                figure.gender = figure.gender or noun_gender(d.noun)
    link(found, named, people)


def _modifier(word: str) -> bool:
    low = word.lower()
    return (
        low in ROLE_MODIFIERS
        or noun_of(word) is not None
        or word in BY_ADJECTIVE
        or word in PARTIES
        or ("-" in word and word.islower())
        or low in ("'s", "’s", "'", "’")
        or (word.islower() and low.endswith(("al", "ic", "ary", "tive", "ist")))
        or word.isdigit()
    )


def _before(text: str, found: Words, at: dict[int, Name], ends: dict[int, Name], n: Name) -> Iterator[Description]:
    """From "IMF chief economist NAME", "Belarus President NAME" and "the minister of the economy, NAME"."""
    start = n.first
    while start > 0 and _joined(found, start):
        w = found[start - 1]
        name = ends.get(start)
        if name is not None and name.kind != PERSON and name.first < start:
            start = name.first
        elif _modifier(w.text) or (start > n.lead):
            start -= 1
        elif start < n.first and noun_of(found[start].text) and _plain_noun(found[start - 1]):
            start -= 1  # "project | manager NAME"
        else:
            office = _office_before(found, start, n)
            if office == start:
                break
            start = office
    if start < n.first:
        described = phrase(text, found, at, start, n.first)
        if described and described.noun:
            yield described
    if n.lead == n.first or any(found[k].lower in HONORIFICS for k in range(n.lead, n.first)):
        yield from _apposed_before(text, found, at, n)


def _plain_noun(w: Word) -> bool:
    """A word in small letters that may stand before a calling: "film director", "mountain rescuer"."""
    if w.lower == "police":
        return True
    verb = w.lower.endswith(("ed", "ing")) or w.lower in ("met", "told", "says", "wrote", "won", "beat", "led")
    return w.text.isalpha() and w.text.islower() and len(w.text) > 2 and w.lower not in OPENERS and not verb


def _office_before(found: Words, start: int, n: Name) -> int:
    """ "head of the | flood commission NAME": where the office begins whose "of" stands before word `start`."""
    k = start - 1
    while (
        k > start - 5
        and k > 0
        and (found[k].text.islower() or found[k].capital)
        and found[k].text[0].isalpha()
        and found[k].lower not in OF
        and found[k].sentence == found[n.first].sentence
    ):
        k -= 1
    if k > 0 and found[k].lower in ("of", "for") and noun_of(found[k - 1].text) == found[k - 1].lower:
        inside = found[k + 1 : n.first]
        if any(w.capital for w in inside) or (inside and inside[-1].lower in BODY_NOUNS | BODY_TOPICS | TOPICS):
            return k - 1
    return start


def _joined(found: Words, i: int) -> bool:
    gap = found[i].start - found[i - 1].end
    return found[i - 1].sentence == found[i].sentence and gap <= 1 and found[i - 1].text not in ',;:()—–“”".!?'


def _apposed_before(text: str, found: Words, at: dict[int, Name], n: Name) -> Iterator[Description]:
    comma = n.lead - 1
    if comma < 1 or found[comma].text != "," or found[comma].sentence != found[n.first].sentence:
        return
    for start in range(comma - 1, max(-1, comma - MAX_NOUN_PHRASE), -1):
        w = found[start]
        if w.sentence != found[comma].sentence or w.text in ",;:()—–“”":
            return
        if w.text in ENDINGS and start and found[start - 1].capital and _singular_head(found, start + 1, comma):
            described = phrase(text, found, at, start - 1, comma)  # "Moscow’s ambassador in Ottawa, NAME"
            if described and n.last < len(found) and found[n.last].text in ",.;)":
                yield described
            return
        before = found[start - 1].lower if start else ""
        nested = before in OF - {"to"} and start > 1 and noun_of(found[start - 2].text) is not None
        nested = nested or before in ("of", "for", "at")  # "the head of | the ministry, NAME"
        if w.lower in DETERMINERS and w.lower not in ("that", "this") and not nested:
            described = phrase(text, found, at, start, comma)
            # the comma after the name closes the apposition; "said the minister, Mr. X" may end the sentence
            closes = n.last < len(found) and found[n.last].text in ",.;)"
            opens = (
                w.first or found[start - 1].text in '“”"' or found[start - 1].lower in ("by", "to", "said", "says", ",")
            )
            if described and (closes or opens) and _singular_head(found, start, comma):
                yield described
            return


def _singular_head(found: Words, start: int, end: int) -> bool:
    head = head_index(found, start, end)
    return head is not None and found[head].lower in PERSON_NOUNS


def head_index(found: Words, start: int, end: int) -> int | None:
    """Index of the noun that heads the noun phrase: the last word before a preposition, comma or clause."""
    for k in range(start, end):
        if k > start and _participle(found[k].lower) and _is_noun(found[k - 1].lower):
            return k - 1
        if (found[k].lower in OF or found[k].text in STOPPERS or found[k].lower in STOPPERS) and k > start:
            if (
                found[k].lower in ("and", "or", ",")
                and any(noun_of(found[m].text) for m in range(k + 1, end))
                and not noun_of(found[k - 1].text)
            ):
                continue
            return k - 1
    return end - 1 if end > start else None


def _participle(word: str) -> bool:
    """A word that opens a reduced clause after a noun: "a report | released last year"."""
    return (word.endswith(("ed", "ing")) or word in _REDUCED) and noun_of(word) is None


_REDUCED = frozenset(
    table("led held made written obtained based known familiar close critical there here seen sent won")
)


def _is_noun(word: str) -> bool:
    return word in DOCUMENT_NOUNS or word in BODY_NOUNS or noun_of(word) is not None or word in PLURAL_PEOPLE


def _after(text: str, found: Words, at: dict[int, Name], n: Name) -> Iterator[Description]:
    """From "NAME, the Mexican secretary of the economy,", "NAME, 56, who heads X" and "NAME is a …"."""
    i = n.last
    if i + 1 >= len(found) or found[i].sentence != found[n.first].sentence:
        return
    if found[i].text == "(":  # "(D-Calif.)"
        while i < len(found) and found[i].text != ")" and i < n.last + 6:
            i += 1
        i += 1
    if i + 2 < len(found) and found[i].text == "," and found[i + 1].text.isdigit():
        i += 2
    if i + 1 >= len(found):
        return
    if found[i].lower in ("has", "had") and found[i + 1].lower == "been" and i + 3 < len(found):
        i += 1  # "NAME has been the city’s fire chief since 2019"
    if found[i].lower in ("is", "was", "been", "became", "remains", "as") and found[i + 1].lower in DETERMINERS:
        end = _phrase_end(found, i + 1, False)
        described = phrase(text, found, at, i + 1, end)
        if described and (found[i].lower != "as" or described.noun):
            yield described
        return
    if found[i].text not in (",", "—", "–", "("):
        if found[i].lower == "who" or found[i].text == ",":
            yield from _who(text, found, at, i)
        return
    if found[i + 1].lower in ("who", "whose"):
        yield from _who(text, found, at, i + 1)
        return
    end = _phrase_end(found, i + 1, True)
    nxt = found[i + 1]
    if nxt.lower == "accused":
        return  # a verb, here
    if end > i + 1 and (nxt.lower in DETERMINERS or _modifier(nxt.text) or at.get(i + 1) or _plain_noun(nxt)):
        head = head_index(found, i + 1, end)
        if (
            head is not None
            and noun_of(found[head].text)
            and not found[head].lower.endswith("s")
            and not _new_subject(found, at, i + 1, end)
        ):
            described = phrase(text, found, at, i + 1, end)
            if described:
                yield described


def _new_subject(found: Words, at: dict[int, Name], start: int, end: int) -> bool:
    """Whether the phrase names somebody else ("NAME, President Putin and …")."""
    return any(k in at and at[k].kind == PERSON and not _after_of(found, k, start) for k in range(start, end))


def _after_of(found: Words, k: int, start: int) -> bool:
    return any(found[m].lower in OF for m in range(start, k))


def _phrase_end(found: Words, start: int, to_comma: bool) -> int:
    k = start
    while k < len(found) and k - start < MAX_NOUN_PHRASE and found[k].sentence == found[start].sentence:
        if found[k].text in '.;:—–()“”"!?' or found[k].lower in (
            "who",
            "which",
            "whose",
            "said",
            "says",
            "told",
            "that",
        ):
            break
        if found[k].text == ",":
            break
        k += 1
    return k


def _who(text: str, found: Words, at: dict[int, Name], i: int) -> Iterator[Description]:
    """ "who heads the Center of Research", "who is a harsh critic of", "who served as ambassador"."""
    k = i + 1
    while k < len(found) and found[k].lower in (
        "has",
        "had",
        "is",
        "was",
        "also",
        "now",
        "currently",
        "served",
        "serves",
        "serving",
        "as",
    ):
        k += 1
        if (
            k < len(found)
            and found[k].lower in DETERMINERS
            and found[k - 1].lower in ("is", "was", "as", "now", "currently")
        ):
            end = _phrase_end(found, k, True)
            described = phrase(text, found, at, k, end)
            if described:
                yield described
            return
    if k < len(found) and found[k].lower in LEADS:
        yield from leads(found, at, k)


def phrase(text: str, found: Words, at: dict[int, Name], start: int, end: int) -> Description | None:
    """The description in words `start` to `end`: head noun, modifiers, body before it or after of/for/at."""
    while start < end and found[start].lower in DETERMINERS:
        start += 1
    if start < end and found[start].lower in OF:
        return None
    stop = next((k for k in range(start, end) if found[k].lower in PREPOSITIONS and k > start), end)
    heads = [k for k in range(start, stop) if noun_of(found[k].text) or found[k].lower in HONORIFICS]
    nouns = [k for k in heads if found[k].lower not in HONORIFICS]
    if nouns and found[nouns[-1]].text.islower() and _plural(found[nouns[-1]].lower):
        return None  # "one of six Republican incumbents" says little of one
    if not nouns and end - start == 1 and found[start].text in BY_ADJECTIVE:
        return Description("national", frozenset(), "", None, country(found[start].text), found_span(found, start, end))
    if not nouns:
        front = next((at[k] for k in range(start, end) if k in at and at[k].kind == BODY), None)
        if front is None or end - front.last > 1:
            return None
        return Description("", frozenset(), "", front.text, None, Span(found[start].start, found[end - 1].end))
    body, role_from = _front_body(found, at, start, nouns[-1])
    role_from = max([role_from, *(k + 1 for k in range(start, nouns[-1]) if found[k].text in ENDINGS)])
    role = text[found[role_from].start : found[nouns[-1]].end]
    noun = noun_of(found[nouns[-1]].text) or ""
    after = nouns[-1] + 1
    if after < end and found[after].lower in OF:
        role, body = _behind(text, found, at, after, end, role, body, nouns[-1], role_from)
    words_ = frozenset(found[k].lower for k in range(start, end) if found[k].text[0].isalnum())
    span = Span(found[start].start, found[end - 1].end)
    return Description(noun, words_, " ".join(role.split()), body, country(text[span.start : span.end]), span)


def _plural(word: str) -> bool:
    """Whether a calling stands in the plural; "22-year-old" and "ex-banker" do not."""
    return noun_of(word) not in (word, "year-old", word.removeprefix("ex-"))


def found_span(found: Words, start: int, end: int) -> Span:
    return Span(found[start].start, found[end - 1].end)


def _front_body(found: Words, at: dict[int, Name], start: int, head: int) -> tuple[str | None, int]:
    """The body named before the role ("IMF | chief economist") and the index at which the role begins."""
    body, role_from = None, start
    k = start
    while k < head:
        name = at.get(k)
        if (
            name is not None
            and name.kind in (BODY, PLACE, OTHER)
            and name.last <= head
            and name.text not in BY_ADJECTIVE.keys() - BY_NAME.keys()
        ):
            topic = name.last == head and name.kind != PLACE and is_topic(name.text, found[head].lower)
            if topic or name.text.lower() in ROLE_MODIFIERS or (name.kind == OTHER and noun_of(name.text)):
                k += 1
                continue
            body, role_from = name.text, name.last
            if role_from < head and found[role_from].text in ("’s", "'s", "’", "'"):
                role_from += 1
            k = role_from
            continue
        k += 1
    return body, role_from


def is_topic(name: str, head: str) -> bool:
    """Whether a capitalised name is what an office is for: "Education | Minister", "Minister of | Foreign Affairs"."""
    words_ = [w for w in name.lower().replace(",", "").split() if w not in ("and", "of", "the")]
    if country(name) or name in BY_NAME:
        return False
    known = bool(words_) and all(w in BODY_TOPICS or w in TOPICS for w in words_)
    return known or (head in ("minister", "commissioner") and words_[-1:] != ["ministry"] and "union" not in words_)


def _behind(
    text: str,
    found: Words,
    at: dict[int, Name],
    of: int,
    end: int,
    role: str,
    body: str | None,
    head: int,
    role_from: int,
) -> tuple[str, str | None]:
    """Body after "of", "for", "at": "spokesman for | the campaign"; "secretary of the economy" stays in the role."""
    name = next((at[k] for k in range(of + 1, end) if k in at and at[k].kind in (BODY, PLACE, OTHER, GROUP)), None)
    if name is None:
        tail = text[found[of].start : found[end - 1].end]
        short = end - of <= 5
        return (text[found[role_from].start : found[end - 1].end] if short and tail.startswith("of ") else role), body
    topical = any(found[k].lower in BODY_TOPICS | TOPICS for k in range(role_from, head))  # "foreign minister | of X"
    if found[of].lower in ("of", "for") and not topical and is_topic(name.text, found[head].lower):
        owner = next((at[k] for k in range(name.last, end) if k in at and at[k].kind in (BODY, PLACE)), None)
        topic = text[found[role_from].start : found[name.last - 1].end]  # "Minister of Foreign Affairs | of Georgia"
        return topic, owner.text if owner else body
    last = name.last
    while last < end and (found[last].lower in BODY_NOUNS or found[last].capital):
        last += 1
    if found[of].lower == "of" and name.text in ("State", "Defense", "War", "Staff", "Police", "Opposition"):
        return text[found[role_from].start : found[name.last - 1].end], body
    named = text[found[name.first].start : found[last - 1].end]
    return role, body or named
