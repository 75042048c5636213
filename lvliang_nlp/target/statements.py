"""Which amounts state something of an indicator: not those in a project's name, a threshold or a heading's count."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.target.words import TargetWords

Pair = tuple[int, int]
_THRESHOLD = re.compile(r"(?:及?以上|以下|级|以内)的?(?:[一-鿿“](?!增速|水平))(?<![，。；、左力并和且较比目])")
_SORT = re.compile(r"的?(?:大|龙头|骨干|优势)?(?:企业|项目|产业|集群|园区|开发区|县|镇|村|大关的|俱乐部)")
_NOUN = re.compile(r"(?:/[年日天])?[一-鿿A-Za-z（]")
_STOPS = re.compile(
    r"[以左上约余多的、，。；：！？）]|[和与及](?=[近约]?[\d一二三四五六七八九十百])|规模|能力|任务|目标|产能|生产"
)
_NOT_COUNTED = frozenset({"rank", "voltage", "temperature", "pressure", "frequency", "data_rate", "sound", "angle"})
_PHYSICAL = frozenset(
    {"mass", "power", "volume", "apparent_power", "steam", "area", "length", "energy", "data", "computing"}
)
WEAK = frozenset({"duration", "age"})  # a statement only of an indicator (人均预期寿命), or where it is changed
_CHANGED = re.compile(r"(?:缩短|压缩|压减|提高|达到|延长|减少|控制|提速|降|增加|寿命|年限|天数|增至)[^，。；]{0,6}$")


def not_statements(text: str, amounts: Sequence[Found], projects: Sequence[Pair], words: TargetWords) -> set[int]:
    """Numbers of the amounts that say nothing of an indicator; `projects` are clean spans in order."""
    starts = [start for start, _ in projects]
    left_out = set()
    for number, found in enumerate(amounts):
        at = bisect_right(starts, found.start) - 1
        in_project = at >= 0 and projects[at][0] < found.start and found.end < projects[at][1]
        named = in_project and not _is_counted(text[projects[at][0] : found.start], found, words)
        if named or _is_none(text, found, words):
            left_out.add(number)
    return left_out


def _is_counted(before: str, found: Found, words: TargetWords) -> bool:
    """Whether a count inside a project's span is no part of a name: a verb stands before it (开工建设15个项目)."""
    if found.unit.dimension != "count" or found.magnitude:
        return False
    verbs = [match for match in words.actions.finditer(before) if match["verb"]]
    return bool(verbs) and before[verbs[-1].end() :] in ("", "了", "好", "成")


def is_weak(text: str, found: Found) -> bool:
    """Whether it is a statement only of an indicator: 24小时服务 is none; 压缩到3天 is one; 减少40万 has no unit."""
    if not found.unit.name and found.unit.dimension != "ratio":
        return not found.counted
    return found.unit.dimension in WEAK and not _CHANGED.search(text[max(0, found.start - 14) : found.start])


def _is_none(text: str, found: Found, words: TargetWords) -> bool:
    unit, dimension = found.unit, found.unit.dimension
    if found.change == "from" or (not unit.name and dimension != "ratio" and not found.magnitude):
        return True
    before = text[max(0, found.start - 14) : found.start]
    if dimension in WEAK:
        return False
    if dimension == "count":
        heading = words.headings.match(found.counted) or words.headings.match(text, found.end)
        quoted = text.rfind("“", found.start - 8, found.start) > text.rfind("”", found.start - 8, found.start)
        return unit.name in ("个", "项", "大", "条") and (bool(heading) or quoted)
    if dimension in _NOT_COUNTED:
        return True
    if before.endswith(("过", "超", "破")) and _SORT.match(text, found.end):
        return True  # 营业收入过10亿元企业
    if _THRESHOLD.match(text, found.end) and dimension != "ratio" and dimension != "percentage_point":
        return True
    if dimension in _PHYSICAL:
        follows = _NOUN.match(text, found.end) and not _STOPS.match(text, found.end)
        return bool(follows) and not before.endswith(words.doing)
    return False
