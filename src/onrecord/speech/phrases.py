"""A sentence's tokens and its noun phrases, found by the closed classes around them instead of a parser."""

from __future__ import annotations

from onrecord.model import Span
from onrecord.speech.sentences import TITLES
from onrecord.speech.verbs import VERBS
from onrecord.speech.words import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    OF_LIKE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    WH,
    Token,
    is_adverb,
)

LONGEST_NOUN_PHRASE = 16  # tokens
LONGEST_APPOSITION = 40  # tokens between a noun phrase and its verb
LONGEST_BRACKET = 12  # tokens between brackets inside a noun phrase: "(R-Ky.)"
AUTHORED = frozenset("report study survey poll analysis paper article letter book review statement memo".split())
BOUNDARY = frozenset(',;:—–-…“”"')
NOT_HEADS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | frozenset(["the", "a", "an", "his", "its", "their", "our", "my", "your", "every", "no", "and"])
)
NOT_IN_NOUN_PHRASE = (CONJUNCTIONS | FINITE | RELATIVES | AUXILIARIES | PRONOUNS | ADVERBS) - {
    "'s",
    "who",
    "just",
    "first",
}
NOT_IN_NOUN_PHRASE |= set("that as if then than or either me him them us ago said says".split())
NOT_FIRST = CONJUNCTIONS | FINITE | WH | DAYS | PREPOSITIONS | (OBJECT_PRONOUNS - {"it", "you", "her"}) | {"that"}


class Phrases:
    """The tokens of one sentence, by index; a phrase is a pair (first, last)."""

    def __init__(self, text: str, toks: list[Token]) -> None:
        self.text = text
        self.t = toks
        self.n = len(toks)

    def low(self, i: int) -> str:
        return self.t[i].low if 0 <= i < self.n else ""

    def kind(self, i: int) -> str:
        return self.t[i].kind if 0 <= i < self.n else ""

    def span(self, first: int, last: int) -> Span:
        return Span(self.t[first].start, self.t[last].end)

    def finite(self, i: int) -> bool:
        """Whether a word looks like a verb in the past or the third person."""
        if self.kind(i) != "w":
            return False
        low = self.low(i)
        if low in VERBS:
            return VERBS[low].form in ("past", "s")
        return low.endswith("ed") and not self.t[i].cap

    def has_verb(self, first: int, stop: int) -> bool:
        """Whether something between the two tokens may be a clause's verb."""
        for k in range(first, min(stop, self.n)):
            tok = self.t[k]
            if tok.kind == "w" and (
                tok.low in FINITE or (not tok.cap and (tok.low.endswith(("s", "ed")) or tok.low in VERBS))
            ):
                return True
        return False

    def abbreviated(self, i: int) -> bool:
        """Whether the stop after token `i` belongs to it: "Mr.", "J.", "U.S."."""
        if self.kind(i) != "w":
            return False
        tok = self.t[i]
        return tok.low in TITLES or (len(tok.low) == 1 and tok.cap) or "." in tok.low

    def before_bracket(self, close: int) -> int:
        """The token before the bracket that closes at `close`, or -1."""
        for k in range(close - 1, max(-1, close - LONGEST_BRACKET), -1):
            if self.t[k].low == "(":
                return k - 1
        return -1

    # Noun phrases

    def ending_at(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends with token `end`, or None: "a spokesman for the campaign" as a whole."""
        last = end
        if end > 1 and self.low(end) == "." and self.abbreviated(end - 1):
            last = end - 1
        elif end > 1 and self.low(end) == ")":
            last = self.before_bracket(end)
        if last < 0 or self.kind(last) != "w":
            return None
        low = self.low(last)
        if low in PRONOUNS:
            return last, end
        if low in NOT_HEADS or low in AUXILIARIES or low in DAYS or low in FINITE or is_adverb(low):
            return None
        first = last
        while first > 0 and last - first < LONGEST_NOUN_PHRASE:
            step = self._step_left(first)
            if step == first:
                break
            first = step
            if self.low(first) in ARTICLES and self.low(first - 1) not in OF_LIKE | {"all", "both", "half", "by"}:
                break
        return first, end

    def _step_left(self, first: int) -> int:
        """One token further left in a noun phrase that begins at `first`, or `first` if it begins there."""
        p = self.t[first - 1]
        if p.kind == "q":
            return first
        if p.kind == "p":
            if p.low == "." and self.abbreviated(first - 2):
                return first - 2
            if p.low == ")" and (k := self.before_bracket(first - 1)) >= 0 and self.kind(k) == "w":
                return k
            return first - 1 if p.low in ("&", "/", "%", "$", "-") else first
        if p.low in OF_LIKE or (p.low == "by" and self.low(first - 2) in AUTHORED):
            return first - 1 if first >= 2 and self._noun(first - 2) else first
        if p.low == "and":
            return (
                first - 1
                if first >= 2 and self._noun(first - 2) and self.t[first - 2].cap == self.t[first].cap
                else first
            )
        if p.low in NOT_IN_NOUN_PHRASE or p.low in PREPOSITIONS or (not p.cap and (is_adverb(p.low) or _past(p.low))):
            return first
        return first - 1

    def _noun(self, i: int) -> bool:
        p = self.t[i]
        if p.kind == "p":
            return p.low in (".", ")") and i > 0
        return p.kind == "w" and not (
            p.low in NOT_IN_NOUN_PHRASE or p.low in PREPOSITIONS or p.low == "and" or is_adverb(p.low) or _past(p.low)
        )

    def starting_at(self, first: int) -> tuple[int, int] | None:
        """The noun phrase that begins with token `first`, or None."""
        if self.kind(first) != "w":
            return None
        low = self.low(first)
        if low in ("him", "them", "her") and self.kind(first + 1) != "w":
            return first, first
        if low in NOT_FIRST or is_adverb(low):
            return None
        if low in PRONOUNS:
            return first, first
        last = first
        while last + 1 < self.n and last - first < LONGEST_NOUN_PHRASE:
            step = self._step_right(last)
            if step == last:
                break
            last = step
        return first, last

    def _step_right(self, last: int) -> int:
        p = self.t[last + 1]
        word_after = self.kind(last + 2) == "w"
        if p.kind == "q":
            return last
        if p.kind == "p":
            if p.low == "." and self.abbreviated(last) and word_after:
                return last + 2
            return last + 1 if p.low in ("&", "/") else last
        if p.low in ("of", "for", "from"):
            return last + 2 if word_after else last
        if p.low == "and":
            return last + 2 if word_after and self.t[last + 2].cap and self.t[last].cap else last
        verb = VERBS.get(p.low)
        if p.low in NOT_IN_NOUN_PHRASE or p.low in PREPOSITIONS or p.low in DAYS or p.low in OBJECT_PRONOUNS:
            return last
        if is_adverb(p.low) or (verb and not p.cap and verb.form != "base"):
            return last
        return last + 1

    # Subjects

    def subject(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before a verb's group at token `end`, apposition and brackets left out."""
        if end < 0:
            return None
        if self.low(end) == ")":
            before = self.before_bracket(end)
            return self.subject(before) if before >= 0 else None
        if self.low(end) in (",", "—", "–"):
            return self._before_apposition(end)
        return self.ending_at(end)

    def _before_apposition(self, comma: int) -> tuple[int, int] | None:
        """`X, an office, said`: the noun phrase before the first comma that opens an apposition to it."""
        for k in range(max(1, comma - LONGEST_APPOSITION), comma):
            if self.low(k) not in (",", "—", "–"):
                continue
            phrase = self.ending_at(k - 1)
            if phrase and self._opens_clause(phrase[0]) and self._names(phrase):
                return phrase
        return None

    def _opens_clause(self, first: int) -> bool:
        before = self.low(first - 1)
        return (
            first == 0
            or before in BOUNDARY
            or before in CONJUNCTIONS
            or before in ("and", "that")
            or (self.kind(first - 1) == "q")
        )

    def _names(self, phrase: tuple[int, int]) -> bool:
        first, last = phrase
        return self.t[last].cap or self.low(last) in PRONOUNS or self.low(first) in DETERMINERS or first == last

    def main_subject(self, before: int) -> tuple[int, int] | None:
        """The first noun phrase before token `before` that a finite verb follows."""
        for k in range(min(before, 60)):
            verb_follows = self.kind(k) == "w" and (self.low(k + 1) in FINITE or self.finite(k + 1))
            if verb_follows and (phrase := self.ending_at(k)):
                return phrase
        return None


def _past(low: str) -> bool:
    return low in VERBS and VERBS[low].form == "past"
