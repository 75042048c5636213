"""Does a paragraph begin here? What the words say where the page says nothing.

A line that is full to its end and ends a sentence may end its paragraph by chance, or not. A logistic regression over
a few features decides: how the next sentence opens, how long it is, how far the paragraph has come. Its weights are in
`openings.tsv`; benchmarks/layout_openings.py learns them from reports.
"""

import re
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple

_STOPS = "。！？"
_STOP = re.compile(f"[{_STOPS}]")
_FAR = 60
_ORDINALS = str.maketrans("二三四五六七八九十", "一一一一一一一一一")


class Habit(NamedTuple):
    """How the paragraphs of one page are, as far as they are known."""

    mean: float  # inks
    leads: float  # share that opens with a short sentence without a comma
    openings: Counter[str]  # first two characters; ordinals count as one


def habit(inks: str, starts: list[int]) -> Habit:
    """The habit of a page whose paragraphs are known to begin at `starts`."""
    heads = [inks[at : at + _FAR] for at in starts]
    leads = sum(_bare(head, _sentence(head)) for head in heads)
    openings = Counter(head[:2].translate(_ORDINALS) for head in heads)
    count = len(starts) + 3  # three usual paragraphs more, so that a short page says little
    return Habit((len(inks) + 540) / count, (leads + 1) / count, openings)


@cache
def weights() -> dict[str, float]:
    """Feature → weight; a positive sum means that a paragraph begins."""
    table = resources.files("lvliang_nlp.layout").joinpath("openings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("# "))
    return {name: float(weight) for name, weight in rows}


def opens(inks: str, at: int, begin: int, page: Habit) -> float:
    """Log-odds that a paragraph begins at `at`, in text without white space whose last paragraph began at `begin`.

    >>> text = "稳定工业运行。新建厂房十座。扩大有效投资。开工项目百个。"
    >>> opens(text, 7, 0, habit(text, [0])) < opens(text, 14, 0, habit(text, [0]))
    True
    """
    known = weights()
    return sum(known.get(name, 0.0) for name in features(inks, at, begin, page))


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
    return [
        "b", "1" + ahead[:1], "2" + ahead[:2], "3" + ahead[:3], "4" + ahead[:4], "e" + so_far[-1:], "t" + so_far[-3:-1],
        f"s{_bucket(size)}{short:d}", f"n{_bucket(now)}", f"p{min(12, len(so_far) // 30)}", f"c{count}", f"f{far}",
        f"l{count == 0:d}{led:d}{short:d}", f"d{_bucket(size)}{_bucket(lead)}{count == 0:d}",
        f"h{habit}{led:d}{short:d}",
        f"m{min(9, int(page.mean / 50))}{so_far[-1:]}", f"o{known}{opening[1:] == '是':d}", f"k{known}{opening[:2]}",
        f"g{min(far, 6)}{min(count, 2)}{habit // 3}{short:d}",
    ]  # fmt: skip


def _bare(text: str, size: int) -> bool:
    """Is the sentence of this size at the start of the text short and without a comma, as a lead is?"""
    return size <= 18 and "，" not in text[:size]


def _sentence(text: str) -> int:
    """Where the first sentence of `text` ends."""
    found = _STOP.search(text)
    return found.start() if found else len(text)


def _bucket(size: int) -> int:
    return min(9, size // 5) if size < 40 else 10
