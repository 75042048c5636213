"""The words before an amount, read as a subject and what is done: 全市新建5G基站 → 5G基站, 新建."""

import re
from typing import NamedTuple

from lvliang_nlp.patterns import DIGIT_YEAR, PLAN, YEAR
from lvliang_nlp.target.indicators import IndicatorTable
from lvliang_nlp.target.pairing import all_named
from lvliang_nlp.target.words import TargetWords

_NOTE = re.compile(r"（[^（）]*）|\([^()]*\)|《[^》]*》")
_TIME = re.compile(
    rf"(?:[到至于在]|截至)?{YEAR}(?:[至到—\-－~]{DIGIT_YEAR})?年(?:\d{{1,2}}月)?(?:底|末)?(?:以?前)?"
    r"|[到至]?“?[一二三四五六七八九十]{1,2}五”?(?:期?末|期间|时期)"
    rf"|[到至]?“{PLAN}”"
    r"|(?:[1１][0-2０-２]|[1-9１-９])月(?:\d{1,2}日)?(?:份|底|末)?(?:以?前)?|[上下]半年|[一二三四]季度|今年|明年|去年|上年|全年|年内|[年月]底前?|年末|当年|本年"
    r"|(?:今后|未来|过去|近|前)[两二三四五六七八九十\d]+年|[两二三四五六七八九十]年(?:时间)?(?:来|内|间)?|每年|一年来|以来|期间"
)
_TIME_END = re.compile(f"(?:{_TIME.pattern})$")
_AIM = re.compile(r"^.{0,40}(?:目标|指标)(?:初步|建议)?(?:是|为|定为|确定为|安排为|：|:)")
_LEVEL = re.compile(r"增|达|降|升|提高|超|突破|为|减少|控制|稳定|保持|占|涨|压缩|缩短|由|从")
_RATE = re.compile(r"(?:年均|平均)?(?:增长率|增长速度|增长幅度)$")
_LOOSE = re.compile(r"(?:[、·]|(?<![饱总共暖温祥缓调])和|(?<!参)与|以及|(?<![以普涉危触波惠])及)+$")
_UNITLESS = re.compile(r"(?<![\dA-Za-z.])\d[\d.]*(?:[、和与及]\d[\d.]*)*[、和与及]$")  # 分别达21.6和28.9平方米
_NEW = re.compile(r"(?<![换创更翻革高出])新$")  # of the verb behind: 学校新|开工
_NUMBER = re.compile(r"\d[\d.]*")
_HAN = re.compile(r"[一-鿿A-Za-z]")
_SPACE = re.compile(r"\s+")
_CONJUNCTIONS = frozenset("、和与及")
Cut = tuple[int, str]  # the end of a verb, and the verb


class Phrase(NamedTuple):
    """`subject` is what is measured or counted, `action` what is done with it.

    `marks` are the words taken off behind; `done` is the action as written where it stands right before the amount
    (新开工60所); `hollow` is what was left of a subject that says nothing; `unread` counts the numbers without a unit
    that stand before the amount.
    """

    subject: str
    action: str
    marks: str
    done: str = ""
    hollow: str = ""
    unread: int = 0


def read_phrase(left: str, words: TargetWords, table: IndicatorTable) -> Phrase:
    """The subject of an amount from the words of its clause that stand before it."""
    text = _SPACE.sub("", _NOTE.sub("", left))
    for written, meant in words.same.items():
        text = text.replace(written, meant)
    if text[-1:] in _CONJUNCTIONS and (bare := _UNITLESS.search(text)):
        phrase = read_phrase(text[: bare.start()], words, table)
        return phrase._replace(marks=phrase.marks + bare[0], unread=len(_NUMBER.findall(bare[0])))
    core = without_loose_end(_strip_tail(text, words))
    marks = text[len(core) :]
    core = strip_lead(_AIM.sub("", core), words)
    if not core or not _HAN.search(core):
        return Phrase("", "", marks)
    if not table.named(core) and (rate := _RATE.search(core)) and table.named(core[: rate.start()]):
        core = core[: rate.start()]
    if all_named(core, table):
        return Phrase(core, "", marks)
    verbs = _verbs(core, words)
    cuts = [(end, verb) for end, verb in verbs if core[end : end + 1] != "、"]
    for end, verb in cuts:
        rest = strip_lead(core[end:], words)
        if rest and all_named(rest, table):
            return Phrase(rest, verb, marks)
    return _hollow(_cut(core, verbs, cuts, words, marks), words)


def _hollow(phrase: Phrase, words: TargetWords) -> Phrase:
    return phrase._replace(subject="", hollow=phrase.subject) if phrase.subject in words.hollow else phrase


def _verbs(core: str, words: TargetWords) -> list[Cut]:
    return [(match.end(), match[0]) for match in words.actions.finditer(core) if match["verb"]]


def _cut(core: str, verbs: list[Cut], cuts: list[Cut], words: TargetWords, marks: str) -> Phrase:
    """Behind the last verb that leaves a noun that says something."""
    trailing = done = ""
    # Before words of growth or level a verb at the end is a noun: 财政对民生的投入达到.
    while cuts and cuts[-1][0] == len(core) and not (_LEVEL.search(marks) and len(cuts[-1][1]) < len(core)):
        end, verb = cuts.pop()
        before = core[: end - len(verb)]
        chained = bool(cuts) and cuts[-1][0] == len(before)
        if before and not chained and (before.endswith("的") or verb in words.nominal or before in words.generic):
            break  # 水土流失治理94万亩
        before = before if chained else _NEW.sub("", before)
        trailing, done = verb + trailing, core[len(before) :] + done
        core = strip_lead(_strip_tail(before, words), words)
        if len(core) < 2:
            return Phrase("", trailing, marks, done)
    opening = _opening(core, verbs, words)
    noun = not opening and bool(_LEVEL.search(marks))  # 食品检测合格率保持: no verb before the amount but that
    for end, verb in reversed([cut for cut in cuts if not opening or cut[0] <= opening]):
        rest = strip_lead(core[end:], words) if end < len(core) else ""
        if rest in words.bare and end > len(verb):  # 第一产业完成增加值
            return Phrase(_strip_tail(core[: end - len(verb)], words) + rest, verb, marks)
        if len(rest) > 1 and rest not in words.generic:
            return Phrase(core if noun else rest, trailing or verb, marks, done)
    return Phrase(core, trailing or (cuts[0][1] if cuts else ""), marks, done)


def _opening(core: str, verbs: list[Cut], words: TargetWords) -> int:
    """Where the verbs end that a phrase begins with, or that an adverb marks; those behind are of the noun.

    取消和下放 of 取消和下放行政审批事项; 0 where it begins with a noun.
    """
    opening = at = 0
    for end, verb in verbs:
        start = end - len(verb)
        adverb = not opening and words.lead.behind(core[:start]) > 1
        if end > len(core) or not (start in (at, at + core.startswith("新", at)) or adverb):
            continue
        if verb in words.serial:
            return len(core)
        opening = end
        at = len(core) - len(strip_lead(core[end:], words))
    return opening


def without_loose_end(noun: str) -> str:
    """Without the conjunctions that a cut left behind: 采暖补贴和."""
    return _LOOSE.sub("", noun)


def without_verbs(subject: str, words: TargetWords, table: IndicatorTable) -> str:
    """The noun alone: 学校 of 新建学校 and of 学校新开工, unless the whole is the name of an indicator."""
    rest = subject[_opening(subject, _verbs(subject, words), words) :]
    noun = rest if len(rest) > 1 else subject
    last = [verb for end, verb in _verbs(noun, words) if end == len(noun)]
    if not last or table.named(noun):
        return noun
    return _NEW.sub("", noun.removesuffix(last[0])) or noun


def strip_lead(text: str, words: TargetWords) -> str:
    """Without conjunctions, adverbs, names of the whole place and times in front."""
    while text and not words.whole.match(text):
        if time := _TIME.match(text):
            text = text[time.end() :]
        elif (n := words.regions.before(text)) or (n := words.lead.before(text)):
            text = text[n:]
        elif compared := words.compared.match(text):
            text = text[compared.end() :]
        elif text[0] in "使让" and text[1:2] != "用":
            text = text[1:]
        else:
            break
    return text


def _strip_tail(text: str, words: TargetWords) -> str:
    while text and not words.whole_end.search(text):
        if n := words.tail.behind(text):
            text = text[:-n]
        elif compared := words.compared_end.search(text):
            text = text[: compared.start()]
        elif (time := _TIME_END.search(text)) and not text.endswith("以来"):
            text = text[: time.start()]
        else:
            break
    return text
