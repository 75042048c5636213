"""Numbers in a text, each with the unit that follows it: the candidates from which quantities are made."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from lvliang_nlp.quantity.numerals import ARABIC, HAN, HAN_CHARS, PART, SEPARATOR, Number, parse
from lvliang_nlp.quantity.units import Unit, UnitTable

_SEPARATOR = re.compile(SEPARATOR + r"\Z")
_ARABIC_DIGITS = frozenset("0123456789０１２３４５６７８９")
_SIGNED = frozenset("为到至长率速达是由从现（(：:，降升幅值比、和。；\n")  # what a minus may stand behind, always
_FROM = re.compile(r"[从由][^，。；、]{0,6}\Z")
_SHARED, _AND = {"ratio", "percentage_point"}, ("、", "和", "与", "及", "或")
_BELOW_ZERO = {"ratio", "percentage_point", "temperature"}
_UNSIGNED = frozenset("减辜肩担抱欠背自胜正亏")  # 减负, 不辜负: 负 is no sign
NO_UNIT = Unit("", "", "")
_HALVES = frozenset(("倍", "年", "天", "小时", "个月"))
_HALF, _HALF_WORDS = Decimal("0.5"), frozenset(("半导", "半径", "半个", "半数", "半岛", "半月", "半年"))
_TENTHS = "一二三四五六七八九"
_MORE_WORDS = frozenset(("多的", "余下", "多层", "多个", "多种", "多元", "多样", "多方", "多功"))


@dataclass(slots=True)
class Candidate:
    """A number with or without a unit: text[start:unit_start] is the number, text[unit_start:end] the unit."""

    start: int
    unit_start: int
    end: int
    number: Number
    unit: Unit
    han: bool
    low_end: int = 0  # of a range: where its first number ends and its second begins
    high_start: int = 0
    high: Number | None = None


_RUN = re.compile(f"[0-9０-９{HAN_CHARS}]++")  # one class and nothing else: the regex engine skips to it
_ARABIC, _HAN, _PART = re.compile(ARABIC), re.compile(HAN), re.compile(PART)
_DIGIT = re.compile("[0-9０-９]")
_ENDS_WITH_UNIT = re.compile(r"[0-9０-９]|[千百]\Z")  # the 千 of 三十六千卡 belongs to the unit
_GOES_ON = frozenset("-－—–―~～〜∼至到、点·分余多几来")  # what may stand between the figures of a Chinese numeral


def scan(text: str, table: UnitTable) -> Iterator[Candidate]:
    """All numbers of `text` in order; 3—5个 is one candidate, and so is 7.5%—8%.

    Chinese numerals, which are in every second word, count only before a unit.
    """
    held: Candidate | None = None
    for match in _numerals(text, table):
        if held is not None and match.start() < held.end:
            continue  # inside a unit: the 两 of 9两%
        number = parse(match[0])
        if number is None:
            continue
        found = _with_unit(text, match.start(), match.end(), number, table)
        if held is not None:
            merged = _range(text, held, found)
            if merged is not None:
                found = merged
            else:
                yield held
        held = found
    if held is not None:
        yield held


def _numerals(text: str, table: UnitTable) -> Iterator[re.Match[str]]:
    """Every numeral of the text: runs of number characters first, then the grammar at their start."""
    units, before, done = table.patterns, table.patterns.keys() | _GOES_ON, 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        start = max(start, done)
        while start < end:
            match = None
            if text[start] in _ARABIC_DIGITS:
                match = _ARABIC.match(text, start)
            elif end == len(text) or text[end] in before or _ENDS_WITH_UNIT.search(text, start, end):
                match = _han(text, start, units)
            if match is not None:
                yield match
                start = done = match.end()
            else:
                digit = _DIGIT.search(text, start + 1, end) if text[start] not in _ARABIC_DIGITS else None
                start = digit.start() if digit else end


def _han(text: str, start: int, units: Container[str]) -> re.Match[str] | None:
    match = _PART.match(text, start) or _HAN.match(text, start)
    if match is None or match.re is _PART:
        return match
    follow = text[match.end() : match.end() + 1]
    return match if follow and (follow in units or follow in _GOES_ON) else None


def _with_unit(text: str, start: int, end: int, number: Number, table: UnitTable) -> Candidate:
    han = text[start] not in _ARABIC_DIGITS
    if number.unit:
        return Candidate(start, end, end, number, table.units.get(number.unit, NO_UNIT), han)
    at = end
    if text[end : end + 1] in ("余", "多") and text[end - 1] in "万亿千百十":
        at += 1
    found = table.at(text, at)
    if found is None:
        return Candidate(start, end, end, number, NO_UNIT, han)
    unit, stop = found
    if unit.dimension == "angle" and text[stop - 1] == "度" and number.magnitude and "度电" in table.units:
        unit = replace(table.units["度电"], name=unit.name)  # 120亿度 is electricity
    after = text[stop : stop + 2]
    if after[:1] == "半" and unit.name in _HALVES and after not in _HALF_WORDS:
        number = replace(number, low=number.low + _HALF, high=number.high + _HALF)  # 1倍半
        stop += 1
    elif unit.name == "成" and after and after[0] in _TENTHS and table.at(text, stop + 1) is None:
        part = Decimal(_TENTHS.index(after[0]) + 1) / 10
        number = replace(number, low=number.low + part, high=number.high + part)  # 九成五
        stop += 1
    elif after[:1] in ("多", "余") and after not in _MORE_WORDS and unit.dimension in ("duration", "length", "count"):
        number = replace(number, more=True)  # 三年多
    return Candidate(start, end, stop, number, unit, han)


def _range(text: str, low: Candidate, high: Candidate) -> Candidate | None:
    """`low` and `high` as one range, if only a dash or 至 stands between and their units agree."""
    if not 0 < high.start - low.end <= 2:
        return None
    gap = text[low.end : high.start]
    if not _SEPARATOR.match(gap) or low.high is not None or low.han != high.han:
        return None
    if low.unit.name and low.unit is not high.unit:
        return None
    if gap in ("到", "至") and low.unit.name and _FROM.search(text, max(low.start - 8, 0), low.start):
        return None  # 由919亿元到2327亿元
    signed = sign_before(text, low)
    if not signed and low.number.low > high.number.high and not high.number.magnitude:
        return None
    high.high_start, high.high = high.start, high.number
    high.start, high.low_end, high.number = low.start, low.unit_start, low.number
    return high


def share_unit(text: str, candidates: list[Candidate]) -> None:
    """分别提高2.3和12.7个百分点: a decimal without a unit has the one of the next in the list."""
    for item, following in pairwise(candidates):
        bare = not item.unit.name and not item.number.unit and "." in item.number.digits
        if bare and following.unit.dimension in _SHARED and text[item.end : following.start] in _AND:
            item.unit = following.unit


def sign_before(text: str, item: Candidate) -> bool:
    """Whether the number is negative: 负1.2个百分点, 增速为-0.4%, 气温-10℃ (but not 3-5个, 国道-209, 减负5亿元)."""
    mark, before = text[item.start - 1 : item.start], text[item.start - 2 : item.start - 1] if item.start > 1 else ""
    if item.start == 0 or mark not in ("负", "-", "－", "−"):
        return False
    if not before or before in _SIGNED:
        return True
    return item.unit.dimension in _BELOW_ZERO and "一" <= before <= "鿿" and before not in _UNSIGNED
