"""Subjects and amounts of a list, paired: 城镇和农村居民人均可支配收入分别增长7%和8%."""

import re

from lvliang_nlp.target.indicators import IndicatorTable

_PARTS = re.compile(r"、|(?<![饱总共暖温])和(?!谐)|(?<!参)与|以及|(?<![普涉危触波])及(?!时)")
_INDUSTRIES = re.compile(r"(?:第?一、?第?二、?第?三|一二三|一、二、三)(?:次)?产业(?P<rest>.*)")
_SHARE = re.compile(r"(?<=.)(?:占[^、]*(?:比重|比例|比)|占比|比重)$")
_NO_SHARE = re.compile(r"占|(?:率|强度|增速|增幅|比|比重)$|^第?[一二三]$")
_HALF = re.compile("城镇|城市|农村牧区|农村|农牧区|乡村")
_ONE = re.compile("[肉蛋奶禽粮棉油糖牛羊猪鱼虾省市县区乡镇东中西南北高初大小一二三四]")
_BOTH = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款"), "进出口": ("进口", "出口")}


def pair(subjects: list[str], amounts: int, shared: bool, inherited: bool, table: IndicatorTable) -> list[list[str]]:
    """The subjects of each of so many amounts; `shared`: words such as 分别 or 均 say that there are several.

    >>> from lvliang_nlp.target.indicators import default_indicators
    >>> pair(["城乡居民人均可支配收入"], 2, True, False, default_indicators())
    [['城镇居民人均可支配收入'], ['农村居民人均可支配收入']]
    """
    if not subjects:
        return [[] for _ in range(amounts)]
    parts = subjects if inherited else split(subjects[0], amounts, shared, table)
    if len(parts) == amounts:
        return [[part] for part in parts]
    if amounts == 1 and (shared or not inherited):
        return [parts]
    if inherited:
        return [[parts[-1]] for _ in range(amounts)]
    return [[subjects[0]] for _ in range(amounts)]


def split(subject: str, amounts: int, shared: bool, table: IndicatorTable) -> list[str]:
    """A subject as the list it names, if it is one that fits so many amounts."""
    single = _PARTS.search(subject) is None
    for word, both in _BOTH.items():
        if single and word in subject and (amounts == 2 or (amounts == 1 and shared and word == "城乡")):
            parts = [subject.replace(word, one) for one in both]
            if amounts == 2 or all(map(table.named, parts)):
                return parts
    industries = _INDUSTRIES.fullmatch(subject)
    if industries and amounts == 3:
        return [f"第{n}产业{industries['rest']}" for n in "一二三"]
    if table.named(subject) and not (shared and amounts > 1):
        return [subject]
    listed = subject.split("、")
    parts = listed if len(listed) == amounts > 1 else [part for part in _PARTS.split(subject) if part]
    if len(parts) < 2:
        return [subject]
    whole = _complete(parts, table)
    if len(parts) == amounts or all(map(table.named, whole)):
        return whole
    return whole if shared and amounts == 1 else [subject]


def _complete(parts: list[str], table: IndicatorTable) -> list[str]:
    """Each conjunct with the end (or the beginning) that it shares, where that makes it an indicator's name."""
    first, last = parts[0], parts[-1]
    if (half := _HALF.match(last)) and len(half[0]) < len(last) and all(map(_HALF.fullmatch, parts[:-1])):
        return [part + last[half.end() :] for part in parts[:-1]] + [last]  # 城市和农村低保标准
    if all(map(_ONE.fullmatch, parts[:-1])) and len(last) > 2 and last[-1] != "级":  # 肉、蛋、奶产量; 东、中、西部地区
        cut = 2 if last[:2] in ("街道", "乡镇") else 1
        return [part + last[cut:] for part in parts[:-1]] + [last]
    if share := _SHARE.search(last):  # 数字经济、绿色经济占生产总值比重
        return [part if _NO_SHARE.search(part) else part + share[0] for part in parts]
    known = bool(table.named(last))
    whole = [_with_end(part, last, table) for part in parts[:-1]] + [last] if known else list(parts)
    shared = next((last[cut:] for cut in range(1, len(last) - 1) if table.named(last[cut:])), "")
    if shared and not known:  # 高新区、经开区工业总产值
        whole = [part if table.named(part) or part.endswith(shared) else part + shared for part in whole]
    if not known:
        whole[-1] = next((first[:n] + last for n in range(1, len(first)) if table.named(first[:n] + last)), last)
    return whole


def _with_end(part: str, last: str, table: IndicatorTable) -> str:
    if table.named(part):
        return part
    ends = (part + last[cut:] for cut in range(1, len(last)))
    return next((name for name in ends if table.named(name)), part)


def other_half(subject: str, before: str) -> str:
    """A subject that names only one half of the people, with what was said of the other.

    >>> other_half("农村", "城镇居民人均可支配收入"), other_half("城镇", "居民人均可支配收入")
    ('农村居民人均可支配收入', '城镇居民人均可支配收入')
    """
    if not re.fullmatch("(?:城镇|城市|农村|农牧区|乡村)(?:居民)?|农牧?民", subject):
        return subject
    if said := re.search("(?:城镇|城市|农村|农牧区)(?:居民)?|农牧?民", before):
        people = "居民" if said[0].endswith("居民") and not subject.endswith("民") else ""
        return before[: said.start()] + subject + people + before[said.end() :] if said[0] != subject else subject
    at = before.find("居民")
    return subject.removesuffix("居民") + before[at:] if at >= 0 and subject[-1:] != "民" else subject


def all_named(subject: str, table: IndicatorTable) -> bool:
    """Whether the table knows the subject, or each of the conjuncts that it lists."""
    if table.named(subject):
        return True
    parts = [part for part in _PARTS.split(subject) if part]
    if len(parts) < 2 or not table.named(parts[-1]):
        return False
    return all(table.named(_with_end(part, parts[-1], table)) for part in parts[:-1])
