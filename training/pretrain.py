"""Pre-train the encoder on the reports: hide characters, guess them from their neighbours.

    python training/pretrain.py ../shared -o encoder.pt

Reports of the gold that measures (dev, newspaper, unseen) are left out, so that their text is new to the tagger.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from data import documents_of, measuring
from torch.nn import functional as F

import lvliang_nlp as lv
from lvliang_nlp.entity.characters import OTHER, make_vocabulary, numbers
from lvliang_nlp.training import Documents, Encoder

LENGTH, BATCH, HIDDEN_SHARE = 192, 80, 0.15
RARE = 8


def corpus(documents: Documents, left_out: set[str]) -> str:
    parts = []
    for document, source in documents.text.items():
        if document not in left_out:
            text = lv.restore(source).text
            parts.append("".join(c for c in text if c == "\n" or not c.isspace()))
    return "\n".join(parts)


def hide(ids: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Which characters to hide: runs of one to three."""
    seed = torch.rand(ids.shape, generator=generator)
    start = seed < HIDDEN_SHARE / 1.8
    two = torch.roll(start & (seed < HIDDEN_SHARE / 1.8 * 0.55), 1, -1)
    three = torch.roll(start & (seed < HIDDEN_SHARE / 1.8 * 0.25), 2, -1)
    return start | two | three


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--start", type=Path, help="an encoder to go on with")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    generator = torch.Generator().manual_seed(options.seed)
    text = corpus(documents_of(options.shared), measuring(options.shared))
    vocabulary = make_vocabulary(Counter(text).items(), RARE)
    ids = torch.from_numpy(numbers(text, vocabulary).astype(np.int64))
    rows = ids[: len(ids) // LENGTH * LENGTH].view(-1, LENGTH)
    print(f"{len(ids)} characters, {len(vocabulary)} different ones", flush=True)
    encoder = Encoder(len(vocabulary) + 2, width=options.width)
    if options.start:
        saved = torch.load(options.start, weights_only=True)["encoder"]
        encoder.load_state_dict({k: v for k, v in saved.items() if not k.startswith("flag")}, strict=False)
    guess = torch.nn.Linear(options.width, len(vocabulary) + 2)
    parameters = [*encoder.parameters(), *guess.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=2e-3, weight_decay=0.01)
    steps = len(rows) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 2e-3, total_steps=steps * options.epochs + 1, pct_start=0.1
    )
    began, total = time.time(), 0.0
    for epoch in range(options.epochs):
        order = torch.randperm(len(rows), generator=generator)
        for step in range(steps):
            batch = rows[order[step * BATCH : (step + 1) * BATCH]]
            hidden = hide(batch, generator) & (batch != 2)  # 2 is the line break
            shown = batch.masked_fill(hidden, OTHER)
            states = encoder(shown, torch.zeros_like(shown))
            loss = F.cross_entropy(guess(states[hidden]), batch[hidden])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            if step % 100 == 99:
                print(f"epoch {epoch} step {step + 1}/{steps} loss {total / 100:.3f} "
                      f"{time.time() - began:.0f} s", flush=True)  # fmt: skip
                total = 0.0
        saved = {"vocabulary": vocabulary, "settings": encoder.settings, "encoder": encoder.state_dict()}
        torch.save(saved, options.output)


if __name__ == "__main__":
    main()
