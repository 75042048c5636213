"""Train the tagger on the gold and write its weights.

    python training/train.py ../shared --encoder encoder.pt -o lvliang_nlp/data/tagger.npz

Without --encoder it starts from chance; --no-features hides the tables. Prints strict F1 on the development gold, the
newspaper page (the scores of outside are tuned on both) and the unseen sentences.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import LAYERS, Documents, Example, example
from export import export
from model import OTHER, Encoder, Tagger
from score import evaluate, line
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lvliang_nlp.entity.characters import make_vocabulary, numbers
from lvliang_nlp.entity.features import AMOUNT, LARGE, TABLES, TOWNS
from lvliang_nlp.gold import GoldSentence, read_gold

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = [CORPUS / "entities_train.jsonl", CORPUS / "entities_more.jsonl"]
BATCH, RATE, HIDE, DROP = 24, 1.5e-3, 0.06, 0.25
FORGET = 0.5  # share of the sentences whose known companies are hidden, as most are unknown in a new report
SMOOTH = 0.998  # the weights kept are a running mean over the last steps


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


def forget(features: torch.Tensor) -> torch.Tensor:
    """The features without what the table of companies says, in a chance part of the sentences; shape as given."""
    below = features % (LARGE * TOWNS * AMOUNT)
    without = below + features // TABLES * TABLES
    return torch.where(torch.rand(len(features), 1) < FORGET, without, features)


def batches(examples: list[Example], shuffle: random.Random) -> list[list[Example]]:
    """Sentences of like length together, the groups in chance order."""
    order = sorted(examples, key=lambda e: len(e.ids) * shuffle.uniform(0.8, 1.2))
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    shuffle.shuffle(groups)
    return groups


def fit(model: Tagger, examples: list[Example], epochs: int, seed: int) -> None:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    body = model.encoder
    body.drop.p = DROP
    tables = {id(p) for p in body.flags.parameters()}
    rates = [RATE, RATE * 4, RATE * 4]
    groups = [
        {"params": [p for p in body.parameters() if id(p) not in tables], "lr": rates[0]},
        {"params": list(body.flags.parameters()), "lr": rates[1]},
        {"params": [*model.head.parameters(), model.follow], "lr": rates[2]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(SMOOTH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.15)
    model.train()
    for epoch in range(epochs):
        total = 0.0
        for group in batches(examples, shuffle):
            ids, features, labels = batch(group)
            ids = torch.where((torch.rand(ids.shape) < HIDE) & (ids > 2), OTHER, ids)
            loss = model.loss(model(ids, forget(features)), labels)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            mean.update_parameters(model)
            total += loss.item()
        if epoch % 4 == 3:
            print(f"epoch {epoch + 1}: loss {total / steps * epochs:.4f}", flush=True)
    model.load_state_dict(mean.module.state_dict())
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
    fresh = torch.nn.Linear(body.enter.in_features, body.enter.out_features).weight.data
    body.enter.weight.data[:, -body.settings["flag_dim"] :] = fresh[:, -body.settings["flag_dim"] :]
    return Tagger(body), saved["vocabulary"]


def scores_of(model: Tagger) -> Any:
    def run(e: Example) -> np.ndarray:
        with torch.no_grad():
            return model(torch.from_numpy(e.ids)[None], torch.from_numpy(e.features)[None])[0].numpy()

    return run


def follow(model: Tagger) -> np.ndarray:
    """Scores of one tag behind another, shape (3, 5, 5)."""
    return model.follow.detach().numpy()


Pairs = list[tuple[GoldSentence, Example]]


def balance(model: Tagger, shared: Path, tuned: list[Pairs]) -> list[float]:
    """What to add to the score of outside in each layer, so that the mean strict F1 on the tuning gold is highest."""
    scores = {id(e): scores_of(model)(e) for pairs in tuned for _, e in pairs}
    found = []
    for layer, label in enumerate(LAYERS):
        best = (0.0, 0.0)
        for offset in np.arange(0.0, 0.51, 0.05):
            def shifted(e: Example, layer: int = layer, offset: float = float(offset)) -> np.ndarray:
                moved = scores[id(e)].copy()
                moved[:, layer, 0] += offset
                return moved

            each = [evaluate(shared, [r for r, _ in pairs], [e for _, e in pairs], shifted, follow(model))["result"]
                    for pairs in tuned]  # fmt: skip
            best = max(best, (sum(result[label]["strict"][5] for result in each), float(offset)))
        found.append(best[1])
    with torch.no_grad():
        for layer, offset in enumerate(found):
            model.head.bias[5 * layer] += offset
    return found


def load(files: list[Path], documents: Documents) -> Pairs:
    rows = [row for file in files for row in read_gold(file, documents.source)]
    return [(row, example(row, documents)) for row in sorted(rows, key=lambda r: r.document)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=GOLD)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-features", action="store_true")
    options = parser.parse_args()
    documents = Documents(options.shared)
    train = [e for _, e in load(options.gold, documents)]
    tests = {"dev": options.shared / "gold/dev.jsonl",
             "newspaper": options.shared / "gold/lvliang_2023_newspaper.jsonl",
             "unseen": CORPUS / "entities_unseen.jsonl"}  # fmt: skip
    gold = {name: load([file], documents) for name, file in tests.items() if file.exists()}
    model, vocabulary = new_model(options.encoder, "".join(e.text for e in train), options.seed)
    for e in [*train, *(e for pairs in gold.values() for _, e in pairs)]:
        e.ids = numbers(e.text, vocabulary).astype(np.int64)
        if options.no_features:
            e.features = np.zeros_like(e.features)
    began = time.time()
    fit(model, train, options.epochs, options.seed)
    print(f"{len(train)} sentences, {options.epochs} epochs, {time.time() - began:.0f} s", flush=True)
    offsets = balance(model, options.shared, [gold["dev"], gold["newspaper"]])
    print(f"added to the scores of outside: {offsets}", flush=True)
    for name, pairs in gold.items():
        rows, examples = [r for r, _ in pairs], [e for _, e in pairs]
        result = evaluate(options.shared, rows, examples, scores_of(model), follow(model))["result"]
        print(f"{name:10}", line(result), flush=True)
    if options.output:
        export(model, vocabulary, options.output)


if __name__ == "__main__":
    main()
