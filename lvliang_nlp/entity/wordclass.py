"""What a dictionary segmentation (jieba, by rjieba) says of each character: its place in a word, and the word's class.

The tagger takes it as a feature: 睡莲 and 轮轴 are words of the dictionary, 华樽 is none.
"""

from functools import lru_cache

import numpy as np
import rjieba
from numpy.typing import NDArray

# Classes of words by jieba's tags, the first letters deciding where the whole tag is not listed.
_CLASSES = {
    "n": 1, "nr": 2, "ns": 3, "nt": 4, "nz": 5, "v": 6, "vn": 7, "a": 8, "m": 9, "q": 10, "f": 11, "s": 11, "t": 12,
    "x": 13, "eng": 14, "j": 15, "l": 15, "i": 15, "b": 8, "d": 0, "p": 0, "c": 0, "u": 0, "r": 0,
}  # fmt: skip
SIZE = 64  # 16 classes, and single, first, inner, last


def word_classes(text: str) -> NDArray[np.int64]:
    """A number from 0 to 63 for each character: 4·class + (0 single, 1 first, 2 inner, 3 last). Shape (characters,).

    >>> word_classes("建设睡莲。").tolist()
    [29, 31, 5, 7, 52]
    """
    tagged = rjieba.tag(text)
    lengths = np.array([len(word) for word, _ in tagged], np.int64)
    classes = np.array([_class(tag) for _, tag in tagged], np.int64)
    found = np.repeat(4 * classes + 2, lengths)
    ends = lengths.cumsum()
    starts = ends - lengths
    long = lengths > 1
    found[starts[long]] -= 1
    found[ends[long] - 1] += 1
    found[starts[~long]] -= 2
    return found


@lru_cache(maxsize=256)
def _class(tag: str) -> int:
    return next((_CLASSES[start] for start in (tag, tag[:2], tag[:1]) if start in _CLASSES), 0)
