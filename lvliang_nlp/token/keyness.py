"""What a report speaks of: its words and phrases by frequency, and by how much more often than reports do."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from lvliang_nlp.errors import InputError, check_report
from lvliang_nlp.schema import Report
from lvliang_nlp.token.lexicon import Lexicon, default_lexicon
from lvliang_nlp.token.tokens import Token, tokens_of

_CONTENT = ("n", "v", "a", "l", "i", "j", "b")
_NAMES = ("ns", "nt", "nr")


class Term(NamedTuple):
    """A word or phrase: how often it stands in the report, and its keyness against the background.

    `keyness` is Dunning's log-likelihood ratio, negative where the word is rarer than in other reports;
    `background` is its number of mentions in published reports, 0 for a word that they do not have.
    """

    text: str
    pos: str
    mentions: int
    per_10k: float
    keyness: float
    background: int


def terms(
    report: Report | Sequence[Token], *, n: int = 1, by: Literal["keyness", "mentions"] = "keyness",
    names: bool = False, lexicon: Lexicon | None = None,
) -> tuple[Term, ...]:  # fmt: skip
    """The words of a report (`n=1`) or its n-grams of words (`n=2`, 3 …), the most telling first.

    Content words only: nouns, verbs, adjectives, idioms and phrases of two characters and more; `names` adds places,
    companies and persons. The background are published reports of 1954 to 2026 (data/words.tsv). n-grams do not go over
    punctuation; their background is that of the phrase in the lexicon. Raises `InputError` for another `n` or `by`.

    >>> import lvliang_nlp as lv
    >>> report = lv.Analyzer(tagger=None).analyze("优化营商环境，营商环境持续优化。")
    >>> [(term.text, term.mentions) for term in terms(report, by="mentions")][:2]
    [('优化', 2), ('营商环境', 2)]
    """
    if n < 1:
        raise InputError(f"n={n}: give 1 for words, 2 for pairs of words and so on")
    if by not in ("keyness", "mentions"):
        raise InputError(f'by={by!r}: give "keyness" or "mentions"')
    table = lexicon or default_lexicon()
    if not isinstance(report, Sequence):
        check_report(report)
    tokens = tokens_of(report, lexicon=table) if isinstance(report, Report) else report
    counts = Counter(_grams(tokens, n, names))
    total = sum(1 for token in tokens if token.pos != "x") or 1
    found = [_term(text, pos, count, total, table) for (text, pos), count in counts.items()]
    return tuple(sorted(found, key=lambda t: (-getattr(t, by), -t.mentions, t.text)))


def _grams(tokens: Sequence[Token], n: int, names: bool) -> Iterable[tuple[str, str]]:
    run: list[Token] = []
    for token in tokens:
        if _counts(token, names):
            run.append(token)
            if len(run) >= n:
                last = run[-n:]
                yield "".join(t.text for t in last), (last[0].pos if n == 1 else "l")
        else:
            run.clear()


def _counts(token: Token, names: bool) -> bool:
    if token.pos in _NAMES:
        return names
    return len(token.text) > 1 and token.pos.startswith(_CONTENT)


def _term(text: str, pos: str, count: int, total: int, table: Lexicon) -> Term:
    word = table.words.get(text)
    background = word.mentions if word else 0
    return Term(text, pos, count, 1e4 * count / total, _keyness(count, total, background, table.total), background)


def _keyness(count: int, total: int, background: int, all_mentions: int) -> float:
    """Dunning's G² with the sign of the difference."""
    share = (count + background) / (total + all_mentions)
    expected, other = total * share, all_mentions * share
    score = 2 * (count * math.log(count / expected) + (background * math.log(background / other) if background else 0))
    return score if count / total >= background / all_mentions else -score
