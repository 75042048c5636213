"""The layout stage: written cases, the newspaper page cut by hand, and all published reports."""

import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from lvliang_nlp.errors import InputError
from lvliang_nlp.layout import Line, Text, restore

SPECS = Path(__file__).parent / "specs/layout"
SHARED = Path(__file__).parents[1].parent / "shared"
CASES = [json.loads(line) for line in (SPECS / "own.jsonl").read_text("utf-8").splitlines()]


def ink(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_own_cases(case: dict[str, str]) -> None:
    got = restore(case["source"])
    assert got.text == case["clean"]
    assert restore(got.text).text == got.text
    for i, char in enumerate(got.text):
        assert char.isspace() or char == case["source"][got.to_source(i)]


def test_text_and_paragraphs_know_where_they_stand() -> None:
    source = "\u3000\u3000各 位 代 表 ：\n\n\u3000\u3000产能 10\n万吨。"
    text = restore(source)
    assert text.source is source and str(text) == text.text == "各位代表：\n\n产能10万吨。"
    assert len(text) == 14
    first, second = text.paragraphs
    assert isinstance(first, Line) and first == "各位代表：" and type(first.text) is str
    assert source[first.start : first.end] == "各 位 代 表 ："
    assert source[second.start : second.end] == "产能 10\n万吨。"
    assert text.text[second.clean_start : second.clean_end] == second
    assert text.span(9, 13) == (source.index("10"), source.index("吨") + 1)
    assert text.to_source(len(text)) == len(source)
    assert text.to_clean(0) == 0 and text.to_clean(len(source)) == len(text)
    assert "2 paragraphs" in repr(text) and len(repr(text)) < 100
    assert pickle.loads(pickle.dumps(text)).paragraphs[1].start == second.start


def test_front_matter_is_kept_as_fields() -> None:
    text = restore("---\ntitle: 河谷市政府工作报告\nsource: https://example.org/a\n---\n各位代表：")
    assert text.meta == {"title": "河谷市政府工作报告", "source": "https://example.org/a"}
    assert text.text == "各位代表："


def test_empty_text_is_empty() -> None:
    text = restore("")
    assert (text.text, text.paragraphs, len(text), text.to_source(0), text.to_clean(0)) == ("", (), 0, 0, 0)


@pytest.mark.parametrize("value", [None, b"bytes", 3, ["list"]])
def test_only_str_is_read(value: object) -> None:
    with pytest.raises(InputError, match=type(value).__name__):
        restore(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(("offset", "message"), [(-1, "-1"), (99, "99"), ("2", "str"), (1.0, "float")])
def test_bad_offsets_are_named(offset: Any, message: str) -> None:
    for text in (restore("平原"), restore("平 原 ，丘 陵 。")):
        for ask in (text.to_source, text.to_clean, lambda i, text=text: text.span(0, i)):
            with pytest.raises(InputError, match=message):
                ask(offset)


def test_span_must_not_run_backwards() -> None:
    with pytest.raises(InputError, match="ends before it starts"):
        restore("平原").span(2, 1)
    assert restore("平原").span(1, 1) == (1, 1)


def test_newspaper_page_is_cut_as_by_hand() -> None:
    truth = json.loads((SPECS / "newspaper.json").read_text("utf-8"))
    path = SHARED / truth["document"]
    if not path.exists():
        pytest.skip("needs the folder shared beside the checkout")
    source = path.read_text("utf-8")
    assert hashlib.sha256(ink(source).encode()).hexdigest() == truth["sha256_of_ink"]
    place = {i: n for n, i in enumerate(i for i, char in enumerate(source) if not char.isspace())}
    text = restore(source)
    assert [place[line.start] for line in text.paragraphs] == truth["paragraph_starts"]
    kept = {place[text.to_source(i)] for i, char in enumerate(text.text) if char != "\n"}
    furniture = {n for start, end in truth["furniture"] for n in range(start, end)}
    assert set(range(truth["inks"])) - kept == furniture
    assert not any(char.isspace() for line in text.paragraphs for char in line)


def _text(name: str) -> Text:
    path = SHARED / "reports/sample" / name
    if not path.exists():
        pytest.skip("needs the folder shared beside the checkout")
    return restore(path.read_text("utf-8"))


def test_sample_report_keeps_its_sentences() -> None:
    text = _text("吕梁市_2020.md")
    assert "*" not in text.text and "  " not in text.text
    assert restore(text.text).text == text.text
