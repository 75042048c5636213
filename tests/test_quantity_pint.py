"""Quantity.to_pint: what has a unit of pint, what has none, and pint not there."""

import sys
from decimal import Decimal
from typing import Any

import pytest

import lvliang_nlp as lv
from lvliang_nlp.quantity import default_units

PINT = sorted({unit.name for unit in default_units().units.values() if unit.pint})
# pint's own name of a base unit of the table; 1 and pp are numbers to it
BASE = {
    "kg": "kilogram", "m": "meter", "m²": "meter**2", "m³": "meter**3", "W": "watt", "J": "joule", "s": "second",
    "VA": "volt_ampere", "V": "volt", "Hz": "hertz", "Pa": "pascal", "dB": "decibel", "1": "dimensionless",
}  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> Any:
    return pytest.importorskip("pint").UnitRegistry(non_int_type=Decimal)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("产煤1.65亿吨", "kilogram", "165000000000"),
        ("装机300万千瓦", "gigawatt", "3"),
        ("林地200公顷", "kilometer**2", "2"),
        ("用电12亿千瓦时", "terawatt_hour", "1.2"),
    ],
)
def test_amount_in_pint(text: str, unit: str, number: str) -> None:
    pytest.importorskip("pint")
    (found,) = lv.quantities(text)
    measure = found.to_pint().to(unit)
    assert measure.magnitude == Decimal(number)


@pytest.mark.parametrize("name", PINT)
def test_the_table_agrees_with_pint(name: str, registry: Any) -> None:
    unit = default_units().units[name]
    there = (Decimal(1) * registry.parse_units(unit.pint)).to(BASE[unit.base]).magnitude
    assert abs(there - unit.factor) <= abs(unit.factor) * Decimal("1e-3")  # a year, a calorie, a carat vary a little


def test_a_registry_of_ones_own(registry: Any) -> None:
    (found,) = lv.quantities("修路12.5公里")
    measure = found.to_pint(registry)
    assert measure.u == registry.kilometer
    assert measure.magnitude == Decimal("12.5")


def test_a_range_gives_two() -> None:
    pytest.importorskip("pint")
    (found,) = lv.quantities("修路3—5公里")
    low, high = found.to_pint()
    assert (low.magnitude, high.magnitude) == (Decimal(3), Decimal(5))


@pytest.mark.parametrize("text", ["改造1200户", "投资3亿元", "价格280元/吨", "占三分之一", "绿化3万亩次"])
def test_no_physical_unit(text: str) -> None:
    pytest.importorskip("pint")
    for found in lv.quantities(text):
        with pytest.raises(lv.InputError, match="pint"):
            found.to_pint()


def test_without_pint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pint", None)
    (found,) = lv.quantities("修路12.5公里")
    with pytest.raises(lv.MissingExtraError, match=r"pip install 'lvliang-nlp\[pint\]'"):
        found.to_pint()


def test_nought_goes_over_too() -> None:
    pint = pytest.importorskip("pint")
    (found,) = lv.quantities("渗漏0立方米")
    assert found.to_pint() == pint.UnitRegistry(non_int_type=Decimal).parse_expression("0 meter**3")
