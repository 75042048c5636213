"""The tagger as a torch model: what `lvliang_nlp.entity.network` computes in numpy, with gradients."""

from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from lvliang_nlp.entity.features import AMOUNT, FIRMS, LARGE, TOWNS
from lvliang_nlp.entity.wordclass import SIZE as WORDS

OTHER = 1  # id of a character that is not in the vocabulary; 0 is padding
BIGRAMS = 1 << 15


def bigrams(ids: torch.Tensor) -> torch.Tensor:
    """A bucket for each pair of neighbours, shape as `ids`."""
    after = torch.cat([ids[..., 1:], torch.zeros_like(ids[..., :1])], -1)
    return (ids * 7919 + after * 104729) % BIGRAMS


class Block(nn.Module):
    """x + W2·relu(conv3(x)): three neighbours at a distance."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.conv = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + torch.relu(self.conv(x))


class Encoder(nn.Module):
    """Characters, pairs of them and features of tables → a state for each character."""

    def __init__(self, characters: int, *, dim: int = 96, pair: int = 48, flag_dim: int = 16, width: int = 128,
                 dilations: tuple[int, ...] = (1, 2, 4, 2, 1), **_: object) -> None:
        super().__init__()
        self.settings: dict[str, Any] = dict(characters=characters, dim=dim, pair=pair, flag_dim=flag_dim, width=width,
                                             dilations=dilations)  # fmt: skip
        self.char = nn.Embedding(characters, dim, padding_idx=0)
        self.pair = nn.Embedding(BIGRAMS, pair)
        self.flags = nn.ModuleList(nn.Embedding(size, flag_dim) for size in (LARGE, TOWNS, AMOUNT, FIRMS, WORDS))
        nn.init.normal_(self.char.weight, std=0.3)
        nn.init.normal_(self.pair.weight, std=0.1)
        for table in self.flags:
            nn.init.normal_(table.weight, std=0.5)
            table.weight.data[0] = 0.0  # nothing known
        self.enter = nn.Linear(dim + 2 * pair + flag_dim, width)
        self.blocks = nn.ModuleList(Block(width, d) for d in dilations)
        self.drop = nn.Dropout(0.0)

    def flag(self, features: torch.Tensor) -> torch.Tensor:
        total = torch.zeros(())
        for table in self.flags:  # the parts of a feature, as entity/features.py puts it together
            total = total + table(features % table.num_embeddings)
            features = features // table.num_embeddings
        return total

    def forward(self, ids: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """ids, features: (batch, length) → states (batch, length, width)."""
        two = bigrams(ids)
        before = torch.cat([torch.zeros_like(two[:, :1]), two[:, :-1]], 1)
        x = torch.cat([self.char(ids), self.pair(two), self.pair(before), self.flag(features)], -1)
        x = torch.relu(self.enter(self.drop(x))).transpose(1, 2)
        for block in self.blocks:
            x = block(self.drop(x))
        return x.transpose(1, 2)


class Tagger(nn.Module):
    """Scores of tags from states and the tables' features nearby, and of one tag behind another: a linear-chain CRF."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.settings["width"] + 3 * encoder.settings["flag_dim"], 15)
        self.follow = nn.Parameter(torch.zeros(3, 5, 5))  # layer, tag, tag behind it

    def forward(self, ids: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """Scores of shape (batch, length, 3 layers, 5 tags)."""
        hidden = self.encoder.drop(self.encoder(ids, features))
        flag = self.encoder.flag(features)
        none = torch.zeros_like(flag[:, :1])
        near = torch.cat([torch.cat([none, flag[:, :-1]], 1), flag, torch.cat([flag[:, 1:], none], 1)], -1)
        return self.head(torch.cat([hidden, near], -1)).unflatten(-1, (3, 5))

    def loss(self, scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Negative log-likelihood of the labels a character and layer; -1 allows every tag.

        labels: (batch, length, 3). The sum over all paths less the sum over those that the labels allow.
        """
        free = labels.unsqueeze(-1) < 0
        given = F.one_hot(labels.clamp(min=0), 5).bool()
        barred = torch.where(free | given, 0.0, NEVER)
        both = torch.stack([scores, scores + barred])  # (2, batch, length, 3, 5)
        step = self.follow + ALLOWED.to(scores)
        best = both[:, :, 0] + FIRST.to(scores)
        for i in range(1, scores.shape[1]):
            best = torch.logsumexp(best.unsqueeze(-1) + step, -2) + both[:, :, i]
        total = torch.logsumexp(best + LAST.to(scores), -1)
        known = (labels >= 0).sum().clamp(min=1)
        return (total[0] - total[1]).sum() / known


NEVER = -1e4
ALLOWED = torch.full((5, 5), NEVER)
for _before, _after in ("OO", "OB", "OS", "BI", "BE", "II", "IE", "EO", "EB", "ES", "SO", "SB", "SS"):
    ALLOWED["OBIES".index(_before), "OBIES".index(_after)] = 0.0
FIRST = torch.tensor([0.0, 0.0, NEVER, NEVER, 0.0])
LAST = torch.tensor([0.0, NEVER, NEVER, 0.0, 0.0])
