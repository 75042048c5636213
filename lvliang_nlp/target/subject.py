"""What each amount of a sentence measures: its subjects, what is done, and the words between.

An amount without a subject of its own takes that of the amount before it (增加值500亿元，增长8%); a list of amounts and
a list of subjects are paired in order (城乡居民人均可支配收入分别增长7%和8%).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lvliang_nlp.quantity.found import Found
from lvliang_nlp.target.behind import noun_behind, stands_behind
from lvliang_nlp.target.indicators import IndicatorTable
from lvliang_nlp.target.pairing import all_named, other_half, pair
from lvliang_nlp.target.phrase import Phrase, read_phrase, without_verbs
from lvliang_nlp.target.words import TargetWords

_BREAKS = frozenset("，。；：！？,;:!?\n")
_LINK = re.compile(r"(?:以上|左右|以内|以下)?(?:、|和|与|及|以及|或|，)?(?:分别)?(?:为|约|近|超过|超|达到|达)?")
_BOUND = re.compile(
    r"(?:（[^（）]{1,12}）)?(?:及?以上|左右|以内|以下|之内|上下)?(?:内(?![资河需外部容])|(?<=年)左右时间|(?<=年)时间)?"
)
_ALL = re.compile(r"均|都|分别|各")
_EACH = re.compile(r"均(?!值)|都|双双")
_PREDICATE = re.compile(r"双双|(?<![人户年])均|都|实现|好于|高于|创|超额|保持|稳步")
_COMPARED = re.compile(r"(?:高|低|快|慢|好|优)于|超[过出]|比(?!重|例)")
_NEXT = re.compile(r"^[^、和与及]*(?:、|以及|和|与|及)")
_NO_SIZE = frozenset({"count", "ratio", "percentage_point", "duration", ""})
_REACH = 60


@dataclass(slots=True)
class Statement:
    """An amount and what it measures; `start` is the clean offset where its clause begins."""

    amount: int
    start: int
    subjects: list[str]
    action: str = ""
    marks: str = ""
    left: str = ""  # the words before the amount, or before the first of those listed with it


def read_sentence(
    text: str, start: int, end: int, amounts: Sequence[tuple[int, Found]], skipped: set[int],
    words: TargetWords, table: IndicatorTable, topic: str,
) -> list[Statement]:  # fmt: skip
    """The statements of text[start:end]; `amounts` are those inside with their numbers, `skipped` are no statements."""
    reader = _Reader(text, start, end, words, table, topic)
    for position, (number, found) in enumerate(amounts):
        following = amounts[position + 1][1].start if position + 1 < len(amounts) else end
        reader.read(number, found, following, skip=number in skipped)
    reader.close()
    return reader.statements


class _Reader:
    """Goes through the amounts of one sentence and keeps what later ones inherit."""

    def __init__(self, text: str, start: int, end: int, words: TargetWords, table: IndicatorTable, topic: str) -> None:
        self.text, self.end, self.words, self.table, self.topic = text, end, words, table, topic
        self.floor = self.clause = start
        self.statements: list[Statement] = []
        self.group: list[Statement] = []  # amounts listed side by side
        self.phrase = Phrase("", "", "")
        self.left, self.grows = "", False
        self.before: list[str] = []  # the subjects of the group before
        self.levels: list[tuple[int, str]] = []  # subjects of which a level was given but no growth yet, by clause
        self.recent: list[str] = []  # all subjects of the sentence so far
        self.counted = ""
        self.skipped = 0  # where an amount that states nothing begins, if it is the last one
        self.noun = self.done = self.unit = ""  # of the group before: what it counts, what is done, in which unit

    def read(self, number: int, found: Found, following: int, *, skip: bool) -> None:
        left, clause = self._left(found.start)
        same = bool(self.group) and clause == self.clause
        linked = same and _LINK.fullmatch(left) is not None
        if same and not linked and left == self.counted:  # 20所高校130个学科
            left = ""
        elif same and not linked:  # 17座矿井、40处采掘工作面: what is before the mark belongs to the amount before
            left = _NEXT.sub("", left)
        previous, self.floor = self.floor, _bound_end(self.text, found.end)
        if skip:
            self.close()
            sized = found.unit.dimension not in _NO_SIZE and found.change != "from"
            self.clause, self.skipped = clause, found.start if sized else 0
            if found.change == "from":  # 由43.2%上升到47.5%: the level reached inherits
                subject = self._phrase(left, clause, previous).subject
                self.before = [subject] if subject else self.before
            return
        if not linked:
            self.close()
            self.clause = clause
            self.phrase = self._phrase(left, clause, previous, counts=found.unit.dimension in ("count", ""))
            self._qualify(left, previous)
            self.left, self.grows = left, found.unit.dimension in ("ratio", "percentage_point")
            if self.text[clause - 1 : clause] in ("；", ";"):
                self.levels, self.noun = [], ""
        self.counted = found.counted
        statement = Statement(number, clause, [], left=self.left)
        self.group.append(statement)
        self.statements.append(statement)
        if not linked:
            self._subject(found, following)
        self.unit, self.skipped = found.unit_text, 0

    def _qualify(self, left: str, previous: int) -> None:
        """Take a threshold that ends at `previous`, right before the noun, as part of it: 亿元以上项目300个."""
        subject = self.phrase.subject
        if self.skipped and subject and left.startswith(subject) and self.text.startswith(left, previous):
            at = self.skipped - (self.text[self.skipped - 1] in "过超")
            if not self.table.named(subject):
                self.phrase = self.phrase._replace(subject=self.text[at:previous] + subject)

    def _phrase(self, left: str, clause: int, previous: int, *, counts: bool = False) -> Phrase:
        """The phrase before an amount; where only a verb is left of it, with the clause before (…收入，分别增长…)."""
        phrase = read_phrase(left, self.words, self.table)
        if phrase.subject or phrase.action or not (phrase.marks or phrase.hollow) or clause - 1 <= previous:
            return phrase
        low = max(previous, clause - _REACH)
        before = self.text[low : clause - 1]
        at = max(before.rfind(mark) for mark in _BREAKS) + 1
        said = _PREDICATE.split(before[at:])[0]  # 甲、乙均创历史新高，分别达到…
        earlier = read_phrase(said, self.words, self.table)
        listed = all_named(earlier.subject, self.table) if earlier.subject else False
        if listed or (phrase.hollow and earlier.subject and not counts):  # 提高养老金标准，月人均增加100元
            return earlier._replace(marks=phrase.marks)
        return phrase

    def _left(self, end: int) -> tuple[str, int]:
        """The words before an amount in its clause, and where the clause begins."""
        text = self.text
        at = low = max(self.floor, end - _REACH)
        for i in range(end - 1, low - 1, -1):
            if text[i] in _BREAKS:
                at = i + 1
                break
        opened = text.rfind("（", at, end)
        if opened >= 0 and text.find("）", opened, end) < 0:
            at = opened + 1
        return text[at:end], (at if at > low or text[at - 1 : at] in _BREAKS else self.clause)

    def _subject(self, found: Found, following: int) -> None:
        """Settle the subject of a new group: before the amount, behind it, or that of the group before."""
        phrase = self.phrase
        subject, action = phrase.subject, phrase.action
        direct = stands_behind(phrase, found, self.table)
        if self.before and (subject in self.words.echoes or _COMPARED.match(subject)):
            subject = self.before[-1]
        elif subject.startswith(("占", "比重", "占比")) and self.before:
            subject = self.before[-1] + subject if subject[0] == "占" else self.before[-1] + "占比"
        elif self.before and found.unit.dimension in ("ratio", "percentage_point", "money"):
            subject = other_half(subject, self.before[-1])
        if not subject or direct:
            subject = noun_behind(self.text, found, min(following, self.end), phrase.marks, self.words) or subject
        if not subject and action and found.unit.dimension not in ("ratio", "percentage_point"):
            subject = self._listed(found) or action
        self.phrase = phrase._replace(subject=subject)
        self.group[-1].action = action

    def _listed(self, found: Found) -> str:
        """新竣工66所 behind 中小学新开工60所: the noun of the one before; there too the verb tells what is counted."""
        if not self.noun or found.unit_text != self.unit or found.unit.dimension == "money":
            return ""
        noun = without_verbs(self.noun, self.words, self.table)
        if self.statements[-2].subjects == [noun] and not self.table.named(noun):
            self.statements[-2].subjects = [noun + self.done]
        return noun + self.phrase.done

    def close(self) -> None:
        """Pair the subjects of the group with its amounts."""
        if not self.group:
            return
        phrase, inherited = self.phrase, False
        subjects = [phrase.subject] if phrase.subject else []
        if not subjects:
            last = [name for name in (self.topic, phrase.hollow) if name][:1]
            subjects, inherited = self.before or last, True
            if len(subjects) == 1 and _EACH.match(phrase.marks):
                subjects = self._level_subjects() or subjects
            elif len(subjects) != len(self.group) <= len(self.recent) and len(self.group) > 1:
                subjects = self.recent[-len(self.group) :]  # 甲达到500亿元、乙超过50亿元，分别增长9%和10%
        count = len(self.group) + phrase.unread
        each = pair(subjects, count, bool(_ALL.search(phrase.marks)), inherited, self.table)[phrase.unread :]
        for statement, names in zip(self.group, each, strict=True):
            statement.subjects = names
            statement.marks = phrase.marks
            statement.action = statement.action or self.group[0].action
        if subjects:
            self.before = list(dict.fromkeys(name for names in each for name in names))
            self.recent += self.before if not inherited else []
            if self.grows:
                self.levels = []
            elif not inherited:
                self.levels += [(self.group[0].start, name) for name in self.before]
            if not (phrase.done and phrase.subject.endswith(phrase.done)):
                self.noun = phrase.subject if len(self.before) == 1 else ""
            self.done = phrase.done
        self.group = []

    def _level_subjects(self) -> list[str]:
        """What 均 speaks of: 甲500亿元、乙50亿元，均增长9%; of several clauses the last two."""
        last = [name for clause, name in self.levels if clause == self.levels[-1][0]]
        return last if len(last) > 1 else [name for _, name in self.levels[-2:]]


def _bound_end(text: str, end: int) -> int:
    bound = _BOUND.match(text, end)
    return bound.end() if bound else end
