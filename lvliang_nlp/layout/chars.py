"""Classes of characters, and a page as an array of them: one table look-up for each code point."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Classes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# The order matters: from INK on a class leaves ink; up to DIGIT it is half as wide as a Chinese character.
HIDDEN, SPACE, NEWLINE, PUNCT, LATIN, DIGIT, WIDE, FINAL, COMMA, OPEN, CLOSE = range(11)
INK = PUNCT

HIDDEN_CHARS = "".join(map(chr, [*range(0x09), *range(0x0E, 0x1C), 0x7F, *range(0x80, 0x85), *range(0x86, 0xA0), 0xAD,
    0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0xFFFC)]))  # fmt: skip
NEWLINE_CHARS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
SPACE_CHARS = "\t\x1f \xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
FINAL_CHARS = "。！？；：…!?;:"
COMMA_CHARS = "，、,"
OPEN_CHARS = "（《“‘【〔「『〈［﹝(["
CLOSE_CHARS = "）》”’】〕」』〉］﹞)]"


@cache
def table() -> Classes:
    """The class of every code point; 1.1 MB, made once."""
    found = np.full(0x110000, WIDE, np.uint8)
    found[:0x1100] = LATIN  # the alphabets
    found[:0x80] = PUNCT
    found[0xA0:0xC0] = PUNCT
    found[[0xD7, 0xF7]] = PUNCT
    for first, last in ("AZ", "az"):
        found[ord(first) : ord(last) + 1] = LATIN
    found[ord("0") : ord("9") + 1] = DIGIT
    found[0x2010:0x2018] = WIDE
    for kind, chars in (
        (HIDDEN, HIDDEN_CHARS), (NEWLINE, NEWLINE_CHARS), (SPACE, SPACE_CHARS), (FINAL, FINAL_CHARS),
        (COMMA, COMMA_CHARS), (OPEN, OPEN_CHARS), (CLOSE, CLOSE_CHARS),
    ):  # fmt: skip
        found[[ord(char) for char in chars]] = kind
    return found


def encode(text: str) -> Codes:
    """The code points of `text`; lone surrogates pass."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def decode(codes: Codes) -> str:
    """The inverse of `encode`."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")


def among(kinds: Classes, *wanted: int) -> Bools:
    """Where a class is one of `wanted`."""
    chosen = np.zeros(CLOSE + 1, np.bool_)
    chosen[list(wanted)] = True
    return chosen[kinds]


@cache
def _set(chars: str) -> Bools:
    found = np.zeros(0x10000, np.bool_)
    found[[ord(char) for char in chars]] = True
    return found


def member(codes: Codes, chars: str) -> Bools:
    """Where a code is one of `chars`, all of the basic plane."""
    return _set(chars)[np.minimum(codes, 0xFFFF)]
