"""Quantities: numerals, units, bounds and change. `quantities` works on any text, `extract` on a restored one."""

from lvliang_nlp.quantity.extract import build, extract, find, quantities
from lvliang_nlp.quantity.numerals import parse
from lvliang_nlp.quantity.units import Unit, UnitTable, default_unit_lines, default_units

__all__ = [
    "Unit", "UnitTable", "build", "default_unit_lines", "default_units", "extract", "find", "parse", "quantities",
]  # fmt: skip
