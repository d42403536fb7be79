"""The trained tagger: one small encoder in ONNX finds statements and names in one pass.

Needs `onnxruntime` and `tokenizers`, both imported when the first text is tagged. Safe to share between threads, and
between forked workers: a process that finds the session of its parent opens one of its own. Each window of text is run
by itself, so that results never depend on what else is tagged beside it.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import UsageError
from onrecord.model import Span
from onrecord.speech.tagging import Attribution, Mention, Tagging

if TYPE_CHECKING:
    from onrecord.tagger.pieces import Pieces

MODEL = Path(__file__).resolve().parent.parent / "data" / "model"
FILES = ("tagger.onnx", "links.onnx", "head.npz", "tokenizer.json")

OWN = re.compile(r"\b(?:his|her|their|its|my|our)\b|(?<=^according to )(?:him|them)$", re.IGNORECASE)

# On dev, windows of 256 to 510 pieces that share 16 to 32 give the same F1 within 0.3 points; only 256 with 16 loses
# 0.7. 320 with 16 takes a tenth less time than 510 with 32.
WINDOW, OVERLAP = 320, 16  # pieces, without [CLS] and [SEP]; pieces that two windows share
# Statements are found within sections of about this many pieces, cut at a line end: it bounds memory on long texts.
SECTION = 4096
KINDS = {"person": "person", "body": "body", "place": "place", "people": "other", "other": "other"}


CUDA = "CUDAExecutionProvider"
NO_GPU = (
    "this machine's onnxruntime has no GPU: pip uninstall onnxruntime, then pip install onnxruntime-gpu with the CUDA "
    "that it asks for; or give --device cpu"
)


@dataclass(frozen=True, slots=True)
class Opened:
    process: int
    session: Any
    tokenizer: Any
    head: Any


class OnnxTagger:
    """Finds statements and names with the model in `folder`, which is opened when the first text comes."""

    def __init__(self, folder: Path = MODEL, device: str = "cpu") -> None:
        self.folder = folder
        self.device = device  # "cpu" or "gpu"
        self._loaded: Opened | None = None
        self._lock = threading.Lock()

    @cached_property
    def version(self) -> str:
        """ "onnx" and the first digits of the SHA-256 of the model's files."""
        return f"onnx {_digest(self.folder)}"

    def tag(self, texts: Iterable[str]) -> Iterator[Tagging]:
        """One `Tagging` a text, in order; reads no further ahead than the text it works on."""
        for text in texts:
            yield _tagging(self.opened(), text)

    def opened(self) -> Opened:
        """The model, opened once in each process: a forked worker must not use its parent's session."""
        loaded = self._loaded
        if loaded is None or loaded.process != os.getpid():
            with self._lock:
                loaded = self._loaded
                if loaded is None or loaded.process != os.getpid():
                    self._loaded = loaded = _open(self.folder, self.device)
        return loaded

    def __reduce__(self) -> tuple[type[OnnxTagger], tuple[Path, str]]:
        return OnnxTagger, (self.folder, self.device)


@cache
def load() -> OnnxTagger:
    """The model that ships with the package: one for the whole process."""
    return OnnxTagger()


def _digest(folder: Path) -> str:
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()[:12]


def _providers(available: Iterable[str], device: str) -> list[str]:
    """What the model runs on, by onnxruntime's names. Raises `UsageError` if that is not installed."""
    if device == "cpu":
        return ["CPUExecutionProvider"]
    if CUDA not in available:
        raise UsageError(NO_GPU)
    return [CUDA, "CPUExecutionProvider"]


def _open(folder: Path, device: str) -> Opened:
    import numpy as np
    import onnxruntime as ort
    from tokenizers import Tokenizer

    from onrecord.tagger import head

    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise FileNotFoundError(f"no {', '.join(missing)} in {folder}: wanted a model made by training/export.py")
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1  # callers use threads of their own, one text each
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    providers = _providers(ort.get_available_providers(), device)
    session, links = (ort.InferenceSession(str(folder / name), options, providers=providers) for name in FILES[:2])
    if session.get_providers()[0] != providers[0]:  # it falls back on the CPU without a word
        raise UsageError(NO_GPU)
    with np.load(folder / FILES[2]) as arrays:
        trained = head.Head(dict(arrays), links)
    tokenizer = Tokenizer.from_file(str(folder / FILES[3]))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Opened(os.getpid(), session, tokenizer, trained)


def _tagging(loaded: Opened, text: str) -> Tagging:
    from onrecord.tagger.pieces import pieces

    attributions: list[Attribution] = []
    mentions: list[Mention] = []
    everything = pieces(text, loaded.tokenizer)
    for section in _sections(everything):
        _tag_section(loaded, text, section, attributions, mentions)
    return Tagging(tuple(attributions), tuple(mentions))


def _sections(everything: Pieces) -> Iterator[Pieces]:
    """Parts of at most SECTION pieces, each ending with a line where one ends."""
    start, n = 0, len(everything)
    while start < n:
        end = min(start + SECTION, n)
        if end < n:
            breaks = (everything.lines[start + 1 : end] > everything.lines[start : end - 1]).nonzero()[0]
            end = start + 1 + int(breaks[-1]) if len(breaks) else end
        yield everything.part(start, end)
        start = end


def _tag_section(
    loaded: Opened, text: str, section: Pieces, attributions: list[Attribution], mentions: list[Mention]
) -> None:
    from onrecord.tagger import head
    from onrecord.tagger.links import LEVELS, NAME_TAGS, NAMES, TAGS

    out = scores(loaded, section)
    tags, names = LEVELS * len(TAGS), len(NAME_TAGS)

    def spans(found: tuple[tuple[int, int], ...]) -> tuple[Span, ...]:
        return tuple(Span(int(section.starts[s]), int(section.ends[e - 1])) for s, e in found)

    for level in head.decode(loaded.head, out[:, :tags], out[:, tags + names :], section):
        for f in level:
            cue, sure = spans(f.cue), loaded.head.sure(f.evidence)
            attributions.append(Attribution(spans(f.content), cue, spans(f.source) or own(text, cue), sure))
    for where, kind, sure in head.names(out[:, tags : tags + names], section, len(NAMES)):
        mentions.append(Mention(spans((where,))[0], KINDS[NAMES[kind]], sure))


def own(text: str, cue: tuple[Span, ...]) -> tuple[Span, ...]:
    """The pronoun inside a cue without a source: "in *his* words". The tags cannot show it, one word having one."""
    found = ((s, OWN.search(text[s:e])) for s, e in cue)
    return tuple(Span(s + m.start(), s + m.end()) for s, m in found if m)[:1]


def scores(loaded: Opened, section: Pieces) -> Any:
    """The encoder's output for each piece, from the window in which the piece stands furthest from an edge."""
    import numpy as np

    from onrecord.tagger.pieces import windows

    cls, sep = (loaded.tokenizer.token_to_id(t) for t in ("[CLS]", "[SEP]"))
    cut = windows(len(section), WINDOW, OVERLAP)
    parts = []
    done = 0
    for i, (start, end) in enumerate(cut):
        ids = np.concatenate([[cls], section.ids[start:end], [sep]]).astype(np.int64)
        features = np.pad(section.features[start:end], ((1, 1), (0, 0))).astype(np.int64)
        (out,) = loaded.session.run(None, {"ids": ids, "features": features})
        upto = (cut[i + 1][0] + end) // 2 if i + 1 < len(cut) else end
        parts.append(out[1 + done - start : 1 + upto - start])
        done = upto
    return np.concatenate(parts)


__all__ = ["OnnxTagger", "load"]
