"""How headings nest: numbered kinds by rank, lines without a number by the numbering around them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from lvliang_nlp.outline.heading import APPENDIX, KINDS, STRUCTURAL, Heading

# Ranks leave room between two kinds for lines without a number.
_RANK = {name: 2 * i + 2 for i, name in enumerate(KINDS)}
_TOPICAL = re.compile(r"工作|政府|回顾|目标|任务|安排|建议|重点|解释|说明|注释|附件|\d{4}年|形势|要求")


def nest(headings: Sequence[Heading], text: str) -> list[Heading]:
    """Give each heading its rank and hang it below the nearest one before it that ranks higher; returns the roots."""
    ranks = _ranks(headings)
    _rank_unnumbered(headings, text, ranks)
    roots: list[Heading] = []
    stack: list[Heading] = []
    for heading in headings:
        heading.rank = ranks[heading.kind] if heading.kind else heading.rank
        while stack and stack[-1].rank >= heading.rank:
            stack.pop()
        (stack[-1].children if stack else roots).append(heading)
        stack.append(heading)
    return roots


def _ranks(headings: Sequence[Heading]) -> dict[str, int]:
    """Ranks of the kinds; two change places in a report that numbers the other way round: （一） above 一、."""
    ranks = dict(_RANK)
    opened = Counter((above.kind, below.kind) for above, below in pairwise(headings) if below.first)
    for outer, inner in (("cn", "paren"), ("paren", "arabic"), ("cn", "arabic")):
        if opened[inner, outer] > opened[outer, inner]:
            ranks[outer], ranks[inner] = ranks[inner], ranks[outer]
    return ranks


def _rank_unnumbered(headings: Sequence[Heading], text: str, ranks: Mapping[str, int]) -> None:
    """Lines without a number stand right above the numbering they open, else right below the heading before them."""
    behind = _next_structural(headings)
    outer = 0  # rank of the outermost line so far that opened a numbering
    before: Heading | None = None
    for i, heading in enumerate(headings):
        if heading.kind in STRUCTURAL:
            before = heading
        if heading.kind:
            continue
        topical = _TOPICAL.search(text, heading.start, heading.end) is not None
        ahead, straight = behind[i]
        if APPENDIX.search(text, heading.start, heading.end):
            heading.rank = 1
        elif ahead is not None and ahead.first and (straight or topical or before is None):
            heading.rank = ranks[ahead.kind] - 1
            outer = min(outer or heading.rank, heading.rank)
        elif topical and outer:
            heading.rank = outer
        else:
            heading.rank = (ranks[before.kind] if before is not None else outer) + 1


def _next_structural(headings: Sequence[Heading]) -> list[tuple[Heading | None, bool]]:
    """For each heading the next structural one, and whether no unnumbered line stands between."""
    found: list[tuple[Heading | None, bool]] = []
    ahead: Heading | None = None
    straight = True
    for heading in reversed(headings):
        found.append((ahead, straight))
        if heading.kind in STRUCTURAL:
            ahead, straight = heading, True
        elif not heading.kind:
            straight = False
    return found[::-1]
