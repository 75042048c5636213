"""Characters as numbers: the vocabulary of the tagger.

Forms that mean the same share a number: full-width and half-width forms, letters of either case, all digits.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

PADDING, OTHER = 0, 1  # OTHER: not in the vocabulary; also what hides a character when the encoder is pre-trained
_PLANE = 0x10000


def normal(character: str) -> str:
    """The form that stands for a character: ５ and 7 are 0, Ａ is a.

    >>> normal("５"), normal("Ａ"), normal("（"), normal("煤")
    ('0', 'a', '(', '煤')
    """
    form = unicodedata.normalize("NFKC", character)
    form = form if len(form) == 1 else character
    if form.isdecimal():
        return "0"
    lower = form.lower()
    return lower if len(lower) == 1 else form


@lru_cache(maxsize=4)
def _lookup(vocabulary: str) -> NDArray[np.int32]:
    number = {character: i for i, character in enumerate(vocabulary, 2)}
    return np.array([number.get(normal(chr(point)), OTHER) for point in range(_PLANE)], np.int32)


def numbers(text: str, vocabulary: str) -> NDArray[np.int32]:
    """The number of each character of `text`, shape (characters,): its place in `vocabulary` and 2, or OTHER.

    >>> numbers("煤7！", "0煤").tolist()
    [3, 2, 1]
    """
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = _lookup(vocabulary)
    return table[np.minimum(points, _PLANE - 1)]


def make_vocabulary(counts: Iterable[tuple[str, int]], at_least: int) -> str:
    """The characters seen `at_least` so often, the most frequent first, the line break in front."""
    total: dict[str, int] = {}
    for character, count in counts:
        if not character.isspace() and ord(character) < _PLANE - 1:
            form = normal(character)
            total[form] = total.get(form, 0) + count
    often = sorted((c for c, n in total.items() if n >= at_least and ord(c) < _PLANE - 1), key=lambda c: (-total[c], c))
    return "\n" + "".join(often)
