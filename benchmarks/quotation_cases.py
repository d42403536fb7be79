"""Quotations with known changes, made from real statements: the cases that `verify.py` runs.

Every maker takes statements of the archive and a random generator and gives cases with the answer that is right by
construction. A case whose words stand somewhere in the archive in another way too (a cut that equals another
statement) is thrown away. Texts are read from the bench folder; none is kept here.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord import speech
from onrecord.model import Article, Kind, Medium, Record, Span, Speaker, SpeakerType, Statement, Versions
from onrecord.quotes.lexicon import LIGHT, negates
from onrecord.quotes.names import parts
from onrecord.quotes.passages import Passage, passages
from onrecord.quotes.verdict import Answer
from onrecord.quotes.words import words
from onrecord.speech.marks import quotations

VERSIONS = Versions("bench", "bench", "gold")
# Words put in the place of others: near in meaning where we have one, else any word of the archive.
SYNONYMS = {
    "big": "large", "important": "crucial", "people": "folks", "country": "nation", "believe": "think",
    "great": "terrific", "said": "stated", "many": "numerous", "help": "assist", "good": "fine", "bad": "awful",
    "president": "leader", "want": "wish", "wants": "wishes", "need": "require", "needs": "requires",
    "very": "extremely", "campaign": "race", "election": "vote", "job": "task", "begin": "start",
    "women": "ladies", "children": "kids", "money": "cash", "start": "launch", "show": "demonstrate",
    "make": "create", "problem": "issue", "issue": "problem", "right": "correct", "wrong": "mistaken",
    "never": "rarely", "always": "often", "all": "most", "every": "each", "support": "back", "against": "for",
    "new": "fresh", "win": "triumph", "lose": "fail", "work": "labor", "try": "attempt", "trying": "attempting",
    "talk": "speak", "talking": "speaking", "tell": "inform", "government": "administration", "first": "last",
    "more": "less", "better": "worse", "before": "until", "only": "just", "really": "truly",
    "thing": "matter", "things": "matters", "going": "planning", "because": "since", "but": "yet", "fight": "battle",
}  # fmt: skip
SHIFT_TO_FIRST = {
    "he": "I", "she": "I", "they": "we", "his": "my", "her": "my", "their": "our", "him": "me", "them": "us",
    "was": "is", "were": "are", "had": "have", "would": "will", "could": "can", "himself": "myself",
    "herself": "myself", "did": "do",
}  # fmt: skip
MARKS = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("", ""), ("'", "'")]


@dataclass(frozen=True, slots=True)
class Case:
    """One quotation to verify and the answer that is right."""

    maker: str
    quotation: str
    speaker: str | None
    answer: Answer
    article: str = ""


@dataclass(frozen=True)
class Material:
    """What cases are made from: the archive's records, its passages, and statements that are not in it."""

    records: tuple[Record, ...]
    passages: tuple[Passage, ...]
    foreign: tuple[str, ...]
    vocabulary: tuple[str, ...]
    printed: frozenset[tuple[str, ...]]  # folded words of every statement and quoted stretch


# Reading the bench folder


def polnear(path: Path) -> Iterator[Record]:
    """Records with the gold attributions of a PolNeAR file, the first annotator's of each article."""
    seen = set()
    known = _gold_speakers(path)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] not in seen:
            seen.add(row["id"])
            yield _gold_record(row, known.get(row["id"], {}))


def _gold_speakers(path: Path) -> dict[str, dict[int, str]]:
    file = path.with_name("polnear-dev-speakers.jsonl")
    if "dev" not in path.name or not file.exists():
        return {}
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {r["id"]: {s["k"]: s["name"] for s in r["speakers"] if s.get("name")} for r in rows}


def _gold_record(row: dict, names: dict[int, str]) -> Record:
    text, at = row["text"], []
    paragraphs, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            at.append((place, len(line), sum(len(p) + 1 for p in paragraphs)))
            paragraphs.append(line.replace("\r", " "))
        place += len(line) + 1

    def moved(spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
        found = []
        for start, end in spans:
            for old, size, new in at:
                a, b = max(start, old), min(end, old + size)
                if a < b:
                    found.append(Span(new + a - old, new + b - old))
        return tuple(found)

    article = Article(None, tuple(paragraphs), url=f"https://example.org/{row['id']}", outlet=row["id"].split("_")[0])
    marks = [span for q in quotations(article.text) if q.depth == 0 for span in q.spans]
    statements = []
    for k, a in enumerate(row["attributions"]):
        content, cue, source = (_apart(moved(a[part])) for part in ("content", "cue", "source"))
        if content:
            quote = " ".join(article.text[x:y] for x, y in content)
            s = Statement(_kind(article.text, content, marks), Medium.SPEECH, content, cue, source, quote)
            statements.append(replace(s, speaker=_speaker(article.text, s, names.get(k))))
    return Record(article, tuple(statements), VERSIONS)


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order without those that overlap the one before."""
    found: list[Span] = []
    for span in sorted(spans):
        if not found or found[-1].end <= span.start:
            found.append(span)
    return tuple(found)


def _kind(text: str, content: Sequence[Span], marks: Sequence[Span]) -> Kind:
    """By how many of the words stand in quotation marks: all, none, or part."""
    found = [(x + a, x + b) for x, y in content for a, b in zip(*_places(text[x:y]), strict=True)]
    quoted = sum(any(a <= start and end <= b for a, b in marks) for start, end in found)
    return Kind.DIRECT if quoted == len(found) else Kind.MIXED if quoted else Kind.INDIRECT


def _places(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    found = words(text)
    return found.starts, found.ends


def _speaker(text: str, s: Statement, known: str | None) -> Speaker | None:
    """The gold speaker, or the source's own words where they hold a name."""
    named = " ".join(text[a:b] for a, b in s.source)
    head = re.split(r",|\(| of | at | for | who | from | with | and |[’']s? ", named)[0]
    name = known or " ".join(re.findall(r"(?:[A-Z][\w’'.-]+ ?)+$", head)).strip()
    if not parts(name) or name.split()[0] in ("He", "She", "They", "The", "It", "A", "Some", "Few", "Many", "I", "We"):
        return None
    return Speaker(name, SpeakerType.PERSON)


def wikinews(folder: Path) -> Iterator[Record]:
    """The Wikinews documents of GUM, with statements found by rules."""
    tagger = speech.RuleTagger()
    for path in sorted([*folder.glob("dep/GUM_news_*.conllu"), *folder.glob("dep/GUM_interview_*.conllu")]):
        paragraphs = tuple(_conllu_paragraphs(path.read_text(encoding="utf-8")))
        article = Article(None, paragraphs, url=f"https://example.org/{path.stem}", outlet="wikinews")
        (tagging,) = tagger.tag([article.text])
        found = speech.find(article.text, tagging)
        statements = tuple(replace(s, parent=None, speaker=s.speaker or _speaker(article.text, s, None)) for s in found)
        yield Record(article, statements, VERSIONS)


def _conllu_paragraphs(text: str) -> Iterator[str]:
    sentences: list[str] = []
    for line in text.splitlines():
        if line.startswith("# newpar ") or line == "# newpar":
            if sentences:
                yield " ".join(sentences)
            sentences = []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))
    if sentences:
        yield " ".join(sentences)


def material(bench: Path) -> Material:
    """The archive of the dev articles and Wikinews, with statements of other articles for inventions."""
    records = (*polnear(bench / "polnear-dev.jsonl"), *wikinews(bench / "extra" / "gum"))
    found = tuple(p for r in records for p in passages(r))
    foreign = tuple(
        " ".join(r.article.text[a:b] for a, b in s.content)
        for r in polnear(bench / "polnear-train.jsonl")
        for s in r.statements
    )
    vocabulary = tuple(w for r in records for w in re.findall(r"[a-z]{4,12}", r.article.text))
    return Material(records, found, foreign, vocabulary, printed(found))


def printed(found: Sequence[Passage]) -> frozenset[tuple[str, ...]]:
    """The folded words of every statement and quoted stretch."""
    return frozenset(k for p in found for k in _stretches(p))


def _stretches(p: Passage) -> Iterator[tuple[str, ...]]:
    if p.kind is Kind.DIRECT:
        yield words(p.text).keys
    for start, end in p.marked:
        yield words(p.text[start:end]).keys


# Making cases


Maker = Callable[[Material, random.Random], Case | None]


def _direct(m: Material, rng: random.Random, least: int = 6) -> Passage | None:
    """A statement in direct speech with at least so many words, one in eight of them the quoted part of a mixed one."""
    for _ in range(200):
        p = rng.choice(m.passages)
        if p.kind is Kind.DIRECT and p.statement is not None and len(words(p.text)) >= least:
            return p
    return None


def _bare(p: Passage) -> str:
    """The words without the marks around them; pieces joined."""
    text = re.sub(r"[“”\"„«»]", "", p.text)
    return " ".join(text.split()).strip(" ,‘’'")


def _claim(p: Passage, rng: random.Random) -> str | None:
    """The right speaker, whole or in part, or none."""
    if not p.speaker or rng.random() < 0.4:
        return None
    last = p.speaker.split()[-1]
    return last if rng.random() < 0.4 and last[0].isupper() and last.isalpha() and len(last) > 3 else p.speaker


def _wrapped(text: str, rng: random.Random) -> str:
    left, right = rng.choice(MARKS)
    return f"{left}{text}{right}"


def exact(m: Material, rng: random.Random) -> Case | None:
    p = _direct(m, rng, 3)
    if p is None:
        return None
    text = p.text[slice(*rng.choice(p.marked))] if len(p.marked) > 1 and rng.random() < 0.3 else p.text
    text = _bare(replace(p, text=text))
    for change in rng.sample(range(6), k=rng.randrange(3)):
        text = _same_words(text, change, rng)
    return Case("exact", _wrapped(text, rng), _claim(p, rng), Answer.EXACT, p.source.article)


def exact_part(m: Material, rng: random.Random) -> Case | None:
    """The quoted words of a sentence that is otherwise indirect."""
    p = rng.choice(m.passages)
    spans = [s for s in p.marked if len(words(p.text[slice(*s)])) >= 4]
    if p.kind is not Kind.MIXED or not spans:
        return None
    text = p.text[slice(*rng.choice(spans))].strip("“”\"‘’', .")
    return Case("exact part", _wrapped(text, rng), _claim(p, rng), Answer.EXACT, p.source.article)


def _same_words(text: str, change: int, rng: random.Random) -> str:
    """Another way to write the same words."""
    if change == 0:
        return text[:1].swapcase() + text[1:]
    if change == 1:
        return text.rstrip(".,!?") + rng.choice(["", ".", ",", "…", "..."])
    if change == 2:
        return text.replace("’", "'").replace("—", " - ").replace("–", "-")
    if change == 3:
        return text.replace(" ", rng.choice(["  ", "\u00a0", "\n"]), 3)
    if change == 4:
        return rng.choice(["...", "… "]) + text
    return text.replace(",", "", 1) if rng.random() < 0.5 else text.upper() if rng.random() < 0.2 else text


def words_changed(m: Material, rng: random.Random) -> Case | None:
    p = _direct(m, rng, 6)
    if p is None:
        return None
    tokens = _bare(p).split()
    most = 1 if len(tokens) < 7 else 2 if len(tokens) < 9 else 3
    # The first and last words stay: without them it is a truncation too.
    spots = sorted(rng.sample(range(1, len(tokens) - 1), k=min(rng.randint(1, most), len(tokens) - 2)), reverse=True)
    for i in spots:
        _change(tokens, i, m, rng)
    text = " ".join(tokens)
    if words(text).keys == words(_bare(p)).keys:
        return None
    return Case("words changed", _wrapped(text, rng), _claim(p, rng), Answer.WORDS_CHANGED, p.source.article)


def _change(tokens: list[str], i: int, m: Material, rng: random.Random) -> None:
    word = re.sub(r"\W", "", tokens[i])
    roll = rng.random()
    if word.isdigit():
        tokens[i] = tokens[i].replace(word, str(int(word) * 2 + rng.randint(1, 9)))
    elif roll < 0.5 and word.lower() in SYNONYMS:
        tokens[i] = tokens[i].replace(word, SYNONYMS[word.lower()])
    elif roll < 0.7:
        tokens[i] = rng.choice(m.vocabulary)
    elif roll < 0.85:
        tokens.insert(i, rng.choice(m.vocabulary))
    else:
        del tokens[i]


def negation_dropped(m: Material, rng: random.Random) -> Case | None:
    for _ in range(60):
        p = _direct(m, rng, 5)
        if p is None:
            continue
        tokens = _bare(p).split()
        spots = [i for i, t in enumerate(tokens) if 0 < i < len(tokens) - 1 and any(negates(k) for k in words(t).keys)]
        if spots:
            i = rng.choice(spots)
            whole = re.sub(r"n[’']t\b", "", tokens[i])
            tokens[i : i + 1] = [whole] if whole != tokens[i] else []
            return Case(
                "negation dropped",
                _wrapped(" ".join(tokens), rng),
                _claim(p, rng),
                Answer.WORDS_CHANGED,
                p.source.article,
            )
    return None


def truncated(m: Material, rng: random.Random) -> Case | None:
    p = _direct(m, rng, 9)
    if p is None:
        return None
    tokens = _bare(p).split()
    way = rng.choice(("start", "end", "both", "middle"))
    if way == "middle":
        kept = _middle_cut(tokens, rng)
    else:
        first = rng.randint(1, len(tokens) - 6) if way != "end" else 0
        last = rng.randint(max(first + 4, len(tokens) // 3), len(tokens) - 1) if way != "start" else len(tokens)
        kept = tokens[first:last]
    if kept is None or len(kept) < 4:
        return None
    return Case(f"truncated {way}", _wrapped(" ".join(kept), rng), _claim(p, rng), Answer.TRUNCATED, p.source.article)


def _middle_cut(tokens: list[str], rng: random.Random) -> list[str] | None:
    if len(tokens) < 12:
        return None
    size = rng.randint(4, max(4, len(tokens) * 2 // 5))
    first = rng.randint(3, max(3, len(tokens) - size - 3))
    dots = [rng.choice(["…", "...", "[...]"])] if rng.random() < 0.4 else []
    return tokens[:first] + dots + tokens[first + size :]


def spliced(m: Material, rng: random.Random) -> Case | None:
    """The beginning of one statement and the end of another, of the same article half of the time."""
    a = _direct(m, rng, 6)
    if a is None:
        return None
    near = [
        p
        for p in m.passages
        if p.kind is Kind.DIRECT and p.source == a.source and p is not a and len(words(p.text)) >= 6
    ]
    b = rng.choice(near) if near and rng.random() < 0.6 else _direct(m, rng, 6)
    if b is None or b.text == a.text:
        return None
    one, two = _bare(a).split(), _bare(b).split()
    if min(len(one), len(two)) < 5:
        return None
    head = (
        one[: rng.randint(4, max(4, min(len(one), 14)))]
        if rng.random() < 0.7
        else one[-rng.randint(4, min(len(one), 14)) :]
    )
    tail = (
        two[-rng.randint(4, max(4, min(len(two), 14))) :]
        if rng.random() < 0.7
        else two[: rng.randint(4, min(len(two), 14))]
    )
    joint = rng.choice([" ", " ", " and ", " … ", ". "])
    return Case(
        "spliced",
        _wrapped(" ".join(head) + joint + " ".join(tail), rng),
        _claim(a, rng),
        Answer.SPLICED,
        a.source.article,
    )


def spliced_within(m: Material, rng: random.Random) -> Case | None:
    """Two pieces of one long statement, far apart or in the other order."""
    p = _direct(m, rng, 40)
    if p is None:
        return None
    tokens = _bare(p).split()
    n, k = len(tokens), rng.randint(5, 8)
    first, second = tokens[: n // 3], tokens[-n // 3 :]
    pieces = [first[:k], second[-k:]]
    if rng.random() < 0.5 or n - 2 * k <= max(14, 2 * k):
        pieces.reverse()
    return Case(
        "spliced within",
        _wrapped(" ".join(pieces[0] + pieces[1]), rng),
        _claim(p, rng),
        Answer.SPLICED,
        p.source.article,
    )


def paraphrase(m: Material, rng: random.Random) -> Case | None:
    """Indirect speech put into quotation marks: as it stands, with person and tense shifted, or lightly reworded."""
    p = next(p for p in iter(lambda: rng.choice(m.passages), None) if _plain_indirect(p, m))
    tokens = re.sub(r"^(?:that|how|if|whether)\s+", "", p.text.strip()).split()
    if rng.random() < 0.6:
        tokens = [SHIFT_TO_FIRST.get(t, t) for t in tokens]
    roll, name = rng.random(), "paraphrase"
    if roll < 0.3:
        for i in rng.sample(range(len(tokens)), k=min(rng.randint(1, 2), len(tokens) // 5)):
            _change(tokens, min(i, len(tokens) - 1), m, rng)
    elif roll < 0.55:
        tokens, name = _reworded(tokens, rng), "paraphrase reworded"
    text = " ".join(tokens)
    return Case(
        name, _wrapped(text[:1].upper() + text[1:], rng), _claim(p, rng), Answer.INDIRECT_AS_DIRECT, p.source.article
    )


def _plain_indirect(p: Passage, m: Material) -> bool:
    """Indirect speech that is no part of somebody's direct speech."""
    if p.kind is not Kind.INDIRECT or len(words(p.text)) < 6:
        return False
    return not any(
        q.kind is not Kind.INDIRECT
        and q.source == p.source
        and q.pieces[0].start <= p.pieces[0].start < q.pieces[-1].end
        for q in m.passages
    )


def _reworded(tokens: list[str], rng: random.Random) -> list[str]:
    """Every word that has a synonym changed, small words dropped, the part after a comma or a conjunction first."""
    found = [SYNONYMS.get(t, t) for t in tokens if not (t in ("the", "a", "very", "also", "of") and rng.random() < 0.3)]
    joints = [
        i for i, t in enumerate(found) if t in ("because", "while", "when", "if", "after") and 2 < i < len(found) - 2
    ]
    if joints and rng.random() < 0.6:
        return [*found[joints[0] :], "—", *found[: joints[0]]]
    return found


def wrong_speaker(m: Material, rng: random.Random) -> Case | None:
    p = _direct(m, rng, 5)
    if p is None or not parts(p.speaker or ""):
        return None
    others = [q.speaker for q in m.passages if q.speaker and _far(q.speaker, p)]
    made = exact(replace_passages(m, p), rng) if rng.random() < 0.6 else None
    text = made.quotation if made else _wrapped(_bare(p), rng)
    return Case("wrong speaker", text, rng.choice(others), Answer.ANOTHER_SPEAKER, p.source.article)


def replace_passages(m: Material, p: Passage) -> Material:
    return replace(m, passages=(p,))


def _far(name: str, p: Passage) -> bool:
    """Whether a name cannot be meant for the passage's speaker: no word in common, and a name of a person."""
    ours = set(words(name).keys)
    theirs = {k for n in (p.speaker or "", p.named or "", *p.members) for k in words(n).keys}
    return len(parts(name)) >= 2 and bool(parts(p.speaker or "")) and name.istitle() and not ours & theirs


def invented(m: Material, rng: random.Random) -> Case | None:
    """Words that nobody in the archive said: of other articles, put together from the archive's words, or shuffled."""
    roll = rng.random()
    if roll < 0.6:
        text = rng.choice(m.foreign)
    elif roll < 0.8:
        text = _chain(m, rng)
    else:
        a, b = rng.choice(m.foreign).split(), rng.choice(m.foreign).split()
        text = " ".join(a[: len(a) // 2] + b[len(b) // 2 :])
    text = re.sub(r"[“”\"]", "", text)
    keys = words(text).keys
    if not 6 <= len(keys) <= 80 or _shares_run(keys, m, 6 if len(keys) > 8 else 4):
        return None
    speaker = rng.choice([None, *(p.speaker for p in rng.sample(m.passages, 5) if p.speaker)])
    return Case("invented", _wrapped(text, rng), speaker, Answer.NOT_ON_RECORD)


def _chain(m: Material, rng: random.Random) -> str:
    """A chain of the archive's words, each drawn from those that follow the one before."""
    follows = _follows(m)
    word = rng.choice([w for w in follows if w[:1].isupper()])
    chain = [word]
    while len(chain) < rng.randint(9, 22) and follows.get(word):
        word = rng.choice(follows[word])
        chain.append(word)
    return " ".join(chain)


_FOLLOWS: dict[int, dict[str, list[str]]] = {}


def _follows(m: Material) -> dict[str, list[str]]:
    if id(m.foreign) not in _FOLLOWS:
        table: dict[str, list[str]] = {}
        for text in m.foreign:
            tokens = text.split()
            for a, b in itertools.pairwise(tokens):
                table.setdefault(a, []).append(b)
        _FOLLOWS[id(m.foreign)] = table
    return _FOLLOWS[id(m.foreign)]


def _shares_run(keys: Sequence[str], m: Material, size: int) -> bool:
    """Whether the archive has so many of these words in a row: then they are on record after all."""
    runs = _runs(m, size)
    return any(tuple(keys[i : i + size]) in runs for i in range(len(keys) - size + 1))


_RUNS: dict[tuple[int, int], frozenset[tuple[str, ...]]] = {}


def _runs(m: Material, size: int) -> frozenset[tuple[str, ...]]:
    key = (id(m.records), size)
    if key not in _RUNS:
        found: set[tuple[str, ...]] = set()
        for r in m.records:
            k = words(r.article.text).keys
            found.update(k[i : i + size] for i in range(len(k) - size + 1))
        _RUNS[key] = frozenset(found)
    return _RUNS[key]


MAKERS: tuple[tuple[Maker, int], ...] = (
    (exact, 15), (exact_part, 4), (words_changed, 16), (negation_dropped, 5), (truncated, 18), (spliced, 12),
    (spliced_within, 3), (paraphrase, 16), (wrong_speaker, 12), (invented, 18),
)  # fmt: skip


def cases(m: Material, *, count: int, seed: int) -> list[Case]:
    """So many cases in the proportions of `MAKERS`, the same for the same seed."""
    rng = random.Random(seed)
    makers = [maker for maker, share in MAKERS for _ in range(share)]
    found: list[Case] = []
    seen: set[str] = set()
    while len(found) < count:
        case = rng.choice(makers)(m, rng)
        if case is None or case.quotation in seen or not _sound(case, m):
            continue
        seen.add(case.quotation)
        found.append(case)
    return found


def _sound(case: Case, m: Material) -> bool:
    """Whether the words stand in print in no other way than the case means."""
    k = words(case.quotation).keys
    if len(k) < 3 or (case.answer not in (Answer.EXACT, Answer.ANOTHER_SPEAKER) and k in m.printed):
        return False
    return any(w not in LIGHT for w in k)
