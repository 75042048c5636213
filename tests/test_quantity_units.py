"""data/units.txt line by line, and tables of a user's own."""

import re
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

import lvliang_nlp as lv
from lvliang_nlp.quantity import Unit, UnitTable, default_units

_LINES = files("lvliang_nlp").joinpath("data/units.txt").read_text(encoding="utf-8").splitlines()
TABLE = default_units()
ALIASES = sorted(TABLE.units.items())
AMOUNTS = [(alias, unit) for alias, unit in ALIASES if unit.dimension and not unit.denominator]
NONE = [alias for alias, unit in ALIASES if not unit.dimension]
DENOMINATORS = [alias for alias, unit in ALIASES if unit.denominator]


def _entries() -> list[list[str]]:
    lines = (line.split() for line in _LINES)
    return [words for words in lines if words and words[0][0] not in "#["]


def test_every_line_is_read() -> None:
    names = [word for words in _entries() for word in words if word[0] not in "!=/" and not _is_factor(word)]
    assert len(names) == len(set(names)), sorted({n for n in names if names.count(n) > 1})
    assert set(names) == set(TABLE.units)
    assert {words[0] for words in _entries()} == {unit.name for unit in TABLE.units.values()}


def _is_factor(word: str) -> bool:
    return word[0].isascii() and word[0].isdigit()


def test_no_alias_differs_from_another_by_case_alone() -> None:
    latin = [alias for alias, _ in ALIASES if len(alias) > 1]
    folded: dict[str, set[str]] = {}
    for alias in latin:
        folded.setdefault(alias.lower(), set()).add(TABLE.units[alias].name)
    assert {alias: names for alias, names in folded.items() if len(names) > 1} == {}


@pytest.mark.parametrize("alias", sorted(TABLE.units))
def test_factor_and_base_are_sound(alias: str) -> None:
    unit = TABLE.units[alias]
    assert unit.factor > 0
    assert bool(unit.base) == bool(unit.dimension)
    assert TABLE.units[unit.name] is unit


def test_every_dimension_has_one_base() -> None:
    """Except money, one for each currency, and `*`, where each unit is its own."""
    bases: dict[str, set[str]] = {}
    for unit in TABLE.units.values():
        if unit.base != unit.name:
            bases.setdefault(unit.dimension, set()).add(unit.base)
    assert {d: b for d, b in bases.items() if len(b) > 1 and d not in ("money", "")} == {}


_NUMBERS = {"2": "2", "35": "35", "1.5": "1.5", "1.2万": "12000", "２０": "20", "三十六": "36"}
_ARABIC_ONLY = frozenset("县市省国区镇乡村段字笔本两")  # 三区 and 五市 are names of sets; 两 is a numeral itself
_ELECTRIC = ("energy", "J")  # 1.2万度 is electricity, 35度 an angle


def _behind_a_number(alias: str, unit: Unit) -> Any:
    return pytest.param(alias, unit, id=alias)


@pytest.mark.parametrize(("alias", "unit"), [_behind_a_number(*pair) for pair in AMOUNTS])
def test_alias_is_found_behind_a_number(alias: str, unit: Unit) -> None:
    """Behind Chinese numerals only what is written out: 三十六L is nobody's way of writing."""
    for number, value in _NUMBERS.items():
        if number == "三十六" and (alias[0].isascii() or alias in _ARABIC_ONLY):
            continue
        (found,) = lv.quantities(f"总量为{number}{alias}。")
        assert (found.text, found.value, found.unit) == (f"{number}{alias}", Decimal(value), unit.name)
        electric = alias == "度" and number.endswith("万")
        assert (found.dimension, found.base_unit) == (_ELECTRIC if electric else (unit.dimension, unit.base))
        if electric:
            continue
        assert found.base_value == Decimal(value) * unit.factor


@pytest.mark.parametrize("alias", NONE)
def test_listed_as_none_makes_no_amount(alias: str) -> None:
    assert lv.quantities(f"编为35{alias}。") == ()


@pytest.mark.parametrize("alias", DENOMINATORS)
def test_denominator_counts_behind_a_slash_only(alias: str) -> None:
    assert lv.quantities(f"编为35{alias}。") == ()
    (found,) = lv.quantities(f"单价为35元/{alias}。")
    assert (found.unit, found.value) == (f"元/{TABLE.units[alias].name}", Decimal(35))


def _guarded() -> list[tuple[str, str]]:
    pairs = []
    for words in _entries():
        name = words[0]
        pairs += [(name, g) for word in words if word[0] == "!" for g in word[1:].split("|")]
    return pairs


@pytest.mark.parametrize(("name", "word"), _guarded())
def test_guard_keeps_the_unit_away(name: str, word: str) -> None:
    """No amount in the guarded unit; a longer one that takes the word in is another matter (人次, 个性 …)."""
    found = lv.quantities(f"共35{name}{word}。")
    assert [q.text for q in found if q.text == f"35{name}"] == []


@pytest.mark.parametrize(
    ("text", "unit", "dimension", "base", "base_unit"),
    [
        ("每吨卖280元/吨", "元/吨", "price", "0.28", "CNY/kg"),
        ("水价3.5元/立方米", "元/立方米", "price", "3.5", "CNY/m³"),
        ("浓度30微克/立方米", "微克/立方米", "concentration", "0.00000003", "kg/m³"),
        ("密度190人/平方公里", "人/平方公里", "rate", "0.00019", "人/m²"),
        ("流量36立方米/小时", "立方米/小时", "rate", "0.01", "m³/s"),
        ("配备6张/千人", "张/千人", "rate", "0.006", "张/人"),
    ],
)
def test_compound_units(text: str, unit: str, dimension: str, base: str, base_unit: str) -> None:
    (found,) = lv.quantities(text)
    assert (found.unit, found.dimension, found.base_unit) == (unit, dimension, base_unit)
    assert found.base_value is not None
    assert abs(found.base_value - Decimal(base)) < Decimal("1e-12")


@pytest.mark.parametrize(
    "line",
    [
        "筐 0..5",
        "筐 1 筐",
        "个 2",
        "筐 1,5",
        "筐 0",
        "2",
        "筐 !",
        "!x",
        "=kg",
        "/",
        "[count",
        "[]",
    ],
)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(lv.InputError, match=rf"my\.txt, line 4: '{re.escape(line)}'"):
        UnitTable.parse(["# mine", "[count *]", "个", line], "my.txt")


def test_a_unit_needs_a_block() -> None:
    with pytest.raises(lv.InputError, match=r"my\.txt, line 1"):
        UnitTable.parse(["筐"], "my.txt")


def test_a_table_of_ones_own() -> None:
    own = UnitTable.parse(["# 计量", "[volume m³]", "筐 0.05 竹筐 !子", "[none]", "期"], "own")
    report = lv.Analyzer(units=own).analyze("今年装梨120竹筐，送来8筐子，共3期，合计5万元。")
    assert [(q.text, q.unit, q.base_value, q.base_unit) for q in report.quantities if q.unit] == [
        ("120竹筐", "筐", Decimal("6"), "m³")
    ]


def test_a_table_of_ones_own_with_percent_and_halves() -> None:
    """A table without %, 年 … is no reason to fail on a text that has them."""
    own = UnitTable.parse(["[count *]", "筐"], "own")
    text = "增长百分之五，翻一番，历时半年，还剩一半，千分之三，占2/3，12.5%，1.5个和4个百分点，3筐。"
    report = lv.Analyzer(units=own).analyze(text)
    assert [q.text for q in report.quantities if q.unit] == ["3筐"]


def test_the_table_extended() -> None:
    own = UnitTable.parse([*_LINES, "[count *]", "筐"], "own")
    report = lv.Analyzer(units=own).analyze("摘梨12筐，卖得900元。")
    assert [str(q) for q in report.quantities] == ["12 筐", "900 元"]
    assert [str(q) for q in lv.quantities("摘梨12筐，卖得900元。")] == ["900 元"]
