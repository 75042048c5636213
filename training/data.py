"""Reports and gold as the tagger sees them: characters of restored text, and a label of each in three layers.

Gold is stand-off with offsets in ink, so a sentence is looked up in the restored document: the tagger trains on exactly
what it reads later, with the characters around the sentence as context.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

import lvliang_nlp as lv
from lvliang_nlp.entity.features import features
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.gold import GoldSentence
from lvliang_nlp.place.home import home_code
from lvliang_nlp.quantity.extract import find
from lvliang_nlp.quantity.units import default_units

CONTEXT = 14  # characters on either side of a sentence
UNKNOWN = -1  # the label of a character that must not teach: grey, or context


@dataclass(slots=True)
class Example:
    """A sentence in its context: `labels` has shape (3, characters), UNKNOWN outside the sentence and in grey spans."""

    document: str
    text: str
    labels: np.ndarray
    features: np.ndarray
    inks: np.ndarray
    first: int
    last: int
    ids: np.ndarray | None = None


class Documents:
    """The published reports by id, restored once each."""

    def __init__(self, shared: Path) -> None:
        self.shared = shared
        table = pq.read_table(shared / "reports/reports.parquet", columns=["id", "text", "place", "year"]).to_pydict()
        self.source = dict(zip(table["id"], table["text"], strict=True))
        self.place = dict(zip(table["id"], table["place"], strict=True))
        self.year = dict(zip(table["id"], table["year"], strict=True))
        newspaper = "lvliang_2023_newspaper"
        self.source[newspaper] = (shared / f"reports/{newspaper}.txt").read_text(encoding="utf-8")
        self.place[newspaper], self.year[newspaper] = "吕梁市", 2023
        self.restored = lru_cache(maxsize=64)(self._restored)

    def _restored(self, document: str) -> tuple[str, np.ndarray, np.ndarray]:
        """The clean text, the ink offset of each of its characters, and the features of each."""
        source = self.source[document]
        clean = lv.restore(source)
        before = np.fromiter(accumulate((not c.isspace() for c in source), initial=0), np.int64)
        index = np.arange(len(clean)) if clean.index is None else clean.index
        return clean.text, before[index], features_of(clean, self.place[document], self.year[document])


def features_of(clean: lv.Text, place: str, year: int | None) -> np.ndarray:
    amounts = [(found.start, found.end) for found in find(clean.text, default_units())]
    return features(clean.text, home_code(place, year), amounts)


def example(row: GoldSentence, documents: Documents) -> Example:
    text, inks, feats = documents.restored(row.document)
    first = int(np.searchsorted(inks, row.sent[0]))
    last = int(np.searchsorted(inks, row.sent[1]))
    low, high = max(0, first - CONTEXT), min(len(text), last + CONTEXT)
    keep = np.array([i for i in range(low, high) if text[i] == "\n" or not text[i].isspace()], np.int64)
    labels = np.full((3, len(keep)), UNKNOWN)
    inside = (keep >= first) & (keep < last)
    labels[:, inside] = 0
    at = {int(inks[i]): k for k, i in enumerate(keep) if text[i] != "\n"}
    taken = {label: set() for label in LAYERS}
    for span in sorted(row.spans, key=lambda s: (not s.optional, s.start - s.end)):  # grey first, then the longest
        if span.label not in LAYERS:
            continue
        layer = labels[LAYERS.index(span.label)]
        where = [at[i] for i in range(span.start, span.end) if i in at]
        if not where or (not span.optional and taken[span.label] & set(where)):
            continue
        if not span.optional:
            taken[span.label].update(where)
        if span.optional:
            layer[where] = UNKNOWN
        elif len(where) == 1:
            layer[where] = 4
        else:
            layer[where] = [1, *[2] * (len(where) - 2), 3]
    return Example(row.document, "".join(text[i] for i in keep), labels, feats[keep], inks[keep],
                   int(inside.argmax()), int(inside.argmax() + inside.sum()))  # fmt: skip


def measuring(documents: Documents) -> set[str]:
    """The reports of the gold that only measures: none of their text is trained on, labelled or not."""
    corpus = Path(__file__).parents[1] / "corpus"
    files = [documents.shared / "gold/dev.jsonl", corpus / "entities_unseen.jsonl"]
    texts = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return {json.loads(line)["document"] for line in lines} | {"lvliang_2023_newspaper"}
