"""The best path found two by two is the best path found one by one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.tagger.chain import best_path
from onrecord.tagger.links import PAIR_SIZES, TAGS, Spans, allowed, pair_features, runs


def step_by_step(emissions: np.ndarray, transitions: np.ndarray, first: np.ndarray) -> float:
    """The weight of the best path."""
    alpha = first + emissions[0]
    for row in emissions[1:]:
        alpha = (alpha[:, None] + transitions).max(0) + row
    return float(alpha.max())


def weight(path: np.ndarray, emissions: np.ndarray, transitions: np.ndarray, first: np.ndarray) -> float:
    steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
    return float(first[path[0]] + steps + emissions[np.arange(len(path)), path].sum())


@settings(deadline=None)
@given(st.integers(1, 70), st.integers(2, 7), st.integers(0, 2**32 - 1))
def test_the_path_weighs_what_the_best_one_weighs(n: int, k: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions, transitions, first = rng.normal(size=(n, k)), rng.normal(size=(k, k)), rng.normal(size=k)
    path = best_path(emissions, transitions, first)
    assert len(path) == n
    assert np.isclose(weight(path, emissions, transitions, first), step_by_step(emissions, transitions, first))


def test_no_pieces_have_no_path() -> None:
    assert len(best_path(np.zeros((0, 3)), np.zeros((3, 3)), np.zeros(3))) == 0


def test_an_inside_tag_follows_its_own_kind_alone() -> None:
    may = allowed(TAGS)
    assert may[TAGS.index("B-cue"), TAGS.index("I-cue")]
    assert not may[TAGS.index("O"), TAGS.index("I-cue")]
    assert not may[TAGS.index("I-content"), TAGS.index("I-cue")]


def test_spans_are_read_off_a_path() -> None:
    path = np.array([TAGS.index(t) for t in ("B-cue", "B-cue", "I-cue", "O", "B-content", "I-content")])
    assert runs(path, 1) == [(0, 1), (1, 3)]
    assert runs(path, 2) == [(4, 6)]
    assert runs(path, 0) == []


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 50)), max_size=12), st.integers(0, 12))
def test_pair_features_stay_within_their_tables(found: list[tuple[int, int]], cut: int) -> None:
    def spans(some: list[tuple[int, int]]) -> Spans:
        starts = np.array(sorted(s for s, _ in some), np.int32)
        ends = starts + np.array([n for _, n in some], np.int32) if some else starts
        return Spans(starts, ends, starts // 40, starts // 20, starts % 2)

    features = pair_features(spans(found[:cut]), spans(found[cut:]))
    assert features.shape == (len(found[:cut]), len(found[cut:]), len(PAIR_SIZES))
    assert (features >= 0).all() and (features < np.array(PAIR_SIZES)).all()
