"""Quantities: numerals, units, bounds and change. `quantities` works on any text, `extract` on a restored one."""

from lvliang_nlp.quantity.extract import extract, quantities
from lvliang_nlp.quantity.units import Unit, UnitTable, default_units

__all__ = ["Unit", "UnitTable", "default_units", "extract", "quantities"]
