"""What tables say of each character: the features of the tagger beside the characters themselves.

A number a character: matches of divisions and named places (position in the match and its kind), of townships and of
known companies, whether an amount stands there, and the place in a word of the dictionary with the word's class.
"""

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.entity.lexicon import companies
from lvliang_nlp.entity.spans import Names, Pair
from lvliang_nlp.entity.wordclass import SIZE as WORDS
from lvliang_nlp.entity.wordclass import word_classes
from lvliang_nlp.place import Kind, gazetteer

LARGE, TOWNS, AMOUNT, FIRMS = 32, 4, 2, 4  # values of each part
_TOWN, _AMOUNT, _FIRM = LARGE, LARGE * TOWNS, LARGE * TOWNS * AMOUNT  # what each is multiplied by in a feature
TABLES = LARGE * TOWNS * AMOUNT * FIRMS  # values of all that tables say; that of the words is multiplied by it
VALUES = TABLES * WORDS


def features(text: str, home: str, amounts: list[Pair], names: Names | None = None) -> NDArray[np.int64]:
    """Shape (characters,): see the module. `home` is the code of the report's own place or empty.

    `names` are those of a profile.

    >>> [feature % TABLES for feature in features("兴县5个", "1411", [(2, 4)]).tolist()]
    [1, 2, 128, 128]
    """
    table = gazetteer()
    parts = np.zeros((4, len(text)), np.int64)
    for start, end, _, kind in table.large(text, home):
        _mark(parts[0], start, end, 3 * kind - 2)
    for start, end in names.places if names else ():
        _mark(parts[0], start, end, 3 * Kind.NAMED - 2)
    for start, end, _, _ in table.towns(text, home):
        _mark(parts[1], start, end, 1)
    for start, end in amounts:
        parts[2, start:end] = 1
    for start, end in [*companies().find(text), *(names.companies if names else ())]:
        _mark(parts[3], start, end, 1)
    known: NDArray[np.int64] = parts[0] + _TOWN * parts[1] + _AMOUNT * parts[2] + _FIRM * parts[3]
    return known + TABLES * word_classes(text)


def _mark(part: NDArray[np.int64], start: int, end: int, first: int) -> None:
    """First, last and inner characters of a match get three numbers in a row."""
    part[start + 1 : end - 1] = first + 2
    part[start] = first
    part[end - 1] = first + 1
