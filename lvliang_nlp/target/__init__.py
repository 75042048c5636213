"""Targets and results: which indicator, how much, by when, of which period, where and by whom.

The way of an amount: statements (does it state something at all) → subject (what it measures; phrase and pairing help)
→ naming and indicators (the canonical id) → clock, times, spans and tense (promised or reached, for which years, by
which day) → extract.
headline finds the statement of the main expected targets.
"""

from lvliang_nlp.target.extract import Names, extract
from lvliang_nlp.target.headline import Headline, find_headline
from lvliang_nlp.target.indicators import Indicator, IndicatorTable, default_indicators

__all__ = ["Headline", "Indicator", "IndicatorTable", "Names", "default_indicators", "extract", "find_headline"]
