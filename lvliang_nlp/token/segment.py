"""Where words begin and end in a clean text.

The base is jieba's segmentation (rjieba). Phrases of the lexicon are put together where both ends are ends of its
words, words that are two are cut, and what our own stages found (amounts, names, the user's words) has the last word.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
import rjieba
from numpy.typing import NDArray

from lvliang_nlp.token.lexicon import Lexicon

Pair = tuple[int, int]
_COUNTED = re.compile(
    r"(?<![一二三四五六七八九十百千两几第])[一二三四五六七八九十两几](?=[个大批项条种类轮届级位名次座家所件门步方年代])"
)


def borders(
    text: str, lexicon: Lexicon, amounts: Sequence[tuple[int, int, int]], names: Iterable[Pair],
    words: Iterable[Pair] = (), edges: Iterable[int] = (),
) -> NDArray[np.bool_]:  # fmt: skip
    """Shape (characters + 1,): True where a word begins or ends.

    `amounts` are start, start of the unit, end; `names` and the user's `words` are whole, and no word crosses `edges`.
    """
    found = np.zeros(len(text) + 1, np.bool_)
    found[0] = True
    apart = lexicon.apart
    at = 0
    for word in rjieba.cut(text):
        size = len(word)
        if size == 4 and word in apart:
            found[at + 2] = True
        at += size
        found[at] = True
    for match in _COUNTED.finditer(text):
        found[match.end()] = True
    for start, end in lexicon.phrases(text):
        if found[start] and found[end]:
            found[start + 1 : end] = False
    for start, unit, end in amounts:
        found[start + 1 : end] = False
        found[[start, unit, end]] = True
    for edge in edges:
        found[edge] = True
    for group in (names, words):
        for start, end in group:
            found[start + 1 : end] = False
            found[[start, end]] = True
    return found
