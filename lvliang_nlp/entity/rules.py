"""Companies and projects by words and tables alone, without the learned tagger.

A company is a known name (data/companies.tsv) or a few characters before 集团, 公司, 银行 …; a project is what stands
between a verb of building (or the mark of a list) and a type word such as 项目, 高速, 产业园, where a name, a firm or
an amount is inside, or where a list of several ends in 等N个项目. The words are in data/project_words.toml.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from lvliang_nlp.entity.lexicon import companies
from lvliang_nlp.entity.spans import Names, Pair, merge, over
from lvliang_nlp.entity.words import rule_words
from lvliang_nlp.profile import is_cut


def find_names(text: str, places: list[Pair], amounts: list[Pair], known: Names) -> Names:
    """Companies and projects of a clean text, and the places as they were given; `known` are names of a profile."""
    firms = merge(known.companies, _companies(text, places))
    return Names(places, firms, _projects(text, [*places, *firms, *amounts]))


def is_firm(name: str) -> bool:
    """Whether a name is in the table of companies or ends as firms' names do (公司, 集团, 银行)."""
    words = rule_words()
    found = words.company.fullmatch(name)
    return name in companies().known or (found is not None and not words.unnamed.search(name))


def _companies(text: str, places: list[Pair]) -> list[Pair]:
    found = {span for span in companies().find(text) if not is_cut(text, *span)}
    ends = {b: a for a, b in places}
    words = rule_words()
    for match in words.company.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        start += len(cut[0]) if (cut := words.verbs.match(name[:-2])) else 0
        start = next((at for at in range(end - 1, start, -1) if at in ends and at - start <= 4), start)
        if end - start >= 4 and not words.unnamed.search(text[start:end]):
            found.add((start, end))
    return _apart(found)


def _projects(text: str, names: list[Pair]) -> list[Pair]:
    words = rule_words()
    starts = sorted(a for a, _ in names)
    stops = [match.start() + 1 for match in words.stop.finditer(text)]
    breaks = [at for at in stops if text[at - 1] != "、"]
    listed = {span for conjuncts in _lists(text, breaks) for span in conjuncts}
    single: set[Pair] = set()
    for start, end in _back(words.project.finditer(text), stops, 2, 30, whole=True):
        if head := words.opening.match(text[start:end]):
            start += len(head[0])
        named = bisect_left(starts, start) < bisect_left(starts, end)
        if named and end - start >= 4 and not words.kinds.match(text[start:end]):
            single.add((start, end))
    return over(_apart(listed), [(a, b) for a, b in _apart(single) if "等" not in text[a:b]])


def complete_lists(text: str, names: Names) -> list[Pair]:
    """The projects of `names`, and those that stand beside one in a list ended by 等5个光伏项目 and hold a name."""
    inner = sorted(a for a, _ in (*names.places, *names.companies))
    projects = set(names.projects)
    stops = [match.start() + 1 for match in rule_words().stop.finditer(text)]
    more: set[Pair] = set()
    for conjuncts in _lists(text, [at for at in stops if text[at - 1] != "、"]):
        if not projects.isdisjoint(conjuncts):
            more.update(c for c in conjuncts if bisect_left(inner, c[0]) < bisect_left(inner, c[1]))
    return over(names.projects, sorted(more))


def _lists(text: str, breaks: list[int]) -> Iterator[list[Pair]]:
    """The conjuncts of each list that ends in 等 and a count of projects."""
    words = rule_words()
    for at, end in _back(words.list.finditer(text), breaks, 4, 300):
        pieces, found = text[at:end].split("、"), []
        for i, piece in enumerate(pieces):
            skip = len(head[0]) if i == 0 and (head := words.opening.match(piece)) else 0
            if len(pieces) > 1 and len(piece) - skip >= 3:
                found.append((at + skip, at + len(piece)))
            at += len(piece) + 1
        yield found


def _back(
    ends: Iterator[re.Match[str]], stops: list[int], least: int, most: int, *, whole: bool = False
) -> Iterator[Pair]:
    """From each match back to the last stop, or to the match before: that stretch, with the match if `whole`."""
    before = 0
    for match in ends:
        at = bisect_right(stops, match.start())
        start = max(before, stops[at - 1] if at else 0, match.start() - most)
        if match.start() - start >= least:
            yield start, match.end() if whole else match.start()
            before = match.end()


def _apart(spans: set[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
