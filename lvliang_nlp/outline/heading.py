"""Which paragraphs are headings, or open with one.

A heading is numbered (一、 （一） 1. （1） 第一， 一是 ——) or a short line of its own without a full stop. It fills its
paragraph, or is the short first sentence of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

_CN = "一二三四五六七八九十百"
_FIRST = {"一", "1", "１", "首先", "⑴", "①"}

# Kinds of numbering from the outermost in.
_KINDS = (
    ("part", rf"第(?P<part>[{_CN}\d]{{1,3}})(?:部分|章|篇|编|节)[、，,:：]?"),
    ("cn", rf"(?P<cn>[{_CN}]{{1,3}})(?:[、．]|\.(?!\d)|[ \u3000](?=[^、]))(?![{_CN}](?:、|产业|线|级|次))"),
    ("paren", rf"[（(]?(?P<paren>[{_CN}]{{1,3}})[）)][、，．.]?"),
    ("ordinal", rf"(?:第(?P<ordinal>[{_CN}]{{1,3}})|(?P<first>首先))[，,、：:]"),
    ("arabic", r"(?P<arabic>[0-9０-９]{1,2})[ \u3000]?(?:[、．.](?![0-9０-９])|[、．.](?=20\d\d年))"),
    ("inner", r"[（(]?(?P<inner>[0-9０-９]{1,2})[）)]|(?P<boxed>[⑴-⒇①-⑳])"),
    ("lead", rf"(?P<lead>[{_CN}]{{1,3}})是(?:要)?"),
    ("dash", r"(?P<dash>[—–―─━－-]{1,3})(?![0-9])"),
)
_MARKER = re.compile("|".join(f"(?P<k_{name}>{pattern})" for name, pattern in _KINDS))
KINDS = tuple(name for name, _ in _KINDS)
_IN_SENTENCE = {"ordinal", "lead", "dash"}  # open full sentences as often as headings: only a short lead counts

STRUCTURAL = {"part", "cn", "paren", "arabic"}
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
    r"^(?:[-•·●◆■★※>|\[【〔%（(＊*]|\d(?!\d{3}年)|附表|来源|责任编辑|编辑|记者|文档|图|注)|各位代表|同志们|https?:|[|。；]|\.(?:pdf|doc)"
)
APPENDIX = re.compile(
    r"(?:名词|有关|用语|名称)[^，]{0,6}(?:解释|注释|说明)|报告》?(?:注释|释义|注解)|注释$|用语释义|^附[件录：:]"
)
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
    end = _bold_title(text, mark.end(), first_end, bold.ends(start)) if is_bold and kind in _HEADS else 0
    if not end and _is_numbered_heading(kind, text[mark.end() : first_end], whole, is_bold):
        end = first_end
    elif not end and kind in _HEADS:
        gap = _GAP.match(text, mark.end(), min(first_end, mark.end() + _NUMBERED_MAX))
        end = gap.end("title") if gap else 0
    if not end:
        return None
    return Heading(index, start, mark.end(), end, kind, number in _FIRST, whole and end == first_end, is_bold)


def _bold_title(text: str, start: int, end: int, bold_end: int) -> int:
    """Where the bold title of a line ends that runs on in the same sentence, else 0."""
    if start + 3 < bold_end < min(end, start + _NUMBERED_MAX) and _HAN.search(text, bold_end, end):
        return start + len(text[start:bold_end].rstrip())
    return 0


def _is_numbered_heading(kind: str, body: str, whole: bool, bold: bool) -> bool:
    length = len(body.strip())
    if kind in _IN_SENTENCE:
        if whole and (_STOPPED.search(body) or kind == "dash") and not bold:
            return False
        return length <= _LEAD_MAX and not body.endswith(("；", "："))
    limit = _NUMBERED_MAX if kind in _HEADS else _ITEM_MAX
    if kind not in _HEADS and ("：" in body or ":" in body):  # an entry of a glossary
        return False
    if _STOPPED.search(body) or not whole:
        return length <= limit and not body.endswith(("；", "："))
    return length <= _NUMBERED_MAX and not body.rstrip().endswith(("；", ";", "，", "、"))


def _is_short_line(line: str, bold: bool) -> bool:
    if not 4 <= len(line) <= (_BOLD_MAX if bold else _SHORT_MAX):
        return False
    if APPENDIX.search(line) and len(line) < _SHORT_MAX:
        return True
    if _OPEN_END.search(line) or _NO_HEADING.search(line) or "：" in line:
        return False
    return 2 * len(_HAN.findall(line)) > len(line) and (bold or line.count("，") <= 2)


def without_lists(found: Sequence[Heading], text: str, paragraphs: int) -> list[Heading]:
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
    return _without_glossary(kept, text, paragraphs)


def _without_glossary(headings: list[Heading], text: str, paragraphs: int) -> list[Heading]:
    """Below the heading of a glossary at the end stand its entries, which are no headings."""
    for i, heading in enumerate(headings):
        if heading.paragraph > paragraphs / 3 and APPENDIX.search(text, heading.start, heading.end):
            return [*headings[: i + 1], *(h for h in headings[i + 1 :] if APPENDIX.search(text, h.start, h.end))]
    return headings
