"""More quotations with known changes, made by other means than `quotation_cases`: what another hand would think of.

Shares nothing with that generator but the reading of the bench folder and the check that an invention stands nowhere.
Changes fall on any word, the first and the last too; pieces are cut by sentences, clauses and words; speakers are
swapped within one article; inventions are written over the names and nouns of real articles.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.model import Kind, Record, SpeakerType, Statement
from onrecord.quotes.names import parts
from onrecord.quotes.verdict import Answer
from onrecord.quotes.words import keys
from quotation_cases import Case

OPPOSITES = {
    "always": "never", "never": "always", "good": "bad", "bad": "good", "more": "less", "less": "more", "best": "worst",
    "all": "no", "everyone": "nobody", "up": "down", "high": "low", "higher": "lower", "increase": "decrease",
    "for": "against", "against": "for", "before": "after", "after": "before", "with": "without", "strong": "weak",
    "safe": "dangerous", "win": "lose", "right": "wrong", "first": "last", "most": "least", "love": "hate",
    "true": "untrue", "many": "few", "will": "won't", "can": "can't", "is": "isn't", "yes": "no", "support": "oppose",
}  # fmt: skip
NEAR = {
    "think": "feel", "believe": "reckon", "people": "citizens", "country": "land", "great": "tremendous", "job": "post",
    "want": "intend", "going": "about", "big": "huge", "very": "quite", "said": "claimed", "money": "funds",
    "important": "vital", "problem": "trouble", "work": "effort", "children": "youngsters", "women": "females",
    "president": "head", "campaign": "contest", "election": "ballot", "need": "must", "know": "understand",
    "really": "actually", "things": "stuff", "make": "produce", "get": "obtain", "help": "aid", "new": "recent",
    "world": "globe", "talk": "chat", "look": "glance", "time": "moment", "years": "decades", "day": "week",
}  # fmt: skip
EXPANDED = {
    "don't": "do not", "doesn't": "does not", "isn't": "is not", "can't": "cannot", "won't": "will not",
    "it's": "it is", "that's": "that is", "we're": "we are", "i'm": "I am", "they're": "they are", "didn't": "did not",
    "i've": "I have", "we've": "we have", "wasn't": "was not", "there's": "there is", "he's": "he is",
}  # fmt: skip
PUT_IN = ("not", "never", "clearly", "frankly", "perhaps", "indeed", "completely", "hardly", "always", "probably")
LOOK_ALIKE = str.maketrans("aeopcxAEOPCTB", "аеорсхАЕОРСТВ")
WRAPPINGS = ("“{}”", '"{}"', "«{}»", "„{}“", "‘{}’", "{}", "”{}”", "``{}''", "“{}", "»{}«", "《{}》", " \n“ {} ”")
# Inventions; the braces take names, places and nouns of one article, so that the subject is that of the archive.
TEMPLATES = (
    "{name} will regret every word about {noun} before the year is over, believe me",
    "We in {name}'s camp have lost patience with the {noun}, and we shall show it on Monday",
    "There is no version of this {noun} in which ordinary families come out ahead",
    "I told {name} to her face that the {noun} belonged in a museum",
    "Show me one {noun} that survived contact with {name} and I will eat my hat",
    "Between the {noun} and the {noun2} I would choose neither, and so would my grandmother",
    "Our {noun} is worth exactly nothing if {name} can tear it up over breakfast",
    "Seventeen of us drafted that {noun} overnight, on cold pizza and borrowed laptops",
    "Nobody asked the nurses or the bus drivers about this {noun}, and it shows",
    "Let {name} count the {noun} twice; the arithmetic will not get any kinder",
    "A {noun} like this one comes along twice in a century, and both times we slept through it",
    "If the {noun} fails, I will be the first to hand in my keys to the building",
    "The {noun2} was bad, but the silence of {name} afterwards was what broke my heart",
    "We are not in the business of selling {noun} to the highest bidder any longer",
    "My advice to {name} is simple: read the {noun} from the back",
    "You cannot put out a fire with a {noun}, however nicely it is printed",
    "Every {noun} has a price, and {name} has just learned what it is",
    "Such a {noun} would have been unthinkable in my father's day, and it ought to be so again",
    "The committee never received the {noun} from {name}, neither on paper nor by messenger",
    "It took us eleven months to repair what the {noun} undid in one afternoon",
)


@dataclass(frozen=True)
class Pool:
    """Statements of the archive with their articles; `foreign` are texts that are not in it."""

    records: tuple[Record, ...]
    foreign: tuple[str, ...] = ()
    direct: tuple[tuple[Record, Statement], ...] = field(init=False)

    def __post_init__(self) -> None:
        found = tuple((r, s) for r in self.records for s in r.statements if s.kind is Kind.DIRECT and _clean(s))
        object.__setattr__(self, "direct", found)

    @cached_property
    def indirect(self) -> tuple[tuple[Record, Statement], ...]:
        return tuple(
            (r, s)
            for r in self.records
            for s in r.statements
            if s.kind is Kind.INDIRECT and len(keys(s.quote)) >= 6 and not _within_speech(r, s)
        )

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """Every five words in a row of every article."""
        found: set[tuple[str, ...]] = set()
        for r in self.records:
            k = keys(r.article.text)
            found.update(k[i : i + 5] for i in range(len(k) - 4))
        return frozenset(found)

    @cached_property
    def quoted(self) -> frozenset[tuple[str, ...]]:
        return frozenset(keys(s.quote) for _, s in self.direct)

    @cached_property
    def text(self) -> str:
        """The folded words of all articles, for a search of words in a row."""
        return "\n".join(" ".join(keys(r.article.text)) for r in self.records)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted({s.speaker.name for r in self.records for s in r.statements if _is_named(s)}))


def _clean(s: Statement) -> bool:
    return 3 <= len(keys(s.quote)) <= 150


def _within_speech(r: Record, s: Statement) -> bool:
    start, end = s.content[0].start, s.content[-1].end
    return any(
        o is not s and o.kind is not Kind.INDIRECT and o.content[0].start <= start and end <= o.content[-1].end
        for o in r.statements
    )


def _is_named(s: Statement) -> bool:
    return bool(s.speaker and s.speaker.type is SpeakerType.PERSON and len(parts(s.speaker.name)) >= 2)


def _tokens(s: Statement) -> list[str]:
    bare = re.sub(r"[“”„«»\"]|''|``", "", s.quote)
    return bare.strip(" ‘’'").split()


def _said(s: Statement, rng: random.Random) -> str | None:
    """The right speaker: none, whole, the last name, with a title, or in capitals."""
    if not _is_named(s) or s.speaker is None:
        return None
    name = s.speaker.name
    last = name.split()[-1]
    forms = [None, None, name, name, f"Mr. {last}" if len(last) > 3 else name, name.upper()]
    return rng.choice(forms)


def _wrap(text: str, rng: random.Random) -> str:
    return rng.choice(WRAPPINGS).format(text)


Made = Case | None
Maker = Callable[[Pool, random.Random], Made]


def _case(name: str, tokens: Sequence[str], who: str | None, answer: Answer, r: Record, rng: random.Random) -> Case:
    return Case(name, _wrap(" ".join(tokens), rng), who, answer, r.article.id)


def _pick(pool: Pool, rng: random.Random, least: int) -> tuple[Record, Statement, list[str]] | None:
    r, s = rng.choice(pool.direct)
    tokens = _tokens(s)
    return (r, s, tokens) if len(keys(" ".join(tokens))) >= least else None


def verbatim(pool: Pool, rng: random.Random) -> Made:
    if not (picked := _pick(pool, rng, 4)):
        return None
    r, s, t = picked
    way = rng.choice(("as is", "as is", "capitals", "look-alike", "blanks", "edges", "hyphens", "soft"))
    text = s.quote if way == "as is" else " ".join(t)
    if way == "capitals":
        text = text.upper() if rng.random() < 0.5 else text[:1].upper() + text[1:]
    elif way == "look-alike":
        spots = rng.sample(range(len(t)), k=min(3, len(t)))
        text = " ".join(w.translate(LOOK_ALIKE) if i in spots else w for i, w in enumerate(t))
    elif way == "blanks":
        text = rng.choice(("  ", "\t", "\u00a0", " \r\n ", "\u2009")).join(t)
    elif way == "edges":
        text = f"…{text.strip('.,!? ')}..." if rng.random() < 0.5 else f"[...] {text.rstrip('., ')}."
    elif way == "hyphens":
        text = text.replace("—", " – ").replace("’", "´" if rng.random() < 0.3 else "'")
    elif way == "soft":
        text = "\u200b" + text.replace("tion", "\u00adtion")
    return Case(f"verbatim {way}", _wrap(text, rng), _said(s, rng), Answer.EXACT, r.article.id)


def altered(pool: Pool, rng: random.Random) -> Made:
    """One to three words put in another's place, anywhere."""
    if not (picked := _pick(pool, rng, 5)):
        return None
    r, s, t = picked
    size = rng.randint(1, 3 if len(t) >= 10 else 2 if len(t) >= 7 else 1)
    name, pool_of = "altered", " ".join(r.article.paragraphs).split()
    for i in rng.sample(range(len(t)), k=size):
        word = t[i].strip(".,!?;:—–-’'").lower()
        way = rng.choice(("opposite", "near", "other", "misspelled"))
        if word.replace(",", "").isdigit():
            t[i] = str(int(word.replace(",", "")) + rng.randint(1, 40))
        elif way == "opposite" and word in OPPOSITES:
            t[i] = OPPOSITES[word]
        elif way == "near" and word in NEAR:
            t[i] = NEAR[word]
        elif way == "misspelled" and len(word) > 5 and word.isalpha():
            k = rng.randint(1, len(t[i]) - 3)
            t[i] = t[i][:k] + t[i][k + 1] + t[i][k] + t[i][k + 2 :]
        else:
            t[i] = rng.choice([w for w in pool_of if w.isalpha() and w.lower() != word] or ["nonsense"])
    return _case(name, t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)


def put_in(pool: Pool, rng: random.Random) -> Made:
    if not (picked := _pick(pool, rng, 5)):
        return None
    r, s, t = picked
    for _ in range(rng.randint(1, 2)):
        t.insert(rng.randint(1, len(t) - 1), rng.choice(PUT_IN))
    return _case("put in", t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)


def left_out(pool: Pool, rng: random.Random) -> Made:
    """One to three single words left out within."""
    if not (picked := _pick(pool, rng, 8)):
        return None
    r, s, t = picked
    for i in sorted(rng.sample(range(1, len(t) - 1), k=rng.randint(1, min(3, len(t) // 5))), reverse=True):
        if keys(t[i]):
            del t[i]
    return _case("left out", t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)


def turned(pool: Pool, rng: random.Random) -> Made:
    """A negation dropped, or a contraction written out, or two neighbours swapped."""
    if not (picked := _pick(pool, rng, 5)):
        return None
    r, s, t = picked
    low = [w.strip(".,!?;:—").lower().replace("’", "'") for w in t]
    if spots := [i for i, w in enumerate(low) if w in ("not", "never", "no") and 0 < i < len(t) - 1]:
        del t[rng.choice(spots)]
        return _case("negation out", t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)
    if spots := [i for i, w in enumerate(low) if w in EXPANDED]:
        i = rng.choice(spots)
        t[i] = EXPANDED[low[i]]
        return _case("written out", t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)
    i = rng.randrange(len(t) - 1)
    t[i : i + 2] = [t[i + 1], t[i]]
    return _case("swapped", t, _said(s, rng), Answer.WORDS_CHANGED, r, rng)


def cut(pool: Pool, rng: random.Random) -> Made:
    if not (picked := _pick(pool, rng, 8)):
        return None
    r, s, t = picked
    way = rng.choice(("head", "tail", "middle", "sentence", "few", "both"))
    dots = rng.random() < 0.5
    n = len(t)
    if way == "head":
        t = (["…"] if dots else []) + t[rng.randint(1, n - 4) :]
    elif way == "tail":
        t = t[: -rng.randint(1, n - 4)] + (["..."] if dots else [])
    elif way == "both":
        a = rng.randint(1, n - 6)
        t = t[a : rng.randint(a + 4, n - 1)]
    elif way == "middle":
        if n < 12:
            return None
        size = rng.randint(5, n // 2)
        a = rng.randint(3, n - size - 3)
        t = t[:a] + (["[…]"] if dots else []) + t[a + size :]
    elif way == "sentence":
        ends = [i + 1 for i, w in enumerate(t[:-1]) if w[-1] in ".!?" and len(w) > 3]
        if not ends:
            return None
        k = rng.choice(ends)
        t = t[:k] if rng.random() < 0.5 else t[k:]
    else:
        a = rng.randint(1, n - 6)
        t = t[a : a + rng.randint(4, 5)]
    if len(keys(" ".join(t))) < 4:
        return None
    t[0] = t[0][:1].upper() + t[0][1:] if rng.random() < 0.3 else t[0]
    return _case(f"cut {way}", t, _said(s, rng), Answer.TRUNCATED, r, rng)


def mixed_up(pool: Pool, rng: random.Random) -> Made:
    """Two or three statements put together: halves, sentences, any order, by one speaker or several."""
    if not (picked := _pick(pool, rng, 6)):
        return None
    r, s, first = picked
    way = rng.choice(("same speaker", "same article", "anywhere"))
    others = [
        (q, o)
        for q, o in (pool.direct if way == "anywhere" else [(r, o) for o in r.statements if o.kind is Kind.DIRECT])
        if o is not s and len(_tokens(o)) >= 6 and _apart(r, s, q, o)
    ]
    if way == "same speaker":
        others = [(q, o) for q, o in others if o.speaker and s.speaker and o.speaker.name == s.speaker.name]
    if not others:
        return None
    chosen = [first, *(_tokens(o) for _, o in rng.sample(others, k=min(len(others), 1 + (rng.random() < 0.2))))]
    pieces = [_piece(t, rng) for t in chosen]
    if rng.random() < 0.3:
        rng.shuffle(pieces)
    text = rng.choice((" ", ", ", " … ", ". ", " and ", " — ", "; ")).join(" ".join(p).rstrip(".,") for p in pieces)
    return Case(f"put together {way}", _wrap(text, rng), _said(s, rng), Answer.SPLICED, r.article.id)


def _apart(r: Record, s: Statement, q: Record, o: Statement) -> bool:
    """Whether two statements do not stand in one another, nor side by side with nothing between."""
    if r is not q:
        return True
    first, second = sorted((s, o), key=lambda x: x.content[0].start)
    return second.content[0].start > first.content[-1].end + 3


def _piece(t: list[str], rng: random.Random) -> list[str]:
    most = min(len(t), 15)
    size = rng.randint(min(5, most), most)
    return t[:size] if rng.random() < 0.6 else t[-size:]


def retold(pool: Pool, rng: random.Random) -> Made:
    """Indirect speech in quotation marks: as printed, in the first person, or told again in other words."""
    r, s = rng.choice(pool.indirect)
    t = re.sub(r"^(that|whether|how|if|to)\s+", "", re.sub(r"[“”\"]", "", s.quote).strip()).split()
    way = rng.choice(("as printed", "first person", "told again"))
    if way == "first person":
        to = {"he": "I", "she": "I", "his": "my", "her": "my", "they": "we", "their": "our", "was": "am",
              "were": "are", "would": "will", "had": "have", "could": "can", "himself": "myself"}  # fmt: skip
        t = [to.get(w, w) for w in t]
    elif way == "told again":
        t = [NEAR.get(w, w) for w in t]
        for _ in range(min(2, len(t) // 8)):
            del t[rng.randrange(len(t))]
    if len(keys(" ".join(t))) < 5:
        return None
    t[0] = t[0][:1].upper() + t[0][1:]
    return _case(f"retold {way}", t, _said(s, rng), Answer.INDIRECT_AS_DIRECT, r, rng)


def misattributed(pool: Pool, rng: random.Random) -> Made:
    """The words as printed, or a part of them, with another's name: of the same article in half of the cases."""
    if not (picked := _pick(pool, rng, 5)):
        return None
    r, s, t = picked
    if not _is_named(s) or s.speaker is None:
        return None
    own = set(keys(s.speaker.name))
    here = sorted({o.speaker.name for o in r.statements if o.speaker and _is_named(o)})
    others = here if rng.random() < 0.5 else list(pool.names)
    others = [n for n in others if not own & set(keys(n)) and n.istitle()]
    if not others:
        return None
    if rng.random() < 0.3 and len(t) > 9:
        t = t[: rng.randint(6, len(t) - 1)]
    return _case("misattributed", t, rng.choice(others), Answer.ANOTHER_SPEAKER, r, rng)


def made_up(pool: Pool, rng: random.Random) -> Made:
    roll = rng.random()
    r = rng.choice(pool.records)
    if roll < 0.45:
        nouns = re.findall(r"\b[a-z]{5,11}\b", r.article.text)
        named = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", r.article.text)
        if len(nouns) < 2 or not named:
            return None
        text = rng.choice(TEMPLATES).format(name=rng.choice(named), noun=rng.choice(nouns), noun2=rng.choice(nouns))
        name = "made up near"
    else:
        text, name = rng.choice(pool.foreign), "made up far"
        text = re.sub(r"[“”\"]", "", text)
    k = keys(text)
    if not 5 <= len(k) <= 70 or any(k[i : i + 5] in pool.runs for i in range(len(k) - 4)):
        return None
    who = rng.choice([None, rng.choice(pool.names)])
    return Case(name, _wrap(text, rng), who, Answer.NOT_ON_RECORD)


MAKERS: tuple[tuple[Maker, int], ...] = (
    (verbatim, 18), (altered, 9), (put_in, 3), (left_out, 3), (turned, 4), (cut, 16), (mixed_up, 15), (retold, 15),
    (misattributed, 12), (made_up, 18),
)  # fmt: skip


def cases(pool: Pool, *, count: int, seed: int) -> list[Case]:
    """So many cases in the proportions of `MAKERS`, the same for the same seed."""
    rng = random.Random(seed)
    makers = [maker for maker, share in MAKERS for _ in range(share)]
    found: list[Case] = []
    seen: set[str] = set()
    while len(found) < count:
        case = rng.choice(makers)(pool, rng)
        if case is not None and case.quotation not in seen and _sound(case, pool):
            seen.add(case.quotation)
            found.append(case)
    return found


def _sound(case: Case, pool: Pool) -> bool:
    """Whether the words stand in print in no other way than the case means."""
    k = keys(case.quotation)
    if len(k) < 3:
        return False
    if case.answer in (Answer.EXACT, Answer.ANOTHER_SPEAKER):
        return True
    if case.answer in (Answer.TRUNCATED, Answer.INDIRECT_AS_DIRECT):
        return k not in pool.quoted
    return " ".join(k) not in pool.text
