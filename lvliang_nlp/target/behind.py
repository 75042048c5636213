"""The noun behind an amount, and whether it is the subject: 8个新建煤矿项目, 90%以上的行政村, 发放2亿元补贴."""

import re

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.target.indicators import IndicatorTable
from lvliang_nlp.target.phrase import Phrase, strip_lead, without_loose_end
from lvliang_nlp.target.words import TargetWords

_AFTER = re.compile(r"(?:以上|左右|以内|以下|及以上)?(?:的)?(?!以[上内下]|左右)(?P<noun>[一-鿿A-Za-z0-9“”·（）]{2,24})")
_NO_NOUN = re.compile(r"[前后间]|来(?!自)|内(?![河资需外容])|(?:增长|增加|下降|提高|减少)(?!目标|速度|率)")
_TO_COUNT = re.compile(r"[的有使让各、和与及]$")
_PARTIAL = ("等", "等”", "等地", "使", "让", "对", "为", "给")


def stands_behind(phrase: Phrase, found: Found, table: IndicatorTable) -> bool:
    """Whether the noun behind an amount is its subject rather than the `phrase` before it."""
    subject, marks = phrase.subject, phrase.marks
    if found.counted and (_enumerates(phrase, found) or subject.endswith(_PARTIAL)):
        return True
    if found.behind and _TO_COUNT.search(marks):
        return True  # 展览中心的90个展馆
    spent = bool(phrase.done) and found.unit.dimension == "money"  # 为低保户发放2亿元补贴
    if (found.behind or spent) and (phrase.done or not (marks or table.named(subject))):
        return True
    return not marks and subject in ("", phrase.action)


def _enumerates(phrase: Phrase, found: Found) -> bool:
    """兴县、临县、石楼3个贫困县: as many names as the amount counts."""
    return not phrase.marks and phrase.subject.count("、") + 1 == found.low > 1


def noun_behind(text: str, found: Found, end: int, marks: str, words: TargetWords) -> str:
    """The noun between an amount and `end`, or ""; `marks` are the words of change and level before the amount."""
    if found.counted:
        return found.counted
    behind = _AFTER.match(text, found.end, end)
    if behind is None or (found.unit.dimension in ("ratio", "percentage_point") and marks):
        return ""
    noun = strip_lead(behind["noun"], words)
    if found.unit.dimension not in ("count", "") and _NO_NOUN.match(noun):
        return ""  # 五年增长20%
    first = words.actions.match(noun)
    if first and first["verb"]:  # 投资30亿元实施技改项目
        return ""
    verbs = (match for match in words.actions.finditer(noun) if match["verb"])
    cuts = (verb.start() for verb in verbs if verb[0] not in words.nominal)
    return without_loose_end(noun[: next((cut for cut in cuts if cut > 1), None)])
