"""Sentences of all reports with the names on which several taggers agree, as stand-off gold to train one more on.

    python training/silver.py ../shared tagger1.npz tagger2.npz … --count 9000 --seed 1 -o silver.jsonl

A name is sure where the taggers' mean finds it and at least half of them do; what else any of them finds is grey, so it
teaches neither way. Three quarters of the sentences hold a company or may hold one, the others are drawn by chance;
none is of a place whose reports are measured with.
"""

import argparse
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from data import documents_of, measuring
from train import GOLD

import lvliang_nlp as lv
from lvliang_nlp.entity import Tagger
from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.entity.tagger import without_blanks
from lvliang_nlp.gold import read_gold
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.schema import ink
from lvliang_nlp.training import features_of

SHORTEST, LONGEST = 14, 220
A_REPORT = 14  # sentences at most
Row = dict[str, Any]
Span = tuple[str, int, int, bool]


def names(text: lv.layout.Text, source: Source, taggers: list[Tagger]) -> list[Span]:
    """Label, start and end in the clean text, and whether the name is grey."""
    shown, keep = without_blanks(text.text)
    known = features_of(text, source.place, source.year)
    scores = [tagger.network.scores(shown, known if keep is None else known[keep]) for tagger in taggers]
    follow = [tagger.network.follow for tagger in taggers]
    found: list[Span] = []
    for layer, label in enumerate(LAYERS):
        each = [spans(score[:, layer], step[layer]) for score, step in zip(scores, follow, strict=True)]
        votes = Counter(span for one in each for span in one)
        mean = set(spans(np.mean([score[:, layer] for score in scores], 0), np.mean(follow, 0)[layer]))
        for start, end in votes.keys() | mean:
            sure = (start, end) in mean and votes[start, end] * 2 >= len(taggers)
            at = (start, end) if keep is None else (int(keep[start]), int(keep[end - 1]) + 1)
            found.append((label, *at, not sure))
    return found


def rows(name: str, source: Source, taggers: list[Tagger], done: set[tuple[str, int]]) -> Iterator[Row]:
    """A row of gold for each sentence of a report that is not annotated yet."""
    clean = lv.restore(source.text)
    found = sorted(names(clean, source, taggers), key=lambda span: span[1])
    before = [0, *accumulate(not c.isspace() for c in source.text)]
    digest = hashlib.sha256(ink(source.text).encode()).hexdigest()
    for sentence in lv.Analyzer(profile=None, tagger=None).analyze(source.text, place=source.place).sentences:
        sent = [before[sentence.start], before[sentence.end]]
        if not SHORTEST <= len(sentence.text) <= LONGEST or (name, sent[0]) in done:
            continue
        first, last = clean.to_clean(sentence.start), clean.to_clean(sentence.end)
        inside = []
        for label, start, end, grey in found:
            if first <= start and end <= last:
                low, high = clean.span(start, end)
                inside.append({"label": label, "start": before[low], "end": before[high],
                               "text": ink(source.text[low:high]), "optional": grey})  # fmt: skip
        yield {"document": name, "sha256": digest, "sent": sent, "spans": inside}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("taggers", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=9000)
    parser.add_argument("--reports", type=int, default=900, help="how many reports to look at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    documents = documents_of(options.shared)
    taggers = [Tagger.load(path) for path in options.taggers]
    sources = documents.sources
    barred = {sources[d].place for d in measuring(options.shared)}
    done = {(row.document, row.sent[0]) for file in GOLD for row in read_gold(file)}
    reports = chance.sample([d for d in sources if sources[d].place not in barred], options.reports)
    rich: list[Row] = []
    others: list[Row] = []
    for name in reports:
        found = list(rows(name, sources[name], taggers, done))
        firms = [row for row in found if any(span["label"] == "COMPANY" for span in row["spans"])]
        rich += chance.sample(firms, min(A_REPORT, len(firms)))
        rest = [row for row in found if row not in firms]
        others += chance.sample(rest, min(A_REPORT // 2, len(rest)))
    chosen = chance.sample(rich, min(len(rich), options.count * 3 // 4))
    chosen += chance.sample(others, min(len(others), options.count - len(chosen)))
    lines = (json.dumps({"i": i, **row}, ensure_ascii=False) for i, row in enumerate(chosen))
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(chosen)} sentences of {len(reports)} reports")


if __name__ == "__main__":
    main()
