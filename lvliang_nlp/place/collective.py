"""Collective forms: 交汾文孝 is 交城县, 汾阳市, 文水县 and 孝义市; 晋陕豫 three provinces; 长株潭 three cities."""

import re
from collections.abc import Sequence

from lvliang_nlp.place.divisions import ABBREVIATIONS, Division, Divisions

_LONGEST = 8
_SURE = 4  # so many counties in a row by their first characters are no accident; fewer need a word behind them
_BEHIND = "(?=[两三四五六]?[县市区]|组团|一体化|城镇|片区|都市区|经济圈|地区|板块|同城)"


def members(name: str, home: str, table: Divisions) -> tuple[Division, ...]:
    """The divisions whose names give a character each to `name`, in its order; empty where some give none.

    Tried in turn: the counties of the report's own prefecture, provinces, the prefectures of its province, and for a
    province's report its counties. `home` is the code of the report's own place, or empty.

    >>> from lvliang_nlp.place.divisions import divisions
    >>> [d.name for d in members("交汾文孝", "1411", divisions())]
    ['交城县', '汾阳市', '文水县', '孝义市']
    >>> [d.name for d in members("晋陕豫", "1411", divisions())]
    ['山西省', '陕西省', '河南省']
    """
    if not 2 <= len(name) <= _LONGEST or len(set(name)) < len(name):
        return ()
    counties = table.children(home[:4]) if len(home) >= 4 else []
    prefectures = table.children(home[:2], "prefecture") if home else []
    provinces = [table.by_code[code] for c in name if (code := ABBREVIATIONS.get(c)) is not None]
    whole = len(provinces) == len(name)
    if whole and len(name) == 2:  # 甘青: two provinces before two counties
        return tuple(provinces)
    if found := _each(name, counties):
        return found
    if whole:
        return tuple(provinces)
    if found := _each(name, prefectures):
        return found
    return _each(name, table.children(home), first_only=True) if len(home) == 2 else ()


def find_collectives(text: str, home: str, table: Divisions) -> list[tuple[int, int]]:
    """Where counties of the report's own prefecture stand side by side by their first characters; spans in order.

    >>> from lvliang_nlp.place.divisions import divisions
    >>> text = "支持交汾文孝组团发展，推动离柳中一体化。"
    >>> [text[start:end] for start, end in find_collectives(text, "1411", divisions())]
    ['交汾文孝', '离柳中']
    """
    counties = table.children(home[:4]) if len(home) >= 4 else []
    firsts = "".join(sorted({county.name[0] for county in counties}))
    if len(firsts) < 3:
        return []
    one = f"[{re.escape(firsts)}]"
    pattern = re.compile(rf"(?<!{one}){one}{{3,{_LONGEST}}}(?!{one})")
    found = []
    for match in pattern.finditer(text):
        named = len(match[0]) >= _SURE or re.compile(_BEHIND).match(text, match.end())
        if named and len(set(match[0])) == len(match[0]):
            found.append(match.span())
    return found


def _each(name: str, choice: Sequence[Division], *, first_only: bool = False) -> tuple[Division, ...]:
    """One of `choice` for each character: whose name begins with it, else whose short name holds it."""
    found: list[Division] = []
    for character in name:
        begins = [d for d in choice if d.name.startswith(character) and d not in found]
        holds = [] if first_only else [d for d in choice if character in d.short and d not in found]
        if not (begins or holds):
            return ()
        found.append((begins or holds)[0])
    return tuple(found)
