"""Where names of places stand in a text, by table: divisions and named regions, rivers, mountains, zones.

What a match is worth depends on the report's own place (its *home*): 兴县 and 中阳 are at home in 吕梁, 和平 elsewhere
is a word. The kinds of match are those of `Kind`; the tagger takes them as features, the rules as evidence.
"""

from enum import IntEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import NamedTuple

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.place.divisions import Divisions, divisions

TRUSTED = 9.0  # a short name this many times as frequent in reports of its own province is no common word
TRUSTED_AT_HOME = 3.0


class Kind(IntEnum):
    """What a match is."""

    HOME = 1  # the report's own place, its counties, its province: by full or short name
    FULL = 2  # full name of another division
    SHORT = 3  # short name of another division
    WORD = 4  # short name of another division that is a common word too: 和平, 朝阳
    NAMED = 5  # region, river, mountain …
    TOWN = 6  # township of the report's own prefecture, by full name
    TOWN_SHORT = 7  # the same by short name
    FORMER = 8  # full name of a division that is no more
    HOME_WORD = 9  # short name of a division at home that is a common word too


class Match(NamedTuple):
    """text[start:end] is `name`."""

    start: int
    end: int
    name: str
    kind: Kind


class Gazetteer:
    """All names of places in two automata: divisions down to counties with named places, and townships."""

    def __init__(self, table: Divisions, named: dict[str, tuple[str, tuple[str, ...]]]) -> None:
        self.table = table
        self.named = named
        large: dict[str, None] = dict.fromkeys(named)
        towns: dict[str, None] = {}
        for division in table.by_code.values():
            names = (n for n in (division.name, division.short, division.other) if n)
            (towns if division.level == "township" else large).update(dict.fromkeys(names))
            if division.level == "county" and len(division.short) >= 4:
                large[division.short[:2] + division.name[-1]] = None  # 前郭县 for 前郭尔罗斯蒙古族自治县
        large.update(dict.fromkeys(row.name for rows in table.former.values() for row in rows if len(row.name) > 2))
        self._large, self._towns = list(large), list(towns)

    @cached_property
    def _search(self) -> Search:
        return Search(self._large, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    @cached_property
    def _search_towns(self) -> Search:
        return Search(self._towns, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def large(self, text: str, home: str = "") -> list[Match]:
        """Divisions from the county up and named places, leftmost longest; `home` is a code or empty."""
        kinds: dict[int, Kind] = {}
        found = []
        for start, end, i in self._search.find(text):
            kind = kinds.get(i)
            if kind is None:
                kind = kinds[i] = self._kind(self._large[i], home)
            found.append(Match(start, end, self._large[i], kind))
        return found

    def towns(self, text: str, home: str) -> list[Match]:
        """Townships of the home prefecture; where home is a province, those of it by full name."""
        if not home:
            return []
        found, table = [], self.table
        kinds: dict[int, Kind | None] = {}
        for start, end, i in self._search_towns.find(text):
            if i not in kinds:
                name = self._towns[i]
                full = any(code.startswith(home) for code in table.by_name.get(name, ()))
                short = len(home) > 2 and any(code.startswith(home) for code in table.by_short.get(name, ()))
                kinds[i] = Kind.TOWN if full else Kind.TOWN_SHORT if short else None
            if (kind := kinds[i]) is not None:
                found.append(Match(start, end, self._towns[i], kind))
        return found

    def _kind(self, name: str, home: str) -> Kind:
        table = self.table
        full = [c for c in table.by_name.get(name, ()) if len(c) <= 6]
        codes = full or [c for c in table.by_short.get(name, ()) if len(c) <= 6]
        sure = max((table.by_code[c].locality for c in codes), default=0.0)
        if home and any(c.startswith(home) or home.startswith(c) for c in codes):
            return Kind.HOME if full or sure >= TRUSTED_AT_HOME else Kind.HOME_WORD
        if full:
            return Kind.FULL
        if codes:
            return Kind.SHORT if sure >= TRUSTED else Kind.WORD
        return Kind.NAMED if name in self.named else Kind.FORMER


def read_named() -> dict[str, tuple[str, tuple[str, ...]]]:
    """data/places.tsv: name → kind and the codes of the divisions it lies in."""
    text = (files("lvliang_nlp") / "data" / "places.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {row[1]: (row[0], tuple(row[2].split()) if len(row) > 2 else ()) for row in rows}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one of the package, built once.

    >>> [(m.name, m.kind.name) for m in gazetteer().large("支持兴县与太原发展", home="1411")]
    [('兴县', 'HOME'), ('太原', 'SHORT')]
    """
    return Gazetteer(divisions(), read_named())
