"""Weights of a trained tagger as the .npz that `lvliang_nlp.entity.network` reads: int8 tables, float16 layers."""

from pathlib import Path

import numpy as np
import torch
from model import Tagger

from lvliang_nlp.entity.features import TABLES


def _table(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.abs(weight).max(1) / 127 + 1e-12
    return np.round(weight / scale[:, None]).astype(np.int8), scale.astype(np.float16)


def export(model: Tagger, vocabulary: str, path: Path) -> None:
    body = model.encoder
    words = body.flags[-1]
    with torch.no_grad():
        flag = body.flag(torch.arange(TABLES)) - words.weight[0]
        tables = {"char": body.char.weight, "pair": body.pair.weight, "flag": flag, "word": words.weight}
    data: dict[str, np.ndarray] = {
        "vocabulary": np.array([ord(c) for c in vocabulary], np.int32),
        "dilations": np.array(body.settings["dilations"], np.int32),
    }
    for name, weight in tables.items():
        data[f"{name}_q"], data[f"{name}_s"] = _table(weight.detach().numpy())
    layers = {"enter": (body.enter.weight.T, body.enter.bias), "head": (model.head.weight.T, model.head.bias)}
    for i, block in enumerate(body.blocks):
        layers[f"conv{i}"] = (block.conv.weight.permute(2, 1, 0).flatten(0, 1), block.conv.bias)
    for name, (weight, bias) in layers.items():
        data[f"{name}_w"], data[f"{name}_b"] = (x.detach().numpy().astype(np.float16) for x in (weight, bias))
    data["follow"] = model.follow.detach().numpy().astype(np.float32)
    np.savez_compressed(path, **data)
