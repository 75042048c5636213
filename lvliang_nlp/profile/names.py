"""A profile's names in a text: places, companies and projects by their names and aliases, in one pass each."""

from collections.abc import Mapping
from functools import cached_property

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.profile.schema import Entry, Profile

Pair = tuple[int, int]


class _Table:
    """Names of one kind: what each form stands for, and where forms stand."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.of = {alias: name for name, entry in entries.items() for alias in entry.aliases} | {n: n for n in entries}
        self._forms = list(self.of)

    @cached_property
    def _search(self) -> Search:
        return Search(self._forms, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def find(self, text: str) -> list[Pair]:
        return [(start, end) for start, end, _ in self._search.find(text)] if self._forms else []


class KnownNames:
    """The names of a profile. `places`, `companies` and `projects` give spans in order, the longest form at a place.

    >>> known = KnownNames(Profile(name="lvliang", place="吕梁市", companies={"鹏飞集团": ["鹏飞"]}))
    >>> known.companies.find("孝义鹏飞30万台"), known.companies.of["鹏飞"]
    ([(2, 4)], '鹏飞集团')
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        collective: dict[str, Entry] = {name: Entry() for name in profile.collectives}
        self.places = _Table(profile.places | collective)
        self.companies = _Table(profile.companies)
        self.projects = _Table(profile.projects)
