"""A profile's names in a text: places, companies and projects by their names and aliases, in one pass each.

A short form can arise where two words meet: 中车 in 其中车辆. Where a word of jieba's dictionary crosses its border it
is no name, and inside a longer one of the profile's own `words` none is.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

import daachorse
import rjieba
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.profile.schema import Entry, Profile

Pair = tuple[int, int]
_SHORT, _AROUND = 3, 8  # characters: of a form that words may cut, and of the text around it that is read


class _Table:
    """Names of one kind: what each form stands for, and where forms stand."""

    def __init__(self, entries: Mapping[str, Entry], words: Iterable[str]) -> None:
        self.of = {alias: name for name, entry in entries.items() for alias in entry.aliases} | {n: n for n in entries}
        held = dict.fromkeys(word for word in words if any(form in word for form in self.of))
        self._forms = list(self.of | held) if self.of else []

    @cached_property
    def _search(self) -> Search:
        return Search(self._forms, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def find(self, text: str) -> list[Pair]:
        if not self.of:
            return []
        found = [(start, end) for start, end, i in self._search.find(text) if self._forms[i] in self.of]
        return [span for span in found if not is_cut(text, *span)]


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is a short name whose border a word of jieba's dictionary crosses.

    >>> is_cut("其中车辆五千台", 1, 3), is_cut("支持中车在本市建厂", 2, 4)
    (True, False)
    """
    if end - start > _SHORT:
        return False
    at = first = max(0, start - _AROUND)
    for word in rjieba.cut(text[first : end + _AROUND], False):
        last = at + len(word)
        if at < start < last or at < end < last:
            return True
        at = last
    return False


class KnownNames:
    """The names of a profile. `places`, `companies` and `projects` give spans in order, the longest form at a place.

    >>> known = KnownNames(Profile(name="lvliang", place="吕梁市", companies={"鹏飞集团": ["鹏飞"]}))
    >>> known.companies.find("孝义鹏飞30万台"), known.companies.of["鹏飞"]
    ([(2, 4)], '鹏飞集团')
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        collective: dict[str, Entry] = {name: Entry() for name in profile.collectives}
        self.places = _Table(profile.places | collective, profile.words)
        self.companies = _Table(profile.companies, profile.words)
        self.projects = _Table(profile.projects, profile.words)
