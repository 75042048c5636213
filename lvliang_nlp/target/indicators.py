"""The canonical indicators: data/indicators.tsv, and which of them a subject and its amount mean.

The head of the table is its manual: an alias is a small pattern, and an indicator that names another in `of` is the
growth (or the level) of that one and shares its aliases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_RATES = frozenset({"ratio", "percentage_point"})
_YEARS = re.compile(r"@(\d{4})?-(\d{4})?$")
_QUANTIFIER = re.compile(r"[?*]|\{0,\d+\}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the table; `of` is the id of the indicator it is the growth or the level of.

    `stock`: it counts how many there are, so what is newly added is not it. `core`: statements of aims are known by it.
    `flow`: it counts what is added or done.
    """

    id: str
    of: str
    zh: str
    en: str
    dimension: str
    unit: str
    stock: bool = False
    aliases: tuple[str, ...] = ()
    core: bool = False
    flow: bool = False


@dataclass(frozen=True, slots=True)
class _Alias:
    pattern: re.Pattern[str]
    id: str
    first: int
    last: int


class IndicatorTable:
    """Indicators by id, and by what reports call them."""

    def __init__(self, indicators: list[Indicator]) -> None:
        self.by_id = {indicator.id: indicator for indicator in indicators}
        self.core = frozenset(indicator.id for indicator in indicators if indicator.core)
        self._kin: dict[str, list[Indicator]] = {}
        for indicator in indicators:
            self._kin.setdefault(indicator.of or indicator.id, []).append(indicator)
        self._ending: dict[str, list[_Alias]] = {}  # by the last character of what the alias can match
        for indicator in indicators:
            for alias in indicator.aliases:
                self._add(indicator.id, alias)
        self.named = lru_cache(maxsize=1 << 14)(self._named)

    def _add(self, name: str, alias: str) -> None:
        years = _YEARS.search(alias)
        pattern = alias[: years.start()] if years else alias
        first, last = (int(years[1] or 0), int(years[2] or 9999)) if years else (0, 9999)
        made = _Alias(re.compile(pattern, re.IGNORECASE), name, first, last)
        for character in last_characters(pattern):
            self._ending.setdefault(character.upper(), []).append(made)

    def _named(self, subject: str, year: int | None = None) -> tuple[str, ...]:
        """Ids of the indicators one of whose aliases is the whole of `subject`."""
        if not subject:
            return ()
        aliases = self._ending.get(subject[-1].upper(), [])
        found = (a.id for a in aliases if (year is None or a.first <= year <= a.last) and a.pattern.fullmatch(subject))
        return tuple(dict.fromkeys(found))

    def choose(self, names: tuple[str, ...], dimension: str) -> str | None:
        """Of the named indicators and their growths and levels the one whose amounts are of this dimension."""
        for name in names:
            indicator = self.by_id[name]
            kin = [indicator] if indicator.of else self._kin[name]
            for relative in sorted(kin, key=lambda i: i.id != name):
                if _fits(relative.dimension, dimension):
                    return relative.id
        return None


def _fits(wanted: str, given: str) -> bool:
    return given in _RATES if wanted == "ratio" else (given or "count") in wanted.split("|")


def last_characters(pattern: str) -> set[str]:
    """The characters that texts matched by an alias can end with.

    >>> sorted(last_characters("粮食(总)?(产量|总产)"))
    ['产', '量']
    """
    found, _, _ = _alternatives(pattern, 0)
    return found


def _alternatives(pattern: str, at: int) -> tuple[set[str], bool, int]:
    """Last characters, whether the empty text matches, and where the choice ends."""
    every: set[str] = set()
    any_empty = False
    while True:
        last: set[str] = set()
        empty = True
        while at < len(pattern) and pattern[at] not in "|)":
            found, nothing, at = _atom(pattern, at)
            if quantifier := _QUANTIFIER.match(pattern, at):
                at, nothing = quantifier.end(), True
            last = last | found if nothing else found
            empty = empty and nothing
        every |= last
        any_empty = any_empty or empty
        if at >= len(pattern) or pattern[at] == ")":
            return every, any_empty, at
        at += 1


def _atom(pattern: str, at: int) -> tuple[set[str], bool, int]:
    if pattern[at] == "(":
        found, empty, at = _alternatives(pattern, at + 1)
        return found, empty, at + 1
    if pattern[at] == "[":  # [^，]: any text, which never stands at the end of an alias
        return set(), False, pattern.index("]", at) + 1
    if pattern[at] == "\\":
        at += 1
    return {pattern[at]}, False, at + 1


def read_indicators(text: str) -> Iterator[Indicator]:
    """The indicators of a table in the form of data/indicators.tsv."""
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    for line in lines[1:]:
        name, of, zh, en, dimension, unit, kind, aliases = line.split("\t")
        names = tuple(split_aliases(aliases))
        yield Indicator(name, of, zh, en, dimension, unit, "stock" in kind, names, "core" in kind, "flow" in kind)


def split_aliases(text: str) -> list[str]:
    """Aliases parted by | outside of brackets.

    >>> split_aliases("地区(生产总值|GDP)|经济总量")
    ['地区(生产总值|GDP)', '经济总量']
    """
    found, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += character
    return [alias for alias in found if alias]


@lru_cache(maxsize=1)
def default_indicators() -> IndicatorTable:
    """The table of the package, read once.

    >>> table = default_indicators()
    >>> table.choose(table.named("地区生产总值"), "ratio"), table.choose(table.named("地区生产总值"), "money")
    ('gdp_growth', 'gdp')
    """
    text = (files("lvliang_nlp") / "data" / "indicators.tsv").read_text(encoding="utf-8")
    return IndicatorTable(list(read_indicators(text)))
