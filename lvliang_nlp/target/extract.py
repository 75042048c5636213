"""From the amounts of a report to its Targets."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lvliang_nlp.layout import Text
from lvliang_nlp.quantity.found import Found
from lvliang_nlp.schema import Company, Mention, Place, Project, Quantity, Sentence, Target, ink
from lvliang_nlp.target.clock import Clock
from lvliang_nlp.target.indicators import IndicatorTable, default_indicators
from lvliang_nlp.target.naming import Namer
from lvliang_nlp.target.spans import Retrospects, Said, Years
from lvliang_nlp.target.statements import is_weak, not_statements
from lvliang_nlp.target.subject import Statement, read_sentence
from lvliang_nlp.target.tense import When, Zone, Zones, read_when
from lvliang_nlp.target.words import target_words

Pair = tuple[int, int]
_CLAUSE_END = re.compile(r"[，。；！？\n]")
_REACH = 120  # characters of a clause on either side of its amount
_LEVEL = re.compile(r"达|[到至]$|突破|超过|有$")
_LISTED = re.compile(r"(?:以上|左右|多|余)?[、和及]")
_REACHED = re.compile(r"(?:以上|左右|多|余)?、(?:总(?!投资)|累?计?达(?!标)|突破)")  # 新增40万千瓦、达95万千瓦


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
        early = spoken if spoken is not None and year is not None and spoken == year - 1 else None
        self.clock = Clock(self.clean, self.year, early)
        self.namer = Namer(self.clean, table, year, place)
        self.zones = Zones(self.words, self.year)
        self.retrospects = Retrospects(self.year)
        self.places = _Starts(names.places)
        self.companies = _Starts(names.companies)
        self.projects = _Starts(names.projects)

    def run(self) -> tuple[Target, ...]:
        skipped = not_statements(self.clean, self.amounts, self._project_spans(), self.words)
        targets: list[Target] = []
        position, count = 0, len(self.amounts)
        for number, sentence in enumerate(self.sentences):
            zone = self.zones.of(sentence.section, sentence.text)
            back = self.retrospects.of(sentence)
            first = position
            while position < count and self.quantities[position].sentence == number:
                position += 1
            if position == first:
                self.clock.introduce(sentence)
            else:
                inside = [(i, self.amounts[i]) for i in range(first, position)]
                targets += self._sentence(sentence, inside, skipped, zone, back if zone == "past" else None)
        return tuple(targets)

    def _project_spans(self) -> list[Pair]:
        to_clean = self.text.to_clean
        return [(to_clean(project.start), to_clean(project.end)) for project in self.names.projects]

    def _sentence(
        self, sentence: Sentence, inside: list[tuple[int, Found]], skipped: set[int], zone: Zone, back: Years | None
    ) -> list[Target]:
        start, end = self.text.to_clean(sentence.start), self.text.to_clean(sentence.end)
        statements = read_sentence(self.clean, start, end, inside, skipped, self.words, self.table, sentence.topic)
        if not statements:
            return []
        self.clock.enter(sentence, start, end, [found for _, found in inside])
        made: list[Target] = []
        flows, last = False, 0
        for statement in statements:
            found = self.amounts[statement.amount]
            reach = min(end, found.end + _REACH)
            stop = _CLAUSE_END.search(self.clean, found.end, reach)
            clause_end = stop.start() if stop else reach
            statement.start = max(statement.start, found.start - _REACH)
            time = self.clock.of(found, clause_end, future=zone == "future")
            five = self.zones.period(sentence.section)
            flows = self._flows(statement, found, last, before=flows)
            last = found.end
            said = self._said(statement, found, start, clause_end, flows=flows)
            when = read_when(said, zone, time, self.year, self.words, five, back)
            made += self._targets(sentence, statement, when, clause_end)
        return made

    def _flows(self, statement: Statement, found: Found, last: int, *, before: bool) -> bool:
        """Whether an amount is of what was done over a time; `before`: the one that ends at `last` is."""
        rate = found.unit.dimension in ("ratio", "percentage_point")
        if rate or _LEVEL.search(statement.marks) or _REACHED.match(self.clean, last):
            return False
        if statement.action in self.words.flows:
            return True
        listed = before and _LISTED.match(self.clean, last)
        named = listed or self.words.flowing.search(statement.left)
        return bool(named and not self.words.steady.search(statement.left))

    def _said(self, statement: Statement, found: Found, start: int, clause_end: int, *, flows: bool) -> Said:
        text, at = self.clean, found.start
        near = max(start, *(text.rfind(mark, start, at) + 1 for mark in "；;"))
        comma = statement.start
        for _ in range(2):
            comma = max(near, text.rfind("，", near, comma - 1) + 1)
        behind = text[at : min(clause_end, found.end + 10)]
        return Said(statement.left, text[statement.start : at], text[comma:at], behind, found.change, flows)

    def _targets(self, sentence: Sentence, statement: Statement, when: When, clause_end: int) -> list[Target]:
        found, quantity = self.amounts[statement.amount], self.quantities[statement.amount]
        made = []
        weak = is_weak(self.clean, found)
        for subject in statement.subjects:
            indicator = self.namer.of(subject, found, statement)
            if weak and indicator is None and self.namer.named(subject, found) is None:
                continue
            made.append(self._target(sentence, statement, subject, indicator, quantity, when, clause_end))
        return made

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
