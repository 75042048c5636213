"""Tokens of a model back to characters: a cursor goes through the text and skips what the model changed or dropped."""

import unicodedata
from collections.abc import Sequence

Pair = tuple[int, int]


def align(text: str, tokens: Sequence[str]) -> list[Pair]:
    """Start and end of each token in `text`, in order, none overlapping.

    White space between and inside, full-width and half-width forms, case and unknown marks ([UNK]) may differ; a token
    that is found nowhere further on gets an empty span where the cursor stands.

    >>> align("ＡＩ 产业", ["AI", "产业"])
    [(0, 2), (3, 5)]
    """
    found: list[Pair] = []
    at = 0
    for i, token in enumerate(tokens):
        start = _skip(text, at)
        end = _match(text, start, token)
        if end < 0:  # something the model made up: take what is left up to the next token that is there
            following = next((t for t in tokens[i + 1 :] if _plain(t)), "")
            stop = _find(text, start, following) if following else len(text)
            end = stop if stop >= 0 and token.startswith("[") else start
        found.append((start, end))
        at = end
    return found


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def _match(text: str, start: int, token: str) -> int:
    """Where the token ends when it begins at `start`, else -1."""
    if text.startswith(token, start):
        return start + len(token)
    wanted, at, had = _plain(token), start, ""
    while at < len(text) and len(had) < len(wanted):
        had += _plain(text[at])
        at += 1
    return at if wanted and had == wanted else -1


def _find(text: str, start: int, token: str) -> int:
    return next((i for i in range(start, len(text)) if _match(text, i, token) > i), -1)
