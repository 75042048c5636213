"""Fitting the network to annotated sentences: batches, what is hidden while it learns, and the schedule."""

import random
from collections.abc import Callable

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lvliang_nlp.entity.features import AMOUNT, LARGE, TABLES, TOWNS
from lvliang_nlp.training.examples import Example
from lvliang_nlp.training.model import OTHER, Tagger

BATCH, RATE, HIDE, DROP = 24, 1.5e-3, 0.06, 0.25
FORGET = 0.5  # share of the sentences whose known companies are hidden, as most are unknown in a new report
SMOOTH = 1 / 12  # the weights kept are a running mean over about this share of all steps


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


def fit(
    model: Tagger, examples: list[Example], epochs: int, seed: int, *, rate: float = RATE,
    progress: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Train a model in place; `rate` is the highest step of its layers, four times as much for tables and tags."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)
    body = model.encoder
    body.drop.p = DROP
    tables = {id(p) for p in body.flags.parameters()}
    rates = [rate, rate * 4, rate * 4]
    groups = [
        {"params": [p for p in body.parameters() if id(p) not in tables], "lr": rates[0]},
        {"params": list(body.flags.parameters()), "lr": rates[1]},
        {"params": [*model.head.parameters(), model.follow], "lr": rates[2]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * ((len(examples) + BATCH - 1) // BATCH)
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(1 - 1 / max(2.0, SMOOTH * steps)))
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
            progress(f"epoch {epoch + 1}: loss {total / steps * epochs:.4f}")
    model.load_state_dict(mean.module.state_dict())
    model.eval()
