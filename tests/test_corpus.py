"""The demonstration report: its two layouts hold the same text, its annotation fits it, and it is nobody else's."""

import importlib.util
import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from lvliang_nlp.schema import Bound, Change, ink

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
REPORTS = ROOT.parent / "shared" / "reports"
CLEAN = (CORPUS / "demonstration.txt").read_text(encoding="utf-8")
PAGE = (CORPUS / "demonstration_newspaper.txt").read_bytes().decode("utf-8")
COPIED = 40  # so many characters in a row are no accident


@pytest.fixture(scope="module")
def layout() -> ModuleType:
    spec = importlib.util.spec_from_file_location("layout_newspaper", CORPUS / "layout_newspaper.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotation() -> list[dict[str, Any]]:
    lines = (CORPUS / "demonstration.quantities.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_is_long_enough() -> None:
    assert len(ink(CLEAN)) >= 3000


def test_newspaper_page_is_the_clean_text_and_furniture(layout: ModuleType) -> None:
    page = ink(PAGE)
    for line in map(ink, layout.FURNITURE):
        assert page.count(line) == 1
        page = page.replace(line, "")
    assert page == ink(CLEAN)


def test_newspaper_page_can_be_made_again(layout: ModuleType) -> None:
    assert layout.lay_out(CLEAN) == PAGE


def test_newspaper_page_has_the_faults_of_the_original() -> None:
    lines = [line for line in PAGE.splitlines() if line.strip()]
    letter_spaced = [line for line in lines if line.count(" ") >= len(ink(line)) * 0.6]
    assert 0.15 < len(letter_spaced) / len(lines) < 0.25
    assert max(len(ink(line)) for line in lines) <= 25
    assert "1+\n7+N" in PAGE
    assert "\n万吨" in PAGE


def test_annotation_fits_the_text() -> None:
    text, end = ink(CLEAN), 0
    for number, sentence in enumerate(annotation()):
        assert sentence["i"] == number
        assert sentence["sent"][0] == end
        previous = end
        end = sentence["sent"][1]
        for span in sentence["spans"]:
            assert previous <= span["start"] < span["end"] <= end
            assert text[span["start"] : span["end"]] == span["text"]
            previous = span["end"]
    assert end == len(text)


def test_annotation_is_rich_and_well_formed() -> None:
    spans = [span for sentence in annotation() for span in sentence["spans"]]
    assert sum(not span["optional"] for span in spans) >= 110
    for attrs in (span["attrs"] for span in spans):
        assert attrs["bound"] in get_args(Bound)
        assert attrs["change"] in get_args(Change)
        if "low" in attrs:
            assert Decimal(attrs["low"]) < Decimal(attrs["high"])
        else:
            assert Decimal(attrs["value"]) > 0


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are not beside this checkout")
def test_is_not_copied_from_a_published_report() -> None:
    ours = ink(CLEAN)
    pieces = {ours[i : i + COPIED] for i in range(len(ours) - COPIED + 1)}
    for path in [*REPORTS.glob("*.txt"), *(REPORTS / "sample").glob("*.md")]:
        theirs = ink(path.read_text(encoding="utf-8"))
        copied = pieces.intersection(theirs[i : i + COPIED] for i in range(len(theirs) - COPIED + 1))
        assert not copied, path.name
