"""From scores of tags to spans: the best sequence that is one (no inside without a begin), by Viterbi.

Most characters are outside beyond doubt, so only the stretches between them are decoded, all of them side by side.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_SURE = 7.0  # outside ahead of all other tags by so much ends a stretch
_O, _B, _I, _E, _S = range(5)


def _allowed() -> Floats:
    may = np.full((5, 5), _NEVER, np.float32)
    for before, after in ("OO", "OB", "OS", "BI", "BE", "II", "IE", "EO", "EB", "ES", "SO", "SB", "SS"):
        may["OBIES".index(before), "OBIES".index(after)] = 0
    return may


_ALLOWED = _allowed()


def spans(scores: Floats, follow: Floats | None = None) -> list[tuple[int, int]]:
    """The spans of one layer, in order, half-open.

    `scores` has shape (characters, 5); `follow` of shape (5, 5) is what one tag behind another adds.

    >>> import numpy as np
    >>> spans(np.eye(5, dtype=np.float32)[[0, 1, 2, 3, 0, 4]] * 9)
    [(1, 4), (5, 6)]
    """
    step = _ALLOWED if follow is None else _ALLOWED + follow
    doubt = scores[:, _O] < scores[:, _B:].max(1) + _SURE
    edges = np.flatnonzero(np.diff(doubt, prepend=False, append=False))
    found = []
    runs = edges.reshape(-1, 2)
    for start, tags in zip(runs[:, 0].tolist(), _viterbi(scores, runs, step), strict=True):
        begin = 0
        for i, tag in enumerate(tags):
            if tag == _B:
                begin = i
            elif tag == _E:
                found.append((start + begin, start + i + 1))
            elif tag == _S:
                found.append((start + i, start + i + 1))
    return found


def _viterbi(scores: Floats, runs: NDArray[np.int64], step: Floats) -> list[list[int]]:
    """The best tags of each run; shorter ones are filled up with outside, as if the text went on."""
    if not len(runs):
        return []
    lengths = runs[:, 1] - runs[:, 0]
    order = np.argsort(-lengths, kind="stable")
    longest = int(lengths.max())
    padded = np.full((len(runs), longest, 5), _NEVER, np.float32)
    padded[:, :, _O] = 0
    for row, k in enumerate(order):
        padded[row, : lengths[k]] = scores[runs[k, 0] : runs[k, 1]]
    best = padded[:, 0] + np.array([0, 0, _NEVER, _NEVER, 0], np.float32)
    back = np.zeros((longest, len(runs), 5), np.int8)
    for i in range(1, longest):
        alive = int(np.searchsorted(-lengths[order], -i))
        total = best[:alive, :, None] + step
        back[i, :alive] = total.argmax(1)
        best[:alive] = total.max(1) + padded[:alive, i]
    last = (best + np.array([0, _NEVER, _NEVER, 0, 0], np.float32)).argmax(1)
    found: list[list[int]] = [[] for _ in runs]
    for row, k in enumerate(order.tolist()):
        tag, tags = int(last[row]), []
        for i in range(int(lengths[k]) - 1, -1, -1):
            tags.append(tag)
            tag = int(back[i, row, tag])
        found[k] = tags[::-1]
    return found
