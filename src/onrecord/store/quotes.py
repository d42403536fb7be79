"""Quotations in the archive: what they are looked up by, families of one utterance, and copies of one article.

Kept in the transaction that puts a record in. Passages of older versions of an article stay: what an outlet printed and
changed is on record. Only what newer rules replaced goes.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.model import Kind, Record, Span, SpeakerType
from onrecord.quotes import families, keys
from onrecord.quotes.passages import Passage, Source, around, beside, passages, stated
from onrecord.quotes.words import keys as folded
from onrecord.store import quote_history, quote_keys, reading
from onrecord.store.db import Database
from onrecord.store.parties import listed

if TYPE_CHECKING:
    from onrecord.store.entries import Entry

CHUNK = 200  # values in one IN (…)
FAMILIAR = 24  # texts that share a number with a new one's sketch and are laid beside it, at most
FURNITURE = 32  # articles that print a passage, from which on it says nothing about copies ("All rights reserved")
PARENTS = 3  # articles compared in full with a new one
SHIFTED = 3  # places by which a statement of a copy may stand before or after its own in the article copied
SHARED = 2  # passages that two articles must share to be compared


@dataclass(frozen=True, slots=True)
class Text:
    """One passage as it is indexed."""

    passage: Passage
    place: int  # among the passages of its record
    words: tuple[str, ...]
    hash: int

    @property
    def sketch(self) -> tuple[int, ...]:
        stated = self.passage.statement is not None
        return keys.sketch_of(self.words, keys.SKETCH if stated else keys.BESIDE_SKETCH)


class Quotations:
    """The index of passages, families and origins: an `Index` of the store."""

    def change(self, db: Database, hidden: Sequence[Entry], shown: Sequence[Entry]) -> None:
        kept = []
        for entry in hidden:
            if _is_version(db, entry):
                kept.append(entry)
            else:
                _drop(db, entry)
        for entry in sorted(shown, key=lambda e: str(e.row["seen_at"])):
            _put(db, entry)
        quote_history.note_changes(db, kept, shown)


def texts(entry: Entry) -> list[Text]:
    """The passages of an article by their words: of a statement those that people are shown."""
    found = []
    for i, passage in enumerate(passages(entry.record)):
        shown = passage.text if passage.statement is None else entry.record.statements[i].quote
        if words := folded(shown):
            found.append(Text(passage, i, words, keys.number(words)))
    return found


def _is_version(db: Database, entry: Entry) -> bool:
    """Whether a hidden article is an older version of its address, not one that newer rules replaced."""
    sql = "SELECT 1 FROM articles WHERE n = :n AND id = :id AND current = 0 AND replaced_by IS NULL"
    return bool(db.rows(sql, {"n": entry.row["n"], "id": entry.row["id"]}))


# Writing


def _put(db: Database, entry: Entry) -> None:
    found = texts(entry)
    n = int(entry.row["n"])
    known = _known(db, (t.hash for t in found))
    fresh = {t.hash: t for t in found if t.hash not in known}
    relatives = _relatives(db, fresh.values())
    parent = _put_origin(db, entry, n, [known[t.hash] for t in found if t.hash in known], relatives)
    if parent:
        relatives |= _edited(db, parent, [t for t in fresh.values() if t.hash not in relatives])
    ((top,),) = db.rows("SELECT coalesce(max(text), 0) FROM quote_places")
    numbers = known | {h: top + 1 + i for i, h in enumerate(fresh)}
    db.executemany(
        "INSERT INTO quote_texts (hash, text) VALUES (:hash, :text)",
        [{"hash": h, "text": numbers[h]} for h in fresh],
    )
    db.executemany(PLACE, [place_row(t, numbers[t.hash], n) for t in found])
    _index(db).put(db, [(numbers[h], [k for k, _ in keys.keys_of(t.words)], t.sketch) for h, t in fresh.items()])
    db.executemany(
        "INSERT INTO quote_families (text, family) VALUES (:text, :family)",
        [{"text": numbers[h], "family": family_number(db, relative)} for h, (relative, _) in relatives.items()],
    )


PLACE = (
    "INSERT INTO quote_places (text, article, passage, first, last) "
    "VALUES (:text, :article, :passage, :first, :last) ON CONFLICT (text, article, passage) DO NOTHING"
)


def place_row(t: Text, text: int, article: int) -> dict[str, Any]:
    beside = t.passage.statement is None
    first, last = t.passage.pieces[0].start, t.passage.pieces[-1].end
    return {
        "text": text,
        "article": article,
        "passage": t.place,
        "first": first if beside else None,
        "last": last if beside else None,
    }


def _known(db: Database, hashes: Iterable[int]) -> dict[int, int]:
    """Number of the text for each hash that is known."""
    wanted = list(dict.fromkeys(hashes))
    found: dict[int, int] = {}
    for i in range(0, len(wanted), CHUNK):
        part = {f"h{j}": h for j, h in enumerate(wanted[i : i + CHUNK])}
        marks = ", ".join(f":{name}" for name in part)
        found.update(db.rows(f"SELECT hash, text FROM quote_texts WHERE hash IN ({marks})", part))
    return found


def _relatives(db: Database, fresh: Iterable[Text]) -> dict[int, tuple[int, int]]:
    """For each new statement of which a variant is known: the text that is most like it, and an article with it."""
    index, found = _index(db), {}
    for t in fresh:
        if t.passage.statement is None or not families.tellable(t.words) or not t.sketch:
            continue
        best = (0.0, 0, 0)
        for text in index.sketched(db, t.sketch, FAMILIAR):
            if place := _statement_of(db, text):
                article, quote, speaker = place
                like = families.relation(t.words, folded(quote), t.passage.speaker, speaker)
                best = max(best, (like, text, article))
        if best[0] >= 1.0:
            found[t.hash] = best[1:]
    return found


def _edited(db: Database, parent: Record, left: Iterable[Text]) -> dict[int, tuple[int, int]]:
    """For each statement of a copy that no sketch led to: the statement about there in the article copied, if it is
    one of the same words. A quotation cut to its first words shares no sketch with the whole."""
    found = {}
    for t in left:
        if t.passage.statement is None or not families.tellable(t.words):
            continue
        near = parent.statements[max(0, t.place - SHIFTED) : t.place + SHIFTED + 1]
        like, quote = max(((families.likeness(t.words, folded(s.quote)), s.quote) for s in near), default=(0.0, ""))
        if like >= families.EDITED_COPY and (text := text_of(db, quote)) is not None:
            found[t.hash] = (text, 0)
    return found


def _statement_of(db: Database, text: int) -> tuple[int, str, str | None] | None:
    """Article, words and speaker of one statement with that text; None for a text beside the statements."""
    sql = (
        "SELECT p.article, s.quote, s.speaker FROM quote_places p JOIN statements s ON s.n = p.article + p.passage "
        "WHERE p.text = :text AND p.first IS NULL LIMIT 1"
    )
    row = db.row(sql, {"text": text})
    return (row[0], row[1], row[2]) if row else None


def family_number(db: Database, text: int) -> int:
    """The number of a text's family: of the text that founded it."""
    row = db.row("SELECT family FROM quote_families WHERE text = :text", {"text": text})
    return int(row[0]) if row else text


def _put_origin(
    db: Database, entry: Entry, n: int, known: Sequence[int], relatives: dict[int, tuple[int, int]]
) -> Record | None:
    """Note whose copy the article is, if it is one; the article that it copies."""
    votes: Counter[int] = Counter(article for _, article in relatives.values())
    for text in dict.fromkeys(known):
        sql = "SELECT DISTINCT article FROM quote_places WHERE text = :text LIMIT :limit"
        printed = db.rows(sql, {"text": text, "limit": FURNITURE})
        if len(printed) < FURNITURE:
            votes.update(article for (article,) in printed)
    votes.pop(n, None)
    for other, count in votes.most_common(PARENTS):
        packed = db.row("SELECT packed FROM records WHERE article = :n", {"n": other})
        if count < SHARED or packed is None:
            continue
        parent = reading.unpacked(packed[0], str(other))
        if families.one_origin(entry.record, parent):
            db.execute(
                "INSERT INTO quote_origins (article, origin) VALUES (:n, :origin) ON CONFLICT (article) DO NOTHING",
                {"n": n, "origin": origin_of(db, other)},
            )
            return parent
    return None


def origin_of(db: Database, article: int) -> int:
    """The number of the article that stands for the origin of that one; its own if it is no copy."""
    row = db.row("SELECT origin FROM quote_origins WHERE article = :n", {"n": article})
    return int(row[0]) if row else article


def text_of(db: Database, quote: str) -> int | None:
    """The number of the text of a statement with these words; None if none has them."""
    words = folded(quote)
    return _known(db, [keys.number(words)]).get(keys.number(words)) if words else None


def _drop(db: Database, entry: Entry) -> None:
    found = texts(entry)
    n = int(entry.row["n"])
    known = _known(db, (t.hash for t in found))
    db.execute("DELETE FROM quote_origins WHERE article = :n", {"n": n})
    db.executemany(
        "DELETE FROM quote_places WHERE text = :text AND article = :n",
        [{"text": text, "n": n} for text in known.values()],
    )
    gone = [
        t for t in {t.hash: t for t in found}.values()
        if t.hash in known and not db.rows("SELECT 1 FROM quote_places WHERE text = :t LIMIT 1", {"t": known[t.hash]})
    ]  # fmt: skip
    _index(db).drop(db, [(known[t.hash], [k for k, _ in keys.keys_of(t.words)], t.sketch) for t in gone])
    for table, column in (("quote_texts", "hash"), ("quote_families", "text")):
        values = [{"v": t.hash if column == "hash" else known[t.hash]} for t in gone]
        db.executemany(f"DELETE FROM {table} WHERE {column} = :v", values)


def _index(db: Database) -> quote_keys.KeyIndex:
    return quote_keys.INDEXES[db.dialect]


# Looking up


CAP = 256  # texts that a key is read for; one that has more tells little
MOST_KEYS = 90  # of a long quotation, taken from all over it
SEGMENT = 6  # words: each such stretch of the quotation brings its own candidates, so that splices find all pieces
CANDIDATES, OF_SEGMENT = 36, 10
PLACES = 6  # places of one text that are looked at
WIDER = 3  # articles whose paragraphs are read around passages


def near(db: Database, found: Sequence[str]) -> list[int]:
    """The texts that share most with a quotation of these folded words, or with a stretch of it: best first."""
    index = _index(db)
    spots = _chosen(keys.keys_of(found))
    votes: Counter[int] = Counter()
    by_segment: dict[int, Counter[int]] = {}
    common: list[tuple[int, int]] = []
    for (key, place), have in zip(spots, index.having(db, [(key,) for key, _ in spots], CAP), strict=True):
        if len(have) >= CAP:
            common.append((key, place))
        else:
            _vote(have, place, votes, by_segment)
    # Words that are common one by one are rare together.
    pairs = list(zip(common, common[2:], strict=False))
    for ((_, place), _), have in zip(pairs, index.having(db, [(a[0], b[0]) for a, b in pairs], CAP), strict=True):
        if len(have) < CAP:
            _vote(have, place, votes, by_segment)
    if not votes and common:  # nothing but words that everybody uses: some who use them
        _vote(index.having(db, [(common[0][0],)], CANDIDATES)[0], common[0][1], votes, by_segment)
    best = [t for t, _ in votes.most_common(CANDIDATES)]
    for segment in by_segment.values():
        best += [t for t, _ in segment.most_common(OF_SEGMENT)]
    return list(dict.fromkeys(best))


def _vote(have: Sequence[int], place: int, votes: Counter[int], by_segment: dict[int, Counter[int]]) -> None:
    weight = 1000 // (8 + len(have)) + 10
    segment = by_segment.setdefault(place // SEGMENT, Counter())
    for text in have:
        votes[text] += weight
        segment[text] += weight


def _chosen(spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The keys to ask for: all, or of a long quotation stretches from all over it."""
    unique = list(dict(reversed(spots)).items())[::-1]
    if len(unique) <= MOST_KEYS:
        return unique
    size = MOST_KEYS // 5
    starts = [i * (len(unique) - size) // 4 for i in range(5)]
    return [spot for i in starts for spot in unique[i : i + size]]


def candidates(db: Database, found: Sequence[str]) -> list[Passage]:
    """The passages that may be the origin of a quotation of these folded words."""
    return places(db, near(db, found))


def places(db: Database, texts_: Sequence[int], limit: int = PLACES) -> list[Passage]:
    """Where texts are printed: of each the earliest."""
    sql = f"SELECT {_PLACE} {_PLACE_FROM} WHERE p.text = :n ORDER BY p.article LIMIT :limit"
    rows = _index(db).each(db, sql, texts_, limit)
    packed = db.each("SELECT article, packed FROM records WHERE article = :n", list(dict.fromkeys(_unread(rows))))
    lines = {n: "\n".join(_paragraphs_of(data)) for n, data in packed}
    return [_passage(db, row, lines) for row in rows]


def _unread(rows: Iterable[tuple[Any, ...]]) -> Iterator[int]:
    """The articles whose text is needed beside the rows."""
    for article, _, first, _, *rest in rows:
        quote, spans, speaker = rest[7], rest[8], rest[9]
        if first is not None or (quote is not None and speaker is None and '"source":[[' in spans):
            yield article


_PLACE = (
    "p.article, p.passage, p.first, p.last, a.id, a.address, a.outlet, a.headline, a.published, a.captured, "
    "s.kind, s.quote, s.spans, s.speaker, s.speaker_type, s.prompt, s.id"
)
_PLACE_FROM = (
    "FROM quote_places p JOIN articles a ON a.n = p.article "
    "LEFT JOIN statements s ON s.n = p.article + p.passage AND p.first IS NULL"
)


def _passage(db: Database, row: tuple[Any, ...], lines: Mapping[int, str]) -> Passage:
    """A passage as a row of `_PLACE` gives it; `lines` are the texts of articles where the row does not do."""
    article, number, first, last, *printed = row
    source = Source(*printed[:6])
    kind, quote, spans, speaker, type_, prompt, id_ = printed[6:]
    if first is None and quote is None:  # a statement found twice at the same spans: only its twin has a row
        return passages(reading.record(db, source.article))[int(number)]
    if first is not None:
        text = lines.get(article, "")[first:last].replace("\n", " ")
        return beside(text, Span(first, last), source)
    where = msgspec.json.decode(spans, type=_Anchors)
    named = None
    if type_ == SpeakerType.UNNAMED.value:
        speaker, named = None, speaker
    elif speaker is None and where.source:
        text = lines.get(article, "")
        named = " … ".join(text[a:b] for a, b in where.source) or None
    members = tuple(speaker.split("; ")) if speaker and "; " in speaker else ()
    return stated(quote, where.content, Kind(kind), source, number, speaker, members, named, prompt, id_)


def paragraphs(db: Database, found: Sequence[Passage]) -> Iterator[Passage]:
    """The paragraphs that passages stand in, each once, whole."""
    by_article: dict[str, list[Passage]] = {}
    for p in found:
        by_article.setdefault(p.source.article, []).append(p)
    wanted, params = listed("a", list(by_article)[:WIDER])
    sql = (
        f"SELECT a.id, r.packed FROM articles a JOIN records r ON r.article = a.n WHERE a.id IN ({wanted}) ORDER BY a.n"
    )
    for id_, packed in db.rows(sql, params):
        record = msgspec.json.decode(zlib.decompress(packed), type=_PackedWhole).record
        here, text = by_article[id_], "\n".join(record.article.paragraphs)
        lines = dict.fromkeys(line for p in here for piece in p.pieces for line in _lines(text, piece))
        said = [(Kind(s.kind), s.content, s.named) for s in record.statements]
        yield from around(text, list(lines)[:PLACES], here[0].source, said)


def _lines(text: str, piece: Span) -> Iterator[Span]:
    """The paragraphs that a piece begins and ends in."""
    for at in dict.fromkeys((piece.start, max(piece.start, piece.end - 1))):
        end = text.find("\n", at)
        yield Span(text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text))


class _Anchors(msgspec.Struct):
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()


class _Lines(msgspec.Struct):
    paragraphs: tuple[str, ...]


class _Printed(msgspec.Struct):
    article: _Lines


class _Packed(msgspec.Struct):
    record: _Printed


class _Name(msgspec.Struct):
    name: str
    type: str = ""


class _Said(msgspec.Struct):
    kind: str
    content: tuple[Span, ...]
    speaker: _Name | None = None

    @property
    def named(self) -> str | None:
        return self.speaker.name if self.speaker and self.speaker.type != SpeakerType.UNNAMED.value else None


class _PrintedWhole(msgspec.Struct):
    article: _Lines
    statements: tuple[_Said, ...] = ()


class _PackedWhole(msgspec.Struct):
    record: _PrintedWhole


def _paragraphs_of(packed: bytes) -> tuple[str, ...]:
    """The paragraphs of a record as it is kept; nothing else of it is read."""
    return msgspec.json.decode(zlib.decompress(packed), type=_Packed).record.article.paragraphs
