"""The noun that is counted: 新建煤矿项目 in 8个新建煤矿项目, 高素质农民 in 培训高素质农民8000人.

A shallow reading: the noun stands directly behind the amount, or, where a clause ends there, directly before it.
"""

import re
from functools import lru_cache

from lvliang_nlp.quantity.context import any_of, words_table
from lvliang_nlp.quantity.found import Found

_LONGEST = 20
_NOUN = re.compile(r"[一-鿿A-Za-z·“”\-]{1,20}")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = words_table()
    counted, after = table["counted"], table["bound_after"]
    bounds = any_of(w for ws in after.values() for w in ws)
    verbs, heads, before = (any_of(counted[k]) for k in ("verbs", "heads", "before"))
    skip = re.compile(rf"(?:{bounds})?的?")
    stop = re.compile(rf"(?:{verbs})(?!{heads})")
    return skip, stop, re.compile(rf"(?:.*(?:{before}|{verbs}))?(.+)")


def read_counted(text: str, found: list[Found]) -> None:
    """Set `counted` of each amount in people or things, in place; it stays "" where no noun is near."""
    skip, stop, before = _patterns()
    for i, item in enumerate(found):
        if item.unit.dimension != "count":
            continue
        limit = found[i + 1].start if i + 1 < len(found) else len(text)
        skipped = skip.match(text, item.end)
        start = skipped.end() if skipped else item.end
        item.counted = _behind(text, start, min(start + _LONGEST, limit), stop)
        if not item.counted:
            floor = found[i - 1].end if i else 0
            item.counted = _ahead(text[max(floor, item.start - _LONGEST) : item.start], before)


def _behind(text: str, start: int, end: int, stop: re.Pattern[str]) -> str:
    noun = _NOUN.match(text, start, end)
    if noun is None:
        return ""
    words = noun[0]
    cut = stop.search(words, 0)
    words = words[: cut.start()] if cut else words
    return words.strip("“”·-") if len(words) > 1 else ""


def _ahead(left: str, before: re.Pattern[str]) -> str:
    noun = re.search(r"[一-鿿A-Za-z·（）“”]+\Z", left)
    if noun is None:
        return ""
    piece = before.fullmatch(noun[0])
    return piece[1].strip("“”（）·和及与") if piece else ""
