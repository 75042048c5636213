"""Pieces of regular expressions that several stages need."""

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first.

    >>> any_of(["吨", "万吨"])
    '万吨|吨'
    """
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


# The year of a date, in digits (of full width in a few reports) or in Chinese ones (二〇二三).
DIGIT_YEAR = r"(?:[1１][9９]|[2２][0０])\d\d"
YEAR = rf"(?:{DIGIT_YEAR}|[一二][〇○零九][〇○零一二三四五六七八九]{{2}})"
# The name of a five-year plan: 八五, 十五, 十四五.
PLAN = "(?:十[一二三四五六七八九]?|[一二三四五六七八九])五"
