"""Numerals to exact numbers: Arabic, Chinese, financial and mixed, with fractions and 余/多/几.

`ARABIC`, `HAN` and `PART` are the patterns that find one in a text, `parse` says what it is worth. The grammar is
written down in the named pieces below; possessive quantifiers and a bound on every run keep any scan linear.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"两": 2, "○": 0, "壱": 1, "弐": 2, "貳": 2, "陸": 6, "兩": 2}
POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WIDE = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

_D = "[0-9０-９]"
_COMMA = r"[,， \xa0\u2009\u3000]"
_C = f"[{''.join(DIGITS)}]"
# the 千 of 千瓦 and the 百 of 百分点 belong to the unit
_TIMES = "".join(sorted({*POWERS, *GROUPS} - {"千", "百"}))
_M = rf"(?:[{_TIMES}]|千(?![瓦伏克米卡焦赫帕升乏]|分点)|百(?!分))"
# 2,743, ２，７４３ and 2 743 (GB/T 15835) but not 12,345,6; a damaged point (301。2亿) needs a magnitude or % behind
_ARABIC = (
    rf"(?:{_D}{{1,3}}+(?:{_COMMA}{_D}{{3}}(?!{_D}))++|{_D}{{1,15}}+)"
    rf"(?:[.．]{_D}{{1,8}}+(?!{_D})|[。·]{_D}{{1,2}}(?=[万亿%％‰]|个百分点)|(?!{_D}))"
)
# 5万2千, 2万5000, 3万多, 20余万, 10多亿
_MIXED = rf"(?:{_ARABIC}(?:[余多几来]?{_M}{{1,3}}+(?:{_D}{{4}}(?!{_D})|{_D}(?=[千百]))?+){{0,3}}+[余多几]?+)"
_HAN = rf"(?:(?:[几数](?={_M}))?+(?:{_C}|{_M}){{1,24}}+(?:[点·]{_C}{{1,4}}+{_M}{{0,2}}+)?(?:[余多几来]{_M}{{0,3}}+)?)"
_DIGITS_PART = rf"{_D}{{1,2}}分之{_D}{{1,2}}"
PART = (
    rf"(?:[百千万]分之(?:{_MIXED}|{_HAN})(?:[至到]{_HAN}(?!分之))?"
    rf"|[一二三四五六七八九十]{{1,3}}+分之{_C}{{1,3}}+)"
)
_SLASH = rf"(?<![0-9０-９/／.]){_D}{{1,2}}[/／]{_D}{{1,2}}(?![/／.]?{_D}|[A-Za-z])"
ARABIC = rf"(?<![0-9０-９])(?:{_MIXED}(?!分之|[/／]{_D})|{_DIGITS_PART}|{_SLASH}|{_MIXED})"
HAN_CHARS = "".join([*DIGITS, *POWERS, *GROUPS, *"几数"])
HAN = rf"(?<![{HAN_CHARS}]){_HAN}(?![余多几来]?(?:{_C}|{_M}))"
SEPARATOR = r"(?:[-－—–―~～〜∼]{1,2}|至|到)"


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeral is worth: `low` equals `high` unless it is vague in itself (三四个); `more` marks 余/多/几."""

    low: Decimal
    high: Decimal
    more: bool = False
    unit: str = ""  # % for 百分之三, ‰ for 千分之三: these numerals carry their own unit
    digits: str = ""
    magnitude: str = ""


@lru_cache(maxsize=4096)
def parse(text: str) -> Number | None:
    """The number that a match of ARABIC, HAN or PART stands for, or None if it stands for none (一千二万三 …).

    >>> parse("1.65亿").low, parse("两百余").more, parse("百分之三十").unit, (parse("三四").low, parse("三四").high)
    (Decimal('165000000'), True, '%', (Decimal('3'), Decimal('4')))
    """
    plain = text.translate(_WIDE)
    if "分之" in plain:
        bottom, _, top = plain.partition("分之")
        return _part(bottom, top, text)
    if "/" in plain or "／" in plain:
        top, bottom = re.split("[/／]", plain)
        return _ratio(Decimal(top), Decimal(bottom), text)
    more = any(c in plain for c in "余多来") or (len(plain) > 1 and any(c in plain for c in "几数"))
    core = plain.translate(_DROP)
    if not core:
        return None
    if core in GROUPS or core in POWERS:
        core = "1" + core  # 数百, 亿元以上: a bare magnitude is one of it
    digits, magnitude = _as_written(text)
    values = _arabic(core) if core[0] in "0123456789" else _han(core)
    return Number(trim(values[0]), trim(values[1]), more, "", digits, magnitude) if values else None


def factor_of(magnitude: str) -> int:
    """What a magnitude multiplies by: 万亿 → 1000000000000, and 1 for none."""
    factor = 1
    for c in magnitude:
        factor *= POWERS.get(c) or GROUPS[c]
    return factor


def trim(value: Decimal) -> Decimal:
    """165000000.00 → 165000000, and 1.50 stays: as exact as written, without zeros that a magnitude made."""
    return value.to_integral_value() if value == value.to_integral_value() else value


_DROP = {ord(c): None for c in "余多几来数, \xa0\u2009\u3000"}


def _as_written(text: str) -> tuple[str, str]:
    """The numeral and its magnitude, as written: 1.65亿 → 1.65, 亿; 三十万 → 三十, 万; 20余万 → 20余, 万."""
    end = len(text)
    tail = end
    while tail and text[tail - 1] in "余多几来":
        tail -= 1
    at = tail
    han = not any(c.isdigit() for c in text.translate(_WIDE) if c.isascii())
    names = "万亿萬億千百" if not han else "万亿萬億"
    while at and text[at - 1] in names:
        at -= 1
    return (text[:at] + text[tail:end] if at else ""), text[at:tail]


def _arabic(core: str) -> tuple[Decimal, Decimal] | None:
    """Arabic digits with Chinese magnitudes: 1.65亿, 3万2千, 2万5000."""
    total = Decimal(0)
    core = core.replace("。", ".").replace("·", ".")  # damaged points
    for part in re.finditer(r"([\d.]+)([^\d.]*)", core):
        total += Decimal(part[1].rstrip(".")) * factor_of(part[2])
    return total, total


def _han(core: str) -> tuple[Decimal, Decimal] | None:
    """Chinese numerals by the usual grammar, 万亿 multiplying; 三四百 is the range 300 to 400."""
    if point := "点" if "点" in core else "·" if "·" in core else "":
        whole, _, rest = core.partition(point)
        tail = rest.rstrip("".join(GROUPS) + "".join(POWERS))
        factor = _han("一" + rest[len(tail) :]) if rest[len(tail) :] else (Decimal(1), Decimal(1))
        head = _by_place(whole) or _han(whole)
        if head is None or factor is None:
            return None
        value = (head[0] + Decimal("0." + "".join(str(DIGITS[c]) for c in tail))) * factor[0]
        return value, value
    places = re.fullmatch(rf"({_C}*[零〇○]{_C}*)({_M}+)", core)
    if places and len(places[1]) > 1 and (figures := _by_place(places[1])):  # 一〇七〇万
        return figures[0] * factor_of(places[2]), figures[1] * factor_of(places[2])
    pair = re.search(rf"(?<!{_C})({_C})({_C})(?!{_C})", core)
    if pair and 0 < DIGITS[pair[1]] + 1 == DIGITS[pair[2]] and DIGITS[pair[1]]:
        low, high = (_han(core[: pair.start()] + c + core[pair.end() :]) for c in pair.groups())
        return (low[0], high[0]) if low and high else None
    if len(core) > 1 and all(c in DIGITS for c in core):
        return _by_place(core) if set(core) & set("零〇○") else None  # 一二三产业: a list, not a number
    return _han_grouped(core)


def _by_place(core: str) -> tuple[Decimal, Decimal] | None:
    """四四 in 四四·五亿元 is 44: figures written one by one."""
    if len(core) < 2 or not all(c in DIGITS for c in core):
        return None
    value = Decimal("".join(str(DIGITS[c]) for c in core))
    return value, value


def _han_grouped(core: str) -> tuple[Decimal, Decimal] | None:
    """一万五千亿: digits times 十百千 add up to a group, 万 and 亿 multiply the groups before them."""
    total = group = 0
    digit: int | None = None
    for c in core:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        elif c in POWERS:
            group += (1 if digit is None else digit) * POWERS[c]
            digit = None
        else:
            whole = group + (digit or 0)
            if total < GROUPS[c]:
                total = (total + (whole or (0 if total else 1))) * GROUPS[c]
            else:
                total += whole * GROUPS[c]
            group, digit = 0, None
    value = Decimal(total + group + (digit or 0))
    return value, value


def _part(bottom: str, top: str, text: str) -> Number | None:
    """百分之三十 → 30 %, 百分之三至五 → 3 to 5 %; 三分之一 → 0.333333 without a unit."""
    first, *rest = re.split("[至到]", top)
    number, last = parse(first), parse(rest[0] if rest else first)
    if number is None or last is None:
        return None
    if bottom in ("百", "千", "万"):
        unit = "‰" if bottom == "千" else "%"
        factor = Decimal("0.01") if bottom == "万" else Decimal(1)
        return Number(number.low * factor, last.high * factor, number.more, unit, text, "")
    whole = parse(bottom)
    return _ratio(number.low, whole.low, text) if whole else None


def _ratio(top: Decimal, bottom: Decimal, text: str) -> Number | None:
    if not bottom or top >= bottom:
        return None
    value = (top / bottom).quantize(Decimal("0.000001")).normalize()
    return Number(value, value, False, "", text, "")
