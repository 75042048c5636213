"""What tables say of each character: the features of the tagger beside the characters themselves.

A number a character: matches of divisions and named places (position in the match and its kind), of townships, and
whether an amount stands there.
"""

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.place.gazetteer import Match, gazetteer

LARGE, TOWNS, AMOUNT = 32, 4, 2  # values of each part; a feature is large + 32·town + 128·amount
VALUES = LARGE * TOWNS * AMOUNT


def features(text: str, home: str, amounts: list[tuple[int, int]]) -> NDArray[np.int64]:
    """Shape (characters,): see the module. `home` is the code of the report's own place, or empty.

    >>> features("兴县5个", "1411", [(2, 4)]).tolist()
    [1, 2, 128, 128]
    """
    found = np.zeros(len(text), np.int64)
    table = gazetteer()
    for match in table.large(text, home):
        _mark(found, match, 3 * (match.kind - 1) + 1, 1)
    towns = np.zeros(len(text), np.int64)
    for match in table.towns(text, home):
        _mark(towns, match, 1, 1)
    found += LARGE * towns
    for start, end in amounts:
        found[start:end] += LARGE * TOWNS
    return found


def _mark(found: NDArray[np.int64], match: Match, first: int, step: int) -> None:
    """First, inner and last character of a match get three numbers in a row."""
    found[match.start] = first
    found[match.start + 1 : match.end - 1] = first + step * 2
    found[match.end - 1] = first + step
