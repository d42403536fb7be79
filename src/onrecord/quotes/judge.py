"""The judgement: a quotation beside the passages that may be its origin.

Each passage is laid beside the quotation word by word; the passage, or the splice of several, that explains it at the
least cost gives the answer. What explains too little of it is no origin at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.errors import UsageError
from onrecord.quotes import showing
from onrecord.quotes.laying import Laid, lay, weights_of
from onrecord.quotes.passages import Passage, joined
from onrecord.quotes.splice import splice
from onrecord.quotes.verdict import Answer, Match, Verdict
from onrecord.quotes.words import Words, words

# Longer than any quotation that we have seen in print (some 2,900 words); a draft is checked with --file.
LONGEST = 20_000  # code points
EQUAL = 0.7  # words; a passage that costs no more than this above the best has the same words
OTHERS = 1.5  # and one of the claimed speaker is preferred up to here
NEAR = 2.0  # other passages that explain the quotation nearly as well are shown too
# A passage is the origin if the share of the quotation's words that it has, and of neighbours that are neighbours in
# it too, sum to the first number and the second over the quotation's words: short ones need more, since few words
# agree by chance. Of 600 invented quotations 99 % stay below, of 500 with words changed and 300 paraphrases 99 % above.
LEAST = {False: (0.7, 1.5), True: (0.8, 1.8)}  # quoted, and unquoted: person, tense and endings agree by chance too
# More, over the words, where the quotation stands opposite a part of a longer passage: any few words stand somewhere.
WITHIN = 1.3
GIST_COST = 1.6  # words, at most, of a reworded report: so that no splice of chance pieces goes before it
LOOKED_AROUND = 4  # passages whose paragraphs are read
POORLY = 1.5  # words left unexplained, from which on a paragraph may explain the quotation better
LEAST_NARRATIVE = 0.25  # more, where the words are the article's own and nobody's speech
# (margin, share of answers that were right from there up to the next), for each answer: 1,965 quotations of which the
# archive's statements were found by the model, from two generators (docs/explanation/verify.md has the counts).
SURE = {
    Answer.EXACT: ((1.1, 0.99), (0.0, 0.89)),
    Answer.WORDS_CHANGED: ((0.9, 0.99), (0.6, 0.96), (0.3, 0.89), (0.0, 0.71)),
    Answer.TRUNCATED: ((0.0, 0.98),),
    Answer.SPLICED: ((0.0, 0.99),),
    Answer.INDIRECT_AS_DIRECT: ((0.25, 0.99), (0.0, 0.86)),
    Answer.ANOTHER_SPEAKER: ((1.1, 0.99), (0.6, 0.67), (0.0, 0.5)),
    Answer.NOT_ON_RECORD: ((0.3, 0.99), (0.1, 0.9), (0.0, 0.6)),
}
# Characters that a text may hold though they print nothing.
BLANK = frozenset("\n\r\t\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff")


def quotation(raw: str) -> Words:
    """The words of a quotation as typed. Raises `UsageError` for what cannot be one."""
    if len(raw) > LONGEST:
        raise UsageError(
            f"a quotation of {len(raw):,} characters, more than {LONGEST:,}: give one quotation, or check a whole text"
            " with --file"
        )
    strange = sum(not (c.isprintable() or c.isspace() or c in BLANK) for c in raw)
    if "\0" in raw or "\ufffd" in raw or strange > len(raw) / 20:
        raise UsageError("a quotation of bytes that are no text: give the words, as UTF-8")
    found = words(raw)
    if not found.keys:
        raise UsageError("a quotation without a word: give the words that were said")
    return found


Wider = Callable[[Sequence[Passage]], Iterable[Passage]]  # passages -> the paragraphs that they stand in
# A claimed name, and passages by whose names it is none of their speakers' -> whether it is all the same.
Knowing = Callable[[str, Sequence[Passage]], Sequence[bool | None]]


def judge(
    text: str,
    candidates: Iterable[Passage],
    *,
    speaker: str | None = None,
    knowing: Knowing | None = None,
    wider: Wider | None = None,
) -> Verdict:
    """How `text` stands to the passages given. Raises `UsageError` for a text that cannot be a quotation.

    `knowing` tells who is who beyond what names alone tell. `wider` gives the paragraphs around passages, which are
    looked at where the passages alone do not explain the quotation whole.
    """
    ours = quotation(text)
    weights = weights_of(ours)
    found_in = tuple(candidates)
    laid = lay(ours, weights, (*found_in, *joined(found_in)), speaker)
    outcome = _outcome(ours, weights, laid, speaker, knowing)
    if wider and (places := _unexplained(outcome, laid)):
        laid += lay(ours, weights, wider(places), speaker)
        outcome = _outcome(ours, weights, laid, speaker, knowing)
    return _verdict(text, speaker, ours, outcome, _confidence(outcome.answer, outcome.margin))


@dataclass(frozen=True, slots=True)
class _Found:
    answer: Answer
    laid: tuple[Laid, ...]
    also: tuple[Answer, ...] = ()
    margin: float = 0.0


def _outcome(
    ours: Words, weights: Sequence[float], laid: list[Laid], speaker: str | None, knowing: Knowing | None
) -> _Found:
    """The cheapest explanation, and by how much it explains more than it must."""
    laid.sort(key=lambda x: x.cost)
    margins = {id(x): _margin(x, len(ours)) for x in laid}
    near = [x for x in laid if margins[id(x)] >= 0]
    below = near[0].cost if near else sum(weights) / 2
    if not near and (near := [x for x in laid if x.gist]):
        below = min(near[0].cost, GIST_COST)
    pieces = splice(ours, weights, laid, below=below)
    if pieces:
        reported = all(x.answer is Answer.INDIRECT_AS_DIRECT for x in pieces)
        return _Found(Answer.INDIRECT_AS_DIRECT if reported else Answer.SPLICED, pieces, margin=1.0)
    near = [x for x in near if x.cost <= near[0].cost + NEAR]
    if not near:
        return _Found(Answer.NOT_ON_RECORD, (), margin=-max(margins.values(), default=-1.0))
    held = {x.passage: margins[id(x)] for x in near}
    if speaker and knowing:
        near = _known(near, speaker, knowing)
    found = _found(near, len(ours), claimed=speaker is not None)
    return replace(found, margin=held[found.laid[0].passage])


def _known(near: Sequence[Laid], speaker: str, knowing: Knowing) -> list[Laid]:
    """The passages, those whose names do not show the claimed speaker asked about."""
    asked = [x for x in near if not x.same]
    told = dict(zip(map(id, asked), knowing(speaker, [x.passage for x in asked]), strict=True)) if asked else {}
    return [replace(x, same=told[id(x)]) if id(x) in told else x for x in near]


def _unexplained(outcome: _Found, laid: Sequence[Laid]) -> tuple[Passage, ...]:
    """The passages to look around of where nothing explains the quotation whole, or only several together."""
    if outcome.answer is Answer.NOT_ON_RECORD:
        return tuple(x.passage for x in laid[:LOOKED_AROUND] if x.blocks)
    if outcome.answer is Answer.SPLICED or outcome.laid[0].cost >= POORLY:
        return tuple(x.passage for x in outcome.laid[:LOOKED_AROUND])
    return ()


def _found(near: Sequence[Laid], size: int, *, claimed: bool) -> _Found:
    """The answer of passages that explain the quotation about equally well, the best by words first.

    The claimed speaker's own words go before somewhat nearer ones of others. Where none are, and a passage names
    another speaker, that is the answer, even if yet another passage of these words names nobody.
    """
    own = next((x for x in near if x.same and x.cost <= near[0].cost + OTHERS), None)
    if claimed and own is None and size > 1:  # one word is many people's
        other = next((x for x in near if x.same is False and x.cost <= near[0].cost + EQUAL), None)
        if other:
            return _Found(Answer.ANOTHER_SPEAKER, _first(other, near), (other.answer,))
    best = own or near[0]
    return _Found(best.answer, _first(best, near))


def _first(best: Laid, near: Sequence[Laid]) -> tuple[Laid, ...]:
    """The best, then the others, without what only shows the place of one before once more."""
    kept = [best]
    for x in near:
        if x is not best and not any(_same_place(x.passage, k.passage) for k in kept):
            kept.append(x)
    return tuple(kept)


def _same_place(one: Passage, other: Passage) -> bool:
    """Whether a paragraph or two joined statements stand where another passage does."""
    if one.source.article != other.source.article or (one.statement is not None and not one.seams):
        return False
    return any(a < d and c < b for a, b in one.pieces for c, d in other.pieces)


def _margin(x: Laid, size: int) -> float:
    """By how much a passage explains more of a quotation of so many words than an origin must; negative if less."""
    own = x.passage.statement is None and not x.passage.marked
    least, short = LEAST[x.answer is Answer.INDIRECT_AS_DIRECT]
    short += 0.0 if _spans(x, size) else WITHIN
    return x.share + x.runs - min(2.0, least + short / size + own * LEAST_NARRATIVE)  # 2.0: all words as they stand


def _spans(x: Laid, size: int) -> bool:
    """Whether the quotation stands opposite a whole stretch, quoted or reported, give or take a word at either end."""
    if not x.blocks:
        return False
    first, last = x.blocks[0], x.blocks[-1]
    start, end = first.b - first.a, last.b + last.size + size - last.a - last.size
    ranges = [x.theirs.between(*m) for m in x.passage.marked] or [(0, len(x.theirs))]
    return any(abs(start - a) <= 1 for a, _ in ranges) and any(abs(end - b) <= 1 for _, b in ranges)


def _confidence(answer: Answer, margin: float) -> float:
    """How often the answer was right at such a margin in the measured cases."""
    steps = SURE[answer]
    return next((share for low, share in steps if margin >= low), steps[-1][1])


def _verdict(text: str, speaker: str | None, ours: Words, found: _Found, confidence: float) -> Verdict:
    matches = tuple(showing.match(ours, x) for x in found.laid)
    notes = tuple(_notes(ours, speaker, found.answer, matches))
    return Verdict(text, speaker, found.answer, confidence, matches, found.also, ours.disguised, notes)


def _notes(ours: Words, speaker: str | None, answer: Answer, matches: Sequence[Match]) -> Iterable[str]:
    """What a reader must know beside the answer."""
    if len(ours) == 1:
        yield "one word proves little: many people say it"
        if speaker and matches and not any(m.same_speaker for m in matches):
            yield f"on record here, but not as said by {speaker}"
            return
    if speaker and matches and matches[0].same_speaker is None and answer is not Answer.SPLICED:
        named = matches[0].passage.named
        yield f"the page does not say in a way that we can resolve who said it{f': “{named}”' if named else ''}"
