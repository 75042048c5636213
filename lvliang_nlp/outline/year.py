"""The year whose work a report plans, from its head or else from its headings and first paragraphs."""

import re
from collections.abc import Sequence

from lvliang_nlp.outline.date import read_years
from lvliang_nlp.outline.head import Head

_AHEAD = re.compile(r"任务|重点|安排|目标|打算|意见|建议|要求|思路|部署|工作|开局")
_BACK = re.compile(r".*(?:回顾|总结|情况|成绩|成就|基本估计)")
_YEAR = r"[\d〇○零一二三四五六七八九]{4}年"
_FAR = re.compile(rf"[到至—\-－]\s*{_YEAR}|{_YEAR}(?:远景|以来|初|底|\d{{1,2}}月)")
_OPENING = 6


def planned_year(head: Head, headings: Sequence[str], lines: Sequence[str]) -> int | None:
    """The head's year; else the last one a heading plans for; else the one after the year looked back at."""
    if head.year is not None:
        return head.year
    ahead: list[int] = []
    behind: list[int] = []
    for title in headings:
        back = _BACK.match(title)
        cut = back.end() if back else 0
        behind += _near(title[:cut])
        if _AHEAD.search(title, cut):
            ahead += _near(title[cut:])
    if ahead:
        return max(ahead)
    if not behind:
        behind = [year for line in lines[head.lines : head.lines + _OPENING] for year in _near(line[:120])]
    return max(behind) + 1 if behind else None


def _near(text: str) -> list[int]:
    """Years that `text` names, but for the ends of spans, distant goals and beginnings (到2035年, 2018年以来)."""
    return read_years(_FAR.sub("", text))
