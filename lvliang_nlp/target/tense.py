"""What a clause is about: what is promised, what was reached, or what simply stands; and the time it speaks of."""

import re
from dataclasses import dataclass
from typing import Literal

from lvliang_nlp.target.times import Time, read_times
from lvliang_nlp.target.words import TargetWords

_REVIEW = re.compile(r"回顾|总结|回望")
_PLANS = re.compile(r"任务|安排|目标|打算|部署|思路|要求|意见|重点|规划|建议|展望|设想")
_DONE = re.compile(r"完成|实现|圆满|好于|确定的")  # 完成年初预期目标: looks back
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
    clause: str, zone: Zone, time: Time | None, planned: int, words: TargetWords, marks: str, five: str
) -> When:
    """`clause` are the words of the clause up to the amount and a little behind, `time` the last expression before.

    `five` is the period that the headings above set, where they speak of several years.
    """
    if zone == "notes":
        return When("level", "", None)
    kind: Kind = "target" if zone == "future" else "result"
    if time is not None and time.past is not None:
        kind = "result" if time.past else "target"
    elif zone == "future":
        if words.reached.search(clause) and not words.target.search(clause):
            kind = "result"
    elif words.target.search(clause) and not words.result.search(clause):
        kind = "target"
    if kind == "target":
        if "年均" in marks and (time is None or time.first == time.last):
            return When(kind, five or f"{planned}/{planned + 4}", time)  # a mean over years is not of one
        return When(kind, time.period if time is not None else five or str(planned), time)
    if time is None or (time.past is None and zone != "past"):
        mean = "年均" in marks or "五年" in clause
        return When(kind, f"{planned - 5}/{planned - 1}" if mean else str(planned - 1), None)
    return When(kind, time.period if time.past else str(planned - 1), None)
