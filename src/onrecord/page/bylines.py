"""Authors: people's names out of bylines and markup, without roles, outlets, addresses and "By"."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_NAMES = 20

_BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|words|report|analysis|opinion|text)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|od|autor|autore|auteur|автор|yazan)\b\s*:?\s+",
    re.I,
)
_JOINT = re.compile(r"\s*(?:,|;|\||/|•|·|\band\b|&|\bund\b|\bet\b|\by\b|\bwith\b|\bsowie\b|、)\s*")
_ROLE = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|journalists?|columnists?|contributors?|bureau|chief|desk"
    r"|newsroom|senior|professor|fellow|producer|analyst|parliamentary|political|special to|redakteur(?:in)?|redaktion"
    r"|gastautor|korrespondent(?:in)?|press|news service|wire|agency|agencies|associated press|reuters|afp|ap|dpa|ansa"
    r"|profesorius|copyright|photo|image|bild|foto|bron|source|quelle|credit|times|news|post|tribune|herald|gazette|daily|media|network|shimbun|online|magazine|radio|tv|updated|published)\b",
    re.I,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|\.(?:com|org|net|de|co|fr|it|es)\b|@|\d{2}|^\W*$|\b(?:min(?:ute)?s? read)\b", re.I
)
_UNTIL = re.compile(
    r"\s*(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d|\s*\d|\s*\bPublished\b|\s*\bUpdated\b"
)
# What stands beside a line that is nothing but an author's name.
_BESIDE = re.compile(r"\b(?:19|20)\d\d\b|\bpublished\b|\bupdated\b|\bmin(?:ute)?s? read\b|\bago\b|\d:\d\d", re.I)
_AUTHOR = re.compile(r"\b(?:author|written)\b|^\W*by\W*$", re.I)
_JOB = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|professor|fellow|producer)\b", re.I
)
_NOT_FIRST = frozenset("the a an le der die das el la in on at by from for with and or of to copyright".split())
_TAIL = re.compile(r"\s*(?:\([^()]{0,60}\)|<[^<>]{0,80}>|,?\s+\S+@\S+)\s*$")
_PARTICLES = frozenset(
    "al bin da dal de del della den der di dos du el ibn la le los ten ter van von zu y e do das".split()
)


def is_byline(line: str) -> bool:
    """Whether a line begins as a byline does and goes on with a name."""
    found = _BY.match(line)
    return bool(found) and len(line) < 160 and bool(names(line[found.end() :])) if found else False


def names(words: str) -> tuple[str, ...]:
    """The people named in a byline's words, in order; a date after them ends the names."""
    words = _TAIL.sub("", _UNTIL.split(words, maxsplit=1)[0])
    found = []
    for part in _JOINT.split(words)[: 3 * MAX_NAMES]:
        part = _TAIL.sub("", part.strip(" .:–—-")).removesuffix(" 기자")
        if is_name(part):
            found.append(_cased(part))
    return tuple(dict.fromkeys(found))[:MAX_NAMES]


def is_name(words: str) -> bool:
    """Whether the words can be a person's name: two to five, all capitalised but for particles, and no role."""
    parts = words.split()
    if parts and parts[0].casefold() in _NOT_FIRST:
        return False
    if not 2 <= len(parts) <= 5 or len(words) > 60 or _NOT_A_NAME.search(words) or _ROLE.search(words):
        return False
    return all(p[0].isupper() or p.casefold() in _PARTICLES for p in parts) and parts[-1][0].isupper()


def _cased(name: str) -> str:
    """A name in capitals as it is usually written: "LISA MASCARO" becomes "Lisa Mascaro"."""
    if not name.isupper():
        return name
    return " ".join(
        "-".join(x.capitalize() for x in w.split("-")) if len(w) > 2 or not w.endswith(".") else w for w in name.split()
    )


def in_lines(lines: Iterable[str]) -> tuple[str, ...]:
    """The authors that the lines around a headline name: a byline, or a name with a role in or under its line."""
    lines = list(lines)
    for i, line in enumerate(lines):
        found = _BY.match(line)
        if found and len(line) < 200:
            words = line[found.end() :]
            if people := names(words):
                return people
            if i + 1 < len(lines) and not words.strip() and (people := names(lines[i + 1])):
                return people
    for line in lines:
        people = names(line) if ("/" in line or " and " in line) and len(line) < 90 else ()
        if len(people) > 1 and len(" ".join(people)) > 0.8 * len(line) - 6:
            return people
    for i, line in enumerate(lines):
        line = _BY.sub("", line)
        following = lines[i + 1] if i + 1 < len(lines) else ""
        before = lines[i - 1] if i else ""
        role = _ROLE.search(line)
        if (
            role
            and _JOB.search(line)
            and role.start() > 4
            and len(line) < 80
            and (people := names(line[: role.start()]))
        ):
            return people
        beside = (
            (len(following) < 40 and _JOB.search(following))
            or _AUTHOR.search(before)
            or (len(following) < 90 and _BESIDE.search(following))
        )
        if beside and is_name(line):
            return (_cased(line),)
    return ()


def cleaned(values: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """Markup's authors as names: "By" and roles off, joint names apart, the outlet itself and addresses out."""
    own = {_key(o) for o in outlets if o}
    found: list[str] = []
    for value in values:
        value = _TAIL.sub("", _BY.sub("", value).strip())
        people = names(value) if _JOINT.search(value) else ()
        parts = people or tuple(p for p in (value.split(",")[0] if _ROLE.search(value.partition(",")[2]) else value,))
        found += [p.strip() for p in parts if p.strip() and not _NOT_A_NAME.search(p) and _key(p) not in own]
    return tuple(dict.fromkeys(found))[:MAX_NAMES]


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
