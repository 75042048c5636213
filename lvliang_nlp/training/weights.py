"""Weights between torch and the .npz that `lvliang_nlp.entity.network` reads: int8 tables, float16 layers."""

from pathlib import Path
from typing import IO, Any

import numpy as np
import torch
from numpy.typing import NDArray

from lvliang_nlp.entity.features import AMOUNT, FIRMS, LARGE, TABLES, TOWNS
from lvliang_nlp.entity.network import Network
from lvliang_nlp.training.model import Encoder, Tagger

Floats = NDArray[np.float32]


def _table(weight: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    scale = np.abs(weight).max(1) / 127 + 1e-12
    return np.round(weight / scale[:, None]).astype(np.int8), scale.astype(np.float16)


def export(model: Tagger, vocabulary: str, path: Path | IO[bytes]) -> None:
    """Write the weights of a model."""
    body = model.encoder
    words = body.flags[-1]
    with torch.no_grad():
        flag = body.flag(torch.arange(TABLES)) - words.weight[0]
        tables = {"char": body.char.weight, "pair": body.pair.weight, "flag": flag, "word": words.weight}
    data: dict[str, Any] = {
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


def from_network(network: Network) -> Tagger:
    """A model to go on training, from the weights of a file; what int8 and float16 have rounded stays so."""
    width = len(network.enter[1])
    body = Encoder(
        len(network.char), dim=network.char.shape[1], pair=network.pair.shape[1], flag_dim=network.flag.shape[1],
        width=width, dilations=network.dilations,
    )  # fmt: skip
    model = Tagger(body)
    with torch.no_grad():
        _set(body.char.weight, network.char)
        _set(body.pair.weight, network.pair)
        for table, weight in zip(body.flags, [*_parts(network.flag), network.word], strict=True):
            _set(table.weight, weight)
        for linear, (weight, bias) in ((body.enter, network.enter), (model.head, network.head)):
            _set(linear.weight, weight.T)
            _set(linear.bias, bias)
        for block, (weight, bias) in zip(body.blocks, network.convolutions, strict=True):
            _set(block.conv.weight, weight.reshape(3, width, width).transpose(2, 1, 0))
            _set(block.conv.bias, bias)
        _set(model.follow, network.follow)
    return model


def _set(parameter: torch.Tensor, weight: Floats) -> None:
    parameter.copy_(torch.from_numpy(np.ascontiguousarray(weight)))


def _parts(flag: Floats) -> list[Floats]:
    """The table of all that tables say, as the sum it was made of: one table a part of a feature, zero at its first."""
    rows = flag.reshape(FIRMS, AMOUNT, TOWNS, LARGE, -1)
    origin = rows[0, 0, 0, 0]
    return [rows[0, 0, 0], rows[0, 0, :, 0] - origin, rows[0, :, 0, 0] - origin, rows[:, 0, 0, 0] - origin]
