"""The words around an amount: its bound (以上, 突破), its change (增长, 提高到) and what it is for each of (每亩, 人均)."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.schema import Bound, Change

_REACH = 36  # characters to the left that can speak of an amount
_CLAUSE_END = frozenset("，。；：！？\n,;:!?“”\"（）()《》")
_LINK = re.compile(r"(?:以上|左右|以内|以下)?(?:、|和|与|及|以及|或)(?:分别)?(?:约|近|超过|超)?")
_RATIO = {"ratio", "percentage_point"}


@dataclass(frozen=True, slots=True)
class Words:
    """The compiled tables of data/quantity_words.toml."""

    before: re.Pattern[str]
    bound_before: dict[str, Bound]
    after: re.Pattern[str]
    bound_after: dict[str, Bound]
    by: re.Pattern[str]
    to: re.Pattern[str]
    with_object: re.Pattern[str]
    rate: re.Pattern[str]
    turns: re.Pattern[str]
    ahead: re.Pattern[str]
    increase: frozenset[str]
    not_counting: frozenset[str]
    per: re.Pattern[str]


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


@lru_cache(maxsize=1)
def words_table() -> dict[str, dict[str, list[str]]]:
    """data/quantity_words.toml as it stands."""
    return tomllib.loads(files("lvliang_nlp").joinpath("data/quantity_words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the package, compiled once."""
    table = words_table()
    before = {w: b for b, ws in table["bound_before"].items() for w in ws}
    after = {w: b for b, ws in table["bound_after"].items() for w in ws}
    up, down = table["change"]["increase"], table["change"]["decrease"]
    verbs = any_of([*up, *down])
    to_verbs = any_of([*up, *down, *table["change"]["increase_to_only"], *table["change"]["decrease_to_only"]])
    none = "".join(_not_within(w, i) for w in table["not_a_change"]["words"] for i in _inside(w, [*up, *down]))
    not_before = any_of(table["not_a_bound"]["before"])
    between = rf"(?:(?:{any_of(before)}|达到|达|保持在|控制在|稳定在|了|率|度|幅度|为|再|将|力争|有望|可|能)*)"
    blocked = any_of(table["change_with_object"]["blocked_by"])
    objects = any_of([*table["change_with_object"]["increase"], *table["change_with_object"]["decrease"]])
    growth = any_of([*table["growth"]["increase"], *table["growth"]["decrease"]])
    return Words(
        before=re.compile(rf"(?:{not_before})\Z|(?P<word>{any_of(before)})(?:了|为|达|达到|人民币|在)?\Z"),
        bound_before=cast(dict[str, Bound], before),
        after=re.compile(rf"(?!{any_of(table['not_a_bound']['after'])})(?P<word>{any_of(after)})"),
        bound_after=cast(dict[str, Bound], after),
        by=re.compile(rf"{none}(?P<word>{verbs})(?!值|点\D|极){between}\Z"),
        to=re.compile(rf"{none}(?P<word>{to_verbs})(?:了)?(?:到了|到|至|为|成)(?:[^到至]{{0,10}})\Z"),
        with_object=re.compile(rf"{none}(?P<word>{objects})(?!值|点|极)(?:(?!{blocked})[一-鿿]){{1,12}}?(?:{any_of(before)})?\Z"),
        rate=re.compile(rf"(?P<word>{growth})(?:(?!高于|低于|快于|慢于|居|列|排)[^，]){{0,14}}\Z"),
        turns=re.compile(rf"(?:{any_of(after)})?[^，。；、：\d]{{0,8}}?(?:{to_verbs}|调整|优化|转变)?了?(?:到|至|为|成)"),
        ahead=re.compile(r"(?P<word>至少|最少|起码|最多|至多)[一-鿿]{1,10}\Z"),
        not_counting=frozenset(table["change"]["not_counting"]),
        increase=frozenset([*up, *table["change"]["increase_to_only"], *table["growth"]["increase"]]),
        per=re.compile(r"每(?:\d*[百千万亿]?)(名|个|人|亩|户|家|村|年|月|日|天|吨|公顷|辆|平方米|立方米|小时|公里|县|镇|乡|市|所|校|床|头|台|套|项|座|条|件)(?:居民|人口|农户|学生)?|([人户亩村县校地])均"),
    )


def _inside(word: str, verbs: Sequence[str]) -> list[int]:
    """Where in `word` a verb of change starts: 新增 hides 增 at 1."""
    return [i for i in range(len(word)) if any(word.startswith(v, i) for v in verbs)]


def _not_within(word: str, at: int) -> str:
    """Not where `word` stands around this point: its first `at` characters before, the rest behind."""
    return f"(?:(?<!{word[:at]})|(?!{word[at:]}))" if at else f"(?!{word})"


def read_context(text: str, found: list[Found]) -> None:
    """Set bound, change and per of each amount in place, from the clause it stands in and the list it belongs to."""
    table = words()
    previous: Found | None = None
    for item in found:
        gap_from = previous.end if previous else 0
        gap = text[gap_from : item.start] if item.start - gap_from <= 12 else ""
        linked = previous is not None and bool(gap) and _LINK.fullmatch(gap) is not None
        left = _clause(text, max(gap_from, item.start - _REACH), item.start)
        item.bound = _bound(text, item, left, table)
        item.change = _change(text, item, left, table)
        item.per = _per(left, table)
        if linked and previous is not None:
            _share(text, previous, item)
        previous = item


def _clause(text: str, start: int, end: int) -> str:
    """The part of text[start:end] that belongs to the clause the amount stands in."""
    at = end
    while at > start and text[at - 1] not in _CLAUSE_END:
        at -= 1
    return text[at:end]


def _bound(text: str, item: Found, left: str, table: Words) -> Bound:
    after = table.after.match(text, _past_note(text, item.end))
    if after:
        return table.bound_after[after["word"]]
    if item.more:
        return "gt"
    before = table.before.search(left[-10:])
    if before and before["word"] and (before["word"] != "上" or item.number[:1] in ("", *"百千万")):
        return table.bound_before[before["word"]]
    ahead = table.ahead.search(left[-14:])
    return table.bound_before[ahead["word"]] if ahead else "eq"


def _past_note(text: str, end: int) -> int:
    """Behind a short note on the unit: 100条（个）以上."""
    if text[end : end + 1] in ("（", "("):
        for close in range(end + 2, end + 5):
            if text[close : close + 1] in ("）", ")"):
                return close + 1 if text[end + 1 : close] not in ("含", "不含") else end
    return end


def _change(text: str, item: Found, left: str, table: Words) -> Change:
    if item.change != "none":
        return item.change
    if not left:
        return "none"
    start = max(left.rfind("从"), left.rfind("由"))
    if start >= 0 and len(left) - start <= 16 and table.turns.match(text, item.end, item.end + 16):
        return "from"
    to = table.to.search(left)
    if to:
        return "increase_to" if to["word"] in table.increase else "decrease_to"
    by = table.by.search(left) or table.with_object.search(left)
    if by and item.unit.dimension == "count" and by["word"] in table.not_counting:
        return "none"
    if by is None and item.unit.dimension in _RATIO:
        by = table.rate.search(left)
    if by:
        return "increase_by" if by["word"] in table.increase else "decrease_by"
    return "none"


def _per(left: str, table: Words) -> str:
    hit = None
    for hit in table.per.finditer(left):
        pass
    return (hit[1] or hit[2]) if hit and len(left) - hit.end() <= 12 else ""


def _share(text: str, previous: Found, item: Found) -> None:
    """In a list (分别增长7%和8%左右) change goes forward and the bound behind the last amount goes back."""
    if item.unit.dimension == "percentage_point" and previous.unit.name == "个" and "." in previous.number:
        previous.unit = item.unit  # 1.5个和4个百分点
    alike = previous.unit is item.unit or {previous.unit.dimension, item.unit.dimension} <= _RATIO
    if not alike:
        return
    if item.change == "none" and previous.change != "none":
        item.change = previous.change
    if not item.per:
        item.per = previous.per
    behind = words().after.match(text, item.end, item.end + 6)
    if behind and previous.bound == "eq" and not words().after.match(text, previous.end, previous.end + 6):
        previous.bound = item.bound
