"""How much a report speaks of concepts that a researcher gives as lists of words."""

import os
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.errors import InputError, ReadError, check_report
from lvliang_nlp.layout import restore
from lvliang_nlp.schema import Report
from lvliang_nlp.token.tokens import tokens_of

_BARE_KEY = re.compile(r"^([^\W\d][\w·-]*)(\s*=)", re.M)  # 环保 = […]: TOML wants quotes around what is not ASCII


class Concept(NamedTuple):
    """A concept in one report: mentions, how often each word stands there, and mentions per 10,000 words."""

    name: str
    mentions: int
    words: dict[str, int]
    per_10k: float


class ConceptTable:
    """All words of all concepts, found in one pass."""

    def __init__(self, wanted: Mapping[str, Sequence[str]]) -> None:
        self.of: dict[str, list[str]] = {}
        if not isinstance(wanted, Mapping) or not wanted:
            raise InputError("no concepts: give names with a list of words each")
        for name, words in wanted.items():
            listed = isinstance(words, (list, tuple)) and len(words) > 0
            if not listed or not all(isinstance(word, str) and word for word in words):
                raise InputError(f"concept {name!r}: give a list of words, none of them empty")
            for word in dict.fromkeys("".join(word.split()) for word in words):
                self.of.setdefault(word, []).append(name)
        self.words = list(self.of)
        self.names = list(wanted)
        self._search = Search(self.words, daachorse.MATCH_KIND_LEFTMOST_LONGEST) if self.words else None

    def count(self, text: str) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {name: Counter() for name in self.names}
        for start, end, _ in self._search.find(text) if self._search else []:
            word = text[start:end]
            for name in self.of[word]:
                found[name][word] += 1
        return found


def concepts(report: Report, wanted: Mapping[str, Sequence[str]], *, words: int | None = None) -> tuple[Concept, ...]:
    """For each concept the count, the words found and the rate per 10,000 words.

    Words that overlap are counted once, the longest: 环境保护 is not 环境 as well. All concepts take one pass. `words`
    is the number of words of the report where it is known already. Raises `InputError` for a concept without words.

    >>> import lvliang_nlp as lv
    >>> report = lv.Analyzer(tagger=None).analyze("加强环境保护，推进节能减排。减排3%。")
    >>> [(c.name, c.mentions, c.words) for c in concepts(report, {"环保": ["环境保护", "环境", "减排"]})]
    [('环保', 3, {'环境保护': 1, '减排': 2})]
    """
    check_report(report)
    return find_concepts(report, ConceptTable(wanted), words=words)


def find_concepts(report: Report, table: ConceptTable, *, words: int | None = None) -> tuple[Concept, ...]:
    """The same with a table made once for many reports."""
    text = "".join(restore(report.source).text.split(" "))
    number = words if words is not None else sum(token.pos != "x" for token in tokens_of(report))
    return tuple(
        Concept(name, counts.total(), dict(counts), 1e4 * counts.total() / number if number else 0.0)
        for name, counts in table.count(text).items()
    )


def read_concepts(path: str | os.PathLike[str]) -> dict[str, list[str]]:
    """Concepts of a TOML file: one key a concept, a list of words each; Chinese keys need no quotes.

    Raises `ReadError` for a file that is missing or no TOML, `InputError` for a concept without words.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
        data = tomllib.loads(_BARE_KEY.sub(r'"\1"\2', text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f"{path}: cannot be read as a table of concepts (TOML): {error}") from error
    ConceptTable(data)
    return data
