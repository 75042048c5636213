"""Texts made to slow the search for names down. Work is counted, as for quantities, not timed."""

import pytest
from test_quantity_hostile import calls, repeated

import lvliang_nlp as lv

PIECES = ["兴县", "和平", "、", "等", "项目", "兴县、", "等5个项目", "鹏飞集团", "县", "河、", "一期", "公司", "推进",
          "\n兴县", " 兴", "等项目，", "（", "甲"]  # fmt: skip


@pytest.mark.parametrize("tagger", ["default", None])
@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_length(piece: str, tagger: str | None) -> None:
    analyzer = lv.Analyzer(tagger=tagger)
    analyzer.analyze(piece, place="吕梁市", year=2023)  # tables are read once
    short, long = (repeated(piece, size) for size in (2_000, 20_000))
    few = calls(lambda: analyzer.analyze(short, place="吕梁市", year=2023))
    many = calls(lambda: analyzer.analyze(long, place="吕梁市", year=2023))
    assert many <= 11 * few + 2_000


@pytest.mark.parametrize("piece", ["兴县、", "推进", "项目", "县", "甲"])
def test_many_characters_come_to_an_end(piece: str) -> None:
    text = repeated(piece, 300_000)
    report = lv.Analyzer(tagger=None).analyze(text, place="吕梁市", year=2023)
    assert (len(report.places) == 100_000) == (piece == "兴县、")
