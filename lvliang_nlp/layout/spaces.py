"""White space inside a paragraph: which of it is layout."""

import re

import numpy as np

from lvliang_nlp.layout.chars import CLOSE, COMMA, DIGIT, FINAL, LATIN, OPEN, PUNCT, Bools, Ints, among, decode, member
from lvliang_nlp.layout.lines import Lines, running

_STICKS = "%％‰℃°"
_POINTS = ".．"
_DECIMAL = re.compile(r"(?<=[^。！？；;.．\d])\d{1,5}[.．]\d{1,2}(?![\d.．])")


def layout_gaps(page: Lines, gap: Ints, together: Bools) -> Bools:
    """Which of the gaps in lines are layout; `gap` indexes the inks behind which there is white space.

    In running text, that is in a paragraph with a sentence mark, white space beside a Chinese character is layout. In
    other lines (a speaker and his office, the row of a table) it means something, but for the gaps of a letter-spaced
    line, and the one between Chinese characters and digits in a line without columns.
    """
    codes, kinds, ink = page.codes, page.kinds, page.ink
    starts = page.start[np.concatenate([[True], ~together])]
    paragraph = np.searchsorted(starts, gap, side="right") - 1
    left, right = ink[gap], ink[gap + 1]
    wide_left, wide_right = codes[left] >= 0x2010, codes[right] >= 0x2010
    beside, sticks = wide_left | wide_right, member(codes[right], _STICKS)
    digit_left, digit_right = kinds[left] == DIGIT, kinds[right] == DIGIT
    hole = (right - left > 2) | (codes[left + 1] == 9) | (digit_left & digit_right)
    columns = np.bincount(paragraph, hole, len(starts)) > 0
    inked = codes[ink]
    sentence = np.logical_or.reduceat(among(kinds[ink], FINAL, COMMA) & (inked >= 0x2010), starts)
    piped = np.logical_or.reduceat(inked == ord("|"), starts)
    mixed = (wide_left & digit_right) | (digit_left & wide_right)
    marks = wide_left & among(kinds[left], COMMA, FINAL, OPEN, CLOSE)
    marks |= wide_right & among(kinds[right], COMMA, FINAL, CLOSE)
    magnitude = member(codes[left], "万亿") & wide_right
    loose = ~columns[paragraph] & (mixed | sticks | marks | magnitude)
    layout = (sentence[paragraph] & (beside | sticks)) | loose
    layout |= _broken_decimal(page, gap, starts[paragraph])
    if page.spaced.any():
        layout |= _letter_spaced(page, gap, starts)[paragraph] | _figures_apart(page, gap)
    return np.asarray(layout & ~piped[paragraph])


def _figures_apart(page: Lines, gap: Ints) -> Bools:
    """Gaps in lines that are letter-spaced through and through, figures and Latin words too: 2 0 2 3 年 G D P."""
    rows, inks = len(page.start), page.end - page.start
    narrow = among(page.kinds[page.ink], DIGIT, LATIN, PUNCT)
    touching = narrow[:-1] & narrow[1:] & (np.diff(page.ink) == 1)
    whole = np.bincount(page.row[:-1][touching], minlength=rows) > 0
    wide = np.bincount(page.row[~narrow], minlength=rows)
    apart = (np.bincount(page.row[gap], minlength=rows) >= 0.7 * (inks - 1)) & (wide >= 3) & ~whole
    return np.asarray(apart[page.row[gap]] & (page.ink[gap + 1] - page.ink[gap] == 2))


def _broken_decimal(page: Lines, gap: Ints, start: Ints) -> Bools:
    """Gaps beside the point of a number (86. 1%, 2 .5); a number that opens a clause may be a list's: 8. 15个村."""
    codes, kinds, ink = page.codes, page.kinds, page.ink
    found = (kinds[ink[gap]] == DIGIT) & member(codes[ink[gap + 1]], _POINTS)
    found |= member(codes[ink[gap]], _POINTS) & (kinds[ink[gap + 1]] == DIGIT)
    for i in np.flatnonzero(found):
        first = max(int(start[i]), int(gap[i]) - 7)
        piece = decode(codes[ink[first : gap[i] + 5]])
        found[i] = any(match.start() <= gap[i] - first < match.end() - 1 for match in _DECIMAL.finditer(piece))
    return np.asarray(found)


def _letter_spaced(page: Lines, gap: Ints, starts: Ints) -> Bools:
    """Paragraphs with a gap at nearly every character: four words or more, nine in ten of them of one character."""
    begins = np.zeros(len(page.ink) + 1, np.bool_)
    begins[gap + 1] = begins[page.start] = begins[-1] = True
    ends = np.append(starts[1:], len(page.ink))

    def count(flags: Bools) -> Ints:
        total = running(flags)
        return np.asarray(total[ends] - total[starts])

    words, single = count(begins[:-1]), count(begins[:-1] & begins[1:])
    wide = count(page.codes[page.ink] >= 0x2010)
    return np.asarray((words >= 4) & (single >= 0.9 * words) & (wide * 2 >= words))
