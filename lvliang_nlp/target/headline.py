"""The statement of the main expected targets, wherever it stands, as indicator → Target.

A candidate is a run of sentences that begins with one that names its aims (预期目标是, 目标：) or that holds several of
the core indicators; the one that sets most of them for the planned year wins, then one for five years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lvliang_nlp.schema import Sentence, Target
from lvliang_nlp.target.words import TargetWords, target_words

Horizon = Literal["", "year", "five_year"]
CORE = frozenset({
    "gdp_growth", "gdp", "industrial_growth", "fixed_investment_growth", "retail_sales_growth", "budget_revenue_growth",
    "fiscal_revenue_growth", "resident_income_growth", "urban_income_growth", "rural_income_growth", "trade_growth",
    "exports_growth", "cpi_growth", "surveyed_unemployment", "registered_unemployment", "new_urban_jobs",
    "natural_population_growth", "energy_intensity", "fixed_investment", "retail_sales", "budget_revenue",
    "fiscal_revenue", "urban_income", "rural_income", "foreign_investment", "grain_output", "industrial_output_growth",
    "tertiary_industry_growth", "primary_industry_growth", "gross_output_growth", "agricultural_output_growth",
})  # fmt: skip
_STRONG, _WEAK, _LEAST, _GAP = 10, 2, 3, 2


@dataclass(frozen=True, slots=True)
class Headline:
    """`targets` by indicator, of the first figure given for each; `horizon` says for how long they are set."""

    horizon: Horizon
    targets: dict[str, Target]


def find_headline(targets: Sequence[Target], sentences: Sequence[Sentence], year: int | None) -> Headline:
    """The headline targets of a report; empty where it states none."""
    by_sentence: dict[int, list[Target]] = {}
    for target in targets:
        if target.kind == "target" and target.sentence is not None:
            by_sentence.setdefault(target.sentence, []).append(target)
    best: tuple[float, Horizon, list[Target]] = (0.0, "", [])
    reader = _Reader(by_sentence, sentences, target_words(), year)
    for at in by_sentence:
        candidate = reader.candidate(at)
        if candidate[0] > best[0]:
            best = candidate
    chosen: dict[str, Target] = {}
    for target in best[2]:
        if target.indicator:
            chosen.setdefault(target.indicator, target)
    return Headline(best[1] if chosen else "", chosen)


class _Reader:
    def __init__(
        self, by_sentence: dict[int, list[Target]], sentences: Sequence[Sentence], words: TargetWords, year: int | None
    ) -> None:
        self.by_sentence, self.sentences, self.words, self.year = by_sentence, sentences, words, year

    def candidate(self, at: int) -> tuple[float, Horizon, list[Target]]:
        """Score, horizon and targets of the statement that begins with a sentence."""
        mark = self._mark(at)
        if mark < _STRONG and len(_core(self.by_sentence[at])) < (1 if mark else _LEAST):
            return 0.0, "", []
        found = self._run(at)
        known = [target for target in found if target.indicator in CORE]
        five = 2 * sum(_far(target, self.year) for target in known) > len(known)
        core = _core(found)
        if not core:
            return 0.0, "", []
        score = len(core) + mark + (3 if "gdp_growth" in core else 0) - (40 if five else 0)
        return max(score, len(core) / 100), "five_year" if five else "year", found

    def _mark(self, at: int) -> int:
        """How surely the sentence, or the one before that introduces it, says that it names the aims."""
        text = self.sentences[at].text
        first = text.find(self.by_sentence[at][0].quantity.text)
        opening = text[: first if first > 0 else None]
        for before in range(at - 1, max(at - 1 - _GAP, -1), -1):
            if before in self.by_sentence and not self.sentences[before].text.endswith(("：", ":")):
                break
            opening = self.sentences[before].text + opening
        if self.words.strong.search(opening):
            return _STRONG
        return _WEAK if self.words.weak.search(opening) else 0

    def _run(self, at: int) -> list[Target]:
        """The targets of the sentence and of those that go on with the list."""
        found = list(self.by_sentence[at])
        gap = 0
        for follow in range(at + 1, len(self.sentences)):
            more = self.by_sentence.get(follow, [])
            if not _beside(self.sentences[at].section, self.sentences[follow].section):
                break
            if not more:
                gap += 1
                if gap > _GAP:
                    break
                continue
            if 2 * sum(target.indicator is not None for target in more) < len(more) or _opens(self.sentences[follow]):
                break
            found += more
            gap = 0
        return found


def _beside(first: tuple[str, ...], section: tuple[str, ...]) -> bool:
    """The same section, or another item of a list under one heading: ——保持经济平稳较快增长."""
    if section == first:
        return True
    listed = bool(section) and section[-1].startswith(("—", "－", "-"))
    return listed and section[:-1] in (first, first[:-1])


def _opens(sentence: Sentence) -> bool:
    """Whether it names aims of its own."""
    return bool(target_words().aims.search(sentence.text[:60]))


def _core(found: Sequence[Target]) -> set[str | None]:
    return {target.indicator for target in found} & CORE


def _far(target: Target, year: int | None) -> bool:
    last = target.period.split("/")[-1]
    return "/" in target.period or bool(year and last.isdigit() and int(last) > year + 1)
