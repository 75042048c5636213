"""The noun that is counted: 新建煤矿项目 in 8个新建煤矿项目, 高素质农民 in 培训高素质农民8000人.

A shallow reading: the noun stands directly behind the amount, or, where a clause ends there, directly before it.
"""

import re

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.words import Words, words

_LONGEST = 20
_BREAKS = frozenset("，。；：、！？,;:!?\n ")
_NO_NOUN = tuple("年月日中内上下从由的里间后前均在至到增")
_SIZE = re.compile(  # 总投资, 年主营业务收入超过
    r"(?:[^了，。；、]{0,8}(?:投资额?|收入|产值|税收|营收|纳税额?|销售额?|利润|规模|面积|资产|出口额?))?"
    r"(?:达到?|超过?|过|突破|不少于|不低于)?"
)
_LIMIT = re.compile(r"(?:及?以上|以下|以内|级)?的?(?!目标|任务|要求|水平|标准)")
_NOUN = re.compile(r"(?!和(?![谐美睦平])|与|及(?!时)|以及)[一-鿿A-Za-z·“”\-]{1,20}")


def read_counted(text: str, found: list[Found]) -> None:
    """Set `counted` of each amount in people or things, in place; it stays "" where no noun is near."""
    table = words()
    for i, item in enumerate(found):
        if item.unit.dimension != "count":
            continue
        limit = found[i + 1].start if i + 1 < len(found) else len(text)
        skipped = table.skip.match(text, item.end)
        start = skipped.end() if skipped else item.end
        past = _past_threshold(text, start, found[i + 1]) if i + 1 < len(found) else 0
        item.counted = (past and _behind(text, past, past + _LONGEST, table)) or (
            _behind(text, start, min(start + _LONGEST, limit), table)
        )
        item.behind = bool(item.counted) and text[item.end] != "的"  # 压锭22万枚的任务
        if not item.counted:
            floor = found[i - 1].end if i else 0
            item.counted = _ahead(text[max(floor, item.start - _LONGEST) : item.start], table)


def _past_threshold(text: str, start: int, following: Found) -> int:
    """Where the noun of 20个销售收入过百亿元的大企业 begins, or 0: the next amount says how large each of them is."""
    limit = _LIMIT.match(text, following.end)
    if limit is None or following.start - start > _LONGEST or following.unit.dimension == "ratio":
        return 0
    size = _SIZE.fullmatch(text, start, following.start)
    return limit.end() if size and (limit[0] or size[0]) else 0


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
    noun = noun.strip("（）·-").rstrip("和及与")
    if noun.count("“") != noun.count("”"):
        noun = noun.replace("“", "").replace("”", "")
    return noun if len(noun) > 1 else ""
