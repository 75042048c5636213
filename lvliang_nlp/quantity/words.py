"""data/quantity_words.toml, compiled: the words that set bound and change, and the noun that is counted."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from lvliang_nlp.patterns import any_of
from lvliang_nlp.schema import Bound

Direction = Literal["increase", "decrease"]


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of change: what it can do, and the longer words it is part of when it does not (新增, 增加值)."""

    direction: Direction
    by: bool = False  # 增长6%
    to: bool = False  # 提高到45%
    with_object: bool = False  # 增加学位6500个
    rate: bool = False  # 增速达到8%
    counts: bool = True  # 增加5个, but 提升5个 says what is done
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns over the text left and right of an amount; those named `_back` read the left side reversed."""

    verb: re.Pattern[str]
    verbs: dict[str, Verb]
    to: re.Pattern[str]
    by: re.Pattern[str]
    object: re.Pattern[str]
    rate: re.Pattern[str]
    turns: re.Pattern[str]
    before_back: re.Pattern[str]
    bound_before: dict[str, Bound]
    after: re.Pattern[str]
    bound_after: dict[str, Bound]
    skip: re.Pattern[str]
    noun_end: re.Pattern[str]
    noun_start: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the package, read and compiled once."""
    table = tomllib.loads(files("lvliang_nlp").joinpath("data/quantity_words.toml").read_text(encoding="utf-8"))
    before: dict[str, Bound] = {w: b for b, ws in table["bound_before"].items() for w in ws}
    after: dict[str, Bound] = {w: b for b, ws in table["bound_after"].items() for w in ws}
    verbs = _verbs(table)
    counted = table["counted"]
    changes = [w for w, v in verbs.items() if len(w) > 1 and not v.rate]
    between = rf"(?:{any_of([*before, *table['change']['between']])})"
    starts = [*counted["before"], *changes, *(w for w in before if len(w) > 1)]
    blocked = any_of(table["change_with_object"]["blocked_by"])
    to_verbs = any_of(w for w, v in verbs.items() if v.to)
    back, not_back = (any_of(w[::-1] for w in ws) for ws in (before, table["not_a_bound"]["before"]))
    return Words(
        verb=re.compile(any_of(verbs)),
        verbs=verbs,
        to=re.compile(r"了?(?:到了|到|至|为)[^到至、]{0,10}"),
        by=re.compile(rf"(?!值|点\D|极){between}*+"),
        object=re.compile(rf"(?!值|点|极)(?:(?!{blocked})[一-鿿]){{1,12}}?(?:{any_of(before)})?"),
        rate=re.compile(r"(?:(?!(?:高于|低于|快于|慢于|超过|领先|高出)[一-鿿]|居|列|排)[^，]){0,14}"),
        turns=re.compile(rf"(?:{any_of(after)})?，?[^，。；、：\d]{{0,8}}?(?:{to_verbs}|调整|优化|转变)?了?(?:到|至|为|成)"),
        # 达到 and 人民币 read backwards
        before_back=re.compile(rf"(?:了|为|到达|达|币民人|在)?(?!{not_back})({back})"),
        bound_before=before,
        after=re.compile(rf"(?!{any_of(table['not_a_bound']['after'])})({any_of(after)})"),
        bound_after=after,
        skip=re.compile(rf"(?:{any_of(after)})?的?"),
        noun_end=re.compile(rf"(?:{any_of([*counted['verbs'], *changes])})(?!{any_of(counted['heads'])})"),
        noun_start=re.compile(any_of(starts) + r"|[到至]|每[百千万]*(?:人口|[人户])?"),
    )  # fmt: skip


def _verbs(table: dict[str, dict[str, list[str]]]) -> dict[str, Verb]:
    change, objects, growth = table["change"], table["change_with_object"], table["growth"]
    hiding = table["not_a_change"]["words"]
    found = {}
    for direction in ("increase", "decrease"):
        only = change[f"{direction}_to_only"]
        for word in {*change[direction], *only, *objects[direction], *growth[direction]}:
            rate = word in growth[direction]
            found[word] = Verb(
                "increase" if direction == "increase" else "decrease",
                by=word in change[direction] or rate,
                to=not rate,
                with_object=word in objects[direction],
                rate=rate,
                counts=word not in change["not_counting"],
                hidden=tuple((h[:i], h[i:]) for h in hiding for i in range(len(h)) if h.startswith(word, i)),
            )
    return found
