"""Choose sentences to annotate next: where the tagger is least sure, from reports that the gold has little of.

    python training/choose.py ../shared --count 300 --seed 5 > sentences.jsonl

A line is i, document, sent (offsets in ink) and the sentence's text, for the annotator; the text stays out of the gold.
Three quarters are those with the highest entropy a character, one quarter is drawn by chance.
"""

import argparse
import json
import random
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path

import numpy as np
from data import documents_of, measuring
from train import CORPUS

import lvliang_nlp as lv
from lvliang_nlp.entity import Tagger, default_tagger
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.entity.tagger import without_blanks
from lvliang_nlp.gold import read_gold
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.training import features_of

A_REPORT, A_PLACE = 4, 9  # sentences at most
SHORTEST, LONGEST = 18, 220


def entropy(scores: np.ndarray, layer: str | None) -> np.ndarray:
    """Of the tags of each character, summed over the layers, or of one."""
    if layer is not None:
        scores = scores[:, [LAYERS.index(layer)]]
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    share = odds / odds.sum(-1, keepdims=True)
    return -(share * np.log(share + 1e-9)).sum((-1, -2))


def candidates(
    source: Source, tagger: Tagger, layer: str | None
) -> list[tuple[float, int, int, str]]:
    report = lv.Analyzer(profile=None, tagger=None).analyze(source.text, place=source.place)
    clean = lv.restore(source.text)
    shown, keep = without_blanks(clean.text)
    known = features_of(clean, source.place, source.year)
    doubt = entropy(tagger.network.scores(shown, known if keep is None else known[keep]), layer)
    total = np.zeros(len(clean.text) + 1)
    total[1:][np.arange(len(clean.text)) if keep is None else keep] = doubt
    total = total.cumsum()
    before = [0, *accumulate(not c.isspace() for c in source.text)]
    found = []
    for s in report.sentences:
        if SHORTEST <= len(s.text) <= LONGEST:
            first, last = clean.to_clean(s.start), clean.to_clean(s.end)
            found.append(((total[last] - total[first]) / (len(s.text) + 20), before[s.start], before[s.end], s.text))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--reports", type=int, default=600, help="how many reports to look at")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tagger", type=Path)
    parser.add_argument("--layer", choices=LAYERS, help="doubt in one layer only")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    documents = documents_of(options.shared)
    tagger = Tagger.load(options.tagger) if options.tagger else default_tagger()
    places = {name: source.place for name, source in documents.sources.items()}
    barred = {places[d] for d in measuring(options.shared)}
    known: Counter[str] = Counter()
    done = set()
    for file in CORPUS.glob("entities_*.jsonl"):
        for row in read_gold(file):
            known[places[row.document]] += 1
            done.add((row.document, row.sent[0]))
    names = [d for d in documents.text if places[d] not in barred]
    names.sort(key=lambda d: known[places[d]] + chance.random() * 12)
    pool = []
    for name in names[: options.reports]:
        found = candidates(documents.sources[name], tagger, options.layer)
        pool += [(*c, name) for c in found if (name, c[1]) not in done]
    print(f"{len(pool)} sentences of {options.reports} reports", file=sys.stderr)
    chosen, of_report, of_place = [], Counter(), Counter()
    doubtful, any_order = sorted(pool, reverse=True), chance.sample(pool, len(pool))
    for order, count in ((doubtful, options.count * 3 // 4), (any_order, options.count)):
        for item in order:
            place = places[item[4]]
            room = of_report[item[4]] < A_REPORT and of_place[place] < A_PLACE
            if room and len(chosen) < count and item not in chosen:
                chosen.append(item)
                of_report[item[4]] += 1
                of_place[place] += 1
    chance.shuffle(chosen)
    for i, (_, start, end, text, name) in enumerate(chosen):
        print(json.dumps({"i": i, "document": name, "sent": [start, end], "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
