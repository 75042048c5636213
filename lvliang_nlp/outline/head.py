"""The head of a report: who says it, where, when, for which year.

The head is what stands before the salutation (各位代表) or the first long paragraph. Only patterns of its words are
used, no table of places or persons beyond the common surnames that tell a lone name from a lone word.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lvliang_nlp.outline.date import DATE, YEAR, find_date, read_year
from lvliang_nlp.outline.words import SURNAMES
from lvliang_nlp.schema import ink

_HEAD_LINES = 16
_OPENING_LINES = 6
_LONG = 90
_NATION = "国务院"

_HAN = "一-鿿"
_UNIT = "特别行政区|自治区|自治州|地区|盟|省|市|州|县|区|旗"
_NUMBER = r"第?[〇零一二三四五六七八九十百\d]{1,4}"
_NAMED = rf"(?:[{_HAN}]{{1,12}}?(?:{_UNIT}))"
_BEFORE = rf"(?:^|兼|[^{_HAN}])"
_ROLE = "市长|省长|州长|盟长|专员|县长|区长|旗长|主席|总理|主任|部长|行政长官"
_PLACES = tuple(
    re.compile(rf"{_BEFORE}({_NAMED})(?={behind})")
    for behind in (
        rf"(?:革命委员会)?{_NUMBER}届",
        "人民代表大会|人大",
        rf"(?:人民政府|政府|革命委员会)?(?:副|代理|代)?(?:{_ROLE})",
        "人民政府|政府|革命委员会",
        r"\|?(?:人民)?(?:政府)?《?(?:政府)?工作报告",
    )
)
_NOT_PLACE = re.compile(rf"{DATE.pattern}|{YEAR.pattern}|在|会议上|中共|(?<=报告)|代表(?!大会)")
_ON_BEHALF = re.compile(rf"代表({_NAMED})(?=人民政府|政府|革命委员会)")
_LAST_UNIT = re.compile(rf"(?:省|自治区)(?=[{_HAN}]{{2}})")
_NO_NAME = re.compile(rf"(?:本|全|我|各|该|本届)?(?:{_UNIT})")
_NO_START = "我第请"
_UNIT_ONLY = re.compile(
    rf"(?:^|代表|[^{_HAN}])(?:本届)?(省|市|自治区|自治州|州)(?:人民政府|政府|长|[一二三四五六七八九十]+届)"
)
_OF_NATION = re.compile(r"国务院(?:副?总理|政府工作报告)|国务委员|中央人民政府|全国(?:人民代表大会|人大)")

_DOTTED = rf"[{_HAN}]{{1,8}}(?:[·•・‧∙.．][{_HAN}]{{1,8}})+"
_AFTER_ROLE = re.compile(
    rf"(?:{_ROLE})(?:[:：、]|同志)?({_DOTTED}|[{_HAN}]{{2,8}}?)(?:同志)?(?=$|在|作|向|代表|[^{_HAN}])"
)
_AFTER_DATE = re.compile(rf"日[，,]?({_DOTTED}|[{_HAN}]{{2,4}})[)）]")
_LONE_NAME = re.compile(rf"[（(]?({_DOTTED}|[{SURNAMES}][{_HAN}]{{1,2}}|[{SURNAMES}]{{2}}[{_HAN}]{{2}})[)）]?")
_NO_PERSON = re.compile(r"政府|工作|报告|会议|代表|回顾|日报|目录|记者|通过|任务|发展|人民")

_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|诸位)(?:人大)?(?:代表|同志)|我代表|同志们|代表们|主席团|主席、")
_TITLE = re.compile(r"报告|建议|说明|草案")
_SESSION = re.compile(r"会议|代表大会|人大|通过")
_BODY = re.compile(r"^(?:[一二三]、|[（(]一[）)])|回顾$|(?:工作|任务|目标)(?:安排|任务|部署)?$")
_PRINTED = re.compile(r"来源|日报|发布|浏览|字号|时间|记者|公开|印发")


@dataclass(slots=True)
class Head:
    """What the head of a report says; empty or None where it says nothing."""

    title: str = ""
    place: str = ""
    speaker: str = ""
    date: datetime.date | None = None
    year: int | None = None
    lines: int = 0  # paragraphs that belong to the head


def read_head(paragraphs: Sequence[str], meta_title: str = "") -> Head:
    """Read title, place, speaker, date and the year that follows from them; the body only helps with the place."""
    size = _size(paragraphs)
    head_lines = [ink(line) for line in paragraphs[:size]]
    opening = [ink(line[:200]) for line in paragraphs[size : size + _OPENING_LINES]]
    title = " ".join(meta_title.split()) or next((s for s in head_lines if _TITLE.search(s) and len(s) < 60), "")
    titles = [ink(title)] if title else []
    head = Head(title=title, lines=size)
    head.place = _place(head_lines, titles, opening) or _place_in_body([*titles, *head_lines, *opening], paragraphs)
    head.place = _in_full(head.place, (meta_title, *paragraphs))
    head.date = _date(head_lines, titles)
    head.speaker = _speaker(head_lines, titles)
    head.year = _year(head, [*titles, *head_lines])
    return head


def _size(paragraphs: Sequence[str]) -> int:
    for i, line in enumerate(paragraphs[:_HEAD_LINES]):
        bare = ink(line[:300])
        if _SALUTATION.match(bare) or "我代表" in bare or (len(bare) > _LONG and not _SESSION.search(bare[:60])):
            return i
        if _BODY.search(bare) and not _SESSION.search(bare):
            return i
    return min(2, len(paragraphs)) if len(paragraphs) > 2 else 0


def _place(head: Sequence[str], titles: Sequence[str], opening: Sequence[str]) -> str:
    joined = "".join(head)
    if _OF_NATION.search(joined) or any("代表国务院" in line for line in opening):
        return _NATION
    for line in (joined, *head, *titles):
        bare = _NOT_PLACE.sub("|", line)
        for pattern in _PLACES:
            if name := _named(pattern, bare):
                return name
    for line in opening:
        if name := _named(_ON_BEHALF, line):
            return name
    return _NATION if any(_OF_NATION.search(line) for line in titles) else ""


def _place_in_body(head: Sequence[str], paragraphs: Sequence[str]) -> str:
    """What 省人民政府 in the head leaves open: the province whose committee or statutes the body names."""
    unit = next((found[1] for line in head if (found := _UNIT_ONLY.search(line))), None)
    if unit is None:
        return ""
    pattern = re.compile(rf"(?:中共|《)(?:中共|关于|制定|推进|加快|支持)*+([{_HAN}]{{2,9}}?{unit})(?!场)")
    counts = Counter(name for line in paragraphs for name in pattern.findall(ink(line)))
    names = [name for name, _ in counts.most_common() if not _NO_NAME.fullmatch(name) and name[0] not in _NO_START]
    return names[0] if names else ""


def _in_full(place: str, lines: Sequence[str]) -> str:
    """恩施州 or 新疆自治区 by the full name that the report uses somewhere: 恩施土家族苗族自治州."""
    short = re.fullmatch(rf"([{_HAN}]{{2,4}}?)(自治区|自治州|州)", place)
    if short is None:
        return place
    full = re.compile(rf"{short[1]}(?:维吾尔|蒙古|哈萨克|柯尔克孜|[{_HAN}]{{1,3}}?族)++自治{short[2][-1]}")
    return next((found[0] for line in lines if (found := full.search(line))), place)


def _named(pattern: re.Pattern[str], text: str) -> str:
    for match in pattern.finditer(text):
        name = _LAST_UNIT.split(match[1])[-1]
        if not _NO_NAME.fullmatch(name) and name[0] not in _NO_START:
            return name
    return ""


def _date(head: Sequence[str], titles: Sequence[str]) -> datetime.date | None:
    session = [line for line in head if _SESSION.search(line)]
    alone = [line for line in head if not _PRINTED.search(line)]
    for lines in (session, ["".join(session)], titles, alone):
        for line in lines:
            if (date := find_date(line)) is not None:
                return date
    return None


def _speaker(head: Sequence[str], titles: Sequence[str]) -> str:
    for pattern in (_AFTER_ROLE, _AFTER_DATE):
        for line in (*head, *titles):
            for match in pattern.finditer(line):
                if not _NO_PERSON.search(match[1]):
                    return match[1]
    for line in head:
        lone = _LONE_NAME.fullmatch(line)
        if lone and not _NO_PERSON.search(line):
            return lone[1]
    return ""


def _year(head: Head, lines: Sequence[str]) -> int | None:
    """The year after the session when it met at the turn of the year; else the session's, else the title's."""
    if head.date is not None:
        turn = head.date.month >= 11 and head.place != _NATION
        return head.date.year + turn
    for line in lines:
        year = None if _PRINTED.search(line) else read_year(line)
        if year is not None:
            return year
    return None
