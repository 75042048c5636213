"""Spans against gold: precision, recall and F1 of each label, and the spans that are wrong.

Strict: same start and end. Relaxed: the intersection is at least half of the union. A grey span of the gold (optional)
is neither right nor wrong to find. Spans are matched one to one, the best first.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.errors import InputError
from lvliang_nlp.gold import GoldSentence, GoldSpan, read_gold
from lvliang_nlp.panel.sources import Source, sources
from lvliang_nlp.schema import ink

LABELS = {"QUANTITY": "quantities", "PLACE": "places", "COMPANY": "companies", "PROJECT": "projects"}


class Span(NamedTuple):
    """ink[start:end] of a document."""

    start: int
    end: int
    text: str


class Rates(NamedTuple):
    """What was found of what there is."""

    right: int
    extra: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else 0.0


class Mistake(NamedTuple):
    """`kind` is missed or extra; `around` is the span with a few characters on either side."""

    kind: str
    label: str
    text: str
    document: str
    around: str


@dataclass(slots=True)
class Scores:
    """Of each label `strict` and `relaxed` rates, and the mistakes of the strict ones in order of the gold."""

    sentences: int = 0
    strict: dict[str, Rates] = field(default_factory=dict)
    relaxed: dict[str, Rates] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def lines(self) -> list[str]:
        """A table of them, for a terminal."""
        head = f"{'':10}{'gold':>6}  {'P':>6} {'R':>6} {'F1':>6}   {'relaxed P':>9} {'R':>6} {'F1':>6}"
        lines = [f"{self.sentences} sentences", head]
        for label, strict in self.strict.items():
            relaxed = self.relaxed[label]
            figures = f"{strict.precision:6.3f} {strict.recall:6.3f} {strict.f1:6.3f}"
            wider = f"{relaxed.precision:9.3f} {relaxed.recall:6.3f} {relaxed.f1:6.3f}"
            lines.append(f"{label:10}{strict.right + strict.missed:6}  {figures}   {wider}")
        return lines


Found = dict[str, list[Span]]  # by label


def evaluate(gold: Sequence[GoldSentence], found: Sequence[Found], texts: Mapping[str, Source]) -> Scores:
    """Score what was found in each sentence of the gold (`predict` gives it).

    `texts` are the documents by id, for the mistakes. Only labels that the gold has are scored.
    """
    labels = [label for label in LABELS if any(span.label == label for row in gold for span in row.spans)]
    scores = Scores(len(gold))
    inks = {name: ink(texts[name].text) for name in {row.document for row in gold}}
    for label in labels:
        strict: Counter[str] = Counter()
        relaxed: Counter[str] = Counter()
        for row, spans in zip(gold, found, strict=True):
            needed = [s for s in row.spans if s.label == label and not s.optional]
            grey = [s for s in row.spans if s.label == label and s.optional]
            got = spans.get(label, [])
            for counts, least in ((strict, 1.0), (relaxed, 0.5)):
                missed, extra = _unmatched(needed, got, least)
                extra = [span for span in extra if not any(_overlap(span, other) > 0 for other in grey)]
                counts.update(right=len(needed) - len(missed), extra=len(extra), missed=len(missed))
                if least == 1.0:
                    for kind, wrong in (("missed", missed), ("extra", extra)):
                        scores.mistakes += [_mistake(kind, label, s, row, inks[row.document]) for s in wrong]
        for counts, rates in ((strict, scores.strict), (relaxed, scores.relaxed)):
            rates[label] = Rates(counts["right"], counts["extra"], counts["missed"])
    return scores


def _overlap(a: Span | GoldSpan, b: Span | GoldSpan) -> float:
    """Intersection over union."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return 0.0 if both <= 0 else both / (max(a.end, b.end) - min(a.start, b.start))


def _unmatched(gold: Sequence[GoldSpan], got: Sequence[Span], least: float) -> tuple[list[GoldSpan], list[Span]]:
    scored = sorted(((_overlap(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(got)), reverse=True)
    left, right = set(range(len(gold))), set(range(len(got)))
    for share, i, j in scored:
        if share >= least - 1e-9 and i in left and j in right:
            left.discard(i)
            right.discard(j)
    return [gold[i] for i in sorted(left)], [got[j] for j in sorted(right)]


def _mistake(kind: str, label: str, span: Span | GoldSpan, row: GoldSentence, text: str) -> Mistake:
    before = text[max(row.sent[0], span.start - 8) : span.start]
    behind = text[span.end : min(row.sent[1], span.end + 8)]
    return Mistake(kind, label, span.text, row.document, f"{before}[{span.text}]{behind}")


def read_texts(path: str | os.PathLike[str]) -> dict[str, Source]:
    """The reports of a folder or a table by id (its `id`; a file's name, with and without its ending).

    Raises `ReadError` as the panel does.
    """
    return {name: found for found in sources(path) for name in (found.name, Path(found.name).stem)}


def score(gold: str | os.PathLike[str], texts: Mapping[str, Source], analyzer: Analyzer) -> Scores:
    """Score what an analyzer finds against a file of gold; place and year are those of the texts where they are given.

    Raises `ReadError` and `InputError` as `read_gold` does.
    """
    known = {name: source.text for name, source in texts.items()}
    rows = read_gold(gold, known)
    if not rows:
        raise InputError(f"{os.fspath(gold)}: holds no sentence")
    return evaluate(rows, predict(rows, texts, analyzer), texts)


def predict(gold: Iterable[GoldSentence], texts: Mapping[str, Source], analyzer: Analyzer) -> list[Found]:
    """What an analyzer finds in the sentences of the gold, each document read as a whole."""
    rows = list(gold)
    of = {name: _mentions(texts[name], analyzer) for name in dict.fromkeys(row.document for row in rows)}
    found = []
    for row in rows:
        first, last = row.sent
        spans = of[row.document].items()
        found.append({label: [s for s in listed if first <= s.start and s.end <= last] for label, listed in spans})
    return found


def _mentions(source: Source, analyzer: Analyzer) -> Found:
    report = analyzer.analyze(source.text, place=source.place, year=source.year)
    before = [0, *accumulate(not c.isspace() for c in source.text)]
    return {
        label: [Span(before[m.start], before[m.end], m.text) for m in getattr(report, kind)]
        for label, kind in LABELS.items()
    }
