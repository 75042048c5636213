"""The noun that is counted: 新建煤矿项目 in 8个新建煤矿项目, 高素质农民 in 培训高素质农民8000人.

A shallow reading: the noun stands directly behind the amount, or, where a clause ends there, directly before it.
"""

import re

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.words import Words, words

_LONGEST = 20
_BREAKS = frozenset("，。；：、！？,;:!?\n ")
_NO_NOUN = tuple("年月日中内上下从由的里间后前均在至到增")
_NOUN = re.compile(r"[一-鿿A-Za-z·“”\-]{1,20}")


def read_counted(text: str, found: list[Found]) -> None:
    """Set `counted` of each amount in people or things, in place; it stays "" where no noun is near."""
    table = words()
    for i, item in enumerate(found):
        if item.unit.dimension != "count":
            continue
        limit = found[i + 1].start if i + 1 < len(found) else len(text)
        skipped = table.skip.match(text, item.end)
        start = skipped.end() if skipped else item.end
        item.counted = _behind(text, start, min(start + _LONGEST, limit), table)
        if not item.counted:
            floor = found[i - 1].end if i else 0
            item.counted = _ahead(text[max(floor, item.start - _LONGEST) : item.start], table)


def _behind(text: str, start: int, end: int, table: Words) -> str:
    noun = _NOUN.match(text, start, end)
    if noun is None:
        return ""
    cut = table.noun_end.search(noun[0])
    name = noun[0][: cut.start()] if cut else noun[0]
    return _trim(name)


def _ahead(left: str, table: Words) -> str:
    """The noun before the amount, and before the verb between the two: 户厕 in 户厕改造1.2万户."""
    at = len(left)
    while at and left[at - 1] not in _BREAKS:
        at -= 1
    left = left[at:]
    verbs = [verb.span() for verb in table.noun_start.finditer(left)]
    end = len(left)
    while verbs and verbs[-1][1] == end:
        end = verbs.pop()[0]
    noun = left[verbs[-1][1] if verbs else 0 : end].removesuffix("分别")
    for word in ("以上", "以下", "级"):  # of an amount before it: 亿元以上项目300个
        noun = noun.removeprefix(word)
    return "" if noun.endswith(_NO_NOUN) else _trim(noun)


def _trim(noun: str) -> str:
    noun = noun.strip("（）·-和及与")
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    return noun if len(noun) > 1 else ""
