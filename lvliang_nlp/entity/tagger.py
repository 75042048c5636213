"""The learned tagger: names of places, companies and projects in clean text.

A small convolutional network in numpy over characters, pairs of characters and what the tables say of them; how it was
trained, on what, and how good it is: docs/model_card.md.
"""

import os
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.features import features
from lvliang_nlp.entity.network import Network
from lvliang_nlp.entity.spans import Names, Pair
from lvliang_nlp.errors import ReadError

_BREAK = np.array([20, 0, 0, 0, 0], np.float32)  # scores of a line break, which is in no name


class Tagger:
    """Finds names with the weights of one file; keeps no state between texts and can be pickled."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> "Tagger":
        """Read weights that `training/train.py` wrote. Raises `ReadError` where the file is missing or holds none."""
        try:
            return cls(Network.load(Path(path)))
        except FileNotFoundError:
            raise ReadError(f"{os.fspath(path)}: no such file of weights: give the .npz that training wrote") from None
        except (OSError, ValueError, KeyError, EOFError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise ReadError(f"{os.fspath(path)}: holds no weights of a tagger ({reason}): train one anew") from error

    def find(self, text: str, home: str, amounts: list[Pair], known: Names) -> Names:
        """Names in a clean text; `home` is the code of the report's own place or empty, `amounts` where amounts stand,
        `known` where names that a profile knows do: the network sees them as it sees those of the tables.

        White space is not shown to the network, but for line breaks, which no name crosses.
        """
        if not text:
            return Names()
        shown, keep = without_blanks(text)
        seen = features(text, home, amounts, known)
        scores = self.network.scores(shown, seen if keep is None else seen[keep])
        scores[[i for i, c in enumerate(shown) if c == "\n"]] = _BREAK
        found = Names()
        for layer, name in enumerate(("places", "companies", "projects")):
            pairs = spans(scores[:, layer], self.network.follow[layer])
            if keep is not None:
                pairs = [(int(keep[a]), int(keep[b - 1]) + 1) for a, b in pairs]
            setattr(found, name, pairs)
        return found


def without_blanks(text: str) -> tuple[str, NDArray[np.int64] | None]:
    """The text without white space but line breaks, and the offset of each character left; None where all are."""
    parts = text.split("\n")
    if all(len(part.split(None, 1)) < 2 and part == part.strip() for part in parts):
        return text, None
    keep = [i for i, c in enumerate(text) if c == "\n" or not c.isspace()]
    return "".join(text[i] for i in keep), np.array(keep, np.int64)


@lru_cache(maxsize=1)
def default_tagger() -> Tagger:
    """The tagger with the weights of the package, loaded once."""
    with as_file(files("lvliang_nlp") / "data" / "tagger.npz") as path:
        return Tagger.load(path)
