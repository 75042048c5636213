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
_TAIL = re.compile(
    r"[”’」]?等(?:(?P<count>\d{1,5}|[一二两三四五六七八九十百千]{1,4})(?:余|多)?(?P<unit>个|条|座|处|所|项|家|大|类))?(?:亿元以上|重点|重大)*"
    r"(?P<head>[^，。；、：！？（(\n等和]{0,14})"
)
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
    tail = _TAIL.match(text, end)
    names = [text[a:b] for a, b in chain]
    if tail:
        head, count = _head(tail["head"]), parse(tail["count"]) if tail["count"] else None
        heads = [head if _lacks(name, head) else "" for name in names]
        stage = _stage(text, chain[0][0], tail.end("head") - len(tail["head"]) + len(head))
    else:
        heads, count = _heads_of_last(names), None
        stage = _stage(text, chain[0][0], end)
    number = int(count.low) if count is not None and count.low == int(count.low) else None
    return [Group(head, number, stage) for head in heads]


def _head(words: str) -> str:
    """The type word of a shared head with what tells it apart: 光伏项目 of 光伏项目建设, 项目 of 重点项目."""
    types = project_words()
    for end in range(len(words), 0, -1):
        if types.ends.search(words[:end]):
            return types.modifier.sub("", words[:end]).removeprefix("的")
    return ""


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


def _stage(text: str, start: int, end: int) -> Stage | None:
    """The latest stage behind the list in its clause; where nothing is said there, the last one before it."""
    types = project_words()
    after = _CLAUSE.split(text[end : end + _AFTER], maxsplit=1)[0]
    order = list(types.stage_of.values())
    told = [types.stage_of[word] for word in types.stage.findall(after)]
    if told and (best := max(told, key=order.index)) != "under_construction":
        return best
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    words = types.stage.findall(before)
    if words:
        near: list[Stage] = [types.stage_of[word] for word in words[-2:]]
        latest = max(near, key=order.index)
        return latest if near[-1] != "planned" else near[-1]
    return told[-1] if told else None
