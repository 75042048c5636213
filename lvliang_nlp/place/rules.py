"""Names of places by tables and grammar alone, without the learned tagger.

A match of the tables counts when it is sure, or when something near says that a word is a name: a unit, a sure place in
the same list. It grows over a type word behind it (开发区, 古城, 水库). Rivers and the like that no table knows are found
by their type word where the name opens a clause or a list.
"""

import re

from lvliang_nlp.place.gazetteer import Gazetteer, Kind, Match

_SURE = {Kind.HOME, Kind.FULL, Kind.SHORT, Kind.NAMED, Kind.TOWN, Kind.FORMER}
_HAN = r"\u4e00-\u9fff"
_GROW = re.compile(
    r"(?:国家级?|省级|自治区级)?(?:[" + _HAN + r"]{0,4}?)(?:(?:经济技术|高新技术产业|经济|高新技术|旅游|新型工业化|生态)?(?:开发区|产业园区|工业园区|工业园|产业园|"
    r"示范区|合作区|保税区|试验区)|新区|经开区|高新区|古城|古镇|景区|风景区|湿地公园|森林公园|水库|半岛|群岛|平原|盆地|山脉|流域|机场|港)"
)  # fmt: skip
_NO_GROWTH = re.compile(r"[的和与及等在是有到至、，。]|[市县区](?!港)|项目|建设|工程")
_PART_OF = {"示范县", "模范县", "主城区", "中心城区", "老城区"}  # not 范县, not 城区
_NAME_ENDS = re.compile(r"(?:大学|学院|中学|银行|公司|集团|日报|会议|精神)")
_OPENS = re.compile(r"(?:^|[、，。；：\n“（省市州]|[在与和至到是赴])$")
_NATURE = re.compile(rf"(?<![{_HAN}])(?:加快|推进|实施|加强|抓好|开展|完成)?([{_HAN}]{{1,3}}(?:河|江|湖|水库))(?=[、，])")
_NOT_NATURE = re.compile(r"各|大江|山河|运河|江河|水|条|座|重点|小|全|主要|[的和与及等]")


def find_places(text: str, home: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Spans in clean text, in order, none overlapping; `home` is the code of the report's own place or empty.

    >>> from lvliang_nlp.place.gazetteer import gazetteer
    >>> text = "支持兴县、临县与太原市共建和平家园，建设交城经济开发区。"
    >>> [text[a:b] for a, b in find_places(text, "1411", gazetteer())]
    ['兴县', '临县', '太原市', '交城经济开发区']
    """
    matches = gazetteer.large(text, home)
    taken = [m for i, m in enumerate(matches) if _counts(text, matches, i)]
    spans = {_grown(text, m) for m in taken}
    spans |= {(m.start, m.end) for m in gazetteer.towns(text, home) if m.kind is Kind.TOWN}
    spans |= {m.span(1) for m in _NATURE.finditer(text) if not _NOT_NATURE.search(m[1])}
    return _longest(spans)


def _counts(text: str, matches: list[Match], i: int) -> bool:
    match = matches[i]
    if match.kind in (Kind.FULL, Kind.FORMER) and len(match.name) == 2:  # 示范县, 城区
        return bool(_OPENS.search(text, max(0, match.start - 2), match.start))
    if match.start and text[match.start - 1 : match.end] in _PART_OF:
        return False
    if match.kind in _SURE:
        return not _NAME_ENDS.match(text, match.end)
    for other in (matches[i - 1] if i else None, matches[i + 1] if i + 1 < len(matches) else None):
        if other is not None and other.kind in _SURE:
            between = text[other.end : match.start] if other.start < match.start else text[match.end : other.start]
            if between in ("、", "") or (between in "和与至到" and match.kind is Kind.HOME_WORD):
                return True
    return False


def _grown(text: str, match: Match) -> tuple[int, int]:
    more = _GROW.match(text, match.end)
    if more and not _NO_GROWTH.search(more[0][:-1]):
        return match.start, more.end()
    return match.start, match.end


def _longest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
