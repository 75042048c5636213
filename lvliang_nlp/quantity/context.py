"""The words around an amount: its bound (以上), its change (增长, 提高到), what it is for each of (每亩, 人均)."""

import re
from itertools import pairwise

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.words import Words, words
from lvliang_nlp.schema import Bound, Change

_REACH = 36  # characters to the left that can speak of an amount
_CLAUSE_END = frozenset("，。；：！？\n,;:!?“”\"（）()《》")
_LINK = re.compile(r"(?:以上|左右|以内|以下)?(?:、|和|与|及|以及|或)(?:分别)?(?:约|近|超过|超)?")
_TIMES = {"年", "月", "季", "季度", "周", "日", "天"}
_RATIO = {"ratio", "percentage_point"}
# at a distance: 至少建成1所, 不超过法定时限的40%, 最高可达5万元
_LEAST_MOST = re.compile(
    r"(?P<word>至少|最少|起码|最多|至多)[一-鿿]{1,10}\Z|(?P<of>不超过|不高于|不低于|不少于)[一-鿿]{1,12}的\Z"
    r"|(?P<top>最高)(?:可|达到?|给予|补贴|奖励|补助|资助|支持|额度|限额|为)+\Z"
)
_SHARE_OF = re.compile(r"(?P<word>约占|接近|超过|不足)[一-鿿]{1,10}\Z")  # 约占全县的三分之二
_DOING = re.compile(r"[^，。；、\d]{0,10}(?:技术|难题|瓶颈|工艺)")  # 突破300项关键技术: what is done, no bound
_COMPARED = re.compile(
    r"高于|低于|快于|慢于|高出|超出|领先|好于|优于|超过[一-鿿]|比[^，]{1,12}(?<![提降减])[高低快慢多少]"
)
_FROM = re.compile(r"[从由][^从由]{0,15}\Z")
_EACH = (
    "名|个|人次|人|亩|户|家|村|年|季度?|月|周|日|天|次|吨|公顷|辆|平方米|平方公里|立方米|小时|公里|公斤|斤|千瓦时|千瓦|度|米|里"
    "|县|镇|乡|市|所|校|床|头|台|套|项|座|条|件|笔|例|只|株|箱|张|元|班|生"
)
_PER = re.compile(
    rf"每(?P<each>(?:\d*[百千万亿]?)(?:{_EACH}))(?:每(?P<second>{_EACH}))?"
    r"|(?P<mean>[人户亩日月年]|(?<![政然农乡])村)均|(?P<yield>亩)产(?!业|品|值|能|权)"
)


def read_context(text: str, found: list[Found]) -> None:
    """Set bound, change and per of each amount in place, from the clause it stands in and the list it belongs to."""
    table = words()
    _share_units(text, found)
    previous: Found | None = None
    for item in found:
        floor = previous.end if previous else 0
        left = _clause(text, max(floor, item.start - _REACH), item.start)
        item.bound = _bound(text, item, left, table)
        if item.change == "none" and left:
            item.change = _change(text, item, left, table)
        if "每" in left or "均" in left or "产" in left:
            item.per = _per(left, item.unit.dimension)
        if previous is not None and 0 < item.start - floor <= 12 and _LINK.fullmatch(text, floor, item.start):
            _share(text, previous, item, table)
        if previous is not None and previous.change == "from" and item.change in ("increase_to", "decrease_to"):
            item.per = item.per or previous.per  # 由每人每月98元提高到103元
        previous = item


def _share_units(text: str, found: list[Found]) -> None:
    """分别提高1.5个和4个百分点: the first is in percentage points too."""
    for item, following in pairwise(found):
        if following.unit.dimension == "percentage_point" and item.unit.name == "个":
            listed = _LINK.fullmatch(text, item.end, following.start)
            if listed and ("." in item.number or "分别" in text[max(item.start - 12, 0) : item.start]):
                item.unit = following.unit


def _clause(text: str, start: int, end: int) -> str:
    """The part of text[start:end] that belongs to the clause the amount stands in."""
    at = end
    while at > start and text[at - 1] not in _CLAUSE_END:
        at -= 1
    return text[at:end]


def _bound(text: str, item: Found, left: str, table: Words) -> Bound:
    after = table.after.match(text, _past_note(text, item.end))
    if after:
        return table.bound_after[after[1]]
    if item.more:
        return "gt"
    before = table.before_back.match(left[:-11:-1])
    if before:
        word = before[1][::-1]
        if word == "突破" and item.unit.dimension == "count" and _DOING.match(text, item.end):
            return "eq"
        if word != "上" or item.number[:1] in ("百", "千", "万", ""):  # 上百个, but not 登上100个
            return table.bound_before[word]
    ahead = _LEAST_MOST.search(left[-16:]) if any(c in left for c in "少多码不高") else None
    if ahead is None and not item.unit.name:
        ahead = _SHARE_OF.search(left[-16:])
    return table.bound_before[ahead[ahead.lastgroup or 0]] if ahead else "eq"


def _past_note(text: str, end: int) -> int:
    """Behind a short note on the unit: 100条（个）以上."""
    if text[end : end + 1] in ("（", "("):
        for close in range(end + 2, end + 5):
            if text[close : close + 1] in ("）", ")"):
                return close + 1 if text[end + 1 : close] not in ("含", "不含") else end
    return end


def _change(text: str, item: Found, left: str, table: Words) -> Change:
    if _FROM.search(left[-16:]) and table.turns.match(text, item.end, item.end + 16):
        return "from"
    if item.unit.dimension == "percentage_point" and _COMPARED.search(left, left.rfind("、") + 1):
        return "none"  # 增速高于全省2个百分点: a difference, no rise
    for match in reversed(list(table.verb.finditer(left))):
        verb = table.verbs[match[0]]
        at, end = match.span()
        if any(left.endswith(a, 0, at) and left.startswith(b, at) for a, b in verb.hidden):
            continue
        up = verb.direction == "increase"
        if verb.to and table.to.fullmatch(left, end):
            return "increase_to" if up else "decrease_to"
        ratio = item.unit.dimension in _RATIO
        if (verb.by and table.by.fullmatch(left, end)) or (verb.with_object and table.object.fullmatch(left, end)):
            counts = verb.counts or item.unit.dimension not in ("count", "length", "area", "duration")
            return ("increase_by" if up else "decrease_by") if counts else "none"
        if verb.rate and ratio and table.rate.fullmatch(left, end):
            return "increase_by" if up else "decrease_by"
    return "none"


def _per(left: str, dimension: str) -> str:
    """人 in 人均3.2万元, 千人 in 每千人3.2人, 人·月 in 每人每月650元; a rate (人均收入增长8%) is only by time."""
    hits = list(_PER.finditer(left))
    if not hits or len(left) - hits[-1].end() > 12:
        return ""
    hit = hits[-1]
    per = hit["each"] or hit["mean"] or hit["yield"]
    if dimension in _RATIO:
        return per if hit["each"] in _TIMES else ""
    return f"{per}·{hit['second']}" if hit["second"] else per


def _share(text: str, previous: Found, item: Found, table: Words) -> None:
    """In a list (分别增长7%和8%左右) change goes forward and the bound behind the last amount goes back."""
    if previous.unit is not item.unit and not {previous.unit.dimension, item.unit.dimension} <= _RATIO:
        return
    clause = _clause(text, max(previous.start - _REACH, 0), previous.start)
    if item.change == "none" and previous.change == "none" and (previous.open or _FROM.search(clause[-16:])):
        item.open = True
        if table.turns.match(text, item.end, item.end + 16):  # 从2.3万元、1.1万元分别增加到
            item.change = previous.change = "from"
    if item.change == "none":
        item.change = previous.change
    item.per = item.per or previous.per
    behind, before = table.after.match(text, item.end), table.after.match(text, previous.end)
    if behind and previous.bound == "eq" and not before:
        previous.bound = item.bound
    elif item.bound == "eq" and previous.bound != "eq" and not before and not previous.more:
        item.bound = previous.bound  # 突破200亿元、450亿元
