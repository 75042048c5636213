"""The lines of a page as arrays: where each begins and ends, how wide it is, what stands at its ends."""

from dataclasses import dataclass

import numpy as np

from lvliang_nlp.layout.chars import (
    CLOSE,
    COMMA,
    DIGIT,
    FINAL,
    INK,
    LATIN,
    NEWLINE,
    OPEN,
    PUNCT,
    Bools,
    Classes,
    Codes,
    Ints,
    among,
    table,
)  # fmt: skip

_HEAD = 6


@dataclass(slots=True)
class Lines:
    """One row for each line with ink. Widths are in cells: 2 for a Chinese character, 1 for a Latin one."""

    codes: Codes
    kinds: Classes
    ink: Ints  # offsets of the inks
    row: Ints  # for each ink, its line
    start: Ints  # for each line, its first ink (index into `ink`)
    end: Ints  # … and behind its last one
    feeds: Ints  # line feeds before the line
    cells: Ints
    indent: Ints  # white space before the first ink, in cells
    spaced: Bools  # letter-spaced: white space between most of its characters

    @property
    def first(self) -> Ints:
        """Offset of the first ink of each line."""
        return self.ink[self.start]

    @property
    def last(self) -> Ints:
        """Offset of the last ink of each line."""
        return self.ink[self.end - 1]

    def ends_sentence(self) -> Bools:
        """Does the line end with 。！？；：… or with one of these and closing quotes or brackets?"""
        tail = self.kinds[self.last]
        before = self.kinds[self.ink[np.maximum(self.end - 2, self.start)]]
        return np.asarray((tail == FINAL) | ((tail == CLOSE) & (before == FINAL)))

    def unit(self) -> Ints:
        """Cells of what stands first on the line and may not be parted: a character or number and its marks."""
        at = np.minimum(self.start[:, None] + np.arange(_HEAD), self.end[:, None] - 1)
        kinds = self.kinds[self.ink[at]]
        narrow: Ints = np.cumprod(among(kinds, DIGIT, LATIN, PUNCT), axis=1).sum(axis=1)
        mark = among(kinds[:, 1], FINAL, COMMA, CLOSE)
        return np.where(narrow > 0, narrow, 2 + 2 * (mark | (kinds[:, 0] == OPEN)))

    def full_unit(self) -> Ints:
        """The same where each character takes two cells and numbers are parted."""
        second = self.kinds[self.ink[np.minimum(self.start + 1, self.end - 1)]]
        return np.asarray(2 + 2 * (among(second, FINAL, COMMA, CLOSE) | (self.kinds[self.first] == OPEN)))


def lines(codes: Codes) -> Lines:
    """Cut a page into its lines; O(n)."""
    kinds = table()[codes]
    ink = np.flatnonzero(kinds >= INK)
    at = np.cumsum(kinds == NEWLINE, dtype=np.int32)[ink]
    start = np.flatnonzero(np.concatenate([np.ones(min(1, len(at)), np.bool_), at[1:] != at[:-1]]))
    end = np.append(start[1:], len(ink))
    gaps = np.zeros(len(ink), np.bool_)
    np.greater(ink[1:] - ink[:-1], 1, out=gaps[1:])
    count = end - start
    wide, inner = _total(codes[ink] >= 0x2010, start), _total(gaps, start) - gaps[start]
    return Lines(
        codes=codes,
        kinds=kinds,
        ink=ink,
        row=np.repeat(np.arange(len(start)), count),
        start=start,
        end=end,
        feeds=np.diff(at[start], prepend=at[:1]).astype(np.int64),
        cells=count + wide,
        indent=_indent(codes, kinds, ink[start]),
        spaced=(count >= 4) & (inner >= 0.4 * (count - 1)),
    )


def _total(flags: Bools, start: Ints) -> Ints:
    """How many flags are set in each line."""
    return np.add.reduceat(flags, start, dtype=np.int64) if len(start) else np.zeros(0, np.int64)


def running(flags: Bools) -> Ints:
    """How many flags are set before each place, and in all."""
    total = np.zeros(len(flags) + 1, np.int64)
    np.cumsum(flags, out=total[1:])
    return total


def _indent(codes: Codes, kinds: Classes, first: Ints) -> Ints:
    """White space before each offset in `first`, up to the line feed, at most 16 characters."""
    cells = np.zeros(len(first), np.int64)
    going = np.ones(len(first), np.bool_)
    for back in range(1, 17):
        at = np.maximum(first - back, 0)
        going = going & (first >= back) & (kinds[at] != NEWLINE) & (kinds[at] < INK)
        if not going.any():
            break
        cells += going * (1 + (codes[at] >= 0x2003))
    return cells
