"""A page under work: the text so far and, for each character, where it stood in the source."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lvliang_nlp.layout.chars import Bools, Ints, decode, encode


class Edit(NamedTuple):
    """Delete `start` to `end`, but for `keep` (white space) written over the first of these characters."""

    start: int
    end: int
    keep: str = ""


@dataclass(slots=True)
class Draft:
    """`index` is None as long as nothing was deleted."""

    text: str
    index: Ints | None = None

    def edit(self, edits: Iterable[Edit]) -> Ints:
        """Apply `edits`; they may overlap. Returns the offset in the new text at which each of them fell."""
        spans = list(edits)
        if not spans:
            return np.zeros(0, np.int64)
        codes = encode(self.text).copy()
        keep = np.ones(len(codes), np.bool_)
        for start, end, white in spans:
            keep[start:end] = False
            if white:
                codes[start], keep[start] = ord(white), True
        self.text = decode(codes[keep])
        self.select(keep)
        starts = np.array([start for start, _, _ in spans], np.int64)
        return starts - np.flatnonzero(~keep).searchsorted(starts)

    def select(self, keep: Bools) -> None:
        """Keep these characters of the map; the text is the caller's."""
        self.index = np.flatnonzero(keep) if self.index is None else self.index[keep]
