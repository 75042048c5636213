"""Names of places by tables and grammar alone, without the learned tagger.

A match of the tables counts when it is sure, or when something near says that a word is a name: a unit, a sure place
in the same list. It grows over a type word behind it (开发区, 古城, 水库). Rivers and the like that no table knows are
found by their type word where the name opens a clause or a list.
"""

import re

from lvliang_nlp.place.gazetteer import Gazetteer, Kind, Match
from lvliang_nlp.place.words import place_words

_SURE = {Kind.HOME, Kind.FULL, Kind.SHORT, Kind.NAMED, Kind.TOWN, Kind.FORMER}
# What may stand before a name of two characters.
_OPENS = re.compile(r"(?:^|[、，。；：\n“（省市州]|[在与和至到是赴])$")
_REACH = 24  # of what a name grows over


def find_places(text: str, home: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Spans in clean text, in order, none overlapping; `home` is the code of the report's own place or empty.

    >>> from lvliang_nlp.place.gazetteer import gazetteer
    >>> text = "支持兴县、临县与太原市共建和平家园，建设交城经济开发区。"
    >>> [text[a:b] for a, b in find_places(text, "1411", gazetteer())]
    ['兴县', '临县', '太原市', '交城经济开发区']
    """
    words = place_words()
    matches = gazetteer.large(text, home)
    taken = [m for i, m in enumerate(matches) if _counts(text, matches, i)]
    spans = {_grown(text, m) for m in taken}
    spans |= {(m.start, m.end) for m in gazetteer.towns(text, home) if m.kind is Kind.TOWN}
    spans |= {m.span(1) for m in words.nature.finditer(text) if not words.not_nature.search(m[1])}
    return _longest(spans)


def _counts(text: str, matches: list[Match], i: int) -> bool:
    match, words = matches[i], place_words()
    before = text[max(0, match.start - 2) : match.start]
    if any((before[-n:] + match.name) in words.part_of for n in (1, 2) if len(before) >= n):
        return False
    if match.kind in (Kind.FULL, Kind.FORMER) and len(match.name) == 2:
        return bool(_OPENS.search(before))
    if match.kind in _SURE:
        return not words.of_a_name.match(text, match.end)
    for other in (matches[i - 1] if i else None, matches[i + 1] if i + 1 < len(matches) else None):
        if other is not None and other.kind in _SURE:
            between = text[other.end : match.start] if other.start < match.start else text[match.end : other.start]
            if between == "、" or (between in ("", "和", "与", "至", "到") and match.kind is Kind.HOME_WORD):
                return True
    return False


def _grown(text: str, match: Match) -> tuple[int, int]:
    words = place_words()
    more = words.growth.match(text, match.end, match.end + _REACH)
    if more and not words.not_in_growth.search(more[0][:-1]):
        return match.start, more.end()
    return match.start, match.end


def _longest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found
