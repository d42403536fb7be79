"""The reporting verbs and phrases of a sentence, and whose words each reports."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.speech.phrases import Phrases
from onrecord.speech.verbs import ADJECTIVES, PARTICLES, VERBS, Verb
from onrecord.speech.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    NEGATIONS,
    PRONOUNS,
    RELATIVES,
    WH,
    is_adverb,
    is_auxiliary,
)

GOES_ON = frozenset("on kept keep keeps continued continues began begins started starts ended".split())
BEFORE_TO = frozenset(
    "went goes go gone used continued continues continue began begins begin tried tries try refused declined wants"
    " wanted want needs likes hastened paused seemed seems appeared appears".split()
)
# What may stand before a participle that reports for the main clause's subject: "…, adding that …".
BEFORE_PARTICIPLE = frozenset([",", "and", "by", "in", "while", "after", "before", "—", "–"])
# "never refused" is no refusal.
NOT_ACTS_WHEN_DENIED = frozenset(["refuse", "decline", "deny", "reject", "oppose"])
# Forms that are nouns as often: as verbs they need a name or a pronoun before them, or a clause after them.
OFTEN_NOUNS = frozenset(
    "questions remarks comments claims reports calls demands plans hopes fears promises pledges states notes figures"
    " estimates reads sees concerns supports attacks backs charges forecasts guesses dreams loves likes desires posts"
    " texts emails tweets prints requests orders protests objects proposals doubts worries charge challenge challenges"
    " highlights details lists echoes shows views finds labels brands answers replies judges judge trusts boasts jokes"
    " threats vows counters reasons reason signals hints wishes regrets".split()
)
PLURALS = frozenset("i you we they people who some many others most both police".split())
# "Everything that X says", "no matter what X says": what is said is not told.
WHATEVER = frozenset(["what", "whatever", "everything", "anything", "something", "nothing", "much"])
FAR = 60  # tokens between a reporting verb and the participle that goes on reporting


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: tokens [first, last] of its group, its subject, and where the whole attribution begins.

    `shape` is "left" (subject before it), "right" (after it), "ing" (participle or second verb of the same subject) or
    "rel" (in a relative clause).
    """

    first: int
    last: int
    entry: Verb
    subject: tuple[int, int] | None
    shape: str
    start: int

    @property
    def after(self) -> int:
        """The token after the cue and the subject that follows it."""
        return (self.subject[1] if self.shape == "right" and self.subject else self.last) + 1


class Cues(Phrases):
    """A sentence that knows its cues."""

    def cues(self) -> list[Cue]:
        """Every reporting verb of the sentence with its subject, in order."""
        found: list[Cue] = []
        for i in range(self.n):
            cue = self._adjective(i) or self._verb(i)
            if cue is None:
                continue
            if cue.shape == "ing":
                cue = _shared(cue, found)
            found.append(self._with_particle(cue))
        return found

    def group(self, i: int) -> int:
        """The first token of the auxiliaries and adverbs before verb `i`."""
        while i > 0 and self.t[i - 1].kind == "w" and (is_auxiliary(self.t[i - 1].low) or is_adverb(self.t[i - 1].low)):
            i -= 1
        return i

    def _verb(self, i: int) -> Cue | None:
        entry = VERBS.get(self.t[i].low) if self.t[i].kind == "w" else None
        if entry is None or self._other_use(i):
            return None
        last = i
        if entry.lemma == "want" and self.low(i + 1) == "to" and self.low(i + 2) == "know":
            entry, last = replace(VERBS["asked"], form=entry.form), i + 2
        group = self.group(i)
        before = group - 1
        helpers = {self.low(k) for k in range(group, i)}
        if helpers & BE and entry.form in ("past", "part"):
            return None  # passive
        if helpers & NEGATIONS and entry.lemma in NOT_ACTS_WHEN_DENIED:
            return None
        first = next((k for k in range(group, i) if not is_adverb(self.t[k].low)), i)
        if entry.form == "ing":
            if self.low(before) in GOES_ON:  # "went on saying", "kept insisting"
                first = self.group(before - (self.low(before) == "on"))
                before = first - 1
            elif not helpers & AUXILIARIES:
                return self._participle(i, first, before, entry)
        elif entry.form == "base" and self.low(before) == "to":
            governor = before - 1 - (self.low(before - 1) == "on")
            if entry.lemma == "know" and self.low(governor) in VERBS and VERBS[self.low(governor)].lemma == "want":
                return None  # "wanted to know" is one cue, and begins with its first word
            if self.low(governor) in BEFORE_TO:  # "went on to say"
                first = self.group(governor)
                before = first - 1
                helpers.add("to")
        cue = self._with_subject(i, first, before, entry, bool(helpers & (AUXILIARIES | {"to"})))
        return replace(cue, last=last) if cue and last > i else cue

    def _other_use(self, i: int) -> bool:
        """Whether the word is part of a name, or a passive's participle."""
        return self.low(i + 1) == "by" or (self.t[i].cap and i > 0 and self.kind(i - 1) == "w")

    def _participle(self, i: int, first: int, before: int, entry: Verb) -> Cue | None:
        if before >= 0 and self.low(before) not in BEFORE_PARTICIPLE:
            return None
        return Cue(first, i, entry, self.main_subject(before), "ing", first)

    def _with_subject(self, i: int, first: int, before: int, entry: Verb, helped: bool) -> Cue | None:
        low = self.low(before)
        if low in ("who", "which") or (low in RELATIVES and self.kind(before - 1) == "w"):
            antecedent = self.ending_at(before - 1) if low == "that" else None
            subject = antecedent or (before, before)
            return Cue(first, i, entry, subject, "rel", subject[0])
        found = self._inverted(i, first, entry) if low == "," and self._opens_with_name(i + 1) else None
        if found and not self.has_verb(found.after, found.after + 1):
            return found
        subject_ = self.subject(before)
        if subject_ is None:
            main = self.main_subject(before) if low in ("and", "but", ",") and entry.form in ("past", "s") else None
            return Cue(first, i, entry, main, "ing", first) if main else self._inverted(i, first, entry)
        if self.low(subject_[0] - 1) in WHATEVER and self.low(i + 1) != "that":
            return None
        if "v" in entry.frames and self.kind(before) == "q":
            return self._inverted(i, first, entry)
        if self.t[i].low in OFTEN_NOUNS and not self._surely_verb(i, subject_):
            return None
        if entry.form == "base" and not helped and not self._plural(subject_):
            return None
        return Cue(first, i, entry, subject_, "left", subject_[0])

    def _opens_with_name(self, i: int) -> bool:
        return self.kind(i) == "w" and self.low(i) != "that" and (self.t[i].cap or self.low(i) in DETERMINERS)

    def _inverted(self, i: int, first: int, entry: Verb) -> Cue | None:
        """`“…,” said X`: the subject after its verb."""
        if "v" not in entry.frames or entry.form not in ("past", "s"):
            return None
        if first > 0 and self.kind(first - 1) != "q" and self.low(first - 1) not in (",", "—", "–", "”", '"', "as"):
            return None
        subject = self.starting_at(i + 1)
        if subject is None or (first == 0 and not self.t[subject[0]].cap):
            return None
        return Cue(first, i, entry, subject, "right", first)

    def _surely_verb(self, i: int, subject: tuple[int, int]) -> bool:
        last, after = self.t[subject[1]], self.low(i + 1)
        if last.low in DETERMINERS:  # "in those states that"
            return False
        return (
            last.cap or last.low in PRONOUNS or after in ("that", ":", "to") or after in WH or self.kind(i + 1) == "q"
        )

    def _plural(self, subject: tuple[int, int]) -> bool:
        low = self.low(subject[1])
        if low in PLURALS or any(self.low(k) == "and" for k in range(*subject)):
            return True
        return low.endswith("s") and (subject[1] == 0 or not self.t[subject[1]].cap)

    def _adjective(self, i: int) -> Cue | None:
        """`is confident that`, `was against`, `are in favour of`: a form of "be" and what follows makes the cue."""
        if self.low(i) not in BE or self.kind(i) != "w":
            return None
        k = i + 1
        while k < self.n and k < i + 4 and (is_adverb(self.low(k)) or self.low(k) in NEGATIONS):
            k += 1
        entry = ADJECTIVES.get(self.low(k))
        if entry is None or (entry.lemma == "favour" and self.low(k + 1) not in ("favour", "favor")):
            return None
        last = k + 2 if entry.lemma == "favour" else k
        if last >= self.n - 1 or (
            "o" not in entry.frames and self.low(last + 1) not in ("that", "he", "she", "they", "it")
        ):
            return None
        first = self.group(i)
        before = first - 1
        subject = (before, before) if self.low(before) in ("who", "which") else self.subject(before)
        shape = "rel" if self.low(before) in ("who", "which") else "left"
        return Cue(first, last, entry, subject, shape, subject[0]) if subject else None

    def _with_particle(self, cue: Cue) -> Cue:
        """The cue with the particle that belongs to it: "pointed out", "called for", "spoke of"."""
        found = PARTICLES.get((cue.entry.lemma, self.low(cue.last + 1)))
        if found is None or cue.shape == "right":
            return cue
        return replace(cue, last=cue.last + 1, entry=replace(cue.entry, frames=found))


def _shared(cue: Cue, before: list[Cue]) -> Cue:
    """A participle's subject is that of the nearest reporting verb before it that has one to itself."""
    for other in reversed(before):
        if other.shape in ("left", "right") and other.subject and cue.last - other.last < FAR:
            return replace(cue, subject=other.subject)
    return cue
