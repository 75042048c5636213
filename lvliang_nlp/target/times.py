"""Expressions of time in a report: the years they speak of and, for what is promised, the day by which.

今年, 全年, 年内, 年底 are the planned year, 去年 the one before. 3月底前 is its March 31, 三年内 ends
the third year from then, “十四五” is 2021 to 2025.
"""

import calendar
import datetime
import re
from dataclasses import dataclass

from lvliang_nlp.patterns import DIGIT_YEAR, PLAN, YEAR

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
_PATTERN = re.compile(
    rf"(?P<year>{YEAR})(?:[至到—\-－~](?P<until>{DIGIT_YEAR}))?年(?:(?P<month>\d{{1,2}})月)?"
    r"(?P<year_end>底|末|年底)?(?:之?以?前)?"
    rf"|“(?P<plan>{PLAN})”(?P<plan_end>期?末|期间|时期)?"
    r"|(?P<month_only>[1１][0-2０-２]|[1-9１-９])月(?P<day>\d{1,2}日)?(?:份|底|末|[上中下]旬)?(?:之?以?前)?(?!\d)"
    r"|(?P<half>上半年|下半年)(?:之?前)?|(?P<quarter>[一二三四])季度(?:末|底)?(?:之?前)?"
    r"|(?:今后|未来|接下来|近)(?P<ahead>[两二三四五六七八九十])年|(?P<within>[一两二三四五]|\d)年(?:时间)?[之以]?内"
    r"|用(?P<use>[一两二三四五]|\d)年(?:左右)?(?:的)?时间"
    r"|(?P<term>本届(?:政府)?(?:任期)?(?:内|末)?)"
    r"|(?P<next>明年)|(?P<last>去年|上年|上一年|过去一年|一年来)|(?P<five>过去(?:的)?五年|五年来|近五年|这五年|五年间)"
    r"|(?P<now>今年(?:年?内|底前?|年底前?)?|全年|年内|年底(?:之?以?前)?|年末|本年度?|当年)"
)
_BASE = re.compile(r"(?:[同末底]期?)?的?(?:水平)?(?:的)?(?:基础|基数)")


@dataclass(frozen=True, slots=True)
class Time:
    """The words, the years `first` to `last`, the last day, and whether they are past (None: words do not tell)."""

    start: int
    text: str
    first: int
    last: int
    deadline: datetime.date | None
    past: bool | None

    @property
    def period(self) -> str:
        """2023, or 2021/2025 for several years."""
        return str(self.last) if self.first == self.last else f"{self.first}/{self.last}"


def read_times(text: str, start: int, end: int, planned: int, spoken: int | None = None) -> list[Time]:
    """The expressions of time in text[start:end], in order; `planned` is the year the report plans.

    `spoken` is the year it was delivered in, where that is another: in December 今年 looks back and 明年 is planned.

    >>> [(t.period, str(t.deadline)) for t in read_times("力争3月底前办结，到2030年建成", 0, 17, 2023)]
    [('2023', '2023-03-31'), ('2030', '2030-12-31')]
    """
    now = spoken if spoken is not None else planned
    found = (_read(match, planned, now) for match in _PATTERN.finditer(text, start, end) if not _compares(text, match))
    return [time for time in found if time is not None]


def _compares(text: str, match: re.Match[str]) -> bool:
    """比上年增长, 在2005年基础上, “十四五”规划: what an amount is held against is not when."""
    if match["plan"] and not match["plan_end"] and text[match.end() : match.end() + 1] not in ("，", ",", ""):
        return text[match.start() - 1 : match.start()] not in ("到", "在", "比")
    return text[match.start() - 1 : match.start()] in ("比", "较", "与", "同") or bool(_BASE.match(text, match.end()))


def _read(match: re.Match[str], planned: int, now: int) -> Time | None:
    start, text = match.start(), "".join(match[0].split())
    kind = match.lastgroup
    if match["year"]:
        return _of_year(match, planned)
    if match["plan"]:
        first = _plan(match["plan"])
        last = first + 4
        begin = last if match["plan_end"] in ("末", "期末") else first
        return Time(start, text, begin, last, datetime.date(last, 12, 31), last < planned)
    if match["month_only"]:
        return _month(start, text, planned, int(match["month_only"]), match["day"])
    if match["half"]:
        return _month(start, text, planned, 6 if match["half"] == "上半年" else 12)
    if match["quarter"]:
        return _month(start, text, planned, 3 * _DIGITS[match["quarter"]])
    if match["ahead"]:
        return _years(start, text, planned, planned + _number(match["ahead"]) - 1)
    if within := match["within"] or match["use"]:
        return _years(start, text, planned, planned + _number(within) - 1)
    if kind == "term":
        return _years(start, text, planned, planned + 4)
    if kind == "next":
        return _years(start, text, now + 1, now + 1)
    if kind == "last":
        return Time(start, text, now - 1, now - 1, None, True)
    if kind == "now" and now < planned:
        return Time(start, text, now, now, None, True if text.startswith("今年") else None)
    if kind == "five":
        return Time(start, text, planned - 5, planned - 1, None, True)
    return Time(start, text, planned, planned, datetime.date(planned, 12, 31), None)


def _of_year(match: re.Match[str], planned: int) -> Time:
    year, until = _year(match["year"]), match["until"]
    last = int(until) if until else year
    month = int(match["month"] or 12)
    day = _last_day(last, month) if 1 <= month <= 12 else None
    past = last < planned if last != planned else None
    return Time(match.start(), "".join(match[0].split()), year, last, day, past)


def _month(start: int, text: str, year: int, month: int, day: str | None = None) -> Time:
    last = _last_day(year, month)
    if day and 1 <= int(day[:-1]) <= last.day:
        last = last.replace(day=int(day[:-1]))
    return Time(start, text, year, year, last, None)


def _years(start: int, text: str, first: int, last: int) -> Time:
    return Time(start, text, first, last, datetime.date(last, 12, 31), False)


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _year(text: str) -> int:
    return int("".join(c if c.isdecimal() else str(_DIGITS[c]) for c in text))


def _number(text: str) -> int:
    return 10 if text == "十" else int(text) if text.isdecimal() else _DIGITS[text]


def _plan(name: str) -> int:
    """First year of a five-year plan: 十四五 → 2021. The third began late, so the count starts with the fourth."""
    tens, ones = (10, name[1:-1]) if name[0] == "十" else (0, name[:-1])
    number = tens + (_DIGITS[ones] if ones else 0)
    return 1971 + 5 * (number - 4) if number >= 4 else (1953, 1958, 1966)[number - 1]
