"""Days and years as heads and headings write them: 2023年1月10日, 二〇二三年一月十日, ２０２３年."""

import datetime
import re

_ZERO = "〇○ＯOoΟО零0"
_DIGIT = {**{zero: "0" for zero in _ZERO}, **{char: str(i) for i, char in enumerate("一二三四五六七八九", 1)}}
_YEAR = rf"(?<![\d一二三四五六七八九])((?:19|20)\d\d|[一二][{_ZERO}一二三四五六七八九]{{3}})年"
_SMALL = r"(\d{1,2}|[一二三四五六七八九十廿]{1,3})"
YEAR = re.compile(_YEAR)
DATE = re.compile(rf"{_YEAR}{_SMALL}月{_SMALL}[日号]?")

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def find_date(text: str) -> datetime.date | None:
    """The first day of the calendar that `text` writes out with its year.

    >>> find_date("——二〇二三年一月十日在会议上")
    datetime.date(2023, 1, 10)
    """
    for match in DATE.finditer(text.translate(_WIDE)):
        try:
            return datetime.date(_year(match[1]), _small(match[2]), _small(match[3]))
        except ValueError:
            continue
    return None


def read_year(text: str) -> int | None:
    """The first year that `text` names.

    >>> read_year("二〇〇四年工作安排"), read_year("本届政府工作回顾")
    (2004, None)
    """
    found = YEAR.search(text.translate(_WIDE))
    return _year(found[1]) if found else None


def read_years(text: str) -> list[int]:
    """All years that `text` names, in order."""
    return [_year(found[1]) for found in YEAR.finditer(text.translate(_WIDE))]


def _year(written: str) -> int:
    return int("".join(_DIGIT.get(char, char) for char in written))


def _small(written: str) -> int:
    """A month or a day: 9, 十, 十二, 二十, 廿一."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("廿", "二十").partition("十")
    if not ten:
        return int("".join(_DIGIT[char] for char in written))
    return int(_DIGIT[tens] if tens else "1") * 10 + (int(_DIGIT[ones]) if ones else 0)
