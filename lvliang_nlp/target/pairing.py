"""Subjects and amounts of a list, paired: 城镇和农村居民人均可支配收入分别增长7%和8%."""

import re

from lvliang_nlp.target.indicators import IndicatorTable

_PARTS = re.compile(r"、|和|与|及|以及")
_INDUSTRIES = re.compile(r"(?:第?一、?第?二、?第?三|一二三|一、二、三)(?:次)?产业(?P<rest>.*)")
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


def all_named(subject: str, table: IndicatorTable) -> bool:
    """Whether the table knows the subject, or each of the conjuncts that it lists."""
    if table.named(subject):
        return True
    parts = [part for part in _PARTS.split(subject) if part]
    if len(parts) < 2 or not table.named(parts[-1]):
        return False
    return all(table.named(_with_end(part, parts[-1], table)) for part in parts[:-1])
