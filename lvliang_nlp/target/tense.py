"""What a clause is about: what is promised, what was reached, or what simply stands; and the time it speaks of."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from lvliang_nlp.patterns import YEAR
from lvliang_nlp.target.spans import GROWS, Said, Years, is_mean, read_span
from lvliang_nlp.target.times import Time, read_times, year_of
from lvliang_nlp.target.words import TargetWords

_REVIEW = re.compile(r"回顾|总结|回望")
_PLANS = re.compile(r"任务|安排|目标|打算|部署|思路|要求|意见|重点|规划|建议|展望|设想")
_DONE = re.compile(r"完成|实现|圆满|好于|确定的")  # 完成年初预期目标: looks back
_PART = re.compile(r"(?:季度|上半年|月份?)$")
_ROSE = re.compile(rf"[由从]({YEAR})年底?末?的")
Kind = Literal["target", "result", "level"]
Zone = Literal["past", "future", "notes", ""]


class Zones:
    """Which part of a report looks back and which plans; sentences are given in order.

    A heading tells for all below it; where none does, sentences that open the plans (今年是…) turn the tide.
    """

    def __init__(self, words: TargetWords, planned: int) -> None:
        self._words, self._planned = words, planned
        self._known: dict[tuple[str, ...], Zone] = {}
        self._periods: dict[tuple[str, ...], str] = {}
        self._running: Zone = "past"
        self._turned: set[str] = set()

    def of(self, section: tuple[str, ...], sentence: str) -> Zone:
        told = self._known.get(section)
        if told is None:
            told = self._known[section] = self._headings(section)
        if told == "past" and self._sets_aims(sentence):
            self._turned.add(section[0])  # the heading of the plans was lost
            self._known.clear()
            told = "future"
        if told:
            self._running = told
            return told
        if self._words.opens_future.search(sentence):
            self._running = "future"
        elif self._words.opens_past.search(sentence[:20]):
            self._running = "past"
        return self._running

    def _sets_aims(self, sentence: str) -> bool:
        aims = self._words.aims.search(sentence)
        if aims is None or _DONE.search(sentence, 0, aims.end()):
            return False
        return not self._words.past_sections.search(sentence, 0, aims.start())

    def period(self, section: tuple[str, ...]) -> str:
        """The years that the headings above speak of, where they are several: “十四五”时期主要目标."""
        if section not in self._periods:
            self._periods[section] = self._period(section)
        return self._periods[section]

    def _period(self, section: tuple[str, ...]) -> str:
        for title in reversed(section):
            times = read_times(title, 0, len(title), self._planned)
            if any(time.first == time.last == self._planned for time in times):
                return ""
            if far := [time for time in times if time.first < time.last >= self._planned]:
                return far[-1].period
        return ""

    def _headings(self, section: tuple[str, ...]) -> Zone:
        """What the outermost heading that tells anything tells."""
        if section and section[0] in self._turned:
            return "future"
        return next((told for title in section if (told := self._heading(title))), "")

    def _heading(self, title: str) -> Zone:
        if self._words.notes.search(title):
            return "notes"
        times = read_times(title, 0, len(title), self._planned)
        past = bool(self._words.past_sections.search(title)) or any(time.past for time in times)
        future = bool(self._words.future_sections.search(title)) or any(not time.past for time in times)
        if past and future and _REVIEW.search(title) and not _PLANS.search(title):
            return "past"  # 2019年和今年以来工作回顾
        return "" if past == future else "past" if past else "future"


@dataclass(frozen=True, slots=True)
class When:
    """The tense of a statement, the years it speaks of and, of a target, the day by which and the words that say so."""

    kind: Kind
    period: str
    time: Time | None


def read_when(
    said: Said, zone: Zone, time: Time | None, planned: int, words: TargetWords, five: str, back: Years | None
) -> When:
    """`time` is the expression that governs, `five` the period that the headings above set for what is planned.

    `back` are the years that the part looks back on, where they are several.
    """
    if zone == "notes":
        return When("level", "", None)
    if time is not None and zone == "future" and _so_far(time, said, words):
        return When("result", time.period, None)
    kind = _kind(said, zone, time, planned, words)
    target = kind == "target"
    if target:
        part = (int(five[:4]), int(five[-4:])) if five else None
    else:
        time, part = (time if time is None or time.past else _past(time, planned, zone)), back
    span = read_span(said, time, part, planned, future=target)
    period = f"{span[0]}/{span[1]}" if span is not None and span[0] < span[1] else time.period if time else ""
    if not target:
        return When(kind, period or str(planned - 1), None)
    if span is None and is_mean(said.left) and (time is None or time.first == time.last):
        period = five or f"{planned}/{planned + 4}"  # a mean over years is not of one
    return When(kind, period or five or str(planned), time)


def _past(time: Time, planned: int, zone: Zone) -> Time | None:
    """全年, 年底 of what was reached: the year before."""
    return replace(time, first=planned - 1, last=planned - 1) if zone == "past" else None


def _so_far(time: Time, said: Said, words: TargetWords) -> bool:
    """一季度增长5%: what a part of the planned year has brought."""
    return bool(_PART.search(time.text) and said.change in GROWS and not words.target.search(said.clause + said.behind))


def _kind(said: Said, zone: Zone, time: Time | None, planned: int, words: TargetWords) -> Kind:
    if time is not None and time.past is not None:
        return "result" if time.past else "target"
    clause = said.clause + said.behind
    if zone == "future":
        if words.target.search(clause):
            return "target"
        rose = _ROSE.search(said.clause) if time is None else None  # 由2012年的75%提高到了82%
        reached = words.reached.search(clause) or (rose and year_of(rose[1]) < planned - 1)
        return "result" if reached else "target"
    return "target" if words.target.search(clause) and not words.result.search(clause) else "result"
