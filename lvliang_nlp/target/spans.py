"""Spans of several years: what 年均, 五年累计 and 比2017年增长 speak of, and what a part of a report looks back on."""

import re
from dataclasses import dataclass

from lvliang_nlp.patterns import PLAN, YEAR
from lvliang_nlp.schema import Change, Sentence
from lvliang_nlp.target.times import SEVERAL, Time, number, plan_of, read_times, year_of

Years = tuple[int, int]
_MEAN = re.compile(
    r"(?<![一二三四五六七八九十两少青全])(?:年均|年平均)(?!浓度|值|工资|收入|人口|标准|保障|水平|数|气温|占比|汇率|水质|补助|生活|纯收入|可支配|降[水雨]|比[例率])"
    r"|平均每年|每年平均"
)
_TOTAL = re.compile(r"累计|总计|合计|(?<!公)共(?![同建享治有])")
_SEVERAL = re.compile(
    rf"(?:^|力争|争取|确保|预计|全[市省区州县]|我[市省区州县])(?P<n>{SEVERAL})年"
    r"(?![前后内以期制级之左多不一连免的来间中]|规划|计划|行动|目标|任务|时间|义务)"
    rf"|(?<![第前后上近.这续])(?P<count>{SEVERAL})年(?:累计|共|年均|平均|总计|合计|[新净]增|增|完成|[投支]|实现|分别|提高|[下减降上翻跨]|突破|接近)"
    rf"|连续(?P<on>{SEVERAL})年"
)
_STOCK = re.compile(r"(?:累计|共计?|总计|合计)(?:已?达|有|拥有|突破|超过|总数)|结余|余额|存量")
_FLOW = re.compile(r"[新净]增|支出|投[入资]|完成|实现|利用|引进|到位|收入|发放|减免|培训|转移|接待|就业")
_AGO = re.compile(rf"[比较]({SEVERAL})年前")
_HELD = re.compile(
    rf"(?:[由从比较与同是为]|[高低快慢好优多少当]于)(?:(?P<year>{YEAR})年|“(?P<plan>{PLAN})”期?末)(?!以来|[至到—-])"
)
_SPAN_BEFORE = re.compile(rf"(?:[比较是为从由]|相当|于)(?:全市|全省|整个)?(?:“{PLAN}”(?!期?末)|[上前]一?个?五年)")
_FROM = re.compile(
    r"[由从](?!事)[^，。；]{0,16}?\d[^，。；]{0,12}?"
    r"(?:增加|增长|提高|上升|扩大|发展|增|升|扩|下降|减少|降低|降)[至到为]"
)
_TIMES = re.compile(r"近?[\d.一二两三四五六七八九十]+多?[倍番]")
GROWS = frozenset({"increase_by", "decrease_by"})
_HAIL = r"^(?:各位代表[，！!：:]?|[—－-]+|回[顾首望眸]|总结|经过|在|刚刚|即将){0,3}"
_OPENS = re.compile(
    rf"{_HAIL}(?:过去的?{SEVERAL}年|这{SEVERAL}年|{SEVERAL}年(?:以?来|间)|“{PLAN}”(?:时期|期间|以来|五年|这五年)|{YEAR}年以来"
    "|本届政府任期)"
)
_ONE_YEAR = re.compile(
    rf"{_HAIL}(?:过去的?(?:这)?一年|一年来|[去今]年以来|过去的{YEAR}年|{YEAR}年既?是"
    rf"|{YEAR}年(?:[，的面]|我[们市省])(?:[^\d]*$|(?!.*(?:年均|五年|[比较]{YEAR}年)).*(?:比上年|同比)))"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says around its amount.

    `left` are the words right before it, behind the amount before, `clause` those of its clause, `near` those of two
    clauses more; `behind` are a few words that follow it. `flows`: it is of something done over the time, not of what
    there is at its end.
    """

    left: str
    clause: str
    near: str
    behind: str
    change: Change
    flows: bool


def read_span(said: Said, time: Time | None, part: Years | None, planned: int, *, future: bool) -> Years | None:
    """The years a statement speaks of, where its words say that they are several.

    `time` is the expression that governs it, `part` the years that its part of the report looks back on or plans.
    """
    mean = is_mean(said.left)
    if time is not None and time.first < time.last:
        return None
    last = time.last if time is not None else part[1] if part else planned if future else planned - 1
    if (several := _SEVERAL.search(said.clause)) and not (future and several["on"]):
        count = number(several["n"] or several["count"] or several["on"])
        return (planned, planned + count - 1) if future and time is None else (last - count + 1, last)
    held = _held(said.near if mean and not future else said.clause, last)
    if held is not None and held < last and (mean or said.change in GROWS):
        return held + 1, last
    if future:
        return (planned, last) if mean and time is not None and part is None and last > planned else None
    if mean or (time is None and _SPAN_BEFORE.search(said.clause)):
        return part if part and (time is None or part[0] <= last <= part[1]) else (last - 4, last)
    if time is None and said.change in GROWS and (_FROM.search(said.near) or _TIMES.match(said.behind)):
        return part  # 由2.1亿元增加到5.6亿元，增长1.7倍
    total = _TOTAL.search(said.left) and (_FLOW.search(said.left) or not _STOCK.search(said.left))
    return part if time is None and (total or said.flows) else None


def is_mean(left: str) -> bool:
    """Whether the words before an amount make it a mean over years; PM2.5年均浓度 is of one."""
    return bool(_MEAN.search(left))


def _held(text: str, last: int) -> int | None:
    """The last year that an amount is held against or grew from."""
    if ago := _AGO.search(text):
        return last - number(ago[1])
    held = list(_HELD.finditer(text))
    if not held:
        return None
    found = held[-1]
    return year_of(found["year"]) if found["year"] else plan_of(found["plan"]) + 4


class Retrospects:
    """The years that a part of a report looks back on, where they are several; sentences are given in order."""

    def __init__(self, planned: int) -> None:
        self._planned = planned
        self._section: tuple[str, ...] = ()
        self._paragraph = -1
        self._years: Years | None = None
        self._here: Years | None = None  # of one paragraph

    def of(self, sentence: Sentence) -> Years | None:
        """What the words before and at the beginning of a sentence set."""
        if sentence.section != self._section:
            self._headings(sentence.section)
        opens = sentence.paragraph != self._paragraph
        if opens:
            self._here, self._paragraph = None, sentence.paragraph
        if opened := _OPENS.match(sentence.text):
            self._here = self._read(opened[0])
            if opens:
                self._years = self._here
        elif _ONE_YEAR.match(sentence.text):
            self._years = self._here = None
        return self._here or self._years

    def _headings(self, section: tuple[str, ...]) -> None:
        """A new heading sets its years; one under the same heading as before keeps them."""
        kept = bool(section and self._section) and section[0] == self._section[0]
        old = self._section
        self._section = section
        if not kept:
            self._years = None
        for title in section[len(old) if section[: len(old)] == old else 0 :]:
            if title in old:
                continue
            times = read_times(title, 0, len(title), self._planned)
            several = self._read(title)
            single = any(time.first == time.last for time in times)
            if several and not (single and times[0].first == times[0].last):
                self._years = several
            elif single and not several:
                self._years = None

    def _read(self, text: str) -> Years | None:
        """The span that some words name, as far as it is past."""
        times = read_times(text, 0, len(text), self._planned)
        found = [time for time in times if time.first < time.last and time.first < self._planned]
        if found:
            return found[-1].first, min(found[-1].last, self._planned - 1)
        return (self._planned - 5, self._planned - 1) if "本届政府" in text else None
