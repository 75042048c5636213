"""Train the tagger on the gold and write its weights.

    python training/train.py ../shared --encoder encoder.pt -o lvliang_nlp/data/tagger.npz

Without --encoder it starts from chance; --no-features hides the tables. Prints strict F1 on gold/dev.jsonl.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import Documents, Example, example
from export import export
from model import OTHER, Encoder, Tagger
from score import evaluate, line
from torch.nn import functional as F

from lvliang_nlp.entity.characters import make_vocabulary, numbers
from lvliang_nlp.gold import GoldSentence, read_gold

CORPUS = Path(__file__).parents[1] / "corpus"
BATCH, RATE, HIDE = 24, 1.5e-3, 0.06


def batch(examples: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids, features and labels, filled up to the longest."""
    longest = max(len(e.ids) for e in examples)
    ids = torch.zeros(len(examples), longest, dtype=torch.long)
    features, labels = torch.zeros_like(ids), torch.full((len(examples), longest, 3), -1)
    for i, e in enumerate(examples):
        n = len(e.ids)
        ids[i, :n] = torch.from_numpy(e.ids)
        features[i, :n] = torch.from_numpy(e.features)
        labels[i, :n] = torch.from_numpy(e.labels.T)
    return ids, features, labels


def fit(model: Tagger, examples: list[Example], epochs: int, seed: int) -> None:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    model.encoder.drop.p = 0.3
    groups = [
        {"params": model.encoder.parameters(), "lr": RATE},
        {"params": model.head.parameters(), "lr": RATE * 3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, RATE * 3], total_steps=steps + 1, pct_start=0.15)
    order = list(examples)
    model.train()
    for _ in range(epochs):
        shuffle.shuffle(order)
        for at in range(0, len(order), BATCH):
            ids, features, labels = batch(order[at : at + BATCH])
            ids = torch.where((torch.rand(ids.shape) < HIDE) & (ids > 2), OTHER, ids)
            loss = F.cross_entropy(model(ids, features).reshape(-1, 5), labels.reshape(-1), ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    model.eval()


def new_model(encoder: Path | None, text: str, seed: int) -> tuple[Tagger, str]:
    torch.manual_seed(seed)
    if encoder is None:
        vocabulary = make_vocabulary(Counter(text).items(), 2)
        return Tagger(Encoder(len(vocabulary) + 2)), vocabulary
    saved = torch.load(encoder, weights_only=True)
    body = Encoder(**saved["settings"])
    weights = {k: v for k, v in saved["encoder"].items() if not k.startswith("flag")}
    body.load_state_dict(weights, strict=False)
    return Tagger(body), saved["vocabulary"]


def scores_of(model: Tagger) -> Any:
    def run(e: Example) -> np.ndarray:
        with torch.no_grad():
            return model(torch.from_numpy(e.ids)[None], torch.from_numpy(e.features)[None])[0].numpy()

    return run


def load(shared: Path, files: list[Path], documents: Documents) -> list[tuple[GoldSentence, Example]]:
    rows = [row for file in files for row in read_gold(file, documents.source)]
    return [(row, example(row, documents)) for row in sorted(rows, key=lambda r: r.document)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[CORPUS / "entities_train.jsonl"])
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-features", action="store_true")
    options = parser.parse_args()
    documents = Documents(options.shared)
    train = [e for _, e in load(options.shared, options.gold, documents)]
    tests = {"dev": options.shared / "gold/dev.jsonl", "newspaper": options.shared / "gold/lvliang_2023_newspaper.jsonl",
             "unseen": CORPUS / "entities_unseen.jsonl"}  # fmt: skip
    gold = {name: load(options.shared, [file], documents) for name, file in tests.items() if file.exists()}
    model, vocabulary = new_model(options.encoder, "".join(e.text for e in train), options.seed)
    for e in [*train, *(e for pairs in gold.values() for _, e in pairs)]:
        e.ids = numbers(e.text, vocabulary).astype(np.int64)
        if options.no_features:
            e.features = np.zeros_like(e.features)
    began = time.time()
    fit(model, train, options.epochs, options.seed)
    print(f"{len(train)} sentences, {options.epochs} epochs, {time.time() - began:.0f} s", flush=True)
    for name, pairs in gold.items():
        result = evaluate(options.shared, [r for r, _ in pairs], [e for _, e in pairs], scores_of(model))["result"]
        print(f"{name:10}", line(result), flush=True)
    if options.output:
        export(model, vocabulary, options.output)


if __name__ == "__main__":
    main()
