"""The report's own place as a division: from its name, or from the places that the text speaks of."""

from collections import Counter

from lvliang_nlp.place.divisions import Divisions, divisions
from lvliang_nlp.place.gazetteer import TRUSTED, Gazetteer, gazetteer

_NAMES, _SHARE = 3, 0.5  # what the text must name of a place's divisions, and of all it names
_ITSELF = 3  # mentions of the place itself count so often


def home_code(place: str, year: int | None = None, table: Divisions | None = None) -> str:
    """The code of a report's place; empty for 全国, an empty name and names that no table knows.

    A name of a division that ended after `year` gives its successor.

    >>> home_code("吕梁市"), home_code("襄樊市", 2004), home_code("全国")
    ('1411', '4206', '')
    """
    table = table or divisions()
    codes = [code for code in table.find(place) if len(code) <= 6]
    if not codes and place in table.former:
        codes = [min(table.former[place], key=lambda f: abs(f.until - (year or f.until))).code]
    if not codes and len(place) > 2:  # 延边州, 恩施自治州: the stem decides
        stem = place.rstrip("省市州盟区县旗").removesuffix("自治")
        codes = [code for code in table.find(stem) if len(code) <= 6]
    return codes[0] if codes else ""


def infer_home(text: str, names: Gazetteer | None = None) -> str:
    """The prefecture or province whose divisions a text names most; empty where no one stands out.

    A prefecture is known by its counties, a province by its prefectures: at least three of them, and half of all that
    the text names on their level.

    >>> infer_home("支持兴县、临县、柳林、孝义发展，交口、石楼脱贫。"), infer_home("支持发展。")
    ('1411', '')
    """
    names = names or gazetteer()
    table = names.table
    inside: dict[str, Counter[str]] = {}
    for match in names.large(text):
        codes = table.by_name.get(match.name) or table.by_short.get(match.name, [])
        codes = [c for c in codes if len(c) in (4, 6)]
        if len(codes) != 1 or (match.name == table.by_code[codes[0]].short and not _sure(table, codes[0])):
            continue
        code = codes[0]
        inside.setdefault(code[:4] if len(code) == 6 else code[:2], Counter())[code] += 1
        if len(code) == 4:
            inside.setdefault(code, Counter())[code] += _ITSELF
    for length in (4, 2):
        level = {home: seen for home, seen in inside.items() if len(home) == length}
        total = sum(seen.total() for seen in level.values())
        best = max(level, key=lambda home: level[home].total(), default="")
        if best and len(level[best]) >= _NAMES and level[best].total() >= _SHARE * total:
            return best if best in table.by_code else best[:2]  # the districts of 上海市 lie in it directly
    return ""


def _sure(table: Divisions, code: str) -> bool:
    return table.by_code[code].locality >= TRUSTED
