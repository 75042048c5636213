"""Expressions of time in a report: the years they speak of and, for what is promised, the day by which.

今年, 全年, 年内, 年底 are the planned year, 去年 the one before. 3月底前 is its March 31, 三年内 ends
the third year from then, “十四五” is 2021 to 2025, 五年来 the five years before the planned one.
"""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from lvliang_nlp.patterns import PLAN, YEAR

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "○": 0}
SEVERAL = r"(?<![一二三四五六七八九十〇○零\d])(?:[两二三四五六七八九十]|[2-9]|10)"  # of years
_PATTERN = re.compile(
    rf"(?P<year>{YEAR})(?:年?[至到—\-－~～]{{1,2}}(?P<until>{YEAR}))?年(?:(?P<month>\d{{1,2}})月)?"
    r"(?P<since>以来)?(?P<year_end>底|末|年底)?(?:之?以?前)?"
    rf"|“(?P<plan>{PLAN})”(?P<plan_end>期?末|期间|时期|以来)?"
    r"|(?P<month_only>[1１][0-2０-２]|[1-9１-９])月(?P<day>\d{1,2}日)?(?:份|底|末|[上中下]旬)?(?:之?以?前)?(?!\d)"
    r"|(?P<half>上半年|下半年)(?:之?前)?|(?P<quarter>[一二三四])季度(?:末|底)?(?:之?前)?"
    r"|(?:今后|未来|接下来)(?P<ahead>[两二三四五六七八九十])年|(?P<within>[一两二三四五]|\d)年(?:时间)?[之以]?内"
    r"|用(?P<use>[一两二三四五]|\d)年(?:左右)?(?:的)?时间"
    rf"|(?:过去的?|这|近)(?P<back>{SEVERAL})年(?:以?来|间|中)?|(?P<since_back>{SEVERAL})年(?:以?来|间)"
    r"|(?P<term>本届(?:政府)?任期[内末])"
    r"|(?P<next>明年)(?:(?P<next_month>1[0-2]|[1-9])月(?:份|底|末)?|(?P<next_half>上半年)"
    r"|(?P<next_quarter>[一二三四])季度[末底]?|年?[底末])?(?:之?以?前)?|(?P<last>去年|上年|上一年|过去的?一年|一年来)"
    r"|(?P<now>今年(?:年?内|底前?|年底前?)?|全年|年内|年底(?:之?以?前)?|年末|本年度?|当年)"
)
_BASE = re.compile(r"(?:[同末底]期?)?的?(?:水平)?(?:的)?(?:基础|基数)")
_BASE_BEHIND = re.compile(r"[^，。；\d]{0,12}(?:基础|基数)")
_LEVEL = re.compile(r"的?(?:实际|完成|同期|预期|计划|平均)*(?:水平|完成数|实绩)|(?:不变|可比|当年?)?价")  # 保持上年水平
_RATE = re.compile(r"的?(?:实际|同期)?(?:涨幅|增速|增幅)")
_PLANNED = re.compile(r"的?(?:总)?(?:(?:任务|目标|预算)(?![：:为是])|计划(?=[的，。；、]))")  # 完成全年任务的85%
_AGAINST = re.compile(r"(?:[比较与同]|[高低快慢好优多少当]于)$")
_FROM = re.compile(r"[末底]?的?(?:年均|人均|每人)?[\d一-十两百千]")  # 由2002年的258亿元: the year of the level before
_TIMES_OF = re.compile(r"[期末底]*的?近?[\d一-十两百千.]+[多余]?倍")  # 是2010年的2.3倍
_RECORD = re.compile(r"的?(?:最|新高|新低|首|之最|平均|均值|总和|同期|第一次)")  # 为近五年最高


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
    """比上年增长, 在2005年基础上, “十四五”规划, 创五年来新高: what an amount is held against is not when."""
    before, at = text[max(0, match.start() - 2) : match.start()], match.end()
    if _AGAINST.search(before) or _BASE.match(text, at) or (before.endswith("在") and _BASE_BEHIND.match(text, at)):
        return True
    if match["now"] and _PLANNED.match(text, at):
        return True
    if (match["year"] or match["last"]) and _LEVEL.match(text, at):
        return True
    if match["last"] and before.endswith(("在", "持", "到")) and _RATE.match(text, at):
        return True
    if match["since"] or match["back"] or match["since_back"]:
        return before.endswith(("创", "为")) or bool(_RECORD.match(text, at))
    if match["year"]:
        return (before.endswith(("由", "从")) and bool(_FROM.match(text, at))) or bool(_TIMES_OF.match(text, at))
    if match["plan"] and not match["plan_end"] and text[at : at + 1] not in ("，", ",", ""):
        return not before.endswith(("到", "在"))
    return bool(match["plan"] and _TIMES_OF.match(text, at))


def _read(match: re.Match[str], planned: int, now: int) -> Time | None:
    start, text = match.start(), "".join(match[0].split())
    kind = match.lastgroup
    if match["year"]:
        return _of_year(match, planned)
    if match["plan"]:
        return _of_plan(match, planned)
    if match["month_only"]:
        return _month(start, text, planned, int(match["month_only"]), match["day"])
    if match["half"]:
        return _month(start, text, planned, 6 if match["half"] == "上半年" else 12)
    if match["quarter"]:
        return _month(start, text, planned, 3 * _DIGITS[match["quarter"]])
    if count := match["ahead"] or match["within"] or match["use"]:
        return _years(start, text, planned, planned + number(count) - 1)
    if count := match["back"] or match["since_back"]:
        return Time(start, text, planned - number(count), planned - 1, None, True)
    if kind == "term":
        return _years(start, text, planned, planned + 4)
    if match["next"]:
        quarter = match["next_quarter"]
        month = match["next_month"] or (3 * _DIGITS[quarter] if quarter else 6 if match["next_half"] else 12)
        return replace(_month(start, text, now + 1, int(month)), past=False)
    if kind == "last":
        return Time(start, text, now - 1, now - 1, None, True)
    if kind == "now" and now < planned:
        return Time(start, text, now, now, None, True if text.startswith("今年") else None)
    return Time(start, text, planned, planned, datetime.date(planned, 12, 31), None)


def _of_year(match: re.Match[str], planned: int) -> Time:
    year, until = year_of(match["year"]), match["until"]
    last = year_of(until) if until else year
    month = int(match["month"] or 12)
    text = "".join(match[0].split())
    if match["since"] and year < planned:
        return Time(match.start(), text, year, planned - 1, None, True)
    day = _last_day(last, month) if 1 <= month <= 12 else None
    past = last < planned if last != planned else None
    return Time(match.start(), text, year, last, day, past)


def _of_plan(match: re.Match[str], planned: int) -> Time:
    first = plan_of(match["plan"])
    last = first + 4
    text, end = "".join(match[0].split()), match["plan_end"]
    if end == "以来" and first < planned <= last:
        return Time(match.start(), text, first, planned - 1, None, True)
    begin = last if end in ("末", "期末") else first
    return Time(match.start(), text, begin, last, datetime.date(last, 12, 31), last < planned)


def _month(start: int, text: str, year: int, month: int, day: str | None = None) -> Time:
    last = _last_day(year, month)
    if day and 1 <= int(day[:-1]) <= last.day:
        last = last.replace(day=int(day[:-1]))
    return Time(start, text, year, year, last, None)


def _years(start: int, text: str, first: int, last: int) -> Time:
    return Time(start, text, first, last, datetime.date(last, 12, 31), False)


def _last_day(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def year_of(text: str) -> int:
    """The year that `YEAR` matches: 2023, 二〇二三."""
    return int("".join(c if c.isdecimal() else str(_DIGITS[c]) for c in text))


def number(text: str) -> int:
    """A small number of years: 五, 两, 3, 十."""
    return 10 if text == "十" else int(text) if text.isdecimal() else _DIGITS[text]


def plan_of(name: str) -> int:
    """First year of a five-year plan: 十四五 → 2021. The third began late, so the count starts with the fourth."""
    tens, ones = (10, name[1:-1]) if name[0] == "十" else (0, name[:-1])
    count = tens + (_DIGITS[ones] if ones else 0)
    return 1971 + 5 * (count - 4) if count >= 4 else (1953, 1958, 1966)[count - 1]
