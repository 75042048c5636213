"""Which line breaks are layout: the ones inside a paragraph."""

import re
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.layout.chars import CLOSE, COMMA, FINAL, OPEN, Bools, Ints, among, decode, member
from lvliang_nlp.layout.lines import Lines
from lvliang_nlp.layout.openings import ends_heading, habit, in_heading, opens

Floats = NDArray[np.floating[Any]]
_BIAS = 0.6  # a break missed is as bad as one too many, but the first is the more common
_UNITS = "%％‰万亿千百余多个吨元户亩岁项座条台套辆所件倍"  # not 人, 里, 年 …: 人口, 里程, 年初 begin a line too
_DIGITS = "0123456789０１２３４５６７８９"
_NO_START = "%％‰℃·"
_NO_END = "+-＋－~～/／·×＝="
_MARKER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[，、章节部条]"
    r"|[（(]?[0-9０-９]{1,2}(?:[）)、．]|\.(?![0-9０-９]))"
    r"|[一二三四五六七八九十]{1,2}(?:是|要)|——|──|[①-⒇㈠-㈩]|各位代表|同志们|附件|注释|名词解释|\|"
)
_FIRST = "（(一二三四五六七八九十0123456789第—─①②③④⑤⑥⑦⑧⑨⑩㈠各同附注名|"
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])")
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[0-9]{1,2}[、．.](?![0-9])"
)


class Measure(NamedTuple):
    """How full the lines are: the room left by each line if the next unit had come up, but for the last line."""

    margin: Floats
    slack: float  # with less room than this a line is full
    goes_on: Bools  # lines whose sentence goes on
    step: Ints  # the margin in Chinese characters, from 0, full, to 13
    share: Floats  # of the lines that go on, how many have each step

    def surprise(self) -> Floats:
        """How seldom a line that goes on leaves so much room: log-odds for a paragraph's end."""
        return np.asarray(-np.log(self.share[self.step]))

    def lost_indent(self, ends: Bools) -> Floats:
        """Log-odds for a paragraph's start where the *next* line is short, if first lines are: their indent is lost."""
        first = np.flatnonzero(ends[:-1] & self.goes_on[1:]) + 1
        odds = np.zeros(len(ends))
        if len(first) >= 5:
            share = (np.bincount(self.step[first], minlength=14) + 2 * self.share) / (len(first) + 2)
            odds[:-1] = (np.log(share / self.share)[self.step] * self.goes_on)[1:]
        return np.clip(odds, -3, 3)


def joins(page: Lines, cuts: Ints) -> tuple[Bools, bool]:
    """For each pair of neighbouring lines: are they one paragraph? And: were the lines wrapped at one width?

    `cuts` are the offsets at which furniture was taken out: a line there was longer than it is.
    """
    if len(page.start) < 2:
        return np.zeros(0, np.bool_), False
    final, marked = page.ends_sentence(), _matching(page, _MARKER)
    forced = _forced(page)
    measure = _measure(page, final, marked)
    if measure is None:
        return forced & ~marked[1:], False
    numbered = _matching(page, _NUMBERED)
    full = measure.margin < measure.slack
    cut, shortened = _cut_rows(page, cuts)
    full[shortened] = True
    likely, sure_end = full & ~final[:-1], ~full & final[:-1]
    joined = likely & ~numbered[1:]
    unsure = full & final[:-1]
    for mark in _paragraph_marks(page):
        mark[cut] = False
        if _tells(mark, sure_end, joined):
            return (joined & ~mark) | (unsure & ~mark) | forced, True
    joined |= _heading_goes_on(page, full, final, marked)
    width = measure.surprise() + measure.lost_indent(sure_end)
    _decide(page, joined, unsure, _may_end_heading(numbered, joined), width)
    return joined | (forced & ~numbered[1:]), True


def _decide(page: Lines, joined: Bools, unsure: Bools, heading: Bools, width: Floats) -> None:
    """In order: join at the breaks that are `unsure`, and part a `heading`, as words and width together say."""
    inks = decode(page.codes[page.ink])
    starts = page.start[np.flatnonzero(~joined & ~unsure) + 1].tolist()
    usual = habit(inks, [0, *starts])
    begin = 0
    for i in np.flatnonzero(unsure | ~joined | heading).tolist():
        at = int(page.start[i + 1])
        if joined[i]:
            joined[i] = not in_heading(inks, at, begin) or ends_heading(inks, at, begin, usual) + width[i] <= 0
        elif unsure[i]:
            joined[i] = opens(inks, at, begin, usual) + width[i] + _BIAS <= 0
        begin = begin if joined[i] else at


def _may_end_heading(numbered: Bools, joined: Bools) -> Bools:
    """Breaks behind the first three lines of what begins as a numbered heading does."""
    first = numbered[:-1] & joined
    second = np.concatenate([[False], first[:-1]]) & joined
    return np.asarray(first | second | (np.concatenate([[False], second[:-1]]) & joined))


def _matching(page: Lines, pattern: re.Pattern[str]) -> Bools:
    """Lines whose first inks match; all patterns here begin with one of `_FIRST`."""
    found = member(page.codes[page.first], _FIRST) & (page.end - page.start > 1)
    for i in np.flatnonzero(found):
        found[i] = pattern.match(head(page, int(i))) is not None
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
    broken |= member(left, _DIGITS) & member(right, _UNITS)
    broken |= member(left, ".．:∶") & member(right, _DIGITS)
    earlier = page.codes[page.ink[np.maximum(page.end - 2, page.start)]][:-1]
    broken |= member(earlier, _DIGITS) & member(left, "—–") & member(right, _DIGITS)  # 3—5个
    broken |= _inside_pair(page, "“", "”") | _inside_pair(page, "《", "》") | _inside_pair(page, "（", "）")
    return np.asarray(broken & ~_piped(page)[1:])


def _inside_pair(page: Lines, opening: str, closing: str) -> Bools:
    """Breaks after an opening mark that the line leaves open and the next line closes first."""
    inks = page.codes[page.ink]
    marks = np.flatnonzero((inks == ord(opening)) | (inks == ord(closing)))
    found = np.zeros((2, len(page.start)), np.bool_)
    if len(marks):
        rows, opened = page.row[marks], inks[marks] == ord(opening)
        turn = np.flatnonzero(np.diff(rows))
        last, first = np.append(turn, len(marks) - 1), np.append(0, turn + 1)
        found[0, rows[last]], found[1, rows[first]] = opened[last], ~opened[first]
    return np.asarray(found[0, :-1] & found[1, 1:])


def _piped(page: Lines) -> Bools:
    return member(page.codes[page.first], "|")


def _measure(page: Lines, final: Bools, marked: Bools) -> Measure | None:
    """How full the lines are, or None if they were not wrapped at one width.

    Some pages count a digit as half a Chinese character, some as a whole one: what fits the lines better is taken.
    """
    opens_on = ~final[:-1] & ~marked[1:] & ~_piped(page)[:-1]
    if opens_on.sum() < 2:
        return None
    indent = page.indent * (page.indent < 8)
    fits = []
    for widths, unit in ((page.cells + indent, page.unit()), (2 * (page.end - page.start) + indent, page.full_unit())):
        width = float(np.bincount(widths[:-1][opens_on]).argmax())  # the usual one
        off = np.abs(widths[:-1][opens_on] - width)
        fits.append((float(np.minimum(off, 8).mean()), width, widths, unit))
    _, width, widths, unit = min(fits, key=lambda fit: fit[0])
    near = np.abs(widths[:-1][opens_on] - width) <= max(4.0, 0.12 * width)
    if len(near) < 6:  # so few lines tell only if each is as full as the fullest
        near = widths.max() - widths[:-1][opens_on] <= 3
    if width < 16 or near.mean() < (0.7 if len(near) < 6 else 0.6) or len(near) < 0.3 * len(widths):
        return None
    if (widths > width * 1.25 + 6).sum() > 0.03 * len(widths):
        return None
    margin = width - widths[:-1] - unit[1:]
    step = np.clip(margin // 2, -1, 12).astype(np.int64) + 1
    share = (np.bincount(step[opens_on], minlength=14) + 0.5) / (len(near) + 7)
    return Measure(margin, _slack(margin[opens_on]), opens_on, step, share)


def _slack(margins: Floats) -> float:
    """The first valley of the margins: up to there lines are full, what is beyond are headings."""
    rare = max(1.0, 0.01 * len(margins))
    for slack in range(0, 13):
        if ((margins >= slack) & (margins < slack + 2)).sum() <= rare:
            return float(slack)
    return 12.0


def _cut_rows(page: Lines, cuts: Ints) -> tuple[Ints, Ints]:
    """The lines, but for the last one, that cuts fall on or behind; and those of them that a cut made shorter.

    Furniture on a line of its own leaves the line before it whole.
    """
    rows = np.searchsorted(page.first, cuts, side="right") - 1
    good = (rows >= 0) & (rows < len(page.start) - 1)
    pairs = zip(rows, cuts, strict=True)
    beside = np.array([10 not in page.codes[page.last[row] : cut] for row, cut in pairs], np.bool_)
    return rows[good], rows[good & beside]


def _paragraph_marks(page: Lines) -> tuple[Bools, Bools]:
    """Two ways to show a paragraph: a wider gap before it, an indent."""
    gaps, indent = page.feeds[1:], page.indent[1:]
    usual, base = np.bincount(gaps).argmax(), np.bincount(indent).argmax()
    return gaps > usual, indent >= base + 2


def _tells(mark: Bools, ends: Bools, goes_on: Bools) -> bool:
    """Does this mark stand before paragraphs, and only there?"""
    return bool(mark.any() and mark[ends].sum() >= 0.7 * ends.sum() and mark[goes_on].sum() <= 0.02 * goes_on.sum() + 2)


def _heading_goes_on(page: Lines, full: Bools, final: Bools, marked: Bools) -> Bools:
    """A numbered heading in larger letters fills its line early: it goes on in the short line below."""
    numbered = np.zeros(len(full), np.bool_)
    short = ~full & ~final[:-1] & ~final[1:] & ~marked[1:] & (page.cells[1:] < page.cells[:-1])
    for i in np.flatnonzero(short):
        numbered[i] = _HEADING.match(head(page, int(i))) is not None
    return numbered & short
