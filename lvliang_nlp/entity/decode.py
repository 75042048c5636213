"""From scores of tags to spans: the best sequence that is one (no inside without a begin), by Viterbi.

Most characters are outside beyond doubt, so only the stretches between them are decoded, those of like length side by
side.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_SURE = 5.0  # outside ahead of all other tags by so much ends a stretch
_O, _B, _I, _E, _S = range(5)


def _allowed() -> Floats:
    may = np.full((5, 5), _NEVER, np.float32)
    for before, after in ("OO", "OB", "OS", "BI", "BE", "II", "IE", "EO", "EB", "ES", "SO", "SB", "SS"):
        may["OBIES".index(before), "OBIES".index(after)] = 0
    return may


_ALLOWED = _allowed()
_FIRST = np.array([0, 0, _NEVER, _NEVER, 0], np.float32)
_LAST = np.array([0, _NEVER, _NEVER, 0, 0], np.float32)


def spans(scores: Floats, follow: Floats | None = None) -> list[tuple[int, int]]:
    """The spans of one layer, in order, half-open.

    `scores` has shape (characters, 5); `follow` of shape (5, 5) is what one tag behind another adds.

    >>> import numpy as np
    >>> spans(np.eye(5, dtype=np.float32)[[0, 1, 2, 3, 0, 4]] * 9)
    [(1, 4), (5, 6)]
    """
    step = _ALLOWED if follow is None else _ALLOWED + follow
    doubt = scores[:, _O] < scores[:, _B:].max(1) + _SURE
    runs = np.flatnonzero(np.diff(doubt, prepend=False, append=False)).reshape(-1, 2)
    lengths = runs[:, 1] - runs[:, 0]
    tags = np.zeros(len(scores), np.int8)
    sizes = np.ceil(np.log2(np.maximum(lengths, 1))).astype(np.int64)
    for size in np.unique(sizes):  # padding at most doubles a stretch
        chosen = runs[sizes == size]
        chosen = chosen[np.argsort(chosen[:, 0] - chosen[:, 1], kind="stable")]
        _viterbi(scores, chosen, step, tags)
    begins = np.flatnonzero((tags == _B) | (tags == _S))
    ends = np.flatnonzero((tags == _E) | (tags == _S)) + 1
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def _viterbi(scores: Floats, runs: NDArray[np.int64], step: Floats, tags: NDArray[np.int8]) -> None:
    """Write the best tags of each run; `runs` has the longest first."""
    lengths = runs[:, 1] - runs[:, 0]
    longest, rows = int(lengths[0]), np.arange(len(runs))
    alive = np.searchsorted(-lengths, -np.arange(longest), side="left")  # how many are longer than i
    best = scores[runs[:, 0]] + _FIRST
    back = np.zeros((longest, len(runs), 5), np.int8)
    for i in range(1, longest):
        n = alive[i]
        total = best[:n, :, None] + step
        back[i, :n] = total.argmax(1)
        best[:n] = total.max(1) + scores[runs[:n, 0] + i]
    tag = (best + _LAST).argmax(1)
    for i in range(longest - 1, -1, -1):
        n = alive[i]
        tags[runs[:n, 0] + i] = tag[:n]
        tag[:n] = back[i, rows[:n], tag[:n]]
