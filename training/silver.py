"""Silver: sentences of all other reports as several taggers, trained from different seeds, agree on them.

    python training/silver.py ../shared teacher1.npz teacher2.npz teacher3.npz -o silver.npz

The taggers' scores are averaged. Where the best tag of a character has less than SURE of the probability it is left
open, so that only what they agree on teaches. The gold's own sentences are left out.
"""

import argparse
import random
from pathlib import Path

import numpy as np
from data import CONTEXT, LAYERS, UNKNOWN, Documents, Example, measuring
from train import CORPUS

from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.network import Network
from lvliang_nlp.gold import read_gold
from lvliang_nlp.outline import sentences

SURE = 0.75
EMPTY = 0.12  # share of the sentences without a name that are kept
SHORTEST, LONGEST = 12, 240


def average(networks: list[Network], text: str, features: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean log-probabilities of tags, mean probabilities, mean of what one tag behind another adds."""
    logs = []
    for network in networks:
        scores = network.scores(text, features)
        top = scores.max(-1, keepdims=True)
        logs.append(scores - top - np.log(np.exp(scores - top).sum(-1, keepdims=True)))
    mean = np.mean(logs, 0)
    share = np.exp(logs).mean(0)
    return mean, share, np.mean([n.follow for n in networks], 0)


def label(mean: np.ndarray, share: np.ndarray, follow: np.ndarray) -> np.ndarray:
    """Shape (3, characters): the tags of the best spans, UNKNOWN where the taggers are not sure."""
    tags = np.zeros((len(LAYERS), len(mean)), np.int64)
    for layer in range(len(LAYERS)):
        for start, end in spans(mean[:, layer], follow[layer]):
            tags[layer, start:end] = 4 if end - start == 1 else [1, *[2] * (end - start - 2), 3]
        chosen = np.take_along_axis(share[:, layer], tags[layer][:, None], 1)[:, 0]
        tags[layer, chosen < SURE] = UNKNOWN
    return tags


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=900)
    parser.add_argument("--sentences", type=int, default=26_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    documents = Documents(options.shared)
    networks = [Network.load(path) for path in options.teachers]
    barred = measuring(documents)
    done = {(row.document, row.sent[0]) for file in CORPUS.glob("entities_*.jsonl") for row in read_gold(file)}
    names = [name for name in documents.source if name not in barred and name.split("_")[-1] >= "1998"]
    found: list[Example] = []
    for name in chance.sample(names, min(options.reports, len(names))):
        text, inks, features = documents.restored(name)
        keep = np.array([i for i, c in enumerate(text) if c == "\n" or not c.isspace()], np.int64)
        shown = "".join(text[i] for i in keep)
        tags = label(*average(networks, shown, features[keep]))
        for start, end in sentences(shown):
            named = (tags[:, start:end] != 0).any()
            new = (name, int(inks[keep[start]])) not in done
            if new and SHORTEST <= end - start <= LONGEST and (named or chance.random() < EMPTY):
                low, high = max(0, start - CONTEXT), min(len(shown), end + CONTEXT)
                known = np.full((len(LAYERS), high - low), UNKNOWN)
                known[:, start - low : end - low] = tags[:, start:end]
                found.append(Example(name, shown[low:high], known, features[keep[low:high]], inks[keep[low:high]],
                                     start - low, end - low))  # fmt: skip
    found = chance.sample(found, min(options.sentences, len(found)))
    lengths = np.array([len(e.text) for e in found])
    np.savez_compressed(
        options.output, lengths=lengths, text=np.array([ord(c) for e in found for c in e.text], np.int32),
        labels=np.concatenate([e.labels for e in found], 1).astype(np.int8),
        features=np.concatenate([e.features for e in found]).astype(np.int32),
    )  # fmt: skip
    print(f"{len(found)} sentences, {lengths.sum()} characters")


def load_silver(path: Path) -> list[Example]:
    with np.load(path) as data:
        edges = np.cumsum(data["lengths"])[:-1]
        pieces = zip(np.split(data["text"], edges), np.split(data["labels"], edges, 1),
                     np.split(data["features"], edges), strict=True)  # fmt: skip
        return [
            Example("", "".join(map(chr, text)), labels.astype(np.int64), features.astype(np.int64), text, 0, len(text))
            for text, labels, features in pieces
        ]


if __name__ == "__main__":
    main()
