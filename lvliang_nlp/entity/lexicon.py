"""Known names of companies: data/companies.tsv, found in one pass.

The table is mined from published reports by scripts/build_companies.py: names that the tagger reads as companies in
reports of several years or places, and that are hardly ever anything else there.
"""

from functools import cached_property, lru_cache
from importlib.resources import files

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.entity.spans import Pair


class CompanyTable:
    """Names of companies and where they stand in a text."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.known = frozenset(names)

    @cached_property
    def _search(self) -> Search:
        return Search(self.names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def find(self, text: str) -> list[Pair]:
        """Leftmost longest matches, in order."""
        return [(start, end) for start, end, _ in self._search.find(text)] if self.names else []


@lru_cache(maxsize=1)
def companies() -> CompanyTable:
    """The table of the package, read once.

    >>> text = "支持比亚迪落户"
    >>> [text[start:end] for start, end in companies().find(text)]
    ['比亚迪']
    """
    text = (files("lvliang_nlp") / "data" / "companies.tsv").read_text(encoding="utf-8")
    return CompanyTable([line.split("\t")[0] for line in text.splitlines() if line and line[0] != "#"])
