"""Text to tokens: words with offsets into the source and parts of speech."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import rjieba

from lvliang_nlp.errors import InputError
from lvliang_nlp.layout import Text, restore
from lvliang_nlp.quantity.extract import find
from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.units import default_units
from lvliang_nlp.schema import Mention, Report
from lvliang_nlp.token.lexicon import Lexicon, default_lexicon
from lvliang_nlp.token.segment import Pair, borders

Quantities = Literal["split", "merge"]


class Token(NamedTuple):
    """A word: `text` is `source[start:end]` without white space; docs/segmentation.md lists the parts of speech."""

    text: str
    start: int
    end: int
    pos: str


def tokenize(text: str, names: bool = True, *, quantities: Quantities = "split") -> tuple[Token, ...]:
    """The words of a text in any layout, in order; white space is no word.

    No word crosses the border of an amount, a place, a company or a project. An amount is number + unit, or one word
    with `quantities="merge"`. With `names=False` the stages that find names are left out, many times as fast. Raises
    `InputError` for what is no `str`. The method: jieba's segmentation, a lexicon mined from reports, our own stages.

    >>> [token.text for token in tokenize("年内煤炭产能突破1.65亿吨。", names=False)]
    ['年内', '煤炭', '产能', '突破', '1.65亿', '吨', '。']
    """
    if names:
        from lvliang_nlp.analyzer import Analyzer

        return tokens_of(Analyzer().analyze(text), quantities=quantities)
    _check(quantities)
    clean = restore(text)
    amounts = [_amount(found, quantities) for found in find(clean.text, default_units())]
    return _tokens(clean, amounts, {}, (), (), default_lexicon())


def tokens_of(
    report: Report, *, quantities: Quantities = "split", words: Sequence[Pair] = (), lexicon: Lexicon | None = None
) -> tuple[Token, ...]:
    """The tokens of an analysed report: what its mentions say is respected. `words` are source spans kept whole."""
    _check(quantities)
    clean = restore(report.source)
    amounts = []
    for quantity in report.quantities:
        start, end = _clean(clean, quantity)
        amounts.append((start, _unit(start, end, quantity.unit_text, quantity.magnitude, quantities), end))
    whole = {_clean(clean, place): "ns" for place in report.places}
    whole |= {_clean(clean, company): "nt" for company in report.companies}
    whole = _outermost(whole)
    names: tuple[Mention, ...] = (*report.places, *report.companies, *report.projects)
    edges = [edge for mention in names for edge in _clean(clean, mention)]
    kept = [(clean.to_clean(start), clean.to_clean(end)) for start, end in words]
    return _tokens(clean, amounts, whole, edges, kept, lexicon or default_lexicon())


def _tokens(
    clean: Text, amounts: list[tuple[int, int, int]], names: dict[Pair, str], edges: Sequence[int],
    words: Sequence[Pair], lexicon: Lexicon,
) -> tuple[Token, ...]:  # fmt: skip
    text = clean.text
    if not text:
        return ()
    cuts = np.flatnonzero(borders(text, lexicon, amounts, _inside_no_amount(names, amounts), words, edges)).tolist()
    parts = [text[a:b] for a, b in pairwise(cuts)]
    kept = [i for i, part in enumerate(parts) if not part.isspace()]
    special: dict[Pair, str] = dict(names)
    for start, unit, end in amounts:
        special[start, unit] = "m"
        if unit < end:
            special[unit, end] = "q"
    known = lexicon.words
    spans = [(cuts[i], cuts[i + 1]) for i in kept]
    source = clean.spans(spans)
    shown = [parts[i] if not any(c.isspace() for c in parts[i]) else "".join(parts[i].split()) for i in kept]
    tags = [
        special.get(span) or (known[part].pos if part in known else _tag(part))
        for span, part in zip(spans, shown, strict=True)
    ]
    return tuple(Token(part, start, end, tag) for part, (start, end), tag in zip(shown, source, tags, strict=True))


def _amount(found: Found, quantities: Quantities) -> tuple[int, int, int]:
    unit = _unit(found.start, found.end, found.unit_text, found.magnitude, quantities)
    return found.start, unit, found.end


def _unit(start: int, end: int, unit_text: str, magnitude: str, quantities: Quantities) -> int:
    """Where the unit begins: the magnitude belongs to the number."""
    size = len(unit_text) - len(magnitude)
    return end - size if quantities == "split" and 0 < size < end - start else end


def _clean(clean: Text, mention: Mention) -> Pair:
    return clean.to_clean(mention.start), clean.to_clean(mention.end)


def _outermost(names: dict[Pair, str]) -> dict[Pair, str]:
    """Names that lie in no other one: a company is one word with the place inside."""
    kept: dict[Pair, str] = {}
    reach = -1
    for span in sorted(names, key=lambda s: (s[0], -s[1])):
        if span[0] >= reach:
            kept[span] = names[span]
            reach = span[1]
    return kept


def _inside_no_amount(names: dict[Pair, str], amounts: list[tuple[int, int, int]]) -> list[Pair]:
    taken = {i for start, _, end in amounts for i in range(start, end)}
    return [(start, end) for start, end in names if not taken.intersection(range(start, end))]


@lru_cache(maxsize=1 << 16)
def _tag(word: str) -> str:
    tagged = rjieba.tag(word)
    return str(tagged[0][1]) if len(tagged) == 1 else "x" if not word.isalnum() else "l"


def _check(quantities: str) -> None:
    if quantities not in ("split", "merge"):
        raise InputError(f'quantities={quantities!r}: give "split" (number and unit) or "merge" (one word)')
