"""Words of a sentence and the closed classes of English that rules go by; no parser."""

from __future__ import annotations

import re
from typing import NamedTuple

TOKEN = re.compile(r"[^\W_]+(?:[’'.&/-][^\W_]+|(?<=\d)[:,](?=\d)[^\W_]+)*(?:[’']s?(?![^\W_]))?|[^\s\w]|_", re.UNICODE)


class Token(NamedTuple):
    """A word, a mark, or a whole quotation. `low` is its lower case with straight apostrophes."""

    kind: str  # "w" word, "q" quotation, "p" mark
    start: int
    end: int
    low: str
    cap: bool  # begins with a capital


DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any each every no another many most several"
    " few all both such either neither one two three four five six".split()
)  # fmt: skip
ARTICLES = frozenset("the a an his her its their our my your no any each every another such".split())
PRONOUNS = frozenset("he she it they we i you who".split())
OBJECT_PRONOUNS = frozenset("him her it them us me you himself herself itself themselves".split())
AUXILIARIES = frozenset(
    "has have had is are was were be been being am will would shall should can could may might must do does did wo ca"
    " 'd 've 's".split()
)
BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am"])
NEGATIONS = frozenset("not never n't".split())
CONTRACTED = re.compile(r"(?:n't|'d|'ll|'ve|'re|'m)$")
ADVERBS = frozenset(
    "also then later again already still just now even once further earlier today yesterday tomorrow often soon"
    " always ever instead first rather too well recently reportedly simply only afterwards afterward meanwhile however"
    " nevertheless therefore thus previously separately long sometimes twice publicly privately never so".split()
)
PREPOSITIONS = frozenset(
    "of for from in at with on to by about as into over after before during under between against through among"
    " across around behind near outside inside within without upon toward towards via per despite since until amid"
    " regarding concerning following including alongside like unlike off out up down because than besides beyond"
    " throughout".split()
)
OF_LIKE = frozenset("of for from in at with on to".split())
CONJUNCTIONS = frozenset(
    "but because although though while when whereas if unless since until so yet or nor where".split()
)
RELATIVES = frozenset("who which that whom".split())
WH = frozenset("whether if how what why when where who which".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec".split()
)
FINITE = frozenset(
    "is are was were has have had will would can could may might must should does did do came went got made took gave"
    " became seems seemed isn't aren't wasn't weren't won't wouldn't can't cannot couldn't don't doesn't didn't hasn't"
    " haven't hadn't shouldn't it's he's she's that's there's i'm we're they're you're i've we've they've i'd he'd"
    " she'd they'd we'd you'd i'll he'll she'll we'll they'll it'll".split()
)


def tokens(text: str, start: int, end: int, blocks: list[tuple[int, int]]) -> list[Token]:
    """The tokens of text[start:end]; each of `blocks` (quotations, sorted, disjoint) is a single token."""
    found: list[Token] = []
    at = start
    for block_start, block_end in [*blocks, (end, end)]:
        for m in TOKEN.finditer(text, at, block_start):
            word = m.group()
            kind = "w" if word[0].isalnum() else "p"
            low = word if word == "May" else word.lower().replace("’", "'")  # the month is no auxiliary
            found.append(Token(kind, m.start(), m.end(), low, word[0].isupper()))
        if block_end > block_start:
            found.append(Token("q", block_start, block_end, "“”", False))
        at = block_end
    return found


def is_adverb(low: str) -> bool:
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NOT_ADVERBS)


NOT_ADVERBS = frozenset(
    "family reply rally ally supply assembly only july bully italy monopoly kelly billy reilly anomaly tally early"
    " daily weekly monthly friendly elderly likely lovely".split()
)  # fmt: skip


def is_auxiliary(low: str) -> bool:
    return low in AUXILIARIES or low in NEGATIONS or (CONTRACTED.search(low) is not None and low not in PRONOUNS)


WORD = re.compile(r"[^\W_]")
