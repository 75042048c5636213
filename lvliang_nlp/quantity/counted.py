"""The noun that is counted: 新建煤矿项目 in 8个新建煤矿项目, 高素质农民 in 培训高素质农民8000人.

A shallow reading: the noun stands directly behind the amount, or, where a clause ends there, directly before it.
"""

import re

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.words import Words, words

_LONGEST = 20
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
    return name.strip("“”·-") if len(name) > 1 else ""


def _ahead(left: str, table: Words) -> str:
    at = len(left)
    while at and left[at - 1] not in "，。；：、！？,;:!?\n ":
        at -= 1
    left = left[at:]
    start = 0
    for verb in table.noun_start.finditer(left):
        start = verb.end() if verb.end() < len(left) else start
    return left[start:].strip("“”（）·和及与")
