"""White space inside a paragraph: which of it is layout."""

import numpy as np

from lvliang_nlp.layout.chars import CLOSE, COMMA, DIGIT, FINAL, Bools, Classes, Codes, Ints, member

_STICKS = "%％‰℃°"


def layout_gaps(codes: Codes, kinds: Classes, ink: Ints, paragraph: Ints) -> Bools:
    """For each pair of neighbouring inks: is white space between them layout?

    `ink` are the offsets of the inks, `paragraph` numbers the paragraph of each. In running text, that is in a
    paragraph with a sentence mark, white space beside a Chinese character is layout. In other lines (a speaker and
    his office, the row of a table) it means something, but for the gaps of a letter-spaced line and the one between
    Chinese characters and digits in a line without columns.
    """
    left, right = ink[:-1], ink[1:]
    gap = right - left > 1
    wide = codes[ink] >= 0x2010
    beside = wide[:-1] | wide[1:]
    sticks = member(codes[right], _STICKS)
    digits = (kinds[left] == DIGIT) & (kinds[right] == DIGIT)
    running = _any(np.isin(kinds[ink], (FINAL, COMMA)) & wide, paragraph)
    piped = _any(codes[ink] == ord("|"), paragraph)
    columns = _columns(codes, kinds, ink, paragraph, gap, digits)
    spaced = _letter_spaced(kinds, ink, paragraph, gap, wide)
    here = paragraph[:-1]
    mixed = beside & ~(wide[:-1] & wide[1:]) & ((kinds[left] == DIGIT) | (kinds[right] == DIGIT))
    punct = (wide[:-1] & np.isin(kinds[left], (COMMA, FINAL, CLOSE))) | (wide[1:] & np.isin(kinds[right], (COMMA, FINAL)))
    loose = ~columns[here] & (mixed | sticks | punct)
    return gap & ~piped[here] & ((running[here] & (beside | sticks)) | spaced[here] | loose)


def _any(flag: Bools, paragraph: Ints) -> Bools:
    return np.bincount(paragraph, weights=flag, minlength=int(paragraph[-1]) + 1) > 0


def _columns(codes: Codes, kinds: Classes, ink: Ints, paragraph: Ints, gap: Bools, digits: Bools) -> Bools:
    """Lines in columns: a tab or two blanks between words, or two numbers with a blank between."""
    left = ink[:-1]
    hole = gap & ((ink[1:] - left > 2) | (codes[left + 1] == 9) | digits)
    return _any(np.append(hole & (paragraph[:-1] == paragraph[1:]), False), paragraph)


def _letter_spaced(kinds: Classes, ink: Ints, paragraph: Ints, gap: Bools, wide: Bools) -> Bools:
    """Lines with a gap at nearly every character: at least four words, nine in ten of them of one character."""
    size = int(paragraph[-1]) + 1
    same = paragraph[:-1] == paragraph[1:]
    start = np.ones(len(ink), np.bool_)
    start[1:] = gap | ~same
    single = start & np.append(start[1:], True)
    words = np.bincount(paragraph, weights=start, minlength=size)
    singles = np.bincount(paragraph, weights=single, minlength=size)
    wides = np.bincount(paragraph, weights=wide, minlength=size)
    return (words >= 4) & (singles >= 0.9 * words) & (wides * 2 >= words)
