"""Amounts that are not a number with a unit: 翻一番 (a rise of 100 %), 一半, 半年."""

import re
from decimal import Decimal
from heapq import merge as _merge
from operator import attrgetter

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.numerals import DIGITS
from lvliang_nlp.quantity.units import Unit, UnitTable

_PATTERN = re.compile(
    r"翻了?(?P<twice>(?P<times>[一二两三四1-4１-４])番|番(?![^，。；、！？）”\s]))"
    r"|(?<![另每])(?P<half>一半|半数)(?![天年个小])|(?<![上下前后大小多过夜近中])(?P<some>半)(?=(?P<unit>年|个月|小时|天)(?!多|来|度|期|程))"
)
_HIT = re.compile("[番半]")  # one class, so that the regex engine skips to it
_WIDE = str.maketrans("１２３４", "1234")


def special(text: str, units: UnitTable) -> list[Found]:
    """All of them in order; 翻番 doubles, 翻两番 quadruples, so the rise is 100 % and 300 %."""
    found: list[Found] = []
    for hit in _HIT.finditer(text):
        starts = range(max(hit.start() - 3, 0), hit.end())
        match = next((match for start in starts if (match := _PATTERN.match(text, start))), None)
        item = _one(match, units) if match else None
        if item and (not found or item.start >= found[-1].end):
            found.append(item)
    return found


def _one(match: re.Match[str], units: UnitTable) -> Found | None:
    if match["twice"] and "%" in units.units:
        word = (match["times"] or "一").translate(_WIDE)
        rise = Decimal(2 ** (int(word) if word.isdigit() else DIGITS[word]) - 1) * 100
        start = match.start("times") if match["times"] else match.start()
        percent, number = units.units["%"], match["times"] or ""
        return Found(start, match.end(), rise, rise, percent, number, "", "番", False, change="increase_by")
    half = Decimal("0.5")
    if match["half"]:
        return Found(*match.span("half"), half, half, Unit("", "ratio", "1"), match["half"], "", "", False)
    unit = units.units.get(match["unit"] or "")
    if unit is None:
        return None
    return Found(match.start("some"), match.end("unit"), half, half, unit, "半", "", match["unit"], False)


def merge(found: list[Found], others: list[Found]) -> list[Found]:
    """Both lists in order of appearance, without those of `others` that overlap one of `found`."""
    if not others:
        return found
    result: list[Found] = []
    for item in _merge(found, others, key=attrgetter("start")):
        if not result or item.start >= result[-1].end:
            result.append(item)
    return result
