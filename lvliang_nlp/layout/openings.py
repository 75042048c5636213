"""Does a paragraph begin here? What the words say where the page says nothing.

A line that is full to its end and ends a sentence may end its paragraph by chance, or not. A logistic regression over
a few features decides: how the next sentence opens, how long it is, how far the paragraph has come. Its weights are in
`data/layout_openings.tsv`; benchmarks/layout_openings.py learns them from reports.
"""

import re
from bisect import bisect_right
from collections import Counter
from functools import cache
from importlib import resources
from itertools import pairwise, repeat
from typing import NamedTuple

_STOPS = "。！？"
_STOP = re.compile(f"[{_STOPS}]")
_CLAUSE = re.compile("[，、；：。！？]")
_MARK = re.compile("^[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_NUMBER = re.compile("[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
_LONGEST_HEADING = 50
_FAR = 60
_ORDINALS = str.maketrans("二三四五六七八九十", "一一一一一一一一一")


class Habit(NamedTuple):
    """How the paragraphs of one page are, as far as they are known."""

    starts: list[int]  # where paragraphs are known to begin, in order
    mean: float  # inks
    leads: float  # share that opens with a short sentence without a comma
    openings: Counter[str]  # first two characters; ordinals count as one
    alone: float  # share of numbered headings that stand on lines of their own


def habit(inks: str, starts: list[int]) -> Habit:
    """The habit of a page whose paragraphs are known to begin at `starts`."""
    heads = [inks[at : at + _FAR] for at in starts]
    leads = sum(_bare(head, _sentence(head)) for head in heads)
    openings = Counter(head[:2].translate(_ORDINALS) for head in heads)
    count = len(starts) + 3  # three usual paragraphs more, so that a short page says little
    numbered = [inks[a:b] for a, b in pairwise(starts) if _NUMBER.match(inks, a)]
    alone = sum(len(text) <= _LONGEST_HEADING and not _STOP.search(text) for text in numbered)
    return Habit(starts, (len(inks) + 540) / count, (leads + 1) / count, openings, (alone + 1) / (len(numbered) + 2))


@cache
def weights() -> dict[str, float]:
    """Feature → weight; a positive sum means that a paragraph begins."""
    table = resources.files("lvliang_nlp").joinpath("data/layout_openings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("# "))
    return {name: float(weight) for name, weight in rows}


def opens(inks: str, at: int, begin: int, page: Habit) -> float:
    """Log-odds that a paragraph begins at `at`, in text without white space whose last paragraph began at `begin`.

    >>> text = "稳定工业运行。新建厂房十座。扩大有效投资。开工项目百个。"
    >>> opens(text, 7, 0, habit(text, [0])) < opens(text, 14, 0, habit(text, [0]))
    True
    """
    return sum(map(weights().get, features(inks, at, begin, page), repeat(0.0)))


def features(inks: str, at: int, begin: int, page: Habit, same: int = 0) -> list[str]:
    """Names of the features that hold at `at`; `same` openings like this one are not counted."""
    ahead, so_far = inks[at : at + _FAR], inks[max(begin, at - 1200) : at]
    size, lead = _sentence(ahead), _sentence(so_far[:_FAR])
    body = so_far[:-1]
    now = len(body) - 1 - max(body.rfind(stop) for stop in _STOPS)
    count = min(6, sum(body.count(stop) for stop in _STOPS))
    short, led = _bare(ahead, size), _bare(so_far, lead)
    far = min(12, int(4 * len(so_far) / page.mean))
    habit = min(9, int(10 * page.leads))
    opening = ahead[:2].translate(_ORDINALS)
    known = min(4, page.openings[opening] - same)
    following = bisect_right(page.starts, at)
    left = (page.starts[following] if following < len(page.starts) else len(inks)) - at
    rest, whole = min(12, int(4 * left / page.mean)), min(9, int(2 * (left + len(so_far)) / page.mean))
    return [
        "b", "1" + ahead[:1], "2" + ahead[:2], "3" + ahead[:3], "4" + ahead[:4], "5" + ahead[:6],
        "e" + so_far[-1:], "t" + so_far[-3:-1], "T" + so_far[-5:-1], f"z{ahead[size + 1 : size + 3]}",
        f"Z{short:d}{ahead[size + 1 : size + 2]}", f"y{so_far[len(so_far) - now - 1 :][:2]}",
        f"Y{ahead[max(size - 2, 0) : size]}{short:d}", f"x{short:d}{so_far[:2]}", f"X{ahead[:1]}{so_far[:1]}",
        f"s{_bucket(size)}{short:d}", f"n{_bucket(now)}", f"p{min(12, len(so_far) // 30)}", f"c{count}", f"f{far}",
        f"l{count == 0:d}{led:d}{short:d}", f"d{_bucket(size)}{_bucket(lead)}{count == 0:d}",
        f"h{habit}{led:d}{short:d}",
        f"m{min(9, int(page.mean / 50))}{so_far[-1:]}", f"o{known}{opening[1:] == '是':d}", f"k{known}{opening[:2]}",
        f"g{min(far, 6)}{min(count, 2)}{habit // 3}{short:d}", f"r{rest}", f"R{min(12, left // 15)}", f"w{whole}",
        f"q{min(far, 6)},{min(rest, 6)},{whole // 2}", f"Q{min(rest, 6)}{habit // 3}{short:d}{led:d}",
    ]  # fmt: skip


def ends_heading(inks: str, at: int, begin: int, page: Habit) -> float:
    """Log-odds that the numbered heading that began at `begin` ends at `at`, where the page says nothing."""
    return sum(map(weights().get, heading_features(inks, at, begin, page), repeat(0.0)))


def in_heading(inks: str, at: int, begin: int) -> bool:
    """Is `at` inside or at the end of what may be a numbered heading that began at `begin`?"""
    if not 6 <= at - begin <= _LONGEST_HEADING or _NUMBER.match(inks, begin) is None:
        return False
    return _STOP.search(inks, begin, at) is None


def heading_features(inks: str, at: int, begin: int, page: Habit) -> list[str]:
    """Names of the features of a break in or behind a numbered heading."""
    so_far, ahead = inks[begin:at], inks[at : at + _FAR]
    size = _sentence(ahead)
    clause = _CLAUSE.search(ahead)
    pause, mark = (clause.start(), clause[0]) if clause else (_FAR, "")
    alone, kind, parts = int(5 * page.alone), inks[begin] in "（(", so_far.count("，")
    short = _bare(ahead, size)
    return [
        "H", f"Ha{alone}", f"Hb{min(14, len(so_far) // 3)}{kind:d}", f"Hc{min(3, parts)}{so_far[-1:] in '，、'}",
        f"Hd{min(10, pause // 2)}{mark}", f"He{_bucket(size)}{short:d}", f"Hf{alone}{short:d}{kind:d}",
        "H1" + ahead[:1], "H2" + ahead[:2], "H3" + ahead[:3], "H4" + ahead[:4],
        "H5" + so_far[-1:], "H6" + so_far[-2:], "H7" + so_far[-3:], "H8" + so_far[-1:] + ahead[:1],
        f"H9{_since_comma(so_far)}{min(3, parts)}", f"Hg{min(9, int(10 * page.leads))}{short:d}",
        f"Hh{min(6, page.openings[ahead[:2].translate(_ORDINALS)])}", f"Hi{alone}{mark}{min(10, pause // 2)}",
    ]  # fmt: skip


def _since_comma(text: str) -> int:
    """Characters since the last comma against those between the two before: headings are often of equal halves."""
    halves = _MARK.sub("", text).split("，")
    return max(-6, min(6, len(halves[-1]) - len(halves[-2]))) if len(halves) > 1 else 9


def _bare(text: str, size: int) -> bool:
    """Is the sentence of this size at the start of the text short and without a comma, as a lead is?"""
    return size <= 18 and "，" not in text[:size]


def _sentence(text: str) -> int:
    """Where the first sentence of `text` ends."""
    found = _STOP.search(text)
    return found.start() if found else len(text)


def _bucket(size: int) -> int:
    return min(9, size // 5) if size < 40 else 10
