"""The year whose work a report plans, from its head or else from its headings and first paragraphs."""

import re
from collections.abc import Sequence

from lvliang_nlp.outline.date import read_years
from lvliang_nlp.outline.head import Head

_AHEAD = re.compile(r"任务|重点|安排|目标|打算|意见|建议|要求|思路|部署|主要工作|政府工作$|工作$")
_BACK = re.compile(r"回顾|总结|完成情况|执行情况|成绩|成就|基本估计|情况")
_FAR = re.compile(r"[到至—\-－]\s*[\d〇一二三四五六七八九]{4}年|[\d〇一二三四五六七八九]{4}年远景")
_OPENING = 6


def planned_year(head: Head, headings: Sequence[str], lines: Sequence[str]) -> int | None:
    """The head's year; else the last one a heading plans for; else the one after the year looked back at."""
    if head.year is not None:
        return head.year
    ahead = [year for title in headings if _AHEAD.search(title) and not _BACK.search(title) for year in _near(title)]
    if ahead:
        return max(ahead)
    back = [year for title in headings if _BACK.search(title) for year in _near(title)]
    if back:
        return max(back) + 1
    told = [year for line in lines[head.lines : head.lines + _OPENING] for year in _near(line[:120])]
    return max(told) + 1 if told else None


def _near(text: str) -> list[int]:
    """Years that `text` names, but for the ends of spans and distant goals (到2035年)."""
    return read_years(_FAR.sub("", text))
