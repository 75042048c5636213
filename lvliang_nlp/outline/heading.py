"""Which paragraphs are headings, or open with one, and how the headings nest.

A heading is numbered (一、 （一） 1. （1） 第一， 一是 ——) or a short line of its own without a full stop. It fills its
paragraph, or is the short first sentence of it. Numbered kinds nest by rank; a line without a number stands above the
numbering that begins anew right behind it, or else below the numbered heading it follows.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

_CN = "一二三四五六七八九十百"
_FIRST = {"一", "1", "１", "首先", "⑴", "①"}

# Kinds from the outermost in; a kind's rank is twice its place here, which leaves room between for unnumbered lines.
_KINDS = (
    ("part", rf"第(?P<part>[{_CN}\d]{{1,3}})(?:部分|章|篇|编|节)[、，,:：]?"),
    ("cn", rf"(?P<cn>[{_CN}]{{1,3}})(?:[、．]|\.(?!\d)|[ \u3000](?=[^、]))(?![{_CN}](?:、|产业|线|级|次))"),
    ("paren", rf"[（(](?P<paren>[{_CN}]{{1,3}})[）)][、，．.]?"),
    ("ordinal", rf"(?:第(?P<ordinal>[{_CN}]{{1,3}})|(?P<first>首先))[，,、：:]"),
    ("arabic", r"(?P<arabic>[0-9０-９]{1,2})[ \u3000]?(?:[、．.](?![0-9０-９])|[、．.](?=20\d\d年))"),
    ("inner", r"[（(]?(?P<inner>[0-9０-９]{1,2})[）)]|(?P<boxed>[⑴-⒇①-⑳])"),
    ("lead", rf"(?P<lead>[{_CN}]{{1,3}})是(?:要)?"),
    ("dash", r"(?P<dash>[—–―─━－-]{1,3})(?![0-9])"),
)
_MARKER = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _KINDS))
_RANK = {name: 2 * i + 2 for i, (name, _) in enumerate(_KINDS)}
_BOTTOM = 2 * len(_KINDS) + 3
_IN_SENTENCE = {"ordinal", "lead", "dash"}  # open full sentences as often as headings: only a short lead counts

_HEADS = {"part", "cn", "paren"}  # number headings far more often than items
_NUMBERED_MAX = 65
_ITEM_MAX = 45
_SHORT_MAX = 30
_BOLD_MAX = 45
_LEAD_MAX = 30
_GAP = re.compile(r"\s*(?P<title>[^\s。；]{4,40}(?<![，、：]))[ \u3000]+(?=\S)")
_STOPPED = re.compile(r"[。！？!?…][”’」』）》】)\]\"]*$")
_OPEN_END = re.compile(r"[；;，,：:、。！？!?…—．.）)]$")
_NO_HEADING = re.compile(
    r"^(?:[-•·●◆■★※>|\[【〔\d%（(＊*]|附表|来源|责任编辑|编辑|记者|文档|图|注)|各位代表|同志们|https?:|[|。；]|\.(?:pdf|doc)"
)
_TOPICAL = re.compile(r"工作|政府|回顾|目标|任务|安排|建议|重点|解释|说明|注释|附件|\d{4}年|形势|要求")
_HAN = re.compile(r"[一-鿿]")


@dataclass(slots=True)
class Heading:
    """A heading: index of its paragraph, clean offsets of all of it and of the end of its marker."""

    paragraph: int
    start: int
    mark_end: int
    end: int
    kind: str  # a name of _KINDS, or "" for a line without a number
    first: bool  # numbered one, so a numbering begins here
    whole: bool  # fills its paragraph
    bold: bool
    rank: int = 0
    children: "list[Heading]" = field(default_factory=list)


class Bold(Protocol):
    """What the source marks as bold or as a heading."""

    def starts(self, offset: int) -> bool:
        """Whether what stands at a clean offset is so marked."""

    def ends(self, offset: int) -> int:
        """Where, as a clean offset, the bold ends that holds at `offset`; 0 if nowhere."""


def find_heading(index: int, spans: Sequence[tuple[int, int]], text: str, bold: Bold) -> Heading | None:
    """The heading that a paragraph (its sentences given as clean offsets) is or begins with."""
    start, first_end = spans[0]
    mark = _MARKER.match(text, start, min(first_end, start + 12))
    if mark is None:
        if len(spans) > 1 or first_end - start > _BOLD_MAX:
            return None
        is_bold = bold.starts(start)
        if not _is_short_line(text[start:first_end], is_bold):
            return None
        return Heading(index, start, start, first_end, "", False, True, is_bold)
    kind = next(name for name, _ in _KINDS if mark[f"k_{name}"] is not None)
    number = next((value for name, value in mark.groupdict().items() if value and not name.startswith("k_")), "")
    whole, is_bold = len(spans) == 1, bold.starts(start)
    end = first_end
    if not _is_numbered_heading(kind, text[mark.end() : end], whole, is_bold):
        end = _cut(text, mark.end(), end, bold.ends(start) if is_bold else 0) if kind in _HEADS else 0
        if not end:
            return None
        whole = False
    return Heading(index, start, mark.end(), end, kind, number in _FIRST, whole, is_bold)


def _cut(text: str, start: int, end: int, bold_end: int) -> int:
    """Where a heading ends that its line runs on behind, with no full stop between: with the bold, or at a space."""
    if start + 3 < bold_end < min(end, start + _NUMBERED_MAX):
        return start + len(text[start:bold_end].rstrip())
    gap = _GAP.match(text, start, min(end, start + _NUMBERED_MAX))
    return gap.end("title") if gap else 0


def _is_numbered_heading(kind: str, body: str, whole: bool, bold: bool) -> bool:
    length = len(body.strip())
    if kind in _IN_SENTENCE:
        if whole and (_STOPPED.search(body) or kind == "dash") and not bold:
            return False
        return length <= _LEAD_MAX and not body.endswith(("；", "："))
    limit = _NUMBERED_MAX if kind in _HEADS else _ITEM_MAX
    if _STOPPED.search(body) or not whole:
        return length <= limit and not body.endswith(("；", "："))
    return length <= _NUMBERED_MAX and not body.rstrip().endswith(("；", ";", "，", "、"))


def _is_short_line(line: str, bold: bool) -> bool:
    if not 4 <= len(line) <= (_BOLD_MAX if bold else _SHORT_MAX):
        return False
    if _OPEN_END.search(line) or _NO_HEADING.search(line) or "：" in line:
        return False
    return 2 * len(_HAN.findall(line)) > len(line) and (bold or line.count("，") <= 2)


def without_lists(found: Sequence[Heading], paragraphs: int) -> list[Heading]:
    """Drop what only looks like headings: items of a list, one line each, and lines with nothing below them."""
    runs: list[list[Heading]] = []
    for heading in found:
        last = runs[-1][-1] if runs else None
        follows = last is not None and last.whole and heading.paragraph == last.paragraph + 1
        if follows and last is not None and heading.kind == last.kind and heading.whole:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    kept: list[Heading] = []
    for run in runs:
        few = 2 if run[0].kind == "" else 1
        if len(run) <= few or all(heading.bold for heading in run):
            kept += run
    if kept and kept[-1].kind == "" and kept[-1].paragraph == paragraphs - 1:
        kept.pop()
    return kept


def nest(headings: Sequence[Heading], text: str) -> list[Heading]:
    """Give each heading its rank and hang it below the nearest one before it that ranks higher; returns the roots."""
    roots: list[Heading] = []
    stack: list[Heading] = []
    ranks = _ranks(headings)
    outer = 0  # rank of the outermost unnumbered line so far that opened a numbering
    for i, heading in enumerate(headings):
        heading.rank = ranks.get(heading.kind) or _unnumbered_rank(headings, i, text, ranks, outer)
        if not heading.kind and heading.rank < _BOTTOM:
            outer = min(outer or _BOTTOM, heading.rank)
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


def _unnumbered_rank(headings: Sequence[Heading], i: int, text: str, ranks: Mapping[str, int], outer: int) -> int:
    ahead = headings[i + 1] if i + 1 < len(headings) else None
    if ahead is not None and ahead.kind and ahead.first:
        return ranks[ahead.kind] - 1
    if outer and _TOPICAL.search(text, headings[i].start, headings[i].end):
        return outer
    return _BOTTOM
