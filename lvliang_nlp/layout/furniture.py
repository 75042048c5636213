"""What a page carries besides its text: continued-from lines, page numbers, running heads."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lvliang_nlp.layout.edits import Edit

_S = r"\s{0,3}"
_N = "[0-9０-９一二三四五六七八九十]"
_JUMP = re.compile(
    rf"[上下紧续转]{_S}[接转]{_S}(?:[自至于到]{_S})?第?{_S}(?:[A-Za-z]?{_S}{_N}{_S}){{1,4}}版"
    rf"(?:{_S}[、，,]?{_S}第?{_S}{_N}{{1,3}}{_S}版)?(?P<close>{_S}[）)】\]])?"
)
_OPENING = re.compile(rf"[（(【\[]{_S}\Z")
_DASH = "[-—–─―·•]"
# The patterns for whole lines begin with the line feed, a literal, and are searched in "\\n" + text: that is fast.
_PAGE = re.compile(
    rf"\n[^\S\n]*(?:(\d{{1,3}})|{_DASH}{{1,3}}[^\S\n]?{_N}{{1,4}}[^\S\n]?{_DASH}{{1,3}}|\d{{1,4}}[^\S\n]?/[^\S\n]?\d{{1,4}}"
    rf"|第[^\S\n]?{_N}{{1,4}}[^\S\n]?页(?:[^\S\n]?[/（(]?共[^\S\n]?{_N}{{1,4}}[^\S\n]?页[）)]?)?)[^\S\n]*(?=\n|\Z)"
)
_NEWS = re.compile(r"日报|晚报|时报|星期[一二三四五六日天]|责编|责任编辑|\d版|第.{1,3}[版页]")
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|时报)\W{0,3}(?:\d{4}年\d+月\d+日)?\W{0,3}(?:星期.)?\W{0,3}(?:第?\w{1,4}版)"
)
_CUE = re.compile(r"日\s?报|晚\s?报|时\s?报|星\s?期|责编|责任编辑|版|页|报\s?告")
_SENTENCE = re.compile(r"[，。；！？、]")
_APPENDIX = re.compile(r"附件|附表|注释|解释|[表一二三四五六七八九十]$|[:：]")


def furniture(text: str) -> Iterator[Edit]:
    """Edits that take the furniture of a page away; the line break beside it stays."""
    if "版" in text:
        yield from _jumps(text)
    numbers: list[tuple[int, Edit]] = []
    for match in _PAGE.finditer("\n" + text):
        edit = Edit(match.start(), match.end() - 1)
        if match[1]:
            numbers.append((int(match[1]), edit))
        else:
            yield edit
    yield from _page_numbers(numbers)
    heads = defaultdict(list)
    for edit in _cued_lines(text):
        line = "".join(text[edit.start : edit.end].split())
        heads[re.sub(f"{_N}+", "0", line)].append(edit)
    for line, edits in heads.items():
        yield from _running_head(line, edits)


def _jumps(text: str) -> Iterator[Edit]:
    """（上接第1版） and the like: in brackets, of which one may be lost, or alone on a line."""
    for match in _JUMP.finditer(text):
        start, end = match.span()
        opening = _OPENING.search(text, max(0, start - 4), start)
        alone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
        if opening or match["close"] or alone:
            yield Edit(opening.start() if opening else start, end)


def _cued_lines(text: str) -> Iterator[Edit]:
    """The lines of at most 60 characters and without a sentence mark that name a newspaper, a page or the report."""
    at = 0
    while match := _CUE.search(text, at):
        start, at = text.rfind("\n", max(0, match.start() - 60), match.start()) + 1, text.find("\n", match.end())
        at = len(text) if at < 0 else at
        begins = start > 0 or match.start() < 60
        if begins and at - start <= 60 and not _SENTENCE.search(text, start, at):
            yield Edit(start, at)


def _page_numbers(numbers: list[tuple[int, Edit]]) -> Iterator[Edit]:
    """Lines of a number alone, if they count up by one: pages. Other such lines may be the cells of a table."""
    first = numbers[0][0] if numbers else 0
    if len(numbers) > 1 and all(number == first + i for i, (number, _) in enumerate(numbers)):
        yield from (edit for _, edit in numbers)


def _running_head(line: str, edits: list[Edit]) -> Iterator[Edit]:
    """A line that comes again, but for its digits: all of it goes; the first stays where it may be the title."""
    if _NEWS.search(line):
        yield from edits if len(edits) > 1 or _PAPER.fullmatch(line) else []
    elif len(edits) > 2 and not _APPENDIX.search(line):
        yield from edits[1:]
