"""An amount while it is being worked out: cheap and mutable. `extract` turns it into a frozen Quantity at the end."""

from dataclasses import dataclass
from decimal import Decimal

from lvliang_nlp.quantity.units import Unit
from lvliang_nlp.schema import Bound, Change


@dataclass(slots=True)
class Found:
    """text[start:end] is the amount; `low` equals `high` for a single one; `more` marks 余/多/几."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: Unit
    number: str
    magnitude: str
    unit_text: str
    more: bool
    bound: Bound = "eq"
    change: Change = "none"
    per: str = ""
    counted: str = ""
    behind: bool = False  # what is counted stands behind the amount
    open: bool = False  # in a list behind 从 or 由 that has not been closed by 到
