"""Does a paragraph begin here? What the words say where the page says nothing.

A line that is full to its end and ends a sentence may end its paragraph by chance, or not. A logistic regression over
a few features decides: how the next sentence opens, how long it is, how far the paragraph has come. Its weights are in
`openings.tsv`; benchmarks/layout_openings.py learns them from reports.
"""

from functools import cache
from importlib import resources
from typing import Final

_STOPS = "。！？"
_FAR: Final = 60


@cache
def weights() -> dict[str, float]:
    """Feature → weight; a positive sum means that a paragraph begins."""
    table = resources.files("lvliang_nlp.layout").joinpath("openings.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("# "))
    return {name: float(weight) for name, weight in rows}


def opens(inks: str, at: int, begin: int) -> float:
    """Log-odds that a paragraph begins at `at`, in text without white space whose last paragraph began at `begin`.

    >>> text = "稳定工业运行。新建厂房十座。扩大有效投资。开工项目百个。"
    >>> opens(text, 7, 0) < opens(text, 14, 0)
    True
    """
    known = weights()
    return sum(known.get(name, 0.0) for name in features(inks, at, begin))


def features(inks: str, at: int, begin: int) -> list[str]:
    """Names of the features that hold at `at`."""
    ahead, so_far = inks[at : at + _FAR], inks[max(begin, at - 400) : at]
    size = _sentence(ahead)
    body = so_far[:-1]
    now = len(body) - 1 - max(body.rfind(stop) for stop in _STOPS)
    count = min(6, sum(body.count(stop) for stop in _STOPS))
    lead = _sentence(so_far[:_FAR])
    short = size <= 18 and "，" not in ahead[:size] and "、" not in ahead[:size]
    bare_lead = lead <= 18 and "，" not in so_far[:lead]
    return [
        "b", "e" + so_far[-1:], "1" + ahead[:1], "2" + ahead[:2], "3" + ahead[:3], "4" + ahead[:4],
        f"s{_bucket(size)}{short:d}", f"n{_bucket(now)}", f"p{min(12, len(so_far) // 30)}", f"c{count}",
        f"l{count == 0:d}{bare_lead:d}{short:d}", f"d{_bucket(size)}{_bucket(lead)}{count == 0:d}", "t" + so_far[-3:-1],
    ]  # fmt: skip


def _sentence(text: str) -> int:
    """Where the first sentence of `text` ends."""
    return min((place for place in map(text.find, _STOPS) if place >= 0), default=len(text))


def _bucket(size: int) -> int:
    return min(9, size // 5) if size < 40 else 10
