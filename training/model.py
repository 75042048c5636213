"""The tagger as a torch model: what `lvliang_nlp.entity.network` computes in numpy, with gradients."""

import torch
from torch import nn

from lvliang_nlp.entity.features import AMOUNT, LARGE, TOWNS

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
        self.settings = dict(characters=characters, dim=dim, pair=pair, flag_dim=flag_dim, width=width,
                             dilations=dilations)  # fmt: skip
        self.char = nn.Embedding(characters, dim, padding_idx=0)
        self.pair = nn.Embedding(BIGRAMS, pair)
        self.flags = nn.ModuleList(nn.Embedding(size, flag_dim) for size in (LARGE, TOWNS, AMOUNT))
        nn.init.normal_(self.char.weight, std=0.3)
        nn.init.normal_(self.pair.weight, std=0.1)
        for table in self.flags:
            nn.init.normal_(table.weight, std=0.1)
        self.enter = nn.Linear(dim + 2 * pair + flag_dim, width)
        self.blocks = nn.ModuleList(Block(width, d) for d in dilations)
        self.drop = nn.Dropout(0.0)

    def flag(self, features: torch.Tensor) -> torch.Tensor:
        large, towns, amount = self.flags
        return large(features % LARGE) + towns(features // LARGE % TOWNS) + amount(features // (LARGE * TOWNS))

    def forward(self, ids: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """ids, features: (batch, length) → (batch, length, width)."""
        two = bigrams(ids)
        before = torch.cat([torch.zeros_like(two[:, :1]), two[:, :-1]], 1)
        x = torch.cat([self.char(ids), self.pair(two), self.pair(before), self.flag(features)], -1)
        x = torch.relu(self.enter(self.drop(x))).transpose(1, 2)
        for block in self.blocks:
            x = block(self.drop(x))
        return x.transpose(1, 2)


class Tagger(nn.Module):
    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.settings["width"], 15)

    def forward(self, ids: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        """Scores of shape (batch, length, 3 layers, 5 tags)."""
        hidden = self.encoder.drop(self.encoder(ids, features))
        return self.head(hidden).unflatten(-1, (3, 5))
