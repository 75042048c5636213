"""The outline stage: cases as data from specs/outline, and what must hold for any text."""

import datetime
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lvliang_nlp.layout import Text, restore
from lvliang_nlp.outline import Outline, outline, sentences
from lvliang_nlp.schema import Section, ink

SPECS = Path(__file__).parent / "specs" / "outline"


def cases(name: str) -> list[Any]:
    lines = (SPECS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["name"]) for case in map(json.loads, lines)]


def read(text: str, **meta: str) -> Outline:
    """The outline of a text whose layout is taken as it is."""
    return outline(Text(text, text, meta))


def shape(sections: tuple[Section, ...]) -> list[Any]:
    return [[section.marker, section.title, shape(section.children)] for section in sections]


@pytest.mark.parametrize("case", cases("heads"))
def test_head(case: dict[str, Any]) -> None:
    found = read(case["text"], **({"title": case["meta"]} if "meta" in case else {}))
    date = datetime.date.fromisoformat(case["date"]) if case["date"] else None
    assert (found.title, found.place, found.year) == (case["title"], case["place"], case["year"])
    assert (found.speaker, found.date) == (case["speaker"], date)


@pytest.mark.parametrize("case", cases("headings"))
def test_section_tree(case: dict[str, Any]) -> None:
    assert shape(read(case["text"]).sections) == case["tree"]


@pytest.mark.parametrize("case", cases("paragraphs"))
def test_leads_and_topics(case: dict[str, Any]) -> None:
    found = read(case["text"])
    assert [paragraph.lead for paragraph in found.paragraphs] == case["leads"]
    assert [paragraph.topic for paragraph in found.paragraphs] == case["topics"]
    assert [sentence.topic for sentence in found.sentences] == case["sentence_topics"]


@pytest.mark.parametrize("case", cases("sentences"))
def test_sentences(case: dict[str, Any]) -> None:
    assert [case["text"][start:end] for start, end in sentences(case["text"])] == case["sentences"]


def test_arguments_overrule_the_text() -> None:
    text = "政府工作报告\n——2023年1月10日在河川市第四届人民代表大会第三次会议上\n各位代表：\n工作完成了。"
    found = outline(Text(text, text), place="汾口市", year=2020)
    assert (found.place, found.year, found.date) == ("汾口市", 2020, datetime.date(2023, 1, 10))


def test_sections_know_their_bodies_and_sentences_their_sections() -> None:
    text = (
        "各位代表：\n一、去年\n成绩很大。\n二、今年\n（一）产业。煤炭增产。钢铁减产。\n"
        "任务很重。\n三、自身建设\n从严治政。"
    )
    found = read(text)
    second = found.sections[1]
    assert text[second.start : second.end] == second.text == "二、今年"
    assert text[second.start : second.body_end].endswith("任务很重。")
    assert second.children[0].path == ("二、今年", "（一）产业") and second.children[0].level == 2
    assert text[second.children[0].start : second.children[0].body_end].endswith("任务很重。")
    at = text.index("钢铁")
    path, index = found.locate(at)
    assert path == ("二、今年", "（一）产业") and index is not None
    assert found.sentences[index].text == "钢铁减产。"
    assert found.paragraphs[found.sentences[index].paragraph].section == path
    assert found.locate(text.index("从严"))[0] == ("三、自身建设",)


def test_locate_before_the_first_sentence_and_behind_the_last() -> None:
    found = read("\n\n第一句。\n第二句。")
    assert found.locate(0) == ((), None)
    assert found.locate(10_000) == ((), 1)
    assert read("").locate(0) == ((), None)


def test_empty_text() -> None:
    found = read(" \n　\n")
    assert (found.title, found.place, found.year, found.sections) == ("", "", None, ())
    assert (found.paragraphs, found.sentences) == ((), ())


def test_restored_markdown_keeps_source_offsets() -> None:
    source = "---\ntitle: 河川市2021年政府工作报告\n---\n\n各位代表：\n\n"
    source += "**一、去年工作** 去年成绩很大。\n\n## 二、今年工作\n\n任务**很重**。\n"
    found = outline(restore(source))
    assert (found.title, found.place, found.year) == ("河川市2021年政府工作报告", "河川市", 2021)
    assert shape(found.sections) == [["一、", "去年工作", []], ["二、", "今年工作", []]]
    assert source[found.sections[0].start : found.sections[0].end] == "一、去年工作"
    for sentence in found.sentences:
        assert sentence.text == ink(source[sentence.start : sentence.end])
    assert found.sentences[-1].section == ("二、今年工作",)


PIECES = [
    *'。！？…；，、：“”‘（）()《》"\n 　中A7🙂',
    *[
        "\n\n",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "①",
        "第一，",
        "一是",
        "——",
        "第一部分",
        "2023年",
        "1月9日",
        "301。2亿元",
    ],
    *["煤炭产业，", "市长", "各位代表：", "工作回顾", "在河川市第四届", "我代表河川市人民政府", "**", "#", "名词解释"],
]
REPORTLIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=300, deadline=None)
@given(REPORTLIKE | st.text(max_size=80))
def test_sentences_tile_the_ink_of_any_text(text: str) -> None:
    spans = sentences(text)
    assert "".join(text[start:end] for start, end in spans).translate(BLANK) == ink(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)


@settings(max_examples=300, deadline=None)
@given(REPORTLIKE | st.text(max_size=80))
def test_any_text_has_an_outline_that_fits_it(text: str) -> None:
    found = read(text)
    assert "".join(sentence.text for sentence in found.sentences) == ink(text)
    assert "".join(paragraph.text for paragraph in found.paragraphs) == ink(text)
    for span in (*found.sentences, *found.paragraphs, *(s for top in found.sections for s in top.walk())):
        assert span.text == ink(text[span.start : span.end])
    for index, sentence in enumerate(found.sentences):
        assert found.locate(sentence.start) == (sentence.section, index)
        paragraph = found.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start < sentence.end <= paragraph.end
        assert paragraph.section == sentence.section
    check_tree(found.sections, (), len(text))


def check_tree(sections: tuple[Section, ...], above: tuple[str, ...], end: int) -> None:
    limits = [*(section.start for section in sections[1:]), end]
    for section, limit in zip(sections, limits, strict=False):
        assert section.start < section.end <= section.body_end <= limit
        assert section.path == (*above, section.marker + section.title) and section.level == len(section.path)
        check_tree(section.children, section.path, section.body_end)


@settings(max_examples=100, deadline=None)
@given(REPORTLIKE)
def test_restored_text_keeps_its_offsets(source: str) -> None:
    found = outline(restore(source))
    for span in (*found.sentences, *found.paragraphs):
        assert span.text == ink(source[span.start : span.end])
    assert all(a.end <= b.start for a, b in pairwise(found.sentences))


BLANK = {code: None for code in range(0x3001) if chr(code).isspace()}
HOSTILE = [
    "。",
    "“",
    "（",
    "一、\n",
    "“（《",
    "a“",
    "。”",
    "各位代表：\n一、甲\n（一）乙\n",
    "在市第",
    "一",
    "\n",
    "1.",
    "——\n",
    "！，",
    "「" * 3 + "。",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_megabyte_of_one_thing_ends(piece: str) -> None:
    """A quadratic rule would run for hours here; no clock is read."""
    text = piece * (1_000_000 // len(piece))
    assert "".join(text[start:end] for start, end in sentences(text)).translate(BLANK) == ink(text)
    assert outline(Text(text[:300_000], text[:300_000])).sections is not None
