"""Learn lvliang_nlp/data/layout_openings.tsv: where do paragraphs begin? python benchmarks/layout_openings.py

Reads the reports of the folder `shared` beside the checkout, without the 200 on which layout.py measures.
"""

import random
from collections import Counter
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from lvliang_nlp.layout import restore
from lvliang_nlp.layout.openings import features, habit, heading_features, in_heading

ROOT = Path(__file__).parents[1]
SEED = 7  # the seed of layout.py
FINAL, EPOCHS = "。！？；：", 4


def examples() -> tuple[list[list[str]], list[int]]:
    """Features of each sentence end, and whether a paragraph ends there."""
    rows = pq.read_table(ROOT.parent / "shared/reports/reports.parquet", columns=["id", "text"]).to_pylist()
    rows = [row for row in rows if "|" not in row["text"]]
    held_out = {row["id"] for row in random.Random(SEED).sample(rows, 200)}
    names, labels, rng = [], [], random.Random(SEED)
    for row in rows:
        if row["id"] in held_out:
            continue
        paragraphs = ["".join(line.split()) for line in restore(row["text"]).paragraphs]
        inks, begin = "".join(paragraphs), 0
        starts = [0, *accumulate(map(len, paragraphs))][:-1]
        # On a page most paragraphs are known, those whose last line is short; the features must not know all either.
        page = habit(inks, [at for at in starts if rng.random() < 0.93])
        for paragraph in paragraphs:
            end = begin + len(paragraph)
            for at in range(begin + 1, min(end + 1, len(inks))):
                if ends_sentence(inks, at) and (at == end or inks[at] not in "”）"):
                    names.append(features(inks, at, begin, page, same=int(at == end)))
                    labels.append(int(at == end))
                elif at < len(inks) and in_heading(inks, at, begin):
                    names.append(heading_features(inks, at, begin, page))
                    labels.append(int(at == end))
            begin = end
    return names, labels


def ends_sentence(inks: str, at: int) -> bool:
    """The same rule as `Lines.ends_sentence`."""
    return inks[at - 1] in FINAL or (inks[at - 1] in "”）" and inks[at - 2] in FINAL)


def learn(names: list[list[str]], labels: list[int]) -> dict[str, float]:
    """Logistic regression by AdaGrad over the features that are not rare."""
    counts = Counter(name for row in names for name in row)
    index = {name: i + 1 for i, name in enumerate(sorted(name for name, n in counts.items() if n >= 30))}
    width = max(map(len, names))
    rows = np.array([[index.get(name, 0) for name in row] + [0] * (width - len(row)) for row in names])
    truth, weight, seen = np.array(labels, float), np.zeros(len(index) + 1), np.full(len(index) + 1, 1e-6)
    rng = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        for batch in np.array_split(rng.permutation(len(rows)), len(rows) // 256):
            part = rows[batch]
            error = 1 / (1 + np.exp(-weight[part].sum(axis=1))) - truth[batch]
            slope = np.bincount(part.ravel(), np.repeat(error, part.shape[1]), len(weight)) / len(batch)
            slope += 2e-6 * weight
            slope[0] = 0
            seen += slope**2
            weight -= 0.3 / (epoch + 1) ** 0.5 * slope / np.sqrt(seen)
        score, heads = weight[rows].sum(axis=1) > 0, np.array([row[0] == "H" for row in names])
        for what, chosen in (("paragraphs", ~heads), ("headings", heads)):
            right, breaks = (score == truth)[chosen].mean(), score[chosen & (truth == 1)].mean()
            print(epoch, what, chosen.sum(), right, "breaks", breaks, "wrong", score[chosen & (truth == 0)].mean())
    return {name: float(weight[i]) for name, i in index.items()}


if __name__ == "__main__":
    found = learn(*examples())
    lines = [f"{name}\t{weight:.2f}" for name, weight in sorted(found.items()) if abs(weight) >= 0.15]
    head = "# Feature, weight: see openings.py. Learnt by benchmarks/layout_openings.py from 2,309 reports.\n"
    (ROOT / "lvliang_nlp/data/layout_openings.tsv").write_text(head + "\n".join(lines) + "\n", "utf-8")
    print(len(lines), "weights")
