"""`lv.quantities` on the cases of specs/quantity: all amounts of a text, in order, with what the case is about.

`text`, `unit` and `value` (or `low` and `high`) are always compared; `bound` and `change` too, and left out they are
`eq` and `none`; of the other fields those that the case names.
"""

from decimal import Decimal
from typing import Any

import pytest
from conftest import specs

import lvliang_nlp as lv

_ALWAYS = {"text": "", "unit": "", "bound": "eq", "change": "none", "value": None, "low": None, "high": None}
_NUMBERS = ("value", "low", "high", "base_value", "base_low", "base_high")


def _wanted(expected: dict[str, Any]) -> dict[str, Any]:
    filled = _ALWAYS | expected
    return {k: Decimal(v) if k in _NUMBERS and v is not None else v for k, v in filled.items()}


@pytest.mark.parametrize("case", specs("quantity"))
def test_spec(case: dict[str, Any]) -> None:
    found = lv.quantities(case["text"])
    wanted = [_wanted(expected) for expected in case["expect"]]
    assert [q.text for q in found] == [w["text"] for w in wanted]
    for quantity, fields in zip(found, wanted, strict=True):
        assert {name: getattr(quantity, name) for name in fields} == fields


def test_no_amounts_no_text() -> None:
    assert lv.quantities("") == () == lv.quantities("\n \t　")


@pytest.mark.parametrize("wrong", [None, 5, b"5%", ["5%"]])
def test_only_text_is_taken(wrong: Any) -> None:
    with pytest.raises(lv.InputError, match=type(wrong).__name__):
        lv.quantities(wrong)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("就业5.3万人以上", "≥ 53000 人"),
        ("增长6.5%左右", "≈ 6.5 % (increase_by)"),
        ("新建3—5个", "3–5 个"),
        ("存款二十万亿元", "20000000000000 元"),
        ("占三分之一", "0.333333"),
    ],
)
def test_reads_well(text: str, plain: str) -> None:
    (found,) = lv.quantities(text)
    assert str(found) == plain
    assert repr(found) == f"<Quantity {found.text!r} at {found.start}: {plain}>"


def test_in_a_report_it_knows_its_section_and_sentence() -> None:
    report = lv.analyze("一、去年工作\n税收增长9%。粮食总产2万吨。\n二、今年安排\n新修水渠30公里。")
    sentences = [report.sentences[q.sentence].text for q in report.quantities if q.sentence is not None]
    assert sentences == ["税收增长9%。", "粮食总产2万吨。", "新修水渠30公里。"]
    assert [q.section for q in report.quantities] == [("一、去年工作",), ("一、去年工作",), ("二、今年安排",)]
