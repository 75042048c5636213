"""Train the tagger on the gold and write its weights.

    python training/train.py ../shared --encoder encoder.pt -o lvliang_nlp/data/tagger.npz

Without --encoder it starts from chance; --no-features hides the tables. Prints strict F1 on the development gold, the
newspaper page and the unseen sentences; the scores of outside are tuned on the first.
"""

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import documents_of
from score import evaluate, line

from lvliang_nlp.entity.characters import make_vocabulary, numbers
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.gold import GoldSentence, read_gold
from lvliang_nlp.training import Documents, Encoder, Example, Tagger, example, export, fit

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = [CORPUS / "entities_train.jsonl", CORPUS / "entities_more.jsonl"]


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
    rows = [row for file in files for row in read_gold(file, documents.text)]
    return [(row, example(row, documents)) for row in sorted(rows, key=lambda r: r.document)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--silver", type=Path, nargs="*", default=[], help="more sentences, of silver.py")
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-features", action="store_true")
    options = parser.parse_args()
    documents = documents_of(options.shared)
    train = [e for _, e in load([*GOLD, *options.silver], documents)]
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
    offsets = balance(model, options.shared, [gold["dev"]])
    print(f"added to the scores of outside: {offsets}", flush=True)
    for name, pairs in gold.items():
        rows, examples = [r for r, _ in pairs], [e for _, e in pairs]
        result = evaluate(options.shared, rows, examples, scores_of(model), follow(model))["result"]
        print(f"{name:10}", line(result), flush=True)
    if options.output:
        export(model, vocabulary, options.output)


if __name__ == "__main__":
    main()
