"""Which expression of time holds for an amount: that of its clause, or one before it that is not yet spent."""

import datetime
import re
from collections.abc import Sequence

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.schema import Sentence
from lvliang_nlp.target.times import Time, read_times
from lvliang_nlp.target.words import target_words

_DONE = re.compile(
    r"(?:建成|竣工|投产|投用|投运|通车|通航|完工|开工|启用|交付|开放|[运经]营|挂牌|开业|复工|落成|启动|使用|入住|供暖|封顶"
    r"|办结|开园|开馆|招生|开学|见效|到位)[^，]{0,2}$|完成[^，]*$"
)
_STOP = re.compile("[，；：;:]")
_PART_END = re.compile("[；;]")
_LISTED = re.compile(r"[、和及]|\d")
_SHORT = re.compile(r"月|季度|上半年")
_LEAD = re.compile(r"(?:其中|力争|确保|争取|保证|努力|到|在|[并将要]|全[市省区州县]|我[市省区州县])*")


class Clock:
    """Goes through the sentences of a report in order; `year` is the planned one, `spoken` that of its delivery."""

    def __init__(self, text: str, year: int, spoken: int | None) -> None:
        self._text, self._year, self._spoken = text, year, spoken
        self._year_end = Time(0, "", year, year, datetime.date(year, 12, 31), None)
        self._aims = target_words().aims
        self._introduced: Time | None = None
        self._section: tuple[str, ...] = ()
        self._times: list[Time] = []
        self._starts: list[int] = []
        self._set: Time | None = None

    def introduce(self, sentence: Sentence) -> None:
        """今年主要预期目标是： in a sentence of its own says when for the list below it."""
        if sentence.text.endswith(("：", ":")):
            times = read_times(sentence.text, 0, len(sentence.text), self._year, self._spoken)
            aims = self._year_end if self._aims.search(sentence.text) else None
            self._introduced = times[-1] if times else aims
        elif sentence.section != self._section and not sentence.text.startswith(("—", "－", "-")):
            self._introduced = None
        self._section = sentence.section

    def enter(self, sentence: Sentence, start: int, end: int, amounts: Sequence[Found]) -> None:
        """Read the times of a sentence with amounts, which is text[start:end]."""
        self._times = read_times(self._text, start, end, self._year, self._spoken)
        self._set = self._year_end if self._aims.search(sentence.text) else None
        self._starts = [found.start for found in amounts]

    def of(self, found: Found, clause_end: int, *, future: bool) -> Time | None:
        """The time of an amount of the sentence entered; `future`: it stands in the plans."""
        behind = self._behind(found.end, clause_end) if future else None
        return behind or self._before(found.start) or self._introduced or self._set

    def _before(self, at: int) -> Time | None:
        """The last time before an amount; one that comes behind another amount holds up to the next semicolon."""
        for time in reversed(self._times):
            if time.start >= at or (time.start >= self._starts[0] and _PART_END.search(self._text, time.start, at)):
                continue
            if not self._spent(time, at):
                return time
        return None

    def _behind(self, end: int, clause_end: int) -> Time | None:
        """The time by which what is counted is done: 28条道路年内通车."""
        time = next((time for time in self._times if end <= time.start < clause_end), None)
        if time is None or _LISTED.search(self._text, end, time.start):
            return None
        return time if _DONE.search(self._text, time.start + len(time.text), clause_end) else None

    def _spent(self, time: Time, at: int) -> bool:
        """Whether a time holds only for what its own clause says is done by then: 场馆6月建成，新建步道136公里."""
        end = time.start + len(time.text)
        stop = _STOP.search(self._text, end, at)
        if stop is None or stop[0] != "，" or not _DONE.search(self._text, end, stop.start()):
            return False
        if any(end <= start < stop.start() for start in self._starts):
            return False
        clause = max(self._text.rfind(mark, 0, time.start) for mark in "，。；：\n") + 1
        return _SHORT.search(time.text) is not None or not _LEAD.fullmatch(self._text, clause, time.start)
