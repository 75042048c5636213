"""The statement of the main expected targets, wherever it stands, as indicator → Target.

A candidate is a run of sentences that begins with one that names its aims (预期目标是, 目标：) or that holds several of
the core indicators; the one that sets most of them for the planned year wins, then one for five years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lvliang_nlp.schema import Sentence, Target
from lvliang_nlp.target.indicators import default_indicators
from lvliang_nlp.target.words import TargetWords, target_words

Horizon = Literal["", "year", "five_year"]
_STRONG, _WEAK, _LEAST, _GAP, _NEAR = 10, 2, 3, 2, 4
_DASHES = ("—", "－", "-", "&mdash;")


@dataclass(frozen=True, slots=True)
class Headline:
    """`targets` by indicator, of the first figure given for each; `horizon` says for how long they are set."""

    horizon: Horizon
    targets: dict[str, Target]


def find_headline(targets: Sequence[Target], sentences: Sequence[Sentence], year: int | None) -> Headline:
    """The headline targets of a report; empty where it states none."""
    by_sentence: dict[int, list[Target]] = {}
    for target in targets:
        if target.kind == "target" and target.sentence is not None:
            by_sentence.setdefault(target.sentence, []).append(target)
    best: tuple[float, Horizon, list[Target]] = (0.0, "", [])
    reader = _Reader(by_sentence, sentences, target_words(), year)
    for at in by_sentence:
        candidate = reader.candidate(at)
        if candidate[0] > best[0]:
            best = candidate
    chosen: dict[str, Target] = {}
    for target in best[2]:
        if target.indicator:
            chosen.setdefault(target.indicator, target)
    return Headline(best[1] if chosen else "", chosen)


class _Reader:
    def __init__(
        self, by_sentence: dict[int, list[Target]], sentences: Sequence[Sentence], words: TargetWords, year: int | None
    ) -> None:
        self.by_sentence, self.sentences, self.words, self.year = by_sentence, sentences, words, year
        self.core = default_indicators().core

    def candidate(self, at: int) -> tuple[float, Horizon, list[Target]]:
        """Score, horizon and targets of the statement that begins with a sentence."""
        mark = self._mark(at)
        if mark < _STRONG and len(self._core(self.by_sentence[at])) < (1 if mark else _LEAST):
            return 0.0, "", []
        found = self._run(at)
        known = [target for target in found if target.indicator in self.core]
        five = 2 * sum(_far(target, self.year) for target in known) > len(known)
        core = self._core(found)
        if not core:
            return 0.0, "", []
        score = len(core) + mark + (3 if "gdp_growth" in core else 0) - (40 if five else 0)
        return max(score, len(core) / 100), "five_year" if five else "year", found

    def _core(self, found: Sequence[Target]) -> set[str | None]:
        return {target.indicator for target in found} & self.core

    def _mark(self, at: int) -> int:
        """How surely the sentence, or the one before that introduces it, says that it names the aims."""
        text = self.sentences[at].text
        first = text.find(self.by_sentence[at][0].quantity.text)
        opening = text[: first if first > 0 else None]
        for before in range(at - 1, max(at - 1 - _GAP, -1), -1):
            if before in self.by_sentence and not self.sentences[before].text.endswith(("：", ":")):
                break
            opening = self.sentences[before].text + opening
        if self._names(opening):
            return _STRONG
        return _WEAK if self.words.weak.search(opening) else 0

    def _run(self, at: int) -> list[Target]:
        """The targets of the sentence and of those that go on with the list."""
        found = list(self.by_sentence[at])
        last = at
        for follow in range(at + 1, len(self.sentences)):
            more = self.by_sentence.get(follow, [])
            if not _beside(self.sentences[at].section, self.sentences[follow].section):
                break
            if self._ends(self.sentences[follow]) or follow - last > _GAP + 1:
                break
            if not more:
                continue
            listed = self._listed(last, follow)
            apart = self.sentences[follow].paragraph != self.sentences[last].paragraph and not listed
            if apart and not self._begins(follow, more, last):
                break
            if 2 * sum(target.indicator is not None for target in more) >= len(more):
                found += more
            elif not listed:
                break
            last = follow
        return found

    def _listed(self, last: int, follow: int) -> bool:
        """Whether a sentence is an item of the same list: with a dash, or behind one that was not over."""
        text = self.sentences[follow].text
        dashed = self.sentences[follow].section[-1:] != self.sentences[last].section[-1:]
        return dashed or text.startswith(_DASHES) or not self.sentences[follow - 1].text.endswith(("。", "！", "？"))

    def _begins(self, follow: int, more: Sequence[Target], last: int) -> bool:
        """Whether a paragraph goes on with the list: it names indicators, or begins with what it sets."""
        text = self.sentences[follow].text
        opening = text[: text.find(more[0].quantity.text)]
        between = "".join(sentence.text for sentence in self.sentences[last + 1 : follow])
        if "指标" in opening or "指标" in between or self._names(opening):
            return True
        return follow == last + 1 and 0 <= text.find(more[0].subject) < _NEAR

    def _names(self, opening: str) -> bool:
        return self.words.strong.search(opening) is not None

    def _ends(self, sentence: Sentence) -> bool:
        """Whether it names aims of its own, or speaks of how to reach those before it."""
        text = sentence.text[:60]
        own = self.words.aims.search(text) and not self.words.more.match(text)
        return bool(own or self.words.ends.match(text))


def _beside(first: tuple[str, ...], section: tuple[str, ...]) -> bool:
    """The same section, or another item of a list under one heading: ——保持经济平稳较快增长."""
    if section == first:
        return True
    listed = bool(section) and section[-1].startswith(_DASHES)
    return listed and section[:-1] in (first, first[:-1])


def _far(target: Target, year: int | None) -> bool:
    last = target.period.split("/")[-1]
    return "/" in target.period or bool(year and last.isdigit() and int(last) > year + 1)
