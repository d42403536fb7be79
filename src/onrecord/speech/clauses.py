"""One sentence: its reporting verbs and phrases, the source of each, and what each reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Span
from onrecord.speech.marks import Marked
from onrecord.speech.tagging import Attribution
from onrecord.speech.verbs import VERBS, Verb
from onrecord.speech.words import (
    ADVERBS, AUXILIARIES, CONJUNCTIONS, DAYS, DETERMINERS, FINITE, NEGATIONS, OBJECT_PRONOUNS, OF_LIKE, PREPOSITIONS, PRONOUNS,
    RELATIVES, WH, Token, is_adverb, is_auxiliary, tokens,
)  # fmt: skip
from onrecord.speech.sentences import TITLES

LONGEST_NOUN_PHRASE = 16  # tokens
LONGEST_SENTENCE = 400  # tokens; what is longer is a list or a dump, and is cut there
ENDING = frozenset(".!?…")
BOUNDARY = frozenset(",;:—–-…“”\"")
NOT_HEADS = PREPOSITIONS | CONJUNCTIONS | frozenset("the a an his its their our my your every no and".split())
ARTICLES = frozenset("the a an his her its their our my your no any each every another such".split())
GOES_ON = frozenset("on kept keep keeps continued continues began begins started starts ended".split())
# "never refused" is no refusal.
NOT_ACTS_WHEN_DENIED = frozenset("refuse decline deny reject oppose".split())
BEFORE_TO = frozenset("went used goes go gone continued continues continue began begins begin tried tries try used refused"
                      " declined wants wanted want needs likes hastened paused seemed seems appeared appears".split())  # fmt: skip
OBJECT_STOPS = frozenset("; — – after before when while but because although though during until since amid despite".split())
WORDS_OF = frozenset("words view opinion telling estimation account".split())
SUBJECTS = frozenset("he she they it we i you there his their her".split())
# Forms that are nouns as often: as verbs they need a name or a pronoun before them, or a clause after them.
OFTEN_NOUNS = frozenset(
    "questions remarks comments claims reports calls demands plans hopes fears promises pledges states notes figures"
    " estimates reads sees concerns supports attacks backs charges forecasts guesses dreams loves likes desires posts"
    " texts emails tweets prints requests orders protests objects proposals doubts worries charge challenge challenges"
    " highlights details lists echoes shows views finds labels brands answers replies judges judge trusts boasts jokes"
    " threats vows counters reasons reason signals hints wishes regrets".split()
)
# Verbs that always name the person told before the rest.
NEED_A_HEARER = frozenset("tell inform assure reassure remind notify brief text email".split())
OWNERS = frozenset("his her their its my our".split())
STARTS_CLAUSE = DETERMINERS | PRONOUNS | frozenset("there what nobody everyone everybody anyone something nothing".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token `verb`, the first token of its group, and its subject's tokens [first, last]."""

    verb: int
    group: int
    entry: Verb
    subject: tuple[int, int] | None
    shape: str  # "left" subject before it, "right" after it, "ing" participle, "rel" relative pronoun
    start: int  # the first token of all: subject or group


class Sentence:
    """The tokens of one sentence and what it attributes."""

    def __init__(self, text: str, toks: list[Token]) -> None:
        self.text = text
        self.t = toks
        self.n = len(toks)
        self.claimed: set[int] = set()

    @classmethod
    def of(cls, text: str, span: Span, marked: Marked) -> Sentence:
        blocks = []
        for _, piece in marked.over(span.start, span.end):
            start, end = max(piece.start, span.start), min(piece.end, span.end)
            if is_speech(text, start, end):
                blocks.append((start, end))
        return cls(text, tokens(text, span.start, span.end, blocks)[:LONGEST_SENTENCE])

    def attributions(self) -> Iterator[Attribution]:
        """Each statement that the sentence makes by a verb or a phrase of reporting."""
        cues: list[Cue] = []
        for i in range(self.n):
            if cue := self._cue(i):
                if cue.shape == "ing":
                    cue = self._shared(cue, cues)
                cues.append(cue)
        yield from self._phrases()
        if (found := self._unlisted(cues)) is not None:
            yield found
        for number, cue in enumerate(cues):
            cut = self._cut(cues, number)
            cut = self._turn(cue.verb, cut)
            content = self._complement(cue, cut) or self._before(cue, cues, number, cut)
            if content:
                yield self._made(cue, content)

    # What the sentence is made of

    def _low(self, i: int) -> str:
        return self.t[i].low if 0 <= i < self.n else ""

    def _kind(self, i: int) -> str:
        return self.t[i].kind if 0 <= i < self.n else ""

    def _made(self, cue: Cue, content: list[tuple[int, int]]) -> Attribution:
        spans = tuple(self._span(a, b) for a, b in sorted(content))
        source = (self._span(*cue.subject),) if cue.subject else ()
        return Attribution(spans, (self._span(cue.group, cue.verb),), source, 0.9)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.t[first].start, self.t[last].end)

    # Cues and their subjects

    def _cue(self, i: int) -> Cue | None:
        entry = VERBS.get(self.t[i].low) if self.t[i].kind == "w" else None
        if entry is None or self._low(i + 1) == "by" or (self.t[i].cap and i > 0 and self._kind(i - 1) == "w"):
            return None
        group = self._group(i)
        before = group - 1
        low = self._low(before)
        helpers = {self._low(k) for k in range(group, i)}
        if entry.lemma in ("want", "need") and self._low(i + 1) == "to" and self._low(i + 2) == "know":
            return None
        if entry.form in ("past", "part") and helpers & {"is", "are", "was", "were", "be", "been", "being"}:
            return None
        first = next((k for k in range(group, i + 1) if not is_adverb(self.t[k].low)), i)
        if helpers & NEGATIONS and entry.lemma in NOT_ACTS_WHEN_DENIED:
            return None
        if entry.form == "ing" and low in GOES_ON:  # "went on saying", "kept insisting"
            before, low, first = self._aspect(before)
        elif entry.form == "ing" and not helpers & AUXILIARIES:
            if low in (",", "and", "by", "in", "while", "after", "before", "—", "–") or before < 0:
                return Cue(i, first, entry, self._main_subject(before), "ing", first)
            return None
        if entry.form == "base" and low == "to":
            before, low, first = self._governor(before, first)
        if low in RELATIVES and self._kind(before - 1) == "w" or low in ("who", "which"):
            start = self._noun_phrase_left(before - 1) if low == "that" else None
            subject = (before, before) if start is None else (start, before - 1)
            return Cue(i, first, entry, subject, "rel", subject[0])
        if low == "," and "v" in entry.frames and self._kind(i + 1) == "w" and (
            self.t[i + 1].cap or self._low(i + 1) in DETERMINERS
        ) and self._low(i + 1) not in ("that",) and (found := self._inverted(i, first, entry)):
            if not self._has_verb(found.subject[1] + 1, min(self.n, found.subject[1] + 2)):
                return found
        subject = self._subject(before)
        if subject is None:
            if low in ("and", "but", ",") and entry.form in ("past", "s") and (main := self._main_subject(before)):
                return Cue(i, first, entry, main, "ing", first)
            return self._inverted(i, first, entry)
        if self._kind(subject[0] - 1) == "q" or self._low(subject[0] - 1) == ",":
            pass
        elif "v" in entry.frames and self._kind(before) == "q":
            return self._inverted(i, first, entry)
        if self.t[i].low in OFTEN_NOUNS and not self._surely_verb(i, subject):
            return None
        if entry.form == "base" and not (helpers & AUXILIARIES) and not self._plural(subject):
            return None
        return Cue(i, first, entry, subject, "left", subject[0])

    def _surely_verb(self, i: int, subject: tuple[int, int]) -> bool:
        last = self.t[subject[1]]
        after = self._low(i + 1)
        return last.cap or last.low in PRONOUNS or after in ("that", ":", "to") or after in WH or self._kind(i + 1) == "q"

    def _shared(self, cue: Cue, before: list[Cue]) -> Cue:
        """A participle's subject is that of the nearest reporting verb before it, if it has one to itself."""
        for other in reversed(before):
            if other.shape in ("left", "right") and other.subject and cue.verb - other.verb < 60:
                return replace(cue, subject=other.subject)
        return cue

    def _group(self, i: int) -> int:
        while i > 0 and self.t[i - 1].kind == "w" and (is_auxiliary(self.t[i - 1].low) or is_adverb(self.t[i - 1].low)):
            i -= 1
        return i

    def _governor(self, to: int, first: int) -> tuple[int, str, int]:
        """Past "went on to", "has continued to": where the subject ends, and where the cue begins."""
        k = to - 1
        if self._low(k) == "on":
            k -= 1
        if self._low(k) not in BEFORE_TO:
            return to, "to", first
        k = self._group(k)
        return k - 1, self._low(k - 1), k

    def _aspect(self, k: int) -> tuple[int, str, int]:
        """Past "went on", "kept": where the subject ends, and where the cue begins."""
        if self._low(k) == "on":
            k -= 1
        k = self._group(k)
        return k - 1, self._low(k - 1), k

    def _plural(self, subject: tuple[int, int]) -> bool:
        low = self._low(subject[1])
        return low in ("i", "you", "we", "they", "people", "who", "some", "many", "others", "most", "both", "police") or (
            low.endswith("s") and (subject[1] == 0 or not self.t[subject[1]].cap)
        ) or any(self._low(k) == "and" for k in range(*subject))

    def _subject(self, end: int) -> tuple[int, int] | None:
        """The noun phrase that ends before a verb's group, apposition left out."""
        if end < 0:
            return None
        if self.t[end].low in (",", "—", "–", ")"):
            return self._before_apposition(end)
        start = self._noun_phrase_left(end)
        return None if start is None else (start, end)

    def _before_apposition(self, comma: int) -> tuple[int, int] | None:
        if self.t[comma].low == ")":
            k = comma
            while k > 0 and self.t[k].low != "(":
                k -= 1
            return self._subject(k - 1) if k > 0 else None
        for k in range(max(0, comma - 40), comma):
            if self.t[k].low not in (",", "—", "–") or k == 0:
                continue
            start = self._noun_phrase_left(k - 1)
            if start is not None and (start == 0 or self._low(start - 1) in BOUNDARY | CONJUNCTIONS | {"and", "that"}
                                      or self._kind(start - 1) == "q") and self._nameable(start, k - 1):  # fmt: skip
                return start, k - 1
        return None

    def _nameable(self, start: int, end: int) -> bool:
        return self.t[end].cap or self.t[end].low in PRONOUNS or self.t[start].low in DETERMINERS or end == start

    def _noun_phrase_left(self, end: int) -> int | None:
        t = self.t
        if end < 0 or t[end].kind != "w":
            if end > 1 and t[end].low == "." and self._abbreviated(end - 1):
                end -= 1
            elif end > 1 and t[end].low == ")":
                while end > 0 and t[end].low != "(":
                    end -= 1
                end -= 1
            else:
                return None
        if end < 0 or t[end].kind != "w" or t[end].low in NOT_HEADS or t[end].low in AUXILIARIES or t[end].low in DAYS:
            return None
        if t[end].low in PRONOUNS or t[end].low in FINITE or is_adverb(t[end].low):
            return end if t[end].low in PRONOUNS else None
        k = end
        while k > 0 and end - k < LONGEST_NOUN_PHRASE:
            p = t[k - 1]
            if p.kind == "q":
                break
            if p.kind == "p":
                if p.low == "." and self._abbreviated(k - 2):
                    k -= 2
                    continue
                if p.low == ")" and k > 3:
                    j = k - 1
                    while j > 0 and t[j].low != "(":
                        j -= 1
                    if j > 0 and t[j - 1].kind == "w":
                        k = j
                        continue
                if p.low in ("&", "/", "%", "$", "-"):
                    k -= 1
                    continue
                break
            if p.low in OF_LIKE:
                if k < 2 or not self._noun_like(k - 2):
                    break
                k -= 1
                continue
            if p.low == "and":
                if k < 2 or not self._noun_like(k - 2) or t[k - 2].cap != t[k].cap:
                    break
                k -= 1
                continue
            if p.low in NOT_IN_NOUN_PHRASE or p.low in PREPOSITIONS or (p.low in VERBS and VERBS[p.low].form == "past"
                                                                        and not p.cap):  # fmt: skip
                break
            if is_adverb(p.low) and not p.cap:
                break
            k -= 1
            if p.low in ARTICLES and not (k > 0 and t[k - 1].low in ("all", "both", "half")) and self._low(k - 1) not in OF_LIKE:
                break
        return k

    def _noun_like(self, i: int) -> bool:
        p = self.t[i]
        return (p.kind == "w" and p.low not in NOT_IN_NOUN_PHRASE and p.low not in PREPOSITIONS and p.low != "and"
                and not is_adverb(p.low) and not (p.low in VERBS and VERBS[p.low].form == "past")) or (
            p.low in ".)" and i > 0
        )  # fmt: skip

    def _abbreviated(self, i: int) -> bool:
        return i >= 0 and self.t[i].kind == "w" and (
            self.t[i].low in TITLES or (len(self.t[i].low) == 1 and self.t[i].cap) or "." in self.t[i].low
        )

    def _main_subject(self, before: int) -> tuple[int, int] | None:
        """The first noun phrase before `before` that stands where a subject stands."""
        for k in range(before):
            if self.t[k].kind == "w" and (self._low(k + 1) in FINITE or self._finite(k + 1)) and k + 1 <= before:
                start = self._noun_phrase_left(k)
                if start is not None:
                    return start, k
        return None

    def _finite(self, i: int) -> bool:
        low = self._low(i)
        if low in VERBS:
            return VERBS[low].form in ("past", "s") and self._kind(i) == "w"
        return self._kind(i) == "w" and low.endswith("ed") and not self.t[i].cap

    def _inverted(self, i: int, first: int, entry: Verb) -> Cue | None:
        """`“…,” said X`: the subject after its verb."""
        if "v" not in entry.frames or entry.form not in ("past", "s"):
            return None
        if first > 0 and self._kind(first - 1) != "q" and self._low(first - 1) not in (",", "—", "–", "”", '"', "as"):
            return None
        subject = self._noun_phrase_right(i + 1)
        if subject is None or (first == 0 and not self.t[subject[0]].cap):
            return None
        return Cue(i, first, entry, subject, "right", first)

    def _noun_phrase_right(self, i: int) -> tuple[int, int] | None:
        t = self.t
        if i < self.n and t[i].low in ("him", "them", "her") and not (i + 1 < self.n and t[i + 1].kind == "w"):
            return i, i
        if i >= self.n or t[i].kind != "w" or t[i].low in OBJECT_PRONOUNS - {"it", "you", "her"} or t[i].low in PREPOSITIONS:
            return None
        if t[i].low in CONJUNCTIONS or t[i].low in FINITE or t[i].low in WH or is_adverb(t[i].low) or t[i].low in DAYS:
            return None
        if t[i].low == "that":
            return None
        if t[i].low in PRONOUNS:
            return i, i
        k = i
        while k + 1 < self.n and k - i < LONGEST_NOUN_PHRASE:
            p = t[k + 1]
            if p.kind == "q":
                break
            if p.kind == "p":
                if p.low == "." and self._abbreviated(k) and k + 2 < self.n and t[k + 2].kind == "w":
                    k += 2
                    continue
                if p.low in ("&", "/"):
                    k += 1
                    continue
                break
            if p.low in ("of", "for", "from") and k + 2 < self.n and t[k + 2].kind == "w":
                k += 2
                continue
            if p.low == "and" and k + 2 < self.n and t[k + 2].cap and t[k].cap:
                k += 2
                continue
            if (p.low in NOT_IN_NOUN_PHRASE or p.low in PREPOSITIONS or p.low in DAYS or is_adverb(p.low) or p.low == "and"
                    or p.low in OBJECT_PRONOUNS or (p.low in VERBS and not p.cap and VERBS[p.low].form != "base")):  # fmt: skip
                break
            k += 1
        return i, k

    # What is reported

    def _cut(self, cues: list[Cue], number: int) -> int:
        """The token before which the content after cue `number` must end: the next attribution on the same level."""
        for other in cues[number + 1 :]:
            before = self._low(other.start - 1)
            if other.shape == "ing" and before in (",", "and", "—", "–", "but"):
                return other.start - 1
            if other.shape in ("left", "right") and other.entry.frames and before in (";", "—"):
                return other.start - 1
            if other.shape == "left" and before in ("but", "while") and other.start - 1 > cues[number].verb + 2:
                return other.start - 1
            if other.shape == "left" and before == "and" and self._low(other.start - 2) == ",":
                return other.start - 2
        return self.n

    def _turn(self, i: int, cut: int) -> int:
        """Where the reporter takes over again after a clause from `i` on: ", but he …"."""
        for k in range(i + 2, cut - 2):
            if self._low(k) == "," and self._low(k + 1) == "but" and self._low(k + 2) in ("he", "she", "they"):
                return k
        return cut

    def _last(self, first: int, cut: int) -> int:
        last = min(cut, self.n) - 1
        while last > first and (self.t[last].low in ENDING or self.t[last].low in (",", ";", ":", "—", "–", "and", "but")):
            if self.t[last].low == "." and self._abbreviated(last - 1) and last != self.n - 1:
                break
            last -= 1
        return last

    def _object_end(self, first: int, cut: int) -> int:
        """The last token of an object that starts at `first`: before a comma, a new clause or a point in time."""
        for k in range(first + 1, min(cut, self.n)):
            low = self._low(k)
            if low in OBJECT_STOPS or (low == "on" and self._low(k + 1) in DAYS) or low in DAYS:
                return self._last(first, k)
            if low == "," and not (self._kind(k + 1) == "w" and self._low(k + 2) in (",", "and")):
                return self._last(first, k)
        return self._last(first, cut)

    def _complement(self, cue: Cue, cut: int) -> list[tuple[int, int]] | None:
        """What stands after the cue: a quotation, a clause, an infinitive or an object."""
        i = (cue.subject[1] if cue.shape == "right" and cue.subject else cue.verb) + 1
        frames = cue.entry.frames
        if cue.shape == "right":
            colon = self._ahead(i, cut, ":", 12)
            if colon is not None and colon + 1 < cut:
                return [(colon + 1, self._last(colon + 1, cut))]
            if self._low(i) == "that":
                return [(i, self._last(i, cut))]
            return None
        i = self._past_fillers(i, cut)
        if i >= cut:
            return None
        if ("t" in frames and not (self._low(i) == "to" and "i" in frames)) or (self._low(i) == "to" and "i" not in frames):
            told = i
            i = self._past_addressee(i, cut, must=cue.entry.lemma in NEED_A_HEARER)
            if i > told and self._low(i) == "to" and "i" in frames:  # an order: the person addressed stays in it
                return [(told, self._last(told, cut))]
        colon = self._ahead(i, cut, ":", 16)
        if colon is not None and colon + 1 < cut and ("c" in frames or "q" in frames):
            return [(colon + 1, self._last(colon + 1, cut))]
        that = self._ahead(i, cut, "that", 9)
        if that is not None and that + 1 < cut and ("c" in frames) and (that == i or "p" not in frames or that - i < 6) and (
            self._low(that - 1) not in PREPOSITIONS or that == i
        ):
            return [(that, self._last(that, cut))]
        if i < cut and self._low(i) == "," and self._kind(i + 1) == "q":
            i += 1
        quoted = self._kind(i) == "q" or self._low(i) in ("“", '"', "‘", "«", "„")
        if quoted and i < cut:
            return [(i, self._through_quotation(i, cut))]
        q = next((k for k in range(i, min(cut, i + 9)) if self._kind(k) == "q"), None)
        if q is not None and self._low(q - 1) == "," and "q" in frames and cue.shape != "ing":
            return [(q, self._through_quotation(q, cut))]
        if i >= cut or self._kind(i) != "w":
            return None
        low = self._low(i)
        if "p" in frames:  # a weak verb: with an infinitive, a question word, or a quotation near by
            if q is not None and "o" in frames and low not in CONJUNCTIONS:
                return [(i, self._through_quotation(q, cut))]
            if (low == "to" and "i" in frames) or (low in WH and "w" in frames and cue.shape != "rel"):
                return [(i, self._last(i, cut))]
            return None
        if low in WH and "w" in frames:
            return [(i + (low in ("whether", "if")), self._last(i, cut))]
        if low == "to" and "i" in frames:
            return [(i, self._last(i, cut))]
        if "o" in frames and low not in CONJUNCTIONS and not is_adverb(low) and low not in ("to", "on", "in", "at"):
            if "c" in frames and (low in SUBJECTS or self._has_verb(i + 1, min(cut, i + 8))):
                return [(i, self._last(i, cut))]
            return [(i, self._object_end(i, cut))]
        if "c" in frames and (low not in PREPOSITIONS or "o" not in frames) and low not in ("to", "and", "of", "with", "at", "on"):
            if cut - i >= 3 and self._has_verb(i, cut):
                return [(i, self._last(i, cut))]
        return None

    def _through_quotation(self, i: int, cut: int) -> int:
        """A quotation and what it runs on into: up to the clause's end if it ends without a stop."""
        if self._kind(i) == "q":
            inside = self.text[self.t[i].end - 2 : self.t[i].end - 1]
            follows = self._low(i + 1)
            if inside in ENDING or inside == "," or i + 1 >= cut or follows in ENDING or follows == ",":
                return i
        return self._last(i, cut)

    def _past_fillers(self, i: int, cut: int) -> int:
        """Past "Monday", "on Twitter", "in a statement", "later", where a comma, "that" or a quotation follows."""
        k = i
        while k < min(cut, i + 14):
            low = self._low(k)
            if low in DAYS or (is_adverb(low) and low not in ("just", "so", "only", "never", "even")):
                k += 1
                i = k if k - i <= 1 or True else i
                continue
            break
        return k

    def _past_addressee(self, i: int, cut: int, *, must: bool) -> int:
        """Past the person told: up to a clause, a quotation, an infinitive or a mark."""
        k = i
        if self._low(k) == "to" and not (self._low(k + 1) in VERBS and VERBS[self._low(k + 1)].form == "base"):
            k += 1
        elif self._low(k) in ("that", "to") or self._low(k) in WH:
            return i
        first = k
        while k < min(cut, first + 16):
            tok = self.t[k]
            if tok.kind == "q" or tok.low in ("that", ":", ",") or tok.low in ENDING:
                return k
            if k > first and (tok.low in WH or tok.low == "to" or (must and tok.low in SUBJECTS)):
                return k
            if k > first and must and tok.low in ("the", "a", "an", "no") and self._low(k - 1) not in PREPOSITIONS | {"and"}:
                return k
            k += 1
        return k if must and k >= cut else i

    def _ahead(self, i: int, cut: int, low: str, reach: int) -> int | None:
        for k in range(i, min(cut, i + reach)):
            if self.t[k].kind == "q" or self.t[k].low in (";", "—"):
                return None
            if self.t[k].low == low:
                return k
            if self.t[k].kind == "w" and self.t[k].low in FINITE and low == "that":
                return None
        return None

    def _has_verb(self, i: int, cut: int) -> bool:
        return any(
            self.t[k].low in FINITE or (not self.t[k].cap and (self.t[k].low.endswith(("s", "ed")) or self.t[k].low in VERBS))
            for k in range(i, min(cut, self.n))
            if self.t[k].kind == "w"
        )

    def _before(self, cue: Cue, cues: list[Cue], number: int, cut: int) -> list[tuple[int, int]] | None:
        """What stands before the cue: `A, he said`, `“A,” he said`, `A, he said, B`."""
        if cue.shape in ("ing", "rel") or not set(cue.entry.frames) & set("cqw"):
            return None
        end = cue.start - 1
        if self._low(end) in ("as",):
            return None
        if end < 0:
            return None
        comma = self._low(end) in (",", "—", "–", "?", "!")
        if comma:
            end -= 1
        if end < 0 or (not comma and self._kind(end) != "q"):
            return None
        begin = 0
        for other in reversed(cues[:number]):
            if other.verb < end and other.shape != "rel" and other.start < end and self._kind(end) == "q":
                begin = max(other.verb + 1, begin)
                break
        if self._kind(end) == "q":
            begin = end
            while begin > 0 and self._low(begin - 1) in (",",) and self._kind(begin - 2) == "q":
                begin -= 2
            inside = self.text[self.t[end].start + 1 : self.t[end].start + 2]
            if begin == end and end > 0 and inside.islower() and not (self._low(end - 1) in BOUNDARY):
                begin = 0
        elif end - begin < 3 or not self._has_verb(begin, end):
            after = (cue.subject[1] if cue.shape == "right" and cue.subject else cue.verb) + 1
            resumed = self._resumed(after, cut, end) if self._low(after) == "," else []
            return [(begin, end), *resumed] if resumed and self._has_verb(*resumed[0]) else None
        if self._low(begin) in ("and", "but", "“") and begin == 0 and self._kind(end) != "q":
            begin += self._low(begin) != "“"
        content = [(begin, end)]
        after = (cue.subject[1] if cue.shape == "right" and cue.subject else cue.verb) + 1
        content += self._resumed(after, cut, end)
        return content

    def _resumed(self, after: int, cut: int, end: int) -> list[tuple[int, int]]:
        k = next((k for k in range(after, min(cut, after + 16)) if self.t[k].low in (",", "—", "–", ":") or self.t[k].kind == "q"), None)
        if k is None:
            return []
        if self._kind(k) != "q":
            k += 1
        if k >= cut:
            return []
        if self._kind(end) == "q":
            return [(k, self._through_quotation(k, cut))] if self._kind(k) == "q" else []
        if self._kind(k) != "w" or self._low(k).endswith("ing") or self._low(k) in RELATIVES | CONJUNCTIONS | {"and", "as"}:
            return []
        return [(k, self._last(k, cut))]

    def _phrases(self) -> Iterator[Attribution]:
        """`According to X, A`, `A, according to X`, `In his words, A`, `in X's view`."""
        for i in range(self.n - 2):
            low = self._low(i)
            if low == "according" and self._low(i + 1) == "to":
                source, last, cue = self._noun_phrase_right(i + 2), None, (i, i + 1)
            elif low in ("in", "by") and (found := self._in_words(i)):
                source, last = found
                cue = (i, last)
            elif low == "per" and i > 2 and self._low(i - 1) == ",":
                source, last, cue = self._noun_phrase_right(i + 1), None, (i, i)
            else:
                continue
            if source is None:
                continue
            content = self._beside(i, last or source[1])
            if content:
                spans = tuple(self._span(a, b) for a, b in content)
                yield Attribution(spans, (self._span(*cue),), (self._span(*source),), 0.9)

    def _unlisted(self, cues: list[Cue]) -> Attribution | None:
        """`Fashola smiled: “…”`, `“…,” Ndlovu smiled`: any verb will do before a colon and a quotation, or after one."""
        q = next((k for k in range(1, self.n) if self._kind(k) == "q" and self._low(k - 1) == ":"), None)
        if q is not None and not any(q - 16 < c.verb < q and c.shape != "rel" for c in cues):
            for k in range(1, q - 1):
                if self._kind(k) != "w" or self.t[k].cap:
                    continue
                if (self._finite(k) or self._low(k) in FINITE) and (subject := self._subject(self._group(k) - 1)):
                    return self._plain(subject, (k, max(k, q - 2)), (q, q))
        if self._kind(0) == "q" and 3 <= self.n <= 12 and not cues and self.text[self.t[0].end - 2] in ",?!":
            verb = self.n - 1 - (self._low(self.n - 1) in ENDING)
            for k in range(verb, 1, -1):
                if self._kind(k) == "w" and self._finite(k) and (subject := self._subject(self._group(k) - 1)):
                    return self._plain(subject, (k, verb), (0, 0))
        return None

    def _plain(self, subject: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> Attribution:
        return Attribution((self._span(*content),), (self._span(*cue),), (self._span(*subject),), 0.7)

    def _in_words(self, i: int) -> tuple[tuple[int, int], int] | None:
        """The source and the last token of "in his words", "in X's opinion", "in the words of X"."""
        for k in range(i + 1, min(self.n, i + 12)):
            low = self._low(k)
            if self.t[k].kind != "w" and not (low == "." and self._abbreviated(k - 1)):
                return None
            if low in WORDS_OF and k > i + 1:
                if self._low(k + 1) == "of" and self._low(i + 1) == "the":
                    source = self._noun_phrase_right(k + 2)
                    return (source, source[1]) if source else None
                owner = self._low(i + 1) in OWNERS or any(self._low(j).endswith(("'s", "s'")) for j in range(i + 1, k))
                if not owner:
                    return None
                last = i + 1 if self._low(i + 1) in OWNERS else next(
                    j for j in range(k - 1, i, -1) if self._low(j).endswith(("'s", "s'"))
                )
                return (i + 1, last), k
        return None

    def _beside(self, i: int, last: int) -> list[tuple[int, int]]:
        """The clause that "according to X" stands in: what follows its comma, or what comes before."""
        content = []
        if i > 1:
            end = i - 1 - (self._low(i - 1) in (",", "—", "–"))
            content.append((0, end))
        after = next((k for k in range(last + 1, self.n) if self._low(k) in (",", ":") or self._kind(k) == "q"), None)
        if after is not None and (i <= 1 or self._low(i - 1) == ","):
            first = after if self._kind(after) == "q" else after + 1
            if first < self.n - 1 and (i <= 1 or self._low(first) not in RELATIVES | CONJUNCTIONS | {"and"}):
                content.append((first, self._last(first, self.n)))
        return content


NOT_IN_NOUN_PHRASE = frozenset(
    CONJUNCTIONS | FINITE | RELATIVES | (AUXILIARIES - {"'s"}) | {"that", "as", "if", "then", "than", "or", "either"} | (PRONOUNS - {"who"})
    | {"me", "him", "them", "us", "ago", "said", "says"} | ADVERBS - {"former", "then", "first", "just"}
)


def is_speech(text: str, start: int, end: int) -> bool:
    """Whether a quotation is long or stopped enough to be somebody's words; else a title, a nickname or scare quotes."""
    inner = text[start + 1 : end - 1]
    words = inner.split()
    if not words:
        return False
    long = [w for w in words if len(w) > 3]
    stopped = inner.rstrip()[-1:] in ",.!?…—–-"
    if len(words) <= 9 and all(w[0].isupper() or not w[0].isalpha() for w in long) and len(words) > 1 and long:
        return inner.rstrip()[-1:] in "!?." and len(words) > 4
    return len(words) >= 4 or stopped
