"""What the stages know beside the text: the tables of the package, with those of one profile added."""

import hashlib
import os
import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.errors import InputError, ProfileError
from lvliang_nlp.place import home_code
from lvliang_nlp.profile import KnownNames, Profile, Profiles, choices, installed, load_profile, load_profiles
from lvliang_nlp.quantity import UnitTable, default_unit_lines, default_units
from lvliang_nlp.schema import Sentence, Target
from lvliang_nlp.target import Indicator, IndicatorTable, default_indicators

Sentences = tuple[Sentence, ...]
Targets = tuple[Target, ...]


class Knowledge:
    """Tables for the reports of one place; made once, shared by no other profile, and made anew when unpickled.

    `units` takes the place of the package's table of units; a profile's own are added to it only where it is None.
    Raises `ProfileError` for units and indicators that are none.
    """

    def __init__(self, profile: Profile | None = None, units: UnitTable | None = None) -> None:
        self.profile, self._given = profile, units
        self.units = self._units()
        self.indicators = self._indicators()
        self.names = KnownNames(profile) if profile is not None else None

    def __reduce__(self) -> tuple[Any, ...]:
        return Knowledge, (self.profile, self._given)

    def _units(self) -> UnitTable:
        if self._given is not None:
            return self._given
        if self.profile is None or not self.profile.units.strip():
            return default_units()
        try:
            own = self.profile.units.splitlines()
            UnitTable.parse(own, "units")  # so that a message counts its lines
            return UnitTable.parse([*default_unit_lines(), *own], "units with those of the package")
        except InputError as error:
            raise ProfileError(f"profile {self.profile.name}: {error}") from None

    def _indicators(self) -> IndicatorTable:
        if self.profile is None or not self.profile.indicators:
            return default_indicators()
        known = default_indicators().by_id
        own = [Indicator(**indicator.model_dump()) for indicator in self.profile.indicators]
        where = f"profile {self.profile.name}: indicator"
        ids = [*known, *(indicator.id for indicator in own)]
        for indicator in own:
            if ids.count(indicator.id) > 1:
                raise ProfileError(f"{where} {indicator.id} is there already: choose another id")
            if indicator.of and indicator.of not in ids:
                raise ProfileError(f"{where} {indicator.id}: there is no {indicator.of!r} that it could be of")
        try:
            return IndicatorTable([*own, *known.values()])
        except Exception as error:  # an alias that is no pattern
            raise ProfileError(f"{where}s: an alias is no pattern: {error}") from None

    @cached_property
    def _topics(self) -> tuple[list[int], Search | None]:
        """The number of the topic of each word, and what finds the words."""
        topics = self.profile.topics.values() if self.profile is not None else ()
        of: dict[str, int] = {}
        for number, words in enumerate(topics):
            for word in words:
                of.setdefault(word, number)
        search = Search(list(of), daachorse.MATCH_KIND_LEFTMOST_LONGEST) if of else None
        return list(of.values()), search

    def with_topics(self, sentences: Sentences, targets: Targets) -> tuple[Sentences, Targets]:
        """The same with the profile's topics where the text names none."""
        if self.profile is None or not self.profile.topics:
            return sentences, targets
        topics = [sentence.topic or self.topic(sentence.text) for sentence in sentences]
        named = tuple(
            s if s.topic == topic else s.model_copy(update={"topic": topic})
            for s, topic in zip(sentences, topics, strict=True)
        )
        placed = tuple(
            t if t.topic or t.sentence is None else t.model_copy(update={"topic": topics[t.sentence]}) for t in targets
        )
        return named, placed

    def topic(self, sentence: str) -> str:
        """The first of the profile's topics one of whose words stands in a sentence; empty where there is none.

        >>> profile = Profile(name="lvliang", place="吕梁市", topics={"煤化工": ["焦化"], "酒业": ["白酒"]})
        >>> Knowledge(profile).topic("白酒产业与焦化升级")
        '煤化工'
        """
        numbers, search = self._topics
        if search is None or self.profile is None:
            return ""
        found = [numbers[i] for _, _, i in search.find(sentence)]
        return list(self.profile.topics)[min(found)] if found else ""


class Choice:
    """Which knowledge a report gets. `profile` is what `Analyzer` takes; raises as it does.

    With "auto" and with a folder the profile is chosen by the report's place, else there is one for all or none.
    """

    def __init__(self, profile: object = "auto", units: UnitTable | None = None) -> None:
        self._plain = Knowledge(None, units)
        self._units = units
        self._quiet = isinstance(profile, str) and profile == "auto"
        self._all: Knowledge | None = None
        found: Sequence[Profile] = ()
        if self._quiet:
            found = installed()
        elif isinstance(profile, (str, os.PathLike)) and Path(profile).is_dir():
            found = load_profiles(profile)
        else:
            self._all = self._plain if profile is None else Knowledge(_one(profile), units)
        self._profiles = Profiles(found, [self._code(one) for one in found])
        self._made: dict[int, Knowledge] = {}

    @property
    def key(self) -> str:
        """A digest of all profiles there are to choose from; empty where there is none."""
        found = self._profiles.profiles or ((self._all.profile,) if self._all and self._all.profile else ())
        said = "\n".join(profile.model_dump_json() for profile in found)
        return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""

    def of(self, home: str) -> Knowledge:
        """For a report whose place has this code (or none)."""
        if self._all is not None:
            return self._all
        number = self._profiles.choose(home)
        if number is None:
            return self._plain
        if number not in self._made:
            self._made[number] = self._make(self._profiles.profiles[number])
        return self._made[number]

    def _make(self, profile: Profile) -> Knowledge:
        try:
            return Knowledge(profile, self._units)
        except ProfileError as error:
            if not self._quiet:
                raise
            warnings.warn(f"{error}; the profile is left out", stacklevel=2)
            return self._plain

    def _code(self, profile: Profile) -> str:
        code = home_code(profile.place)
        if not code and not self._quiet:
            raise ProfileError(f"profile {profile.name}: there is no division {profile.place!r}: give its full name")
        return code


def _one(profile: object) -> Profile:
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, os.PathLike):
        return load_profile(profile)
    if isinstance(profile, str):
        a_file = profile.endswith(".toml") or "/" in profile or os.sep in profile or Path(profile).is_file()
        return load_profile(profile) if a_file else choices(profile)
    raise InputError(f'profile is "auto", None, a path, a name or a Profile, not {type(profile).__name__}')
