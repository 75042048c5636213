"""CRF and network, each with and without the tables and pre-training: F1, speed, size, memory in one table.

    python training/compare.py ../shared --encoder encoder.pt
"""

import argparse
import resource
import time
from pathlib import Path

import numpy as np
import torch
from crf import Crf, clusters
from data import documents_of
from score import evaluate
from train import CORPUS, GOLD, follow, load, new_model, scores_of

from lvliang_nlp.entity.characters import numbers
from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.network import Network
from lvliang_nlp.training import Example, export, fit

LABELS = ("PLACE", "COMPANY", "PROJECT")


def prepare(examples: list[Example], vocabulary: str, tables: bool) -> list[Example]:
    out = []
    for e in examples:
        features = e.features if tables else np.zeros_like(e.features)
        out.append(Example(e.document, e.text, e.labels, features, e.inks, e.first, e.last,
                           numbers(e.text, vocabulary).astype(np.int64)))  # fmt: skip
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    options = parser.parse_args()
    documents = documents_of(options.shared)
    train = [e for _, e in load(GOLD, documents)]
    test = load([options.shared / "gold/dev.jsonl"], documents)
    unseen = load([CORPUS / "entities_unseen.jsonl"], documents)
    text = "".join(e.text for _, e in test)
    print("| system | tables | pre-training | dev PLACE | COMPANY | PROJECT "
          "| unseen PLACE | COMPANY | PROJECT | characters/s | MB |")  # fmt: skip
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for kind in ("CRF", "CNN"):
        for tables in (False, True):
            for pretrained in (False, True):
                if kind == "CRF":
                    saved = torch.load(options.encoder, weights_only=True)
                    model = Crf(tables=tables, cluster=clusters(saved) if pretrained else None).fit(train)
                    run, megabytes, ready = model, model.size() / 1e6, [e for _, e in test]
                    new = [e for _, e in unseen]
                    chain = np.zeros((3, 5, 5), np.float32)
                    start = time.perf_counter()
                    for e in ready:
                        model(e)
                else:
                    network, vocabulary = new_model(options.encoder if pretrained else None,
                                                    "".join(e.text for e in train), 1)  # fmt: skip
                    fit(network, prepare(train, vocabulary, tables), options.epochs, 1)
                    ready = prepare([e for _, e in test], vocabulary, tables)
                    new = prepare([e for _, e in unseen], vocabulary, tables)
                    run, chain, file = scores_of(network), follow(network), Path("compare.npz")
                    export(network, vocabulary, file)
                    megabytes = file.stat().st_size / 1e6
                    fast = Network.load(file)
                    file.unlink()
                    features = np.concatenate([e.features for e in ready])
                    start = time.perf_counter()
                    scores = fast.scores(text, features)
                    for layer in range(3):
                        spans(scores[:, layer], fast.follow[layer])
                speed = len(text) / (time.perf_counter() - start)
                cells = []
                for gold, examples in ((test, ready), (unseen, new)):
                    result = evaluate(options.shared, [r for r, _ in gold], examples, run, chain)["result"]
                    cells += [f"{result[label]['strict'][5]:.3f}" for label in LABELS]
                yes = ("no", "yes")
                print(f"| {kind} | {yes[tables]} | {yes[pretrained]} | {' | '.join(cells)} "
                      f"| {speed:,.0f} | {megabytes:.1f} |", flush=True)  # fmt: skip
    print(f"peak memory of the comparison: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
