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
_DATE = re.compile(
    r"(?<![\d.])(?:\d{4}年|\d{1,2}[月日]|\d+(?:\+(?:\d+|[A-Z]))+)"
    r"|第[一二三四五六七八九十百\d]+(?=[个届次批位名条产期])"
)


def borders(
    text: str, lexicon: Lexicon, amounts: Sequence[tuple[int, int, int]], names: Iterable[Pair],
    words: Iterable[Pair] = (), edges: Iterable[int] = (), blanks: Iterable[Pair] = (), base: list[str] | None = None,
) -> NDArray[np.bool_]:  # fmt: skip
    """Shape (characters + 1,): True where a word begins or ends.

    `amounts` are start, start of the unit, end; `names` and the user's `words` are whole, no word crosses `edges`,
    `blanks` are the white space. `base` are words of another segmentation, which together are the text.
    """
    found = np.zeros(len(text) + 1, np.bool_)
    base = rjieba.cut(text) if base is None else base
    sizes = np.fromiter(map(len, base), np.int64, len(base))
    ends = sizes.cumsum()
    found[0] = True
    found[ends] = True
    fours = np.flatnonzero(sizes == 4)
    found[[ends[i] - 2 for i in fours.tolist() if base[i] in lexicon.apart]] = True
    for match in _COUNTED.finditer(text):
        found[match.end()] = True
    for start, end in lexicon.phrases(text):
        if found[start] and found[end]:
            found[start + 1 : end] = False
    for date in _DATE.finditer(text):
        found[date.start() + 1 : date.end()] = False
        found[list(date.span())] = True
    for start, end in blanks:
        found[start + 1 : end] = False
        found[[start, end]] = True
    for start, unit, end in amounts:
        found[start + 1 : end] = False
        found[[start, unit, end]] = True
    for group in (names, words):
        for start, end in group:
            found[start + 1 : end] = False
            found[[start, end]] = True
    for edge in edges:  # the place inside a company's name too
        found[edge] = True
    return found
