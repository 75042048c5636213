"""The amounts of a clean text: scan, reject what is none, read the words around, name what is counted."""

from collections.abc import Callable
from decimal import Decimal

from lvliang_nlp.garbage import no_collection
from lvliang_nlp.layout import Text, restore
from lvliang_nlp.quantity.context import read_context
from lvliang_nlp.quantity.counted import read_counted
from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.numerals import factor_of, trim
from lvliang_nlp.quantity.reject import is_amount
from lvliang_nlp.quantity.scan import Candidate, scan, share_unit, sign_before
from lvliang_nlp.quantity.special import merge, special
from lvliang_nlp.quantity.units import UnitTable, default_units
from lvliang_nlp.schema import Quantity, ink

Locate = Callable[[int], tuple[tuple[str, ...], int | None]]


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in any layout, in order of appearance; offsets are code points of `text`.

    No model and no dictionary of places is needed. Text without amounts gives an empty tuple; what is not a `str`
    raises `InputError`. The rules follow docs/quantities.md.

    >>> for q in quantities("城乡居民收入分别增长7%和8%左右，低保标准从188元提高到315元"):
    ...     print(q.text, q.value, q.unit, q.bound, q.change)
    7% 7 % approx increase_by
    8% 8 % approx increase_by
    188元 188 元 eq from
    315元 315 元 eq increase_to
    """
    return extract(restore(text))


def extract(text: Text, units: UnitTable | None = None, *, locate: Locate | None = None) -> tuple[Quantity, ...]:
    """The quantities of a restored text.

    `units` takes the place of the table that comes with the package; `locate` tells the section path and the sentence
    of a source offset.
    """
    with no_collection():
        return build(text, find(text.text, units or default_units()), locate=locate)


def build(text: Text, found: list[Found], *, locate: Locate | None = None) -> tuple[Quantity, ...]:
    """What `find` found in the clean text, as quantities of the source."""
    with no_collection():
        spans = text.spans([(item.start, item.end) for item in found])
        return tuple(_model(text.source, item, span, locate) for item, span in zip(found, spans, strict=True))


def find(clean: str, units: UnitTable, *, context: bool = True) -> list[Found]:
    """The amounts of a clean text, with offsets into it; without `context` only where they stand, which is faster."""
    candidates = list(scan(clean, units))
    share_unit(clean, candidates)
    found = [_found(clean, item) for item in candidates if is_amount(clean, item)]
    found = merge(found, special(clean, units))
    if context:
        read_context(clean, found)
        read_counted(clean, found)
    return found


def _found(text: str, item: Candidate) -> Found:
    number, top = item.number, item.high or item.number
    low, high = number.low, top.high
    start, sign = item.start, sign_before(text, item)
    if item.high is None:
        digits = number.digits
    else:
        digits = f"{number.digits}{text[item.low_end : item.high_start]}{top.digits}"
        if top.magnitude and not number.magnitude and low <= high / factor_of(top.magnitude):
            low *= factor_of(top.magnitude)  # 15—20亿元: the magnitude belongs to both
    if sign:
        start, digits, low = start - 1, text[start - 1] + digits, -low
        high = -high if item.high is None else high  # -10℃至5℃
    if item.unit.dimension == "temperature" and text.endswith("零下", 0, start):
        low, high = -low, -high
    unit_text = top.magnitude + text[item.unit_start : item.end]
    more = number.more or top.more
    return Found(start, item.end, low, high, item.unit, digits, top.magnitude, unit_text, more)


def _model(source: str, item: Found, span: tuple[int, int], locate: Locate | None) -> Quantity:
    start, end = span
    unit, single = item.unit, item.low == item.high
    section, sentence = locate(start) if locate else ((), None)
    base: tuple[Decimal | None, Decimal | None, Decimal | None] = (None, None, None)
    if unit.base:
        low = trim(item.low * unit.factor)
        base = (low, None, None) if single else (None, low, trim(item.high * unit.factor))
    return Quantity(
        start=start, end=end, text=ink(source[start:end]), value=item.low if single else None,
        low=None if single else item.low, high=None if single else item.high, number=item.number,
        magnitude=item.magnitude, unit_text=item.unit_text, unit=unit.name, dimension=unit.dimension,
        base_value=base[0], base_low=base[1], base_high=base[2], base_unit=unit.base, bound=item.bound,
        change=item.change, per=item.per, counted=item.counted, section=section, sentence=sentence,
    )  # fmt: skip
