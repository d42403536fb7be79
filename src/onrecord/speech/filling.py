"""What the rules add where a tagger leaves a quotation to nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Span
from onrecord.speech.clauses import Sentence
from onrecord.speech.drafts import Draft, common
from onrecord.speech.marks import OPENS, Marked, is_speech
from onrecord.speech.sentences import sentences as split
from onrecord.speech.tagging import Attribution
from onrecord.speech.verbs import VERBS

# Verbs of telling: what stands in another's words must be as sure as this to be a report of its own.
TELLING = frozenset(
    "say tell announce claim declare state explain warn promise pledge vow propose invite order threaten accuse deny"
    " ask admit confirm complain agree refuse decline urge demand assure insist write tweet report offer".split()
)
TOLD = re.compile(rf"\b(?:{'|'.join(sorted(w for w, v in VERBS.items() if v.lemma in TELLING))})\b")
# Bounds on the search for reports inside contents, far beyond any page: a content's code points, a sentence's contents.
LONGEST_HOST, MOST_HOSTS = 20_000, 8
MODALS = frozenset("would could may might will can should must".split())  # "could threaten" reports nothing
BARE = frozenset(["say", "tell", "order", "invite", "announce"])  # sure without "that", "to" or a quotation
EARLIER = frozenset(["had", "has", "have"])
SELF = frozenset("i we you me us my our your it this that there nobody anybody none everybody".split())
PRONOUNS = frozenset("he she they who which".split())
STANDING_IN = 0.8  # share of a rule's score that it keeps where the tagger saw nothing


def filled(
    text: str, drafts: Sequence[Draft], marked: Marked, sentences: Sequence[Span], claims: set[int]
) -> list[Draft]:
    """Statements by rule for the quotations outside `claims`, which grows by those given away.

    A quotation whose verb a draft already has becomes part of that draft.
    """
    starts = [s.start for s in sentences]
    cues = {c: d for d in drafts for c in d.cue}
    new: list[Draft] = []
    done: set[int] = set()
    for quotation in marked.all:
        if quotation.depth or quotation.start in claims or not is_speech(text, *quotation.spans[0]):
            continue
        number = bisect_right(starts, quotation.start) - 1
        if number in done:
            continue
        done.add(number)
        proposed = list(Sentence.of(text, sentences[number], marked).attributions())
        for found in sorted(proposed, key=lambda a: not _by_participle(text, a)):
            held = [q.start for s in found.content for q, _ in marked.over(*s) if q.start not in claims]
            if not held or not found.cue:
                continue
            claims.update(held)
            if (owner := cues.get(found.cue[0])) is not None:
                quoted = [
                    p
                    for s in found.content
                    for q, p in marked.over(*s)
                    if q.start in held and not common(owner.source, [p])
                ]
                owner.content = sorted({*owner.content, *quoted})
            else:
                new.append(Draft(list(found.content), found.cue, found.source, found.score * STANDING_IN))
    return new


def _by_participle(text: str, found: Attribution) -> bool:
    """Whether a proposal's cue is a participle: `“A,” X sings before asking her, “B”`: B is asked."""
    return bool(found.cue) and text.endswith("ing", 0, found.cue[-1].end)


def nested(text: str, drafts: Sequence[Draft], marked: Marked, sentences: Sequence[Span]) -> list[Draft]:
    """Reports by rule inside the contents of `drafts`, where none of `drafts` is: a tagger sees one layer only.

    Only what is surely a report counts: a verb of telling, a source that is a noun, or a pronoun before a quotation.
    """
    starts = [s.start for s in sentences]
    taken = {c for d in drafts for c in d.cue}
    new: list[Draft] = []
    hosts: Counter[int] = Counter()  # by the sentence that they begin in
    for draft in drafts:
        number = bisect_right(starts, draft.start)
        hosts[number] += 1
        if draft.end - draft.start > LONGEST_HOST or hosts[number] > MOST_HOSTS:
            continue
        for piece in draft.content:
            if TOLD.search(text, *piece) is None:
                continue
            inner, parts = _layer(text, draft, piece, marked, starts, sentences)
            for part in parts:
                for found in Sentence.of(text, part, inner).attributions():
                    if not found.source or found.cue[0] in taken or not is_sure(text, found, inner):
                        continue
                    if not (draft.turn or _tells_of_another(text, found)):
                        continue
                    spans = (*found.content, *found.cue, *found.source)
                    lowest = piece.start + (draft.turn is None)  # a content that opens with it is the report itself
                    if all(lowest <= s.start and s.end <= piece.end for s in spans):
                        taken.add(found.cue[0])
                        new.append(Draft(list(found.content), found.cue, found.source, found.score * STANDING_IN))
    return new


def _tells_of_another(text: str, found: Attribution) -> bool:
    """Whether a report inside reported words is of an earlier telling ("had ordered"), or quotes somebody named.

    In articles the rest is mostly the speaker's own account: of 43 such in 150 articles of PolNeAR's training part
    readers marked one.
    """
    if EARLIER & set(text[slice(*found.cue[0])].lower().split()):
        return True
    return text[found.content[0].start] in OPENS and text[slice(*found.source[0])].lower() not in PRONOUNS


def _layer(
    text: str, draft: Draft, piece: Span, marked: Marked, starts: Sequence[int], sentences: Sequence[Span]
) -> tuple[Marked, Sequence[Span]]:
    """The quotations and sentences to read a piece of content with: those inside it if it is a quotation itself."""
    outer = marked.at(piece.start)
    if outer is not None and outer.start <= piece.start and piece.end <= outer.end:
        inside = Span(piece.start + 1, piece.end - 1)
        inner = Marked([replace(q, depth=q.depth - 1) for q, p in marked.within(*inside) if q.depth])
        return inner, split(text, [inside], inner)
    first = bisect_right(starts, piece.start) - 1
    parts = sentences[first : bisect_right(starts, piece.end - 1)]
    return marked, [Span(max(s.start, piece.start), min(s.end, piece.end)) for s in parts]


def is_sure(text: str, found: Attribution | Draft, marked: Marked) -> bool:
    """Whether a report inside another's words is surely one: somebody else is told to have said it."""
    if not found.source:
        return False
    cue = [w.lower() for s, e in found.cue for w in text[s:e].split()]
    verb = next((VERBS[w].lemma for w in reversed(cue) if w in VERBS), None)
    if verb not in TELLING or MODALS & set(cue):
        return False
    source = text[slice(*found.source[0])].lower()
    start, end = found.content[0]
    quoted = any(piece.start == start for _, piece in marked.within(start, end))
    if source in SELF:
        return False
    if source in PRONOUNS:
        return quoted
    opening = text[start : start + 5].lower()
    return quoted or opening == "that " or opening[:3] == "to " or verb in BARE
