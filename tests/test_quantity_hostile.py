"""Texts made to slow a pattern down: a million characters are worked through, and the work grows with the length.

Work is counted, not timed: the calls that the interpreter makes. A pattern that backtracks over the whole text makes
no more calls, but would not come back from a million characters at all.
"""

import sys
from collections.abc import Callable
from typing import Any

import pytest

import lvliang_nlp as lv

MILLION = 1_000_000
NOTHING = [
    "1",
    "１",
    "一",
    "1.",
    "万",
    "百",
    " ",
    "\n",
    "　",
    "%",
    "从1",
    "每",
    "增长",
    "1-",
    "百千",
    "一点",
    "分之",
    "几",
]
MORE = ["9", "1/", "元/", "点", "成", "两", "至少", "（", "“1", "1,", "第一", "番", "-", "．", "十", "零", "余", "1多"]
PAIRS = ["1万", "1元、", "分别1%和", "1至", "增长1%", "每亩1元", "1元/", "翻一番", "从1元", "8个和", "（3）", "1个大"]


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def calls(action: Callable[[], Any]) -> int:
    """How many functions, of Python and of C, `action` calls."""
    count = 0

    def note(_frame: Any, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", NOTHING)
def test_a_million_characters_without_an_amount(piece: str) -> None:
    assert lv.quantities(repeated(piece, MILLION)) == ()


@pytest.mark.parametrize(
    ("piece", "texts", "count"),
    [("1万", {"1万"}, MILLION // 2), ("分别1%、", {"1%"}, MILLION // 5), ("1,111", None, None), ("百分之", None, None)],
)
def test_a_million_characters_of_amounts(piece: str, texts: set[str] | None, count: int | None) -> None:
    found = lv.quantities(repeated(piece, MILLION))
    if texts is not None:
        assert {q.text for q in found} == texts
        assert len(found) == count
    assert all(len(q.text) <= 60 for q in found)


@pytest.mark.parametrize("piece", [*NOTHING, *MORE, *PAIRS])
def test_work_grows_with_the_length(piece: str) -> None:
    lv.quantities(piece)  # tables are read once
    short, long = (repeated(piece, size) for size in (3_000, 30_000))
    assert calls(lambda: lv.quantities(long)) <= 11 * calls(lambda: lv.quantities(short)) + 1000


def test_one_amount_in_a_long_clause() -> None:
    """Nothing looks further than a fixed reach to the left or to the right."""
    far = "增长" + "的" * MILLION + "5%"
    (found,) = lv.quantities(far)
    assert (found.text, found.change) == ("5%", "none")
    (found,) = lv.quantities("5座" + "煤" * MILLION)
    assert len(found.counted) <= 20
    (found,) = lv.quantities("0" * MILLION + "，5座")
    assert found.text == "5座"
