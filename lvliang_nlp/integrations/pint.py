"""Quantity to pint: the column =name of data/units.txt is the bridge."""

from decimal import Decimal
from typing import Any

from lvliang_nlp.errors import InputError, MissingExtraError
from lvliang_nlp.quantity import default_units
from lvliang_nlp.schema import Quantity


def to_pint(quantity: Quantity, registry: Any = None) -> Any:
    """The amount in pint's units, its number a `Decimal`; a range gives a tuple of two."""
    try:
        import pint
    except ImportError:
        raise MissingExtraError("pint", "pint", "Quantity.to_pint") from None
    unit = default_units().units.get(quantity.unit)
    name = unit.pint if unit else ""
    if not name:
        raise InputError(f"{quantity.unit!r} has no unit of pint; use base_value and base_unit, or data/units.txt")
    registry = registry or pint.UnitRegistry(non_int_type=Decimal)
    measure = registry.parse_units(name)
    if quantity.value is not None:
        return quantity.value * measure
    return quantity.low * measure, quantity.high * measure
