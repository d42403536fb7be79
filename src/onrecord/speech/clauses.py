"""One sentence: what each of its reporting verbs and phrases reports."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Span
from onrecord.speech.cues import Cue, Cues
from onrecord.speech.marks import Marked, is_speech
from onrecord.speech.phrases import BOUNDARY
from onrecord.speech.tagging import Attribution
from onrecord.speech.verbs import VERBS
from onrecord.speech.words import CONJUNCTIONS, DAYS, FINITE, PREPOSITIONS, RELATIVES, WH, is_adverb, tokens

LONGEST_SENTENCE = 400  # tokens; what is longer is a list or a dump, and is cut there
ENDING = frozenset(".!?…")
TRAILING = ENDING | frozenset([",", ";", ":", "—", "–", "and", "but"])
OPENING = frozenset('“"‘«„')
# Where an object ends and the sentence goes on about something else.
OBJECT_STOPS = frozenset(
    "; — – after before when while but because although though during until since amid despite".split()
)
WORDS_OF = frozenset(["words", "view", "opinion", "telling", "estimation", "account"])
OWNERS = frozenset(["his", "her", "their", "its", "my", "our"])
SUBJECTS = frozenset("he she they it we i you there his their her".split())
# Verbs that always name the person told before the rest.
NEED_A_HEARER = frozenset(["tell", "inform", "assure", "reassure", "remind", "notify", "brief", "text", "email"])
NOT_FILLERS = frozenset(["just", "so", "only", "never", "even"])
# How far after a verb its colon, its "that" and its quotation are looked for, in tokens: "told reporters in Kyiv on
# Monday that"; further on they belong to something else.
COLON_REACH, THAT_REACH, QUOTATION_REACH, HEARER_REACH = 16, 9, 9, 16
SURE, UNLISTED = 0.9, 0.7  # scores; uncalibrated: who-said-what precision on the development articles is about 0.7

Ranges = list[tuple[int, int]]


class Sentence(Cues):
    """The tokens of one sentence and what it attributes."""

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
        cues = self.cues()
        phrases = list(self._phrases())
        yield from phrases
        if not phrases and (found := self._unlisted(cues)):
            yield found
        for number, cue in enumerate(cues):
            cut = self._turn(cue.last, self._cut(cues, number))
            quoted = cue.shape == "left" and self.kind(cue.start - 1) == "q"  # "“A,” she said, “B.”"
            content = self._preceding(cue, cut) if quoted else self._complement(cue, cut)
            content = content or (self._complement(cue, cut) if quoted else self._preceding(cue, cut))
            if content and all(first <= last < self.n for first, last in content):
                yield self._made(content, (cue.first, cue.last), cue.subject, SURE)

    def _made(self, content: Ranges, cue: tuple[int, int], source: tuple[int, int] | None, score: float) -> Attribution:
        spans = tuple(self.span(*r) for r in sorted(content))
        return Attribution(spans, (self.span(*cue),), (self.span(*source),) if source else (), score)

    # Where a content ends

    def _cut(self, cues: list[Cue], number: int) -> int:
        """The token before which the content after cue `number` must end: the next attribution on the same level."""
        for other in cues[number + 1 :]:
            before = self.low(other.start - 1)
            if other.shape == "ing" and before in (",", "and", "—", "–", "but"):
                return other.start - 1
            if other.shape in ("left", "right") and before in (";", "—"):
                return other.start - 1
            if other.shape == "left" and before in ("but", "while") and other.start - 1 > cues[number].last + 2:
                return other.start - 1
            if other.shape == "left" and before == "and" and self.low(other.start - 2) == ",":
                return other.start - 2
        return self.n

    def _turn(self, i: int, cut: int) -> int:
        """Where the reporter takes over again after a clause from `i` on: ", but he …"."""
        for k in range(i + 2, cut - 2):
            if self.low(k) == "," and self.low(k + 1) == "but" and self.low(k + 2) in ("he", "she", "they"):
                return k
        return cut

    def _last(self, first: int, cut: int) -> int:
        """The last token of a content from `first` to before `cut`, without trailing marks."""
        last = min(cut, self.n) - 1
        while last > first and self.low(last) in TRAILING:
            if self.low(last) == "." and self.abbreviated(last - 1) and last != self.n - 1:
                break
            last -= 1
        return last

    def _to(self, first: int, cut: int) -> Ranges:
        return [(first, self._last(first, cut))]

    def _object(self, first: int, cut: int) -> Ranges:
        """An object that starts at `first`: it ends before a comma, a new clause or a point in time."""
        for k in range(first + 1, min(cut, self.n)):
            low = self.low(k)
            if low in OBJECT_STOPS or low in DAYS or (low == "on" and self.low(k + 1) in DAYS):
                return self._to(first, k)
            if low == "," and not (self.kind(k + 1) == "w" and self.low(k + 2) in (",", "and")):
                return self._to(first, k)
        return self._to(first, cut)

    def _through_quotation(self, i: int, cut: int) -> Ranges:
        """A quotation and what it runs on into: up to the clause's end, unless it ends with a stop or before one."""
        if self.kind(i) == "q":
            inside, follows = self.text[self.t[i].end - 2], self.low(i + 1)
            if inside in ENDING or inside == "," or i + 1 >= cut or follows in ENDING or follows == ",":
                return [(i, i)]
        return self._to(i, cut)

    # What stands after the cue

    def _complement(self, cue: Cue, cut: int) -> Ranges | None:
        """A quotation, a clause, an infinitive or an object after the cue, as its frames allow."""
        frames = cue.entry.frames
        if cue.shape == "right":
            return self._after_inversion(cue.after, cut)
        told = i = self._past_fillers(cue.after, cut)
        if i >= cut:
            return None
        to = self.low(i) == "to"
        if ("t" in frames and not (to and "i" in frames)) or (to and "i" not in frames):
            i = self._past_hearer(i, cut, must=cue.entry.lemma in NEED_A_HEARER)
            if i > told and self.low(i) == "to" and "i" in frames:  # an order: the person addressed stays in it
                return self._to(told, cut)
        colon = self._ahead(i, cut, ":", COLON_REACH)
        if colon is not None and colon + 1 < cut and set(frames) & {"c", "q"}:
            return self._to(colon + 1, cut)
        that = self._ahead(i, cut, "that", THAT_REACH) if "c" in frames else None
        if that is not None and that + 1 < cut and (that == i or self.low(that - 1) not in PREPOSITIONS):
            return self._to(that, cut)
        i += self.low(i) == "," and self.kind(i + 1) == "q"
        if i < cut and (self.kind(i) == "q" or self.low(i) in OPENING):
            return self._through_quotation(i, cut)
        q = next((k for k in range(i, min(cut, i + QUOTATION_REACH)) if self.kind(k) == "q"), None)
        if q is not None and self.low(q - 1) == "," and "q" in frames and cue.shape != "ing":
            return self._through_quotation(q, cut)
        return self._in_words(cue, i, q, cut) if i < cut and self.kind(i) == "w" else None

    def _after_inversion(self, i: int, cut: int) -> Ranges | None:
        colon = self._ahead(i, cut, ":", COLON_REACH)
        if colon is not None and colon + 1 < cut:
            return self._to(colon + 1, cut)
        return self._to(i, cut) if self.low(i) == "that" else None

    def _in_words(self, cue: Cue, i: int, q: int | None, cut: int) -> Ranges | None:
        """The complement from token `i` on that is neither marked by "that" nor quoted."""
        frames, low = cue.entry.frames, self.low(i)
        if "p" in frames:  # a weak verb: with an infinitive, a question word, or a quotation near by
            if q is not None and "o" in frames and low not in CONJUNCTIONS:
                return [(i, self._through_quotation(q, cut)[0][1])]
            asked = low in WH and "w" in frames and cue.shape != "rel"
            return self._to(i, cut) if asked or (low == "to" and "i" in frames) else None
        if low in WH and "w" in frames:
            return self._to(i + (low in ("whether", "if")), cut)
        if low == "to":
            return self._to(i, cut) if "i" in frames else None
        if "o" in frames and low not in CONJUNCTIONS and not is_adverb(low) and low not in ("on", "in", "at"):
            clause = "c" in frames and (low in SUBJECTS or self.has_verb(i + 1, min(cut, i + 8)))
            return self._to(i, cut) if clause else self._object(i, cut)
        if (
            "c" in frames
            and low not in ("and", "of", "with", "at", "on")
            and not ("o" in frames and low in PREPOSITIONS)
        ):
            return self._to(i, cut) if cut - i >= 3 and self.has_verb(i, cut) else None
        return None

    def _past_fillers(self, i: int, cut: int) -> int:
        """Past "Monday", "later", "repeatedly"."""
        while i < cut and (self.low(i) in DAYS or (is_adverb(self.low(i)) and self.low(i) not in NOT_FILLERS)):
            i += 1
        return i

    def _past_hearer(self, i: int, cut: int, *, must: bool) -> int:
        """Past the person told: up to a clause, a quotation, an infinitive or a mark; `i` if nobody is told."""
        first = i
        if self.low(i) == "to" and not (self.low(i + 1) in VERBS and VERBS[self.low(i + 1)].form == "base"):
            first += 1
        elif self.low(i) in ("that", "to") or self.low(i) in WH:
            return i
        for k in range(first, min(cut, first + HEARER_REACH)):
            low = self.low(k)
            if self.kind(k) == "q" or low in ("that", ":", ",") or low in ENDING:
                return k
            if k > first and (low in WH or low == "to"):
                return k
            joined = self.low(k - 1) in PREPOSITIONS or self.low(k - 1) == "and"
            if k > first and must and not joined and (low in SUBJECTS or low in ("the", "a", "an", "no")):
                return k
        return cut if must and cut <= first + HEARER_REACH else i

    def _ahead(self, i: int, cut: int, low: str, reach: int) -> int | None:
        """The next token `low` within `reach`, if no quotation, dash or, for "that", verb stands before it."""
        for k in range(i, min(cut, i + reach)):
            if self.low(k) == low:
                return k
            if self.kind(k) == "q" or self.low(k) in (";", "—") or (low == "that" and self.low(k) in FINITE):
                return None
        return None

    # What stands before the cue

    def _preceding(self, cue: Cue, cut: int) -> Ranges | None:
        """`A, he said`, `“A,” he said`, `A, he said, B`."""
        if cue.shape in ("ing", "rel") or not set(cue.entry.frames) & set("cqw"):
            return None
        end = cue.start - 1
        comma = self.low(end) in (",", "—", "–", "?", "!")
        end -= comma
        if end < 0 or (not comma and self.kind(end) != "q"):
            return None
        resumed = self._resumed(cue.after, cut, end)
        if self.kind(end) == "q":
            return [(self._quotation_start(end), end), *resumed]
        begin = int(self.low(0) in ("and", "but"))
        if end - begin >= 3 and self.has_verb(begin, end):
            return [(begin, end), *resumed]
        if resumed and self.low(cue.after) == "," and self.has_verb(*resumed[0]):
            return [(begin, end), *resumed]  # "Now, she said, the two don't mix."
        return None

    def _quotation_start(self, end: int) -> int:
        """Where a content begins that ends with the quotation at `end`: there, or with the clause that it completes."""
        begin = end
        while begin > 1 and self.low(begin - 1) == "," and self.kind(begin - 2) == "q":
            begin -= 2
        inside = self.text[self.t[end].start + 1]
        runs_in = begin == end and end > 0 and inside.islower() and self.low(end - 1) not in BOUNDARY
        return 0 if runs_in else begin

    def _resumed(self, after: int, cut: int, end: int) -> Ranges:
        """What goes on after `he said`: a second quotation after a quotation, a clause after a clause."""
        for k in range(after, min(cut, after + HEARER_REACH)):
            if self.kind(k) == "q" or self.low(k) in (",", "—", "–", ":"):
                break
        else:
            return []
        k += self.kind(k) != "q"
        if k >= cut:
            return []
        if self.kind(end) == "q":
            return self._through_quotation(k, cut) if self.kind(k) == "q" else []
        low = self.low(k)
        if (
            self.kind(k) != "w"
            or low.endswith("ing")
            or low in RELATIVES
            or low in CONJUNCTIONS
            or low in ("and", "as")
        ):
            return []
        return self._to(k, cut)

    # Phrases without a reporting verb of the table

    def _phrases(self) -> Iterator[Attribution]:
        """`According to X, A`, `A, according to X`, `In his words, A`, `in X's view`."""
        for i in range(self.n - 2):
            low = self.low(i)
            source: tuple[int, int] | None = None
            if low == "according" and self.low(i + 1) == "to":
                source, cue = self.starting_at(i + 2), (i, i + 1)
                last = source[1] if source else i
            elif low == "in" and (found := self._words_of(i)):
                source, last = found
                cue = (i, last)
            if source and (content := self._beside(i, last)):
                yield self._made(content, cue, source, SURE)

    def _words_of(self, i: int) -> tuple[tuple[int, int], int] | None:
        """The source and the last token of "in his words", "in X's opinion", "in the words of X"."""
        for k in range(i + 2, min(self.n, i + 12)):
            if self.low(k) not in WORDS_OF:
                continue
            if self.low(k + 1) == "of" and self.low(i + 1) == "the":
                source = self.starting_at(k + 2)
                return (source, source[1]) if source else None
            if self.low(i + 1) in OWNERS:
                return (i + 1, i + 1), k
            owner = next((j for j in range(k - 1, i, -1) if self.low(j).endswith(("'s", "s'"))), None)
            return ((i + 1, owner), k) if owner is not None else None
        return None

    def _beside(self, i: int, last: int) -> Ranges:
        """The clause that a phrase from `i` to `last` stands in: what follows its comma, or what comes before."""
        content: Ranges = []
        if i > 1:
            content.append((0, i - 1 - (self.low(i - 1) in (",", "—", "–"))))
        for k in range(last + 1, self.n):
            if self.kind(k) == "q" or self.low(k) in (",", ":"):
                break
        else:
            return content
        first = k + (self.kind(k) != "q")
        goes_on = self.low(first) not in RELATIVES and self.low(first) not in CONJUNCTIONS and self.low(first) != "and"
        if first < self.n - 1 and (i <= 1 or (self.low(i - 1) == "," and goes_on)):
            content += self._to(first, self.n)
        return content

    def _unlisted(self, cues: list[Cue]) -> Attribution | None:
        """`Fashola smiled: “…”`, `“…,” Ndlovu smiled`: any verb does before a colon and a quotation, or after one."""
        q = next((k for k in range(2, self.n) if self.kind(k) == "q" and self.low(k - 1) == ":"), None)
        if q is not None and not any(q - COLON_REACH < c.last < q and c.shape != "rel" for c in cues):
            for k in range(1, q - 1):
                verb = self.kind(k) == "w" and not self.t[k].cap and (self.finite(k) or self.low(k) in FINITE)
                if verb and (subject := self.subject(self.group(k) - 1)):
                    return self._made([(q, q)], (k, q - 2), subject, UNLISTED)
        if self.kind(0) == "q" and 3 <= self.n <= 12 and not cues and self.text[self.t[0].end - 2] in ",?!":
            last = self.n - 1 - (self.low(self.n - 1) in ENDING)
            for k in range(last, 1, -1):
                if self.finite(k) and (subject := self.subject(self.group(k) - 1)):
                    return self._made([(0, 0)], (k, last), subject, UNLISTED)
        return None
