"""From the amounts of a report to its Targets."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lvliang_nlp.layout import Text
from lvliang_nlp.quantity.found import Found
from lvliang_nlp.schema import Company, Mention, Place, Project, Quantity, Sentence, Target, ink
from lvliang_nlp.target.indicators import IndicatorTable, default_indicators
from lvliang_nlp.target.statements import is_weak, not_statements
from lvliang_nlp.target.subject import Statement, read_sentence
from lvliang_nlp.target.tense import When, Zone, Zones, read_when
from lvliang_nlp.target.times import Time, read_times
from lvliang_nlp.target.words import target_words

Pair = tuple[int, int]
_CLAUSE_END = re.compile(r"[，。；！？\n]")
_SUFFIX = re.compile(r"(?:[一-鿿]{1,3}族)?自治[区州县]$|维吾尔自治区$|[省市州盟区县]$")
_MARGIN = re.compile(r"[高低快慢]于|[高低]出|超[过出]全|比(?:全|我)[国省市区州]")
_REACH = 120  # characters of a clause on either side of its amount
_PART_END = re.compile("[；;]")
_NEW = frozenset({"新增", "净增", "新建", "新开工", "培育", "认定", "引进", "新增加", "净增加", "新创建"})
_STOCKS = frozenset({"count"})


@dataclass(frozen=True, slots=True)
class Names:
    """The places, companies and projects of a report, each in order of appearance."""

    places: Sequence[Place]
    companies: Sequence[Company]
    projects: Sequence[Project]


def extract(
    text: Text, amounts: Sequence[Found], quantities: Sequence[Quantity], sentences: Sequence[Sentence], names: Names,
    year: int | None, place: str = "", spoken: int | None = None, table: IndicatorTable | None = None,
) -> tuple[Target, ...]:  # fmt: skip
    """The targets and results of a restored text, in order of their amounts.

    `amounts` are the clean forms of `quantities`; `year` is the planned one, `place` the report's own, `spoken` the
    year it was delivered in, `table` takes the place of the package's indicators. Where the year is not known,
    periods and deadlines are empty.
    """
    table = table or default_indicators()
    return _Extractor(text, amounts, quantities, sentences, names, year, place, spoken, table).run()


class _Extractor:
    def __init__(
        self, text: Text, amounts: Sequence[Found], quantities: Sequence[Quantity], sentences: Sequence[Sentence],
        names: Names, year: int | None, place: str, spoken: int | None, table: IndicatorTable,
    ) -> None:  # fmt: skip
        self.text, self.clean = text, text.text
        self.amounts, self.quantities, self.sentences, self.names = amounts, quantities, sentences, names
        self.words, self.table = target_words(), table
        self.known_year, self.year = year is not None, year or 2000
        self.spoken = spoken if spoken is not None and year is not None and spoken == year - 1 else None
        stem = _SUFFIX.sub("", place) if len(place) > 2 else place
        self.own = re.compile(f"(?:{re.escape(place)}|{re.escape(stem)})(?:市|省|全市|全省)?(?=.)") if place else None
        self._year_end = Time(0, "", self.year, self.year, datetime.date(self.year, 12, 31), None)
        self.introduced: Time | None = None
        self.section: tuple[str, ...] = ()
        self.zones = Zones(self.words, self.year)
        self.places = _Starts(names.places)
        self.companies = _Starts(names.companies)
        self.projects = _Starts(names.projects)

    def run(self) -> tuple[Target, ...]:
        skipped = not_statements(self.clean, self.amounts, self._project_spans(), self.words)
        targets: list[Target] = []
        position, count = 0, len(self.amounts)
        for number, sentence in enumerate(self.sentences):
            zone = self.zones.of(sentence.section, sentence.text)
            first = position
            while position < count and self.quantities[position].sentence == number:
                position += 1
            if position == first:
                self._introduce(sentence)
            else:
                inside = [(i, self.amounts[i]) for i in range(first, position)]
                targets += self._sentence(sentence, inside, skipped, zone)
        return tuple(targets)

    def _introduce(self, sentence: Sentence) -> None:
        """今年主要预期目标是： in a sentence of its own says when for the list below it."""
        if sentence.text.endswith(("：", ":")):
            times = read_times(sentence.text, 0, len(sentence.text), self.year, self.spoken)
            aims = self._year_end if self.words.aims.search(sentence.text) else None
            self.introduced = times[-1] if times else aims
        elif sentence.section != self.section and not sentence.text.startswith(("—", "－", "-")):
            self.introduced = None
        self.section = sentence.section

    def _project_spans(self) -> list[Pair]:
        to_clean = self.text.to_clean
        return [(to_clean(project.start), to_clean(project.end)) for project in self.names.projects]

    def _sentence(
        self, sentence: Sentence, inside: list[tuple[int, Found]], skipped: set[int], zone: Zone
    ) -> list[Target]:
        start, end = self.text.to_clean(sentence.start), self.text.to_clean(sentence.end)
        statements = read_sentence(self.clean, start, end, inside, skipped, self.words, self.table, sentence.topic)
        if not statements:
            return []
        times = read_times(self.clean, start, end, self.year, self.spoken)
        aims = self._year_end if self.words.aims.search(sentence.text) else None
        first = inside[0][1].start
        made = []
        for statement in statements:
            found = self.amounts[statement.amount]
            reach = min(end, found.end + _REACH)
            stop = _CLAUSE_END.search(self.clean, found.end, reach)
            clause_end = stop.start() if stop else reach
            statement.start = max(statement.start, found.start - _REACH)
            time = self._governing(times, first, found.start) or self.introduced or aims
            when = read_when(
                self.clean[statement.start : min(clause_end, found.end + 10)], zone, time, self.year, self.words,
                statement.marks, self.zones.period(sentence.section),
            )  # fmt: skip
            made += self._targets(sentence, statement, when, clause_end)
        return made

    def _governing(self, times: list[Time], first: int, at: int) -> Time | None:
        """The last time before an amount; one that comes behind another amount holds up to the next semicolon."""
        for time in reversed(times):
            if time.start < at and (time.start < first or not _PART_END.search(self.clean, time.start, at)):
                return time
        return None

    def _targets(self, sentence: Sentence, statement: Statement, when: When, clause_end: int) -> list[Target]:
        found, quantity = self.amounts[statement.amount], self.quantities[statement.amount]
        made = []
        weak = is_weak(self.clean, found)
        for subject in statement.subjects:
            indicator = self._indicator(subject, found, statement)
            if weak and indicator is None:
                continue
            made.append(self._target(sentence, statement, subject, indicator, quantity, when, clause_end))
        return made

    def _indicator(self, subject: str, found: Found, statement: Statement) -> str | None:
        year = self.year if self.known_year else None
        names = self.table.named(subject, year)
        if not names and self.own and (own := self.own.match(subject)):
            names = self.table.named(subject[own.end() :], year)  # 北京市生产总值
        if found.unit_text.endswith("番"):
            return None  # 翻一番 is no rate of a year
        if found.unit.dimension == "percentage_point" and _MARGIN.search(self.clean, statement.start, found.start):
            return None  # 增速高于全省1个百分点
        chosen = self.table.choose(names, found.unit.dimension)
        if chosen and statement.action in _NEW and self.table.by_id[chosen].stock:
            return None  # 新增高新技术企业100家 is not how many there are
        return chosen

    def _target(
        self, sentence: Sentence, statement: Statement, subject: str, indicator: str | None, quantity: Quantity,
        when: When, clause_end: int,
    ) -> Target:  # fmt: skip
        found = self.amounts[statement.amount]
        at = self.clean.rfind(subject, statement.start, found.start)
        low, high = (at, found.end) if at >= 0 else (found.start, found.end)
        if at < 0 and (behind := self.clean.find(subject, found.end, clause_end)) >= 0:
            high = behind + len(subject)
        start, end = self.text.span(low, high)
        clause = self.text.to_source(statement.start), self.text.to_source(clause_end)
        return Target(
            start=start, end=end, text=ink(self.text.source[start:end]), section=quantity.section,
            sentence=quantity.sentence, subject=subject, topic=sentence.topic, indicator=indicator, quantity=quantity,
            kind=when.kind, period=when.period if self.known_year else "",
            deadline=when.time.deadline if when.time and self.known_year else None,
            deadline_text=when.time.text if when.time else "",
            action=statement.action, places=self.places.between(*clause), companies=self.companies.between(*clause),
            projects=self.projects.between(*clause),
        )  # fmt: skip


class _Starts:
    """Names of mentions by where they start."""

    def __init__(self, mentions: Sequence[Place] | Sequence[Company] | Sequence[Project]) -> None:
        self._mentions = mentions
        self._at = [mention.start for mention in mentions]

    def between(self, start: int, end: int) -> tuple[str, ...]:
        low = bisect_left(self._at, start)
        if low == len(self._at) or self._at[low] >= end:
            return ()
        high = bisect_left(self._at, end, low)
        return tuple(dict.fromkeys(_name(mention) for mention in self._mentions[low:high]))


def _name(mention: Mention) -> str:
    return str(getattr(mention, "full_name", "") or getattr(mention, "name", mention.text))
