"""What holds for every text: offsets, idempotence, and work that grows no faster than the text."""

import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvliang_nlp.layout import restore

PIECES = [
    "河谷", "新城", "产能", "10", "万吨", "6.5%", "，", "。", "；", "：", "！", "、", "“", "”",
    "（", "）", "一、", "（二）",
    "\n", "\n\n", "\r\n", "\r", " ", "  ", "\u3000\u3000", "\t", "\xa0", "\u200b",
    "\ufeff", "\xad", "\u2028", "**", "*",
    "# ", "## ", "---", "---\ntitle: 甲\n---\n", "- ", "> ", "\\", "[1]", "[",
    "](a)", "①", "²", "<b>", "</p>", "<", ">",
    "<!--", "-->", "&nbsp;", "&amp;", "amp;", "（上接1版）", "（下转第3版）", "版", "- 3 -",
    "河谷日报 第2版", "政府工作报告",
    "New York", "LNG", "|", "| 甲 | 乙 |", "1+", "-", "——", "_", "=", "3", "各位代表",
]  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.text("甲乙丙丁戊，。 1", min_size=14, max_size=18), max_size=14).map("\n".join),
)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_restoring_twice_changes_nothing(source: str) -> None:
    once = restore(source)
    assert restore(once.text).text == once.text


@settings(max_examples=600, deadline=None)
@given(texts)
def test_offsets_lead_there_and_back(source: str) -> None:
    text = restore(source)
    places = [text.to_source(i) for i in range(len(text) + 1)]
    assert all(a < b for a, b in pairwise(places))
    for i, char in enumerate(text.text):
        assert text.to_clean(places[i]) == i
        assert char == source[places[i]] or char in " \n\t"
    for j in range(len(source) + 1):
        i = text.to_clean(j)
        assert i == len(text) or text.to_source(i) >= j
    for line in text.paragraphs:
        assert (line.start, line.end) == text.span(line.clean_start, line.clean_end)


HOSTILE = [
    " ", "\n", "*", "#", "<", "（", "1", "一", "[", "版", "&", "\\", "-", ">", "|",
    "甲\n", " \n", "1\n", "- ", "> ", "<b",
    "<!--", "上接", "[a](", "**a", "页1", "第1版\n", "①", "“", "---\n", "a:\n", "工作报告\n",
    "甲 ", "。\n", "\r", "\u200b",
    "&amp;", "![", "日报",
]  # fmt: skip


def steps(call: Callable[[], Any]) -> int:
    """How many lines of Python run: a measure of work that no busy machine disturbs."""
    count = 0

    def trace(*_: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text(piece: str) -> None:
    small, large = piece * (2_000 // len(piece)), piece * (16_000 // len(piece))
    restore(small)
    few, many = steps(lambda: restore(small)), steps(lambda: restore(large))
    assert many <= 12 * few + 2_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_million_characters_come_back(piece: str) -> None:
    source = piece * (1_000_000 // len(piece))
    text = restore(source)
    assert len(text.text) <= len(source)


def test_a_text_longer_than_any_report_is_restored_page_by_page() -> None:
    """Above a million characters a text is cut behind paragraphs; what comes out is what one page gives, in order."""
    lines = ["第一季度新建厂房十座，开工项目", "一百个。"]
    page = "\n\n".join(["一、重点工作", *lines * 40, ""])
    count = 1_300_000 // len(page)
    one, many = restore(page), restore(page * count)
    assert [line.text for line in many.paragraphs] == [line.text for line in one.paragraphs] * count
    assert all(many.source[line.start] == line.text[0] for line in many.paragraphs)
    assert all(many.source[line.end - 1] == line.text[-1] for line in many.paragraphs)
    assert restore(many.text).text == many.text


def test_a_long_clean_text_passes_unchanged() -> None:
    clean = "年内煤炭产能突破1.65亿吨，先进产能占比达到90%。\n\n" * 60_000
    assert restore(clean).text == clean
