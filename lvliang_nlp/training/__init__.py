"""Training the tagger: what `lvliang-nlp train` does. It needs torch (the extra `train`), which nothing else here does.

examples (gold and reports as the tagger sees them) → model (the network with gradients) → fit → weights (.npz for
`Analyzer(tagger=...)`); tune puts them together for gold of a user's own.
"""

from lvliang_nlp.errors import needs

with needs("torch", "train", "training the tagger"):
    import torch  # noqa: F401

from lvliang_nlp.training.examples import Documents, Example, example, features_of
from lvliang_nlp.training.fit import fit
from lvliang_nlp.training.model import Encoder, Tagger
from lvliang_nlp.training.tune import train
from lvliang_nlp.training.weights import export, from_network

__all__ = [
    "Documents", "Encoder", "Example", "Tagger", "example", "export", "features_of", "fit", "from_network", "train",
]  # fmt: skip
