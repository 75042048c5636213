"""Reports and gold as the tagger sees them: characters of restored text, and a label of each in three layers.

Gold is stand-off with offsets in ink, so a sentence is looked up in the restored document: the tagger trains on exactly
what it reads later, with the characters around the sentence as context.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.entity.features import features
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.gold import GoldSentence
from lvliang_nlp.layout import Text, restore
from lvliang_nlp.outline import outline
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.place import home_code, infer_home
from lvliang_nlp.quantity import default_units, find

Ints = NDArray[np.int64]
CONTEXT = 14  # characters on either side of a sentence
UNKNOWN = -1  # the label of a character that must not teach: grey, or context


@dataclass(slots=True)
class Example:
    """A sentence in its context: `labels` has shape (3, characters), UNKNOWN outside the sentence and in grey spans."""

    document: str
    text: str
    labels: Ints
    features: Ints
    inks: Ints
    first: int
    last: int
    ids: Ints = field(default_factory=lambda: np.zeros(0, np.int64))


class Documents:
    """Reports by id, restored once each; place and year are those of the source, else the text's own."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.text = {name: source.text for name, source in sources.items()}
        self.restored = lru_cache(maxsize=64)(self._restored)

    def _restored(self, document: str) -> tuple[str, Ints, Ints]:
        """The clean text, the ink offset of each of its characters, and the features of each."""
        source = self.sources[document]
        clean = restore(source.text)
        before = np.fromiter(accumulate((not c.isspace() for c in source.text), initial=0), np.int64)
        index = np.arange(len(clean)) if clean.index is None else clean.index
        return clean.text, before[index], features_of(clean, source.place, source.year)


def features_of(clean: Text, place: str | None, year: int | None) -> Ints:
    """What the tables say of each character; where `place` is None it is the text's own."""
    if place is None:
        head = outline(clean)
        home = home_code(head.place, head.year) if head.place else infer_home(clean.text)
    else:
        home = home_code(place, year)
    return features(clean.text, home, [(found.start, found.end) for found in find(clean.text, default_units())])


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
    taken: dict[str, set[int]] = {label: set() for label in LAYERS}
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
