"""Best paths and beliefs of a linear chain, in numpy, without a loop over the pieces.

Both take the pieces two by two, then the pairs two by two, and so on: as many steps as the length has binary digits,
each one array operation. A step multiplies matrices over (max, +) or (log-sum-exp, +).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best_path(emissions: Floats, transitions: Floats, first: Floats) -> NDArray[np.int64]:
    """The most likely tag of each piece, all together. emissions (n, k); transitions[i, j] from i to j."""
    n, k = emissions.shape
    if n == 0:
        return np.zeros(0, np.int64)
    start = first + emissions[0]
    if n == 1:
        return np.array([int(start.argmax())])
    # scores[t, i, j]: best way from tag i at its left end to tag j at its right end
    scores = transitions[None] + emissions[1:, None, :]
    ups: list[tuple[int, NDArray[np.int8]]] = []  # per height: how many, and the middle tag of each pair
    while len(scores) > 1:
        even = len(scores) // 2 * 2
        best, middle = _joined(scores[0:even:2], scores[1:even:2])
        ups.append((len(scores), middle))
        scores = np.concatenate([best, scores[even:]]) if even < len(scores) else best
    total = start[:, None] + scores[0]
    left, right = divmod(int(total.argmax()), k)
    ends = np.array([left, right])
    for count, middle in reversed(ups):
        half = len(middle)
        between = middle[np.arange(half), ends[:half], ends[1 : half + 1]]
        fine = np.empty(count + 1, np.int64)
        fine[0 : 2 * half + 1 : 2] = ends[: half + 1]
        fine[1 : 2 * half : 2] = between
        if count > 2 * half:
            fine[-1] = ends[-1]
        ends = fine
    return ends


def _joined(left: Floats, right: Floats) -> tuple[Floats, NDArray[np.int8]]:
    """The best ways over each pair of neighbours, (pairs, k, k), and the tag in the middle, the first of equals."""
    best = left[:, :, 0, None] + right[:, None, 0, :]
    middle = np.zeros(best.shape, np.int8)
    for tag in range(1, left.shape[2]):  # a tag at a time: argmax over so short an axis takes twice as long
        way = left[:, :, tag, None] + right[:, None, tag, :]
        np.copyto(middle, np.int8(tag), where=way > best)
        np.maximum(best, way, out=best)
    return best, middle
