"""The table of units: data/units.txt read into an index that finds the longest unit at a position of a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from lvliang_nlp.errors import InputError

# what a compound of two dimensions measures; every other one is a rate
_COMPOUND = {("mass", "volume"): "concentration", ("volume", "volume"): "concentration"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `factor` turns an amount in it into `base`; a dimension of "" marks a word that makes no amount."""

    name: str
    dimension: str
    base: str
    factor: Decimal = Decimal(1)
    pint: str = ""
    denominator: bool = False  # only behind a slash: 吨/日, 元/次


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units by alias, and by the first character of their aliases the patterns that find them, the longest first.

    Of the two patterns of a character the second takes units that stand only behind a slash, too.
    """

    units: dict[str, Unit] = field(default_factory=dict)
    patterns: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = field(default_factory=dict)
    _folded: dict[str, Unit] = field(default_factory=dict)  # by alias in lower case: kw and KW are kW
    _guards: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, lines: Iterable[str], name: str = "units") -> "UnitTable":
        """Read the format that the head of data/units.txt describes; a bad line raises InputError with its number."""
        table = cls()
        dimension: str | None = None
        base = ""
        for number, line in enumerate(lines, 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            try:
                if line.startswith("["):
                    dimension, base = _block(line.strip())
                else:
                    table._add(words, dimension, base)
            except (ArithmeticError, ValueError) as error:
                problem = f"{line.strip()!r} is no unit ({error}); see the head of data/units.txt"
                raise InputError(f"{name}, line {number}: {problem}") from None
        table._compile()
        return table

    def _add(self, words: list[str], dimension: str | None, base: str) -> None:
        marks = {mark: [w[1:] for w in words if w[0] == mark] for mark in "!="}
        names = [w for w in words if w[0] not in marks and w != "/"]
        if dimension is None:
            raise ValueError("it stands before the first block, such as [count *]")
        if not names or names[0][0].isdigit():
            raise ValueError("a name comes first")
        if not all(all(texts) for texts in marks.values()):
            raise ValueError("nothing behind ! or =")
        factor = Decimal(names.pop(1)) if len(names) > 1 and names[1][0] in "0123456789" else Decimal(1)
        if factor <= 0:
            raise ValueError("a factor is above 0")
        guard = tuple(g for text in marks["!"] for g in text.split("|"))
        base = names[0] if base == "*" else base
        unit = Unit(names[0], dimension, base, factor, "".join(marks["="]), "/" in words)
        for alias in names:
            if alias in self.units:
                raise ValueError(f"{alias} stands twice")
            self.units[alias], self._guards[alias] = unit, guard

    def _compile(self) -> None:
        begin: dict[str, list[str]] = {}
        for alias in sorted(self.units, key=lambda alias: (-len(alias), alias)):
            for first in {alias[0].lower(), alias[0].upper()} if len(alias) > 1 else {alias}:
                begin.setdefault(first, []).append(alias)
        for first, aliases in begin.items():
            plain = [alias for alias in aliases if not self.units[alias].denominator]
            self.patterns[first] = (self._pattern(plain), self._pattern(aliases))
        self._folded.update({alias.lower(): unit for alias, unit in self.units.items() if len(alias) > 1})

    def _pattern(self, aliases: list[str]) -> re.Pattern[str]:
        """None of the aliases before its guards, none cut out of a Latin word; a letter alone keeps its case."""
        found = []
        for alias in aliases:
            guard = "".join(f"(?!{re.escape(word)})" for word in self._guards[alias])
            latin = "(?![A-Za-z0-9])" if alias[-1].isascii() and alias[-1].isalpha() else ""
            case = "(?i:%s)" if len(alias) > 1 and alias.lower() != alias.upper() else "%s"
            found.append(case % re.escape(alias) + latin + guard)
        return re.compile("|".join(found) or "(?!)")

    def at(self, text: str, pos: int, *, denominator: bool = False) -> tuple[Unit, int] | None:
        """The longest unit of `text` at `pos` and where it ends, compounds (元/吨) included; None if there is none."""
        found = self._simple(text, pos, denominator)
        if found is None or denominator or not found[0].dimension:
            return found
        unit, end = found
        written = text[end : end + 1] == "每" and unit.dimension in ("mass", "volume")  # 微克每立方米
        if written or text[end : end + 1] in ("/", "／"):
            below = self._below(text, end + 1)
            if below:
                return _compound(unit.name, below[0].name, unit, below[0], below[1]), below[2]
        return found

    def _below(self, text: str, pos: int) -> tuple[Unit, int, int] | None:
        """What stands behind the slash: a unit that may have a magnitude (万元, 千人)."""
        factor, at = 1, pos
        while text[at : at + 1] in _MAGNITUDES and at - pos < 2:
            factor *= _MAGNITUDES[text[at]]
            at += 1
        found = self._simple(text, at, True) or (self._simple(text, pos, True) if at > pos else None)
        if found is None or not (found[0].dimension or found[0].denominator):
            return None
        unit, end = found
        name, base, scale = text[pos:at] + unit.name, unit.base, unit.factor
        joint = text[end : end + 1]
        if joint in _JOINTS:  # 元/人·月, 元/亩/年
            second = self._simple(text, end + 1, True)
            if second and (second[0].dimension or second[0].denominator):
                joint = _JOINTS[joint]
                name, base = f"{name}{joint}{second[0].name}", f"{base}{joint}{second[0].base}"
                scale, end = scale * second[0].factor, second[1]
        return Unit(name, unit.dimension, base, scale), factor, end

    def _simple(self, text: str, pos: int, denominator: bool) -> tuple[Unit, int] | None:
        patterns = self.patterns.get(text[pos : pos + 1])
        match = patterns[denominator].match(text, pos) if patterns else None
        if match is None:
            return None
        return self.units.get(match[0]) or self._folded[match[0].lower()], match.end()


_JOINTS = {"·": "·", "•": "·", ".": "·", "/": "/", "／": "/"}
_MAGNITUDES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def _block(line: str) -> tuple[str, str]:
    """The dimension and base of [mass kg]; [none] has neither."""
    match = re.fullmatch(r"\[(\w+) (\S+)\]|\[none\]", line)
    if match is None:
        raise ValueError("a block is [dimension base] or [none]")
    return match[1] or "", match[2] or ""


@lru_cache(maxsize=512)
def _compound(top: str, bottom: str, unit: Unit, below: Unit, magnitude: int) -> Unit:
    dimension = _COMPOUND.get((unit.dimension, below.dimension), "price" if unit.dimension == "money" else "rate")
    factor = unit.factor / (below.factor * magnitude)
    return Unit(f"{top}/{bottom}", dimension, f"{unit.base}/{below.base}", factor)


@lru_cache(maxsize=1)
def default_units() -> UnitTable:
    """The table that comes with the package.

    >>> default_units().units["千瓦"].dimension
    'power'
    """
    return UnitTable.parse(default_unit_lines(), "data/units.txt")


def default_unit_lines() -> list[str]:
    """The lines of that table, for one with further units."""
    return files("lvliang_nlp").joinpath("data/units.txt").read_text(encoding="utf-8").splitlines()
