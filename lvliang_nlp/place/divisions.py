"""The administrative divisions of China, as a table: names, short names, codes, parents, and former names.

Codes are those of GB/T 2260 on 2023-06-30 without trailing zeros: 14 山西省, 1411 吕梁市, 141121 文水县, and with the
three digits of the township behind them, 141121100. data/divisions.tsv and data/former_divisions.tsv say where they
come from.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township"}
_UNIT = re.compile(r"(?:地区|[省市盟州县区])$")
# 晋, 粤 … as they stand together in 晋陕豫 and 京津冀; the code of the province each means.
ABBREVIATIONS = {
    "京": "11", "津": "12", "冀": "13", "晋": "14", "蒙": "15", "辽": "21", "吉": "22", "黑": "23", "沪": "31",
    "苏": "32", "浙": "33", "皖": "34", "闽": "35", "赣": "36", "鲁": "37", "豫": "41", "鄂": "42", "湘": "43",
    "粤": "44", "桂": "45", "琼": "46", "渝": "50", "川": "51", "蜀": "51", "黔": "52", "贵": "52", "滇": "53",
    "云": "53", "藏": "54", "陕": "61", "秦": "61", "甘": "62", "陇": "62", "青": "63", "宁": "64", "新": "65",
    "台": "71", "港": "81", "澳": "82",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """One division: `short` is its name without the unit, `locality` how surely the short name means a place."""

    code: str
    name: str
    short: str
    other: str
    locality: float

    @property
    def level(self) -> str:
        return LEVELS[len(self.code)]


@dataclass(frozen=True, slots=True)
class Former:
    """A division that ended in `until`; `code` is that of its successor."""

    until: int
    name: str
    prefecture: str
    code: str


class Divisions:
    """The table with its indices. `divisions()` gives the one of the package, read once."""

    def __init__(self, rows: str, former: str) -> None:
        self.by_code: dict[str, Division] = {}
        for line in rows.splitlines():
            if line and line[0] != "#":
                code, name, short, other, locality = (line.split("\t") + [""] * 4)[:5]
                self.by_code[code] = Division(code, name, short, other, float(locality or 0))
        self.former: dict[str, list[Former]] = {}  # by full name and by short one
        for line in former.splitlines():
            if line and line[0] != "#":
                until, name, _, prefecture, code = line.split("\t")
                row = Former(int(until), name, prefecture, code)
                for form in {name, _UNIT.sub("", name) if len(name) > 2 else name}:
                    self.former.setdefault(form, []).append(row)

    @cached_property
    def by_name(self) -> dict[str, list[str]]:
        """Codes by full name, and by a second form such as 恩施州."""
        found: dict[str, list[str]] = {}
        for code, division in self.by_code.items():
            for name in {division.name, division.other} - {""}:
                found.setdefault(name, []).append(code)
        return found

    @cached_property
    def by_short(self) -> dict[str, list[str]]:
        """Codes by short name: 吕梁 → 1411; 鼓楼 → four districts."""
        found: dict[str, list[str]] = {}
        for code, division in self.by_code.items():
            if division.short:
                found.setdefault(division.short, []).append(code)
        return found

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes above it, from the province down. Counties of a municipality lie in it directly."""
        return tuple(code[:n] for n in (2, 4, 6) if n < len(code) and code[:n] in self.by_code)

    def children(self, code: str, level: str = "county") -> list[Division]:
        """What lies below it on a level, by code."""
        return self._level[level].get(code, []) if len(code) in (2, 4) else []

    @cached_property
    def _level(self) -> dict[str, dict[str, list[Division]]]:
        found: dict[str, dict[str, list[Division]]] = {level: {} for level in LEVELS.values()}
        for code, division in self.by_code.items():
            for parent in {code[:2], code[:4]} - {code}:
                found[division.level].setdefault(parent, []).append(division)
        return found

    def adcode(self, code: str) -> str:
        """The code as GB/T 2260 writes it: six digits, nine for a township."""
        return code.ljust(6, "0")

    def find(self, name: str) -> list[str]:
        """Codes of a full name, else of a short one, the highest level first."""
        codes = self.by_name.get(name) or self.by_short.get(name, [])
        return sorted(codes, key=lambda code: (len(code), code))


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """The table that comes with the package.

    >>> table = divisions()
    >>> table.find("吕梁市"), table.find("恩施州"), table.by_code["141121"].short
    (['1411'], ['4228'], '文水')
    """
    folder = files("lvliang_nlp") / "data"
    read = [(folder / name).read_text(encoding="utf-8") for name in ("divisions.tsv", "former_divisions.tsv")]
    return Divisions(*read)
