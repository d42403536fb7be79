"""The shipped model: it finds what is said, however it is called, and no text makes it fall over."""

import concurrent.futures
import multiprocessing
import pickle
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from onrecord import tagger
from onrecord.speech.tagging import Tagging
from onrecord.tagger import MODEL, OnnxTagger

SAMPLES = MODEL.parent / "samples"

SAID = (
    "The mayor, Anna Kovacs, said on Monday that the bridge would reopen in May. "
    "“We kept our word,” she told reporters."
)
TEXTS = [
    SAID,
    "MINSK, 24 November - “No one asked us,” the minister said. “They will.”\n\nAccording to the report, prices fell.",
    SAID + "\n\n" + "Nothing else happened in the town that day, and the river rose by a hand. " * 60 + "\n\n" + SAID,
    "",
    "It rained.",
]


@pytest.fixture(scope="module")
def model() -> OnnxTagger:
    return tagger.load()


def words(text: str, tagging: Tagging) -> list[tuple[str, ...]]:
    """Each attribution as its source, cue and content in words."""
    return [
        tuple(" … ".join(text[s:e] for s, e in role) for role in (a.source, a.cue, a.content))
        for a in tagging.attributions
    ]


def test_a_plain_report_is_found(model: OnnxTagger) -> None:
    (found,) = model.tag([SAID])
    assert ("she", "told", "“We kept our word,”") in words(SAID, found)
    assert any("the bridge would reopen" in content and cue == "said" for _, cue, content in words(SAID, found))
    assert any(SAID[m.span[0] : m.span[1]] == "Anna Kovacs" and m.kind == "person" for m in found.mentions or ())


def test_a_split_quotation_is_one_statement(model: OnnxTagger) -> None:
    text = "“No one asked us,” the minister said. “They will.”"
    (found,) = model.tag([text])
    assert words(text, found) == [("the minister", "said", "“No one asked us,” … “They will.”")]


def test_single_batched_and_threaded_results_are_the_same(model: OnnxTagger) -> None:
    single = [next(model.tag([text])) for text in TEXTS]
    assert list(model.tag(TEXTS)) == single
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda text: next(model.tag([text])), TEXTS * 3)) == single * 3


def _tag_all(model: OnnxTagger) -> list[Tagging]:
    return list(model.tag(TEXTS))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_process_finds_the_same(model: OnnxTagger, method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system cannot {method} processes")
    here = _tag_all(model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python warns of forking a process with threads
        with multiprocessing.get_context(method).Pool(1) as pool:
            assert pool.apply(_tag_all, (model,)) == here


def test_a_tagger_survives_pickling(model: OnnxTagger) -> None:
    assert pickle.loads(pickle.dumps(model)).folder == model.folder


def test_the_version_is_the_hash_of_the_files(model: OnnxTagger) -> None:
    name, digest = model.version.split()
    assert name == "onnx" and len(digest) == 12


def test_a_folder_without_a_model_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"training/export\.py"):
        list(OnnxTagger(tmp_path).tag(["Some text."]))


def test_importing_the_tagger_loads_no_model_and_no_runtime() -> None:
    code = "import sys, onrecord.tagger; print([m for m in ('onnxruntime', 'tokenizers', 'numpy') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


BAD = {
    "empty": "",
    "one word": "Yes",
    "spaces": " \n\t \u2028 ",
    "no sentence end": "he said that " * 400,
    "only marks": "“”\"'«»„‘’" * 50,
    "unbalanced": "“He said “that “they” would” “go",
    "control and private use": "He said \x00\x01\x1b\ue000\uffff “so\x07” \ufdd0.",
    "lone surrogate": "He said \ud800 “so”.",
    "right to left": "قال الوزير: «لن نقبل بذلك»، وأضاف \u202eabc\u202c.",
    "emoji": "🙂 said 👩‍👩‍👧 “🎉🎉” 🇧🇾",
    "Russian": "«Мы не согласны», — сказал президент. Он добавил, что решение принято.",
    "Chinese": "总统说：“我们不同意。”他还说，决定已经作出。",
    "one endless word": "x" * 30_000,
    "combining": "He said “" + "e\u0301" * 300 + "”.",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_any_text_gives_valid_offsets(model: OnnxTagger, text: str) -> None:
    (found,) = model.tag([text])
    for a in found.attributions:
        for role in (a.content, a.cue, a.source):
            assert all(0 <= s < e <= len(text) for s, e in role)
            assert list(role) == sorted(role)
        assert a.content and 0 <= a.score <= 1
    assert all(0 <= m.span[0] < m.span[1] <= len(text) and 0 <= m.score <= 1 for m in found.mentions or ())
