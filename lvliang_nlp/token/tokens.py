"""Text to tokens: words with offsets into the source and parts of speech."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

import daachorse
import numpy as np
import rjieba
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.errors import InputError, check_text
from lvliang_nlp.garbage import no_collection
from lvliang_nlp.layout import Text, restore
from lvliang_nlp.quantity.extract import find
from lvliang_nlp.quantity.found import Found
from lvliang_nlp.quantity.units import UnitTable, default_units
from lvliang_nlp.schema import Mention, Report, ink
from lvliang_nlp.token.lexicon import Lexicon, default_lexicon
from lvliang_nlp.token.segment import Pair, borders

Quantities = Literal["split", "merge"]
Base = Callable[[str, list[str]], list[str]]


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

        return Analyzer().tokenize(text, quantities=quantities)
    return tokens_without_names(text, quantities=quantities)


def tokens_without_names(
    text: str, *, quantities: Quantities = "split", units: UnitTable | None = None, words: Sequence[str] = (),
    base: Base | None = None,
) -> tuple[Token, ...]:  # fmt: skip
    """The tokens of a text by amounts and words alone; the arguments are those of `tokens_of`, `units` a table."""
    _check(quantities)
    check_text(text)
    with no_collection():
        clean = restore(text)
        amounts = [_amount(found, quantities) for found in find(clean.text, units or default_units(), context=False)]
        kept = _user_words(clean.text, words, [edge for start, unit, end in amounts for edge in (start, unit, end)])
        pieces = base(clean.text, []) if base is not None else None
        return _tokens(clean, amounts, {}, (), kept, default_lexicon(), pieces)


def tokens_of(
    report: Report, *, quantities: Quantities = "split", words: Sequence[str] = (), lexicon: Lexicon | None = None,
    base: Base | None = None,
) -> tuple[Token, ...]:  # fmt: skip
    """The tokens of an analysed report: its mentions are respected; `words` stay whole where no mention cuts them.

    `base` cuts instead of jieba: it is given the clean text and the names in it, and gives pieces that make it up.
    """
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
    kept = _user_words(clean.text, words, [*edges, *(edge for amount in amounts for edge in amount)])
    pieces = base(clean.text, [ink(clean.text[a:b]) for a, b in whole]) if base is not None else None
    return _tokens(clean, amounts, whole, edges, kept, lexicon or default_lexicon(), pieces)


def _tokens(
    clean: Text, amounts: list[tuple[int, int, int]], names: dict[Pair, str], edges: Sequence[int],
    words: Sequence[Pair], lexicon: Lexicon, base: list[str] | None = None,
) -> tuple[Token, ...]:  # fmt: skip
    text = clean.text
    whole = _inside_no_amount(names, amounts)
    blanks = [match.span() for match in _BLANK.finditer(text)]
    cuts = np.flatnonzero(borders(text, lexicon, amounts, whole, words, edges, blanks, base))
    starts, ends = cuts[:-1], cuts[1:]
    if blanks:
        kept = ~np.isin(starts, [start for start, _ in blanks])
        starts, ends = starts[kept], ends[kept]
    first, last = starts.tolist(), ends.tolist()
    parts = [text[a:b] for a, b in zip(first, last, strict=True)]
    tags = list(map(_tags(lexicon).__getitem__, parts))
    for (start, end), tag in _special(names, amounts):
        at = bisect_left(first, start)
        if at < len(first) and first[at] == start and last[at] == end:
            tags[at] = tag
            parts[at] = ink(parts[at])
    if clean.index is not None and len(starts):
        first, last = clean.index[starts].tolist(), (clean.index[ends - 1] + 1).tolist()
    return tuple(map(_make, zip(parts, first, last, tags, strict=True)))


_DATE = re.compile(r"\d{4}年|\d{1,2}[月日]")
_make = partial(tuple.__new__, Token)  # what Token(*…) does, several times as fast
_BLANK = re.compile(r"\s+")


def _special(names: dict[Pair, str], amounts: list[tuple[int, int, int]]) -> Iterator[tuple[Pair, str]]:
    """The parts of speech that our own stages say."""
    yield from names.items()
    for start, unit, end in amounts:
        yield (start, unit), "m"
        if unit < end:
            yield (unit, end), "q"


class _Tags(dict[str, str]):
    """Parts of speech of words, those of the dictionary as they are asked for."""

    def __missing__(self, word: str) -> str:
        tagged = rjieba.tag(word)
        tag = str(tagged[0][1]) if len(tagged) == 1 else "l" if word.isalnum() else "x"
        tag = "t" if _DATE.fullmatch(word) else tag
        if len(self) < _MOST:
            self[word] = tag
        return tag


_MOST = 200_000  # words whose parts of speech are kept


@lru_cache(maxsize=4)
def _tags(lexicon: Lexicon) -> _Tags:
    return _Tags((word.text, word.pos) for word in lexicon.words.values())


def _amount(found: Found, quantities: Quantities) -> tuple[int, int, int]:
    unit = _unit(found.start, found.end, found.unit_text, found.magnitude, quantities)
    return found.start, unit, found.end


def _unit(start: int, end: int, unit_text: str, magnitude: str, quantities: Quantities) -> int:
    """Where the unit begins: the magnitude belongs to the number."""
    size = len(unit_text) - len(magnitude)
    return end - size if quantities == "split" and 0 < size < end - start else end


def _clean(clean: Text, mention: Mention) -> Pair:
    return clean.to_clean(mention.start), clean.to_clean(mention.end)


def _user_words(text: str, words: Sequence[str], edges: Sequence[int]) -> list[Pair]:
    """Where the user's words stand, the longest first, without those that a mention's border would cut."""
    if not words:
        return []
    search = Search(list(dict.fromkeys(words)), daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    cut = sorted(set(edges))
    found = ((start, end) for start, end, _ in search.find(text))
    return [(start, end) for start, end in found if bisect_right(cut, start) == bisect_left(cut, end)]


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


def _check(quantities: str) -> None:
    if quantities not in ("split", "merge"):
        raise InputError(f'quantities={quantities!r}: give "split" (number and unit) or "merge" (one word)')
