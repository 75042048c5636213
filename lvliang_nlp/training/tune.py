"""Weights for a user's own text: the shipped ones, trained on with gold of the user's own.

A few hundred sentences alone would make the network forget what it knows. So it is shown as many sentences again of the
same reports, as the weights it starts from read them, and steps are small.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import torch

from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.entity import Tagger as NameTagger
from lvliang_nlp.entity import default_tagger
from lvliang_nlp.entity.characters import numbers
from lvliang_nlp.errors import InputError
from lvliang_nlp.extend.evaluate import LABELS, predict
from lvliang_nlp.gold import GoldSentence, GoldSpan, read_gold
from lvliang_nlp.layout import restore
from lvliang_nlp.outline import outline
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.tables import replacing
from lvliang_nlp.training.examples import Documents, example
from lvliang_nlp.training.fit import fit
from lvliang_nlp.training.weights import export, from_network

RATE = 3e-4  # a fifth of that of the first training
REPLAY = 2.0  # sentences as they were read before, for each of the gold
_LEAST, _MOST_REPLAY = 200, 4000
_SHORTEST, _LONGEST = 12, 260


def train(
    gold: Sequence[str | os.PathLike[str]], texts: Mapping[str, Source], output: str | os.PathLike[str], *,
    start: str | os.PathLike[str] | None = None, epochs: int = 12, seed: int = 1,
    progress: Callable[[str], None] = lambda line: None,
) -> int:  # fmt: skip
    """Train on files of gold and write weights for `Analyzer(tagger=output)`; gives the number of gold sentences.

    `texts` are the reports that the gold speaks of (`lvliang_nlp.extend.read_texts`); `start` are weights to begin
    with, those of the package where it is None. The same arguments and seed give the same weights on one machine.
    Raises `MissingExtraError` without torch, `ReadError` and `InputError` as `read_gold` does, and `InputError` for
    gold without a place, a company or a project.
    """
    known = {name: source.text for name, source in texts.items()}
    rows = [row for file in gold for row in read_gold(file, known)]
    if not any(span.label in LABELS and span.label != "QUANTITY" for row in rows for span in row.spans):
        raise InputError("the gold holds no PLACE, COMPANY or PROJECT: there is nothing to learn from")
    tagger = NameTagger.load(start) if start is not None else default_tagger()
    documents = Documents(texts)
    replay = _as_read(rows, texts, tagger, seed)
    progress(f"{len(rows)} sentences of gold, {len(replay)} more as they were read before")
    network = tagger.network
    examples = [example(row, documents) for row in sorted([*rows, *replay], key=lambda row: row.document)]
    for one in examples:
        one.ids = numbers(one.text, network.vocabulary).astype(np.int64)
    model = from_network(network)
    with _one_thread():
        fit(model, examples, epochs, seed, rate=RATE, progress=progress)
    with replacing(output) as out:
        export(model, network.vocabulary, out)
    return len(rows)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Sums in one order give the same weights each time; and on a busy machine waiting for a thread costs more."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _as_read(
    rows: Sequence[GoldSentence], texts: Mapping[str, Source], tagger: NameTagger, seed: int
) -> list[GoldSentence]:
    """Sentences of the same reports that are not annotated, with what the tagger finds in them as spans."""
    taken = {(row.document, row.sent) for row in rows}
    names = sorted({row.document for row in rows})
    free: list[GoldSentence] = []
    for name in names:
        before = _inks(texts[name].text)
        for sentence in outline(restore(texts[name].text)).sentences:
            place = (before[sentence.start], before[sentence.end])
            if _SHORTEST <= len(sentence.text) <= _LONGEST and (name, place) not in taken:
                free.append(GoldSentence(i=len(free), document=name, sent=place))
    wanted = min(max(_LEAST, int(len(rows) * REPLAY)), _MOST_REPLAY, len(free))
    chosen = random.Random(seed).sample(free, wanted)
    found = predict(chosen, texts, Analyzer(profile=None, tagger=tagger))
    return [
        row.model_copy(update={"spans": tuple(
            GoldSpan(label=label, start=span.start, end=span.end, text=span.text)
            for label, spans in kinds.items() if label != "QUANTITY" for span in spans
        )})
        for row, kinds in zip(chosen, found, strict=True)
    ]  # fmt: skip


def _inks(text: str) -> list[int]:
    """How many characters that are not white space stand before each offset."""
    total = [0]
    for character in text:
        total.append(total[-1] + (not character.isspace()))
    return total
