"""The network of the tagger in numpy: embeddings, dilated convolutions, a score for each tag in three layers.

Weights are a .npz without pickles (`Network.load`); embeddings are stored as int8 with a scale a row, the rest as
float16. training/ makes them. All characters of a text go through as one sequence, a stretch at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.entity.characters import numbers

Floats = NDArray[np.float32]
LAYERS = ("PLACE", "COMPANY", "PROJECT")
TAGS = "OBIES"  # outside, begin, inside, end, single
STRETCH = 2048  # characters at a time: what fits the cache


@dataclass(slots=True)
class Network:
    """`vocabulary` numbers the characters; `dilations` are the distances of the neighbours in each convolution."""

    vocabulary: str
    dilations: tuple[int, ...]
    char: Floats
    pair: Floats
    flag: Floats
    word: Floats
    enter: tuple[Floats, Floats]
    convolutions: list[tuple[Floats, Floats]]
    head: tuple[Floats, Floats]
    follow: Floats

    @classmethod
    def load(cls, path: Path) -> "Network":
        """Read weights. Raises `OSError` or `ValueError` where there are none."""
        with np.load(path, allow_pickle=False) as data:
            return cls.unpack({name: data[name] for name in data.files})

    @classmethod
    def unpack(cls, data: Mapping[str, NDArray[np.generic]]) -> "Network":
        def layer(name: str) -> tuple[Floats, Floats]:
            return data[f"{name}_w"].astype(np.float32), data[f"{name}_b"].astype(np.float32)

        def table(name: str) -> Floats:
            return data[f"{name}_q"].astype(np.float32) * data[f"{name}_s"].astype(np.float32)[:, None]

        dilations = tuple(int(d) for d in data["dilations"])
        vocabulary = "".join(map(chr, data["vocabulary"].tolist()))
        return cls(vocabulary, dilations, table("char"), table("pair"), table("flag"), table("word"), layer("enter"),
                   [layer(f"conv{i}") for i in range(len(dilations))], layer("head"),
                   data["follow"].astype(np.float32))  # fmt: skip

    def scores(self, text: str, features: NDArray[np.int64]) -> Floats:
        """A score for each tag, shape (characters, 3 layers, 5 tags); `follow` (3, 5, 5) is for one behind another."""
        ids = numbers(text, self.vocabulary)
        reach, n = sum(self.dilations) + 1, len(ids)
        out = np.empty((n, len(LAYERS), len(TAGS)), np.float32)
        for first in range(0, n, STRETCH):
            last = min(first + STRETCH, n)
            low, high = max(0, first - reach), min(n, last + reach)
            states = self._states(ids[low:high], features[low:high])
            seen = np.concatenate([states, self._near(features[low:high])], 1)[first - low : last - low]
            out[first:last] = (seen @ self.head[0] + self.head[1]).reshape(-1, len(LAYERS), len(TAGS))
        return out

    def _flags(self, features: NDArray[np.int64]) -> Floats:
        return self.flag[features % len(self.flag)] + self.word[features // len(self.flag)]

    def _near(self, features: NDArray[np.int64]) -> Floats:
        """What the tables say of a character and its two neighbours."""
        flag = self._flags(features)
        before, behind = np.zeros_like(flag), np.zeros_like(flag)
        before[1:], behind[:-1] = flag[:-1], flag[1:]
        return np.concatenate([before, flag, behind], 1)

    def _states(self, ids: NDArray[np.int32], features: NDArray[np.int64]) -> Floats:
        """The state of each character, shape (characters, width)."""
        pairs = self.pair[_buckets(ids, len(self.pair))]
        before = np.empty_like(pairs)
        before[1:] = pairs[:-1]
        before[:1] = self.pair[0]
        x = np.concatenate([self.char[ids], pairs, before, self._flags(features)], 1) @ self.enter[0] + self.enter[1]
        np.maximum(x, 0, out=x)
        for distance, (weight, bias) in zip(self.dilations, self.convolutions, strict=True):
            x += _convolve(x, distance, weight, bias)
        return x


def _convolve(x: Floats, distance: int, weight: Floats, bias: Floats) -> Floats:
    """relu of three neighbours times `weight` (3·width, width)."""
    n, width = x.shape
    wide = np.zeros((n, 3 * width), np.float32)
    wide[distance:, :width] = x[: max(0, n - distance)]
    wide[:, width : 2 * width] = x
    wide[: max(0, n - distance), 2 * width :] = x[distance:]
    y = wide @ weight
    y += bias
    return np.maximum(y, 0, out=y)


def _buckets(ids: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    """A row of the table of pairs for each character and the one behind it."""
    first = ids.astype(np.int64)
    second = np.zeros_like(first)
    second[:-1] = first[1:]
    return (first * 7919 + second * 104729) % size
