"""What a page carries besides its text: continued-from lines, page numbers, running heads."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lvliang_nlp.layout.edits import Edit

_S = r"\s{0,3}"
_JUMP = re.compile(
    rf"(?P<open>[（(【\[]{_S})?[上下紧续转]{_S}[接转]{_S}(?:自|至|于|到)?{_S}第?{_S}(?:[A-Za-z]?{_S}[0-9０-９一二三四五六七八九十]{_S}){{1,4}}版"
    rf"(?:{_S}[、，,]?{_S}第?{_S}[0-9０-９一二三四五六七八九十]{{1,3}}{_S}版)?(?P<close>{_S}[）)】\]])?"
)
_PAGE = re.compile(
    r"^[^\S\n]*(?:[-—–─―·•][-—–─―·•\t ]{0,4}[0-9０-９]{1,4}[^\S\n]{0,3}[-—–─―·•]{1,3}|第[^\S\n]?[0-9０-９一二三四五六七八九十]{1,4}[^\S\n]?页"
    r"(?:[^\S\n]{0,2}[,，/（(]?[^\S\n]?共[^\S\n]?[0-9０-９一二三四五六七八九十]{1,4}[^\S\n]?页[）)]?)?|[0-9]{1,4}[^\S\n]?/[^\S\n]?[0-9]{1,4})[^\S\n]*$",
    re.M,
)
_NUMBER = re.compile(r"^[^\S\n]*([0-9]{1,3})[^\S\n]*$", re.M)
_SHORT = re.compile(r"^[^\n]{2,60}$", re.M)
_HEAD = re.compile(r"日报|晚报|时报|报告|公报|星期|责编|编辑|版|页")
_SENTENCE = re.compile(r"[，。；：！？、]")
_NEWS = re.compile(r"日报|晚报|时报|星期|责编|编辑|版|页")


def furniture(text: str) -> Iterator[Edit]:
    """Edits that take the furniture of a page away; the line break beside it stays."""
    if "版" in text:
        for match in _JUMP.finditer(text):
            alone = text[match.start() - 1 : match.start()] in ("", "\n") and text[match.end() : match.end() + 1] in ("", "\n")
            if match["open"] or match["close"] or alone:
                yield Edit(*match.span())
    yield from (Edit(*match.span()) for match in _PAGE.finditer(text))
    numbers = list(_NUMBER.finditer(text))
    values = [int(match[1]) for match in numbers]
    if len(values) > 1 and values == list(range(values[0], values[0] + len(values))):
        yield from (Edit(*match.span()) for match in numbers)
    yield from _running_heads(text)


def _running_heads(text: str) -> Iterator[Edit]:
    """Lines that come again, but for their digits: all of them; only the first one stays if it may be the title."""
    seen = defaultdict(list)
    for match in _SHORT.finditer(text):
        ink = "".join(match[0].split())
        if _HEAD.search(ink) and not _SENTENCE.search(ink):
            seen[re.sub(r"[0-9０-９一二三四五六七八九十]+", "0", ink)].append(match.span())
    for ink, spans in seen.items():
        if len(spans) > 1:
            yield from (Edit(*span) for span in (spans if _NEWS.search(ink) else spans[1:]))
