"""A CRF (python-crfsuite) over the same characters and tables, one for each layer: what the network is held against.

It cannot leave a character out of the training, so grey spans count as outside.
"""

import tempfile
from pathlib import Path

import numpy as np
import pycrfsuite

from lvliang_nlp.entity.characters import normal
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.training import Example

TAGS = "OBIES"


def clusters(encoder: dict, count: int = 96, rounds: int = 12) -> dict[str, str]:
    """A cluster for each character of a pre-trained encoder, by k-means on its embedding: pre-training for a CRF."""
    points = encoder["encoder"]["char.weight"].numpy()[2:]
    points = points / (np.linalg.norm(points, axis=1, keepdims=True) + 1e-9)
    centres = points[np.random.default_rng(0).choice(len(points), count, replace=False)]
    for _ in range(rounds):
        nearest = (points @ centres.T).argmax(1)
        centres = np.stack([points[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(count)])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return {character: str(k) for character, k in zip(encoder["vocabulary"], nearest, strict=True)}


def observe(example: Example, tables: bool, cluster: dict[str, str] | None) -> list[list[str]]:
    chars = ["<" if c == "\n" else normal(c) for c in example.text]
    padded = ["<"] * 3 + chars + [">"] * 3
    rows = []
    for i in range(len(chars)):
        a, b, c, d, e, f, g = padded[i : i + 7]
        row = [f"0{d}", f"-1{c}", f"+1{e}", f"-2{b}", f"+2{f}", f"01{d}{e}", f"-10{c}{d}", f"12{e}{f}", f"-21{b}{c}",
               f"-11{c}{e}", f"012{d}{e}{f}", f"-210{b}{c}{d}", f"-101{c}{d}{e}", f"23{f}{g}",
               f"-32{a}{b}"]  # fmt: skip
        if tables:
            row += [f"t{k}{example.features[i + k]}" for k in (-1, 0, 1) if 0 <= i + k < len(chars)]
        if cluster:
            row += [f"k{k}{cluster.get(padded[i + 3 + k], '-')}" for k in (-2, -1, 0, 1, 2)]
            row.append(f"kk{cluster.get(d, '-')}_{cluster.get(e, '-')}")
        rows.append(row)
    return rows


class Crf:
    def __init__(self, *, tables: bool, cluster: dict[str, str] | None) -> None:
        self.tables, self.cluster = tables, cluster
        self.folder = Path(tempfile.mkdtemp())
        self.taggers: list[pycrfsuite.Tagger] = []

    def fit(self, examples: list[Example], rounds: int = 40) -> "Crf":
        for layer, name in enumerate(LAYERS):
            trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
            trainer.set_params({"c1": 0.1, "c2": 0.05, "max_iterations": rounds, "feature.minfreq": 2})
            for e in examples:
                rows = observe(e, self.tables, self.cluster)[e.first : e.last]
                trainer.append(rows, [TAGS[max(0, t)] for t in e.labels[layer][e.first : e.last]])
            trainer.train(str(self.folder / name))
            tagger = pycrfsuite.Tagger()
            tagger.open(str(self.folder / name))
            self.taggers.append(tagger)
        return self

    def size(self) -> int:
        return sum((self.folder / name).stat().st_size for name in LAYERS)

    def __call__(self, example: Example) -> np.ndarray:
        """Scores of shape (characters, 3, 5): 9 for the tag chosen."""
        rows = observe(example, self.tables, self.cluster)
        scores = np.zeros((len(rows), 3, 5), np.float32)
        for layer, tagger in enumerate(self.taggers):
            tags = tagger.tag(rows)
            scores[np.arange(len(rows)), layer, [TAGS.index(t) for t in tags]] = 9
        return scores
