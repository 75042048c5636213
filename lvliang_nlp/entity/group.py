"""Projects that stand in one list: the head they share, how many there are, the stage the words around tell.

In 推进柳林大唐、交口晋能等5个光伏项目建设 the two projects share 光伏项目, are two of 5, and are under construction.
"""

import re
from dataclasses import dataclass

from lvliang_nlp.entity.spans import Pair
from lvliang_nlp.entity.words import project_words
from lvliang_nlp.quantity import parse
from lvliang_nlp.schema import Stage

_JOINT = re.compile(r"[、，,]|以及|和|及|与|[”’」）)][、，]?")
_COUNT = r"(?P<count>\d{1,5}|[一二两三四五六七八九十百千]{1,4})(?:余|多)?(?:个|条|座|处|所|项|家|大|类)"
_HEAD = r"(?:亿元以上|重点|重大)*(?P<head>[^，。；、：！？（(\n等和]{0,14})"
_MORE = r"(?:、[^，。；、：！？（）(\n等和及与]{2,20}){0,3}"  # conjuncts that were not found
_TAIL = re.compile(rf"[”’」]?{_MORE}[”’」]?等(?:{_COUNT})?{_HEAD}")
_COUNTED = re.compile(_COUNT + _HEAD)  # 甲、乙2个项目
_BEHIND = re.compile(_COUNT)  # 等项目9个
_SIZE = re.compile(r"(?:总?投资)?(?:超过?|过|近)?[\d.]+[万亿]*(?:元|公里|平方米|千瓦|吨|亩)(?:以上)?的?")
_BEFORE, _AFTER = 24, 24
_CLAUSE = re.compile(r"[，。；：！？\n]")


@dataclass(slots=True)
class Group:
    """What a project has from its list: `head` is empty where its own name is whole."""

    head: str = ""
    count: int | None = None
    stage: Stage | None = None


def groups(text: str, projects: list[Pair]) -> list[Group]:
    """One for each project span, in order."""
    found: list[Group] = []
    chain: list[Pair] = []
    for i, span in enumerate(projects):
        chain.append(span)
        after = projects[i + 1] if i + 1 < len(projects) else None
        if after is None or after[0] < span[1] or not _JOINT.fullmatch(text[span[1] : after[0]]):
            found += _read(text, chain)
            chain = []
    return found


def _read(text: str, chain: list[Pair]) -> list[Group]:
    end = chain[-1][1]
    names = [text[a:b] for a, b in chain]
    tail = _TAIL.match(text, end) or _counted(text, end, len(names))
    if not tail:
        return [Group(head, None, _stage(text, chain[0][0], end)) for head in _heads_of_last(names)]
    size = _head_end(tail["head"])
    end = tail.start("head") + size
    head = _plain(tail["head"][:size])
    count = tail if tail["count"] else size and _BEHIND.match(text, end)
    number = parse(count["count"]) if count else None
    whole = int(number.low) if number is not None and number.low == int(number.low) else None
    stage = _stage(text, chain[0][0], end, tail["head"][: size - len(head)])
    return [Group(head if _lacks(name, head) else "", whole, stage) for name in names]


def _counted(text: str, end: int, members: int) -> re.Match[str] | None:
    """The end of a list without 等 that counts its own members: 甲产业园、乙产业园2个重大项目."""
    found = _COUNTED.match(text, end)
    number = parse(found["count"]) if found else None
    return found if number is not None and number.low == members > 1 else None


def _head_end(words: str) -> int:
    """Where a shared head ends: behind 项目 or 工程, else behind its last type word; 0 where there is none."""
    types = project_words()
    if bare := types.first_bare.search(words):
        return bare.end()
    return next((end for end in range(len(words), 0, -1) if types.ends.search(words[:end])), 0)


def _plain(head: str) -> str:
    """What a head says beside how large and important: 光伏项目 of 投资超10亿元的重大光伏项目."""
    head = _SIZE.sub("", head).rpartition("的")[2]
    return project_words().modifier.sub("", head)


def _lacks(name: str, head: str) -> bool:
    """Whether a name needs the head: not when it ends in a type word of its own."""
    return bool(head) and not name.endswith(head) and project_words().ends.search(name) is None


def _heads_of_last(names: list[str]) -> list[str]:
    """With no 等 the last name keeps the head: A、B项目; 赫章至六盘水、六枝至安龙高速公路."""
    types = project_words()
    last = names[-1]
    if len(names) < 2 or (found := types.ends.search(last)) is None:
        return [""] * len(names)
    head = found[0] if found[0] in types.bare else ""
    route = types.route.search(last)
    heads = []
    for name in names[:-1]:
        if head:
            heads.append(head if _lacks(name, head) else "")
        else:
            heads.append(route[0] if route and "至" in name and not types.ends.search(name) else "")
    return [*heads, ""]


def _stage(text: str, start: int, end: int, within: str = "") -> Stage | None:
    """The latest stage behind the list in its clause, or `within` its head (在建项目); where nothing is said there, the
    last one before it."""
    types = project_words()
    after = within + _CLAUSE.split(text[end : end + _AFTER], maxsplit=1)[0]
    order = list(types.stage_of.values())
    said = types.stage.findall(after)
    told = [types.stage_of[word] for word in said]
    if told and ((best := max(told, key=order.index)) != "under_construction" or not types.sure.isdisjoint(said)):
        return best
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    words = types.stage.findall(before)
    if words:
        near: list[Stage] = [types.stage_of[word] for word in words[-2:]]
        latest = max(near, key=order.index)
        return latest if near[-1] != "planned" else near[-1]
    return told[-1] if told else None
