"""What passages are found by: numbers made of their words, the same for the same words wherever they stand.

A passage is indexed by every pair of neighbouring words and by every word that is not light. A quotation of which some
words were changed, cut off or put in from elsewhere still shares most of these with its origin. Its sketch is a few of
its runs of three words, chosen so that two passages of nearly the same words choose the same ones (bottom-k minhash).
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from zlib import crc32

from onrecord.quotes.lexicon import LIGHT

# Numbers of keys. Fewer would put more unlike words under one key; more would make the index larger, since a key that
# only one passage has costs most. At 10^6 passages a number stands for some 10 pairs of words.
PAIRS = 1 << 21
SKETCH = 3  # runs of three words kept of each statement
BESIDE_SKETCH = 1  # and of each passage beside the statements


def number(found: Sequence[str]) -> int:
    """63 bits of the words: passages with the same number are taken to have the same words."""
    return int.from_bytes(blake2b("\0".join(found).encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def keys_of(found: Sequence[str]) -> list[tuple[int, int]]:
    """(key, place) for every key, in order of place: the number of the first word that it is made of."""
    data = [w.encode("utf-8", "replace") for w in found]
    pairs = [(crc32(b" ".join(data[i : i + 2])) % PAIRS, i) for i in range(len(data) - 1)]
    singles = [(crc32(w) % PAIRS, i) for i, w in enumerate(data) if found[i] not in LIGHT]
    if not pairs and not singles:  # a lone light word
        singles = [(crc32(w) % PAIRS, i) for i, w in enumerate(data)]
    return sorted(pairs + singles, key=lambda k: k[1])


def sketch_of(found: Sequence[str], size: int = SKETCH) -> tuple[int, ...]:
    """The least numbers of the passage's runs of three words that hold a word of content; fewer if it has fewer."""
    data = [w.encode("utf-8", "replace") for w in found]
    heavy = [w not in LIGHT for w in found]
    runs = {crc32(b"\1".join(data[i : i + 3])) for i in range(len(data) - 2) if any(heavy[i : i + 3])}
    return tuple(sorted(runs)[:size])
