"""What kind of words a source is: a name, a pronoun, a description, a group, a body, a document, or several of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.people.attach import DETERMINERS, OF, PREPOSITIONS, TOPICS, head_index
from onrecord.people.countries import BY_ADJECTIVE
from onrecord.people.kinds import BODY, GROUP, OTHER, PERSON, PLACE, Name
from onrecord.people.nouns import (
    BODY_NOUNS,
    BODY_TOPICS,
    DOCUMENT_NOUNS,
    HONORIFICS,
    PARTIES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    RELATIONS,
    noun_of,
    singular,
)
from onrecord.people.tables import table
from onrecord.people.words import Word, Words

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "pl", "them": "pl", "their": "pl", "theirs": "pl", "themselves": "pl",
    "it": "it", "its": "it", "itself": "it",
    "i": "1", "me": "1", "my": "1", "mine": "1", "myself": "1",
    "we": "1pl", "us": "1pl", "our": "1pl", "ours": "1pl", "ourselves": "1pl",
    "you": "2", "your": "2", "yours": "2",
    "who": "rel", "whom": "rel", "whose": "rel", "which": "rel", "that": "rel",
}  # fmt: skip
POSSESSIVE = frozenset(["his", "her", "its", "their", "my", "our", "your"])
ENDINGS = frozenset(("’s", "'s", "’", "'"))
# What a person has that speaks for them: "in his words", "her account", "Trump’s call for".
SPEAKING_NOUNS = DOCUMENT_NOUNS | frozenset(
    table("""
        words word view views opinion opinions remark remarks comment comments claim claims assertion
        assertions belief promise pledge promises vow refusal rejection call calls criticism attack attacks
        argument arguments rhetoric suggestion response reply answer answers question questions hope hopes
        fear fears position positions stance support opposition warning warnings accusation accusations
        allegation allegations denial admission explanation description advice thinking mind lawyers’
        counsel insistence demand demands desire wish intention intentions plan plans proposals proposal
        pronouncements prediction predictions concern concerns contention voice telling knowledge estimation
        assessment characterization praise complaint complaints appeal announcement decision declaration
        vows testimony theory acknowledgment acknowledgement concession own
    """)
)
STYLES = frozenset(table("excellency majesty highness holiness eminence grace honour honor lordship ladyship"))
CLAUSE = frozenset(["who", "which", "that", "whose", "whom", "where", "when"])
PARTITIVE = frozenset(table("""
    one some many most several both few none each any all number lot handful group dozens hundreds thousands
    majority half two three four five six seven eight nine ten other others much more every no
"""))  # fmt: skip
COLLECTIVE = frozenset(
    table("""
    group number handful lot majority pair couple series coalition team crowd bunch host array
""")
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source taken apart. `kind`: pronoun, name, joint, person, group, body, document, other, or none."""

    kind: str
    first: int
    last: int  # words, half-open
    head: int = -1
    pronoun: str = ""  # gender or number, as in `PRONOUNS`
    names: tuple[Name, ...] = ()  # who is named: one, or several joined
    owner: Name | None = None  # "Trump" in "Trump’s words", "CNN" in "a CNN survey"
    owned_by: str = ""  # the possessive pronoun in "his words", "her rival"
    definite: bool = False


def read_phrase(found: Words, at: dict[int, Name], start: int, end: int) -> Phrase:
    """The phrase in words `start` to `end`."""
    while start < end and not found[start].text[0].isalnum():
        start += 1
    while end > start and not (found[end - 1].text[0].isalnum() or found[end - 1].text in ENDINGS):
        end -= 1
    if start >= end:
        return Phrase("none", start, end)
    first = found[start].lower
    alone = end - start == 1
    if first in PRONOUNS and (alone or first not in POSSESSIVE | {"that"}):
        return Phrase("pronoun", start, end, start, PRONOUNS[first])
    if first in ("his", "her") and end - start == 2 and found[start + 1].lower in STYLES:
        return Phrase("pronoun", start, end, start, PRONOUNS[first])
    named = [at[k] for k in range(start, end) if k in at and at[k].last <= end]
    found_name = _named_head(found, at, named, start, end)
    if found_name is not None:
        return found_name
    return _described(found, named, start, end)


def _named_head(found: Words, at: dict[int, Name], named: Sequence[Name], start: int, end: int) -> Phrase | None:
    """The phrase as a name, several names, or something that a name owns; None where a noun is the head."""
    together = _apposed_names(found, at, named, start, end)
    if together is not None:
        return together
    apposed = _called_name(found, named, start, end)
    if apposed is not None:
        return Phrase("name", start, end, apposed.last - 1, names=(apposed,), definite=True)
    titled = _titled(found, at, named, start, end)
    if titled is not None:
        return _one_or_joint(found, at, titled, start, end)
    for n in named:
        before = range(start, n.first)
        if any(found[k].lower in CLAUSE or found[k].text in ",;:" for k in before):
            return None
        if n.kind == GROUP or (
            n.kind == OTHER and n.score < 0.3 and n.last - n.first == 1 and found[n.first].lower in OF
        ):
            continue
        if _prepositional(found, before, n):
            return None
        after = n.last
        if after < end and found[after].text in ENDINGS:
            if after + 1 >= end:
                return Phrase("name", start, end, n.last - 1, names=(n,), definite=True)
            continue
        if _goes_on(found, n, end):
            continue
        if (
            n.kind != PERSON
            and n.first > start
            and noun_of(found[n.first - 1].text)
            and found[n.first - 1].text.islower()
        ):
            return None
        return _one_or_joint(found, at, n, start, end)
    return None


def _apposed_names(found: Words, at: dict[int, Name], named: Sequence[Name], start: int, end: int) -> Phrase | None:
    """ "the ministers of energy, NAME and NAME": a plural calling, a comma, and several names to the end."""
    comma = next((k for k in range(start, end) if found[k].text == ","), None)
    if comma is None or comma == start:
        return None
    head = head_index(found, start, comma)
    if head is None or noun_of(found[head].text) in (None, found[head].lower):
        return None
    first = next((n for n in named if n.lead == comma + 1 and n.kind == PERSON), None)
    joined = _joint(found, at, first, end) if first else []
    if len(joined) < 2 or end - joined[-1].last > 1:
        return None
    return Phrase("joint", start, end, head, names=tuple(joined), definite=True)


def _called_name(found: Words, named: Sequence[Name], start: int, end: int) -> Name | None:
    """ "his crewmate, NASA astronaut | NAME": the only person named, at the end, behind a comma and a calling."""
    people = [n for n in named if n.kind == PERSON]
    if len(people) != 1 or end - people[0].last > 1 or found[start].lower not in DETERMINERS:
        return None
    commas = [k for k in range(start, people[0].first) if found[k].text == ","]
    called = len(commas) == 1 and any(noun_of(found[k].text) for k in range(start, commas[0]))
    return people[0] if called and not any(found[k].lower in CLAUSE for k in range(start, end)) else None


def _one_or_joint(found: Words, at: dict[int, Name], n: Name, start: int, end: int) -> Phrase:
    joined = _joint(found, at, n, end)
    kind = "joint" if len(joined) > 1 else "name"
    return Phrase(kind, start, end, n.last - 1, names=tuple(joined), definite=True)


def _goes_on(found: Words, n: Name, end: int) -> bool:
    """Whether the name only modifies a noun that follows it ("Clinton campaign", "White House officials")."""
    after = n.last
    if n.kind != PERSON and after == end - 1 and noun_of(found[after].text) == found[after].lower:
        return True  # "the Plaid Cymru MP", "the Ohio Democrat"
    if after >= end or not found[after].text.islower() or found[after].lower in PREPOSITIONS | CLAUSE | {"and", "or"}:
        return False
    return n.kind != PERSON or bool(noun_of(found[after].text)) or _thing(found[after].lower)


def _titled(found: Words, at: dict[int, Name], named: Sequence[Name], start: int, end: int) -> Name | None:
    """The person who is named right after a title or calling: "IMF chief economist NAME", and, over one comma,
    "Trump’s running mate, Indiana Gov. NAME"."""
    commas = 0
    for n in named:
        if n.kind != PERSON or (n.last < end and found[n.last].text in ENDINGS) or _goes_on(found, n, end):
            continue
        between = [found[k] for k in range(start, n.first)]
        commas = sum(w.text == "," for w in between)
        if not between:
            continue
        mister = any(_honorific(found[k]) for k in range(n.lead, n.first))
        if any(w.lower in CLAUSE or w.text in ";:—–" or w.lower == "like" for w in between):
            return None
        if any(w.lower == "and" for w in between) and not (mister and commas == 1):
            return None
        calling = n.lead < n.first or noun_of(found[n.first - 1].text) is not None
        calling = calling or (noun_of(between[0].text) is not None and len(between) <= 6)
        if commas == 0 and calling and not _prepositional(found, range(start, n.first), n):
            return n
        if commas == 1 and (_apposed_name(found, start, n, between) or (mister and found[n.lead - 1].text == ",")):
            return n
    return None


def _apposed_name(found: Words, start: int, n: Name, between: list[Word]) -> bool:
    """ "the minister of the economy, Mr. NAME": a singular person before the comma, only titles after it."""
    comma = next(k for k in range(start, n.first) if found[k].text == ",")
    head = head_index(found, start, comma)
    if head is None or noun_of(found[head].text) != found[head].lower or found[start].lower in PARTITIVE:
        return False
    rest = range(comma + 1, n.first)
    titles = all(k >= n.lead or found[k].capital or noun_of(found[k].text) for k in rest)
    return titles and not any(found[k].lower in PREPOSITIONS for k in rest if k < n.lead)


def _thing(word: str) -> bool:
    return word in DOCUMENT_NOUNS or word in BODY_NOUNS or word.endswith("s")


def _prepositional(found: Words, before: range, n: Name) -> bool:
    """Whether a preposition stands before the name, unless it belongs to an office ("secretary of state NAME")."""
    for k in before:
        if found[k].lower in PREPOSITIONS and k >= before.start:
            inside_title = k >= n.lead or (
                n.kind == PERSON
                and k < n.first - 1
                and noun_of(found[max(before.start, k - 1)].text)
                and _runs_on(found, k, n)
            )
            if not inside_title:
                return True
    return False


def _runs_on(found: Words, k: int, n: Name) -> bool:
    """ "minister of education NAME": between the preposition and the name stand places or topics of the office."""
    rest = [
        found[m]
        for m in range(k + 1, n.first)
        if not (m >= n.lead and (noun_of(found[m].text) or _honorific(found[m])))
    ]
    if not rest or len(rest) > 5 or found[k].lower not in ("of", "for", "in") or rest[-1].lower in DETERMINERS:
        return False
    if rest[-1].lower in BODY_NOUNS and rest[-1].text.islower():
        return True  # "head of the flood commission NAME"
    return all(_topic(w) or w.lower in ("the", "and", "of") for w in rest) and any(_topic(w) for w in rest)


def _honorific(w: Word) -> bool:
    return w.lower in HONORIFICS


def _topic(w: Word) -> bool:
    other = w.text in PARTIES or w.text in BY_ADJECTIVE or noun_of(w.text)
    return w.lower in BODY_TOPICS or w.lower in TOPICS or (w.capital and not other)


def _joint(found: Words, at: dict[int, Name], n: Name, end: int) -> list[Name]:
    """`n` and the names joined to it by commas and "and"."""
    out, k = [n], n.last
    while k < end:
        if found[k].text == "(":
            while k < end and found[k].text != ")":
                k += 1
            k += 1
            continue
        if k + 1 < end and found[k].lower in ("of", "from"):
            m = k + 1 + (found[k + 1].lower == "the")
            if m in at and at[m].kind in (PLACE, BODY):
                k = at[m].last  # "Sens. Johnny Isakson of Georgia and John Boozman of Arkansas"
        step = k
        while step < end and found[step].lower in (",", "and", "&", "or", "the", "both", "president", "then"):
            step += 1
        nxt = next((at[m] for m in range(step, min(step + 6, end)) if m in at), None)
        conjunction = any(found[m].lower in ("and", "&", "or") for m in range(k, step))
        if step == k or nxt is None or (nxt.first > step and nxt.lead > step) or nxt.kind == GROUP:
            break
        if not conjunction and not _list_goes_on(found, at, nxt.last, end):
            break
        if (nxt.kind == PERSON) != (n.kind == PERSON):
            break
        if nxt.last < end and found[nxt.last].text in ENDINGS:
            break
        out.append(nxt)
        k = nxt.last
    return out


def _list_goes_on(found: Words, at: dict[int, Name], k: int, end: int) -> bool:
    return any(found[m].lower in ("and", "&", "or") for m in range(k, min(k + 6, end)))


def _described(found: Words, named: Sequence[Name], start: int, end: int) -> Phrase:
    first = found[start].lower
    owned_by = first if first in POSSESSIVE else ""
    head = head_index(found, start, end)
    if head is None:
        return Phrase("other", start, end)
    if owned_by and head == start and end - start > 1:
        head = start + 1
    owner = next((n for n in named if n.first <= head and n.last <= head), None)
    word = found[head].lower
    definite = (
        first == "the"
        or bool(owned_by)
        or first in ("this", "that")
        or (owner is not None and found[min(owner.last, end - 1)].text in ENDINGS)
    )
    definite = definite or not (first in ("a", "an", "another", "one", "some") or found[start].lower in PARTITIVE)
    kind = _kind_of(found, start, head, word)
    return Phrase(kind, start, end, head, owner=owner, owned_by=owned_by, definite=definite)


def _kind_of(found: Words, start: int, head: int, word: str) -> str:
    first = found[start].lower
    if (
        word in PLURAL_PEOPLE | {"two", "duo"}
        or (first in PARTITIVE and not (first in ("one", "no") and noun_of(word) == word))
        or word in COLLECTIVE
    ):
        return "group"
    if word in PERSON_NOUNS:
        return "person"
    if noun_of(found[head].text) in (word, "year-old", word.removeprefix("ex-")) and not word.endswith("-olds"):
        return "person"
    if found[head].text in BY_ADJECTIVE and head > start and first == "the" and not word.endswith("s"):
        return "person"  # "the Dutchman"
    if word in BODY_NOUNS:
        return "body"
    if word in DOCUMENT_NOUNS or word in SPEAKING_NOUNS:
        return "document"
    if singular(word) in PERSON_NOUNS or singular(word) in RELATIONS or noun_of(found[head].text):
        return "group"
    if singular(word) in BODY_NOUNS:
        return "group"
    return "other"
