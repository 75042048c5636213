"""The words of the field: data/words.tsv, mined from published reports by scripts/build_words.py."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

PERIODS = ("1949-1999", "2000-2004", "2005-2009", "2010-2014", "2015-2019", "2020-")


class Word(NamedTuple):
    """A word with its background: mentions in all, reports, first year, and mentions in each of `PERIODS`.

    `whole`: one word for `lv.tokenize`; else a term of several words.
    """

    text: str
    pos: str
    whole: bool
    mentions: int
    reports: int
    first_year: int
    periods: tuple[int, ...]


class Lexicon:
    """Words by their text, and where those that are one word stand in a text."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = {word.text: word for word in words}

    @cached_property
    def apart(self) -> frozenset[str]:
        """Words of jieba's dictionary that are two: 体制改革."""
        return frozenset(word.text for word in self.words.values() if not word.whole and len(word.text) == 4)

    @cached_property
    def _search(self) -> Search | None:
        whole = [word.text for word in self.words.values() if word.whole and len(word.text) > 2]
        return Search(whole, daachorse.MATCH_KIND_LEFTMOST_LONGEST) if whole else None

    def phrases(self, text: str) -> list[tuple[int, int]]:
        """Leftmost longest phrases that are one word, in order."""
        return [(start, end) for start, end, _ in self._search.find(text)] if self._search else []

    @cached_property
    def total(self) -> int:
        """Mentions of all words."""
        return sum(word.mentions for word in self.words.values() if word.pos != "l")


def read_words(text: str) -> Iterable[Word]:
    """Words of a table in the form of data/words.tsv."""
    for line in text.splitlines():
        if line and line[0] != "#":
            word, pos, whole, mentions, reports, first, *periods = line.split("\t")
            yield Word(word, pos, whole == "1", int(mentions), int(reports), int(first), tuple(map(int, periods)))


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon of the package, read once.

    >>> word = default_lexicon().words["营商环境"]
    >>> word.whole, word.first_year > 2000, word.mentions > 1000
    (True, True, True)
    """
    text = (files("lvliang_nlp") / "data" / "words.tsv").read_text(encoding="utf-8")
    return Lexicon(read_words(text))
