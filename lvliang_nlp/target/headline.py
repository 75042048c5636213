"""The statement of the main expected targets, wherever it stands, as indicator → Target.

A candidate is a run of sentences that begins with one that names its aims (预期目标是, 目标：) or that holds several of the
core indicators; the one that sets most of them for the planned year wins, then one for five years.
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
_MARKED, _LEAST = 4, 2


@dataclass(frozen=True, slots=True)
class Headline:
    """`targets` by indicator, of the first figure given for each; `horizon` says for how long they are set."""

    horizon: Horizon
    targets: dict[str, Target]


def find_headline(targets: Sequence[Target], sentences: Sequence[Sentence], year: int | None) -> Headline:
    """The headline targets of a report; empty where it states none."""
    words = target_words()
    by_sentence: dict[int, list[Target]] = {}
    for target in targets:
        if target.kind == "target" and target.sentence is not None:
            by_sentence.setdefault(target.sentence, []).append(target)
    best: tuple[float, Horizon, list[Target]] = (0.0, "", [])
    for at in by_sentence:
        score, horizon, found = _candidate(at, by_sentence, sentences, words, year)
        if score > best[0]:
            best = (score, horizon, found)
    chosen: dict[str, Target] = {}
    for target in best[2]:
        if target.indicator and target.indicator not in chosen:
            chosen[target.indicator] = target
    return Headline(best[1] if chosen else "", chosen)


def _candidate(
    at: int, by_sentence: dict[int, list[Target]], sentences: Sequence[Sentence], words: TargetWords, year: int | None
) -> tuple[float, Horizon, list[Target]]:
    first = by_sentence[at]
    core = {target.indicator for target in first} & CORE
    marked = bool(words.marks.search(sentences[at].text)) or (
        at > 0 and bool(words.marks.search(sentences[at - 1].text)) and at - 1 not in by_sentence
    )
    if not core or (len(core) < _LEAST and not marked):
        return 0.0, "", []
    found = list(first)
    follow = at + 1
    while follow in by_sentence and _goes_on(by_sentence[follow], sentences, at, follow):
        found += by_sentence[follow]
        follow += 1
    far = sum(_far(target, year) for target in found if target.indicator in CORE)
    core = {target.indicator for target in found} & CORE
    five = 2 * far > len([t for t in found if t.indicator in CORE])
    score = len(core) + (_MARKED if marked else 0) + (3 if "gdp_growth" in core else 0) - (20 if five else 0)
    return max(score, 0.5), "five_year" if five else "year", found


def _goes_on(found: list[Target], sentences: Sequence[Sentence], at: int, follow: int) -> bool:
    """Whether a sentence continues the statement: it sets core indicators too, and stands under the same heading."""
    same = sentences[follow].section == sentences[at].section
    core = [target for target in found if target.indicator in CORE]
    return same and 2 * len(core) >= len(found)


def _far(target: Target, year: int | None) -> bool:
    last = target.period.split("/")[-1]
    return "/" in target.period or bool(year and last.isdigit() and int(last) > year + 1)
