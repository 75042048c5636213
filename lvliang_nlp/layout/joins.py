"""Which line breaks are layout: the ones inside a paragraph."""

import re
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.layout.chars import CLOSE, COMMA, FINAL, OPEN, Bools, Ints, among, decode, member
from lvliang_nlp.layout.lines import Lines

_UNITS = "%％‰万亿千百十余多个吨元人户米里亩公平立年月日号时度岁项家座条处台套辆名所件次种倍"
_NO_START = "%％‰℃·"
_NO_END = "+-＋－~～/／·×＝="
_MARKER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[，、章节部条]"
    r"|[（(]?[0-9０-９]{1,2}(?:[）)、．]|\.(?![0-9０-９]))"
    r"|[一二三四五六七八九十]{1,2}(?:是|要)|——|──|[①-⒇㈠-㈩]|各位代表|同志们|附件|注释|名词解释|\|"
)
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[0-9]{1,2}[、．.](?![0-9])"
)


class Measure(NamedTuple):
    """The measure of a column: its width, and how far below it a line may stay and still count as full."""

    width: float
    slack: float


def joins(page: Lines, cuts: Ints) -> tuple[Bools, bool]:
    """For each pair of neighbouring lines: are they one paragraph? And: were the lines wrapped at one width?

    `cuts` are the offsets at which furniture was taken out: a line there was longer than it is.
    """
    if len(page.start) < 2:
        return np.zeros(0, np.bool_), False
    final, marked = page.ends_sentence(), _marked(page)
    forced = _forced(page)
    measure = _measure(page, page.cells + page.indent * (page.indent < 8), final, marked)
    if measure is None:
        return forced & ~marked[1:], False
    full = _full(page, measure)
    full[_rows(page, cuts)] = True
    likely = full & ~final[:-1]
    surely_ends = ~full & final[:-1]
    joined = likely & ~marked[1:]
    unsure = full & final[:-1] & ~marked[1:]
    for mark in _paragraph_marks(page):
        if _tells(mark, surely_ends, likely & ~marked[1:]):
            return ((joined | unsure) & ~mark) | forced, True
    joined |= _heading_goes_on(page, full, final, marked)
    for i in np.flatnonzero(unsure):
        joined[i] = not _opens_paragraph(page, int(i) + 1)
    return joined | (forced & ~marked[1:]), True


def _marked(page: Lines) -> Bools:
    """Lines that begin with the number of a heading or of a list, or as a paragraph always begins."""
    found = member(page.codes[page.first], "（(一二三四五六七八九十0123456789第—─①②③④⑤⑥⑦⑧⑨⑩㈠各同附注名|")
    for i in np.flatnonzero(found):
        found[i] = _MARKER.match(head(page, int(i))) is not None
    return found


def head(page: Lines, line: int, size: int = 8) -> str:
    """The first inks of a line."""
    at = page.start[line]
    return decode(page.codes[page.ink[at : min(at + size, page.end[line])]])


def _forced(page: Lines) -> Bools:
    """Breaks that no paragraph has: before a closing mark, behind a comma, inside an amount."""
    ends, starts = page.last[:-1], page.first[1:]
    before, after = page.kinds[ends], page.kinds[starts]
    left, right = page.codes[ends], page.codes[starts]
    broken = (before == COMMA) | (before == OPEN) | (after == CLOSE) | member(left, _NO_END) | member(right, _NO_START)
    broken |= among(after, FINAL, COMMA) & (before != FINAL)
    broken |= member(left, "0123456789０１２３４５６７８９") & member(right, _UNITS)
    broken |= member(left, ".．") & member(right, "0123456789０１２３４５６７８９")
    return np.asarray(broken & ~_piped(page)[1:])


def _piped(page: Lines) -> Bools:
    return member(page.codes[page.first], "|")


def _measure(page: Lines, cells: Ints, final: Bools, marked: Bools) -> Measure | None:
    """The width that the lines were wrapped at, or None if they were not."""
    opens = ~final[:-1] & ~marked[1:] & ~_piped(page)[:-1]
    widths = cells[:-1][opens]
    if len(widths) < 2:
        return None
    width = float(np.percentile(widths, 90))
    near = np.abs(widths - width) <= max(4.0, 0.12 * width)
    few = len(widths) < 6
    if width < 16 or near.mean() < (0.99 if few else 0.6) or len(widths) < 0.3 * len(cells):
        return None
    if (cells > width * 1.25 + 6).sum() > 0.03 * len(cells):
        return None
    margin = width - cells[:-1] - page.unit()[1:]
    return Measure(width, _slack(margin[opens]))


def _slack(margins: NDArray[np.floating[Any]]) -> float:
    """The first valley of the margins: up to there lines are full, what is beyond are headings."""
    rare = max(1.0, 0.01 * len(margins))
    for slack in range(0, 13):
        if ((margins >= slack) & (margins < slack + 2)).sum() <= rare:
            return float(slack)
    return 12.0


def _full(page: Lines, measure: Measure) -> Bools:
    cells = page.cells + page.indent * (page.indent < 8)
    return measure.width - cells[:-1] - page.unit()[1:] < measure.slack


def _rows(page: Lines, offsets: Ints) -> Ints:
    """The lines, but for the last one, that offsets fall on or behind."""
    rows = np.searchsorted(page.first, offsets, side="right") - 1
    return rows[(rows >= 0) & (rows < len(page.start) - 1)]


def _paragraph_marks(page: Lines) -> tuple[Bools, Bools]:
    """Two ways to show a paragraph: a wider gap before it, an indent."""
    gaps, indent = page.feeds[1:], page.indent[1:]
    usual, base = np.bincount(gaps).argmax(), np.bincount(indent).argmax()
    return gaps > usual, indent >= base + 2


def _tells(mark: Bools, ends: Bools, goes_on: Bools) -> bool:
    """Does this mark stand before paragraphs, and only there?"""
    return bool(mark.any() and mark[ends].sum() >= 0.7 * ends.sum() and mark[goes_on].sum() <= 0.05 * mark.sum() + 1)


def _heading_goes_on(page: Lines, full: Bools, final: Bools, marked: Bools) -> Bools:
    """A numbered heading in larger letters fills its line early: it goes on in the short line below."""
    numbered = np.zeros(len(full), np.bool_)
    short = ~full & ~final[:-1] & ~final[1:] & ~marked[1:] & (page.cells[1:] < page.cells[:-1])
    for i in np.flatnonzero(short):
        numbered[i] = _HEADING.match(head(page, int(i))) is not None
    return numbered & short


def _opens_paragraph(page: Lines, line: int) -> bool:
    """Behind a full line that ends a sentence: does a paragraph begin? A short sentence says yes."""
    at = page.start[line]
    text = decode(page.codes[page.ink[at : at + 20]])
    return 0 <= text.find("。") <= 16
