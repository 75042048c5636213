"""Profiles that packages bring along, and which of several is for a report's place.

A package offers one through the entry-point group `lvliang_nlp.profiles`: the entry is the path of a TOML file (a
`str`, a `Path`, or what `importlib.resources.files` gives), or a `Profile`.
"""

import warnings
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files

from lvliang_nlp.errors import LvliangError, ProfileError
from lvliang_nlp.profile.load import read_profile
from lvliang_nlp.profile.schema import Profile

GROUP = "lvliang_nlp.profiles"
LVLIANG = files("lvliang_nlp") / "data" / "profiles" / "lvliang.toml"  # the one of this package


class Profiles:
    """Several profiles, to choose from by the code of a place: the nearest one that is for it or for what it lies in.

    `codes` are the codes of the profiles' places, in the same order.
    """

    def __init__(self, profiles: Sequence[Profile], codes: Sequence[str]) -> None:
        self.by_code = {code: number for number, code in reversed(list(enumerate(codes))) if code}
        self.profiles = tuple(profiles)

    def choose(self, home: str) -> int | None:
        """The number of the profile for a place; `home` is its code, or empty.

        >>> profiles = [Profile(name="lvliang", place="吕梁市"), Profile(name="shanxi", place="山西省")]
        >>> [Profiles(profiles, ["1411", "14"]).choose(home) for home in ("141123", "1407", "4201")]
        [0, 1, None]
        """
        return next((self.by_code[home[:n]] for n in (6, 4, 2) if len(home) >= n and home[:n] in self.by_code), None)


@lru_cache(maxsize=1)
def installed() -> tuple[Profile, ...]:
    """All profiles of installed packages, by name; one that cannot be read is left out with a warning.

    >>> "lvliang" in [profile.name for profile in installed()]
    True
    """
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            found.append(_load(entry))
        except Exception as error:  # another package's fault must not stop every report
            warnings.warn(f"profile {entry.name} of {entry.value} is left out: {error}", stacklevel=2)
    return tuple(found)


def choices(name: str) -> Profile:
    """The installed profile of that name; raises `ProfileError` with the names there are, or what is wrong with it."""
    entries = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in entries:
        known = ", ".join(sorted(entries)) or "none"
        raise ProfileError(f"profile {name!r}: no such file, and none of that name is installed (there are: {known})")
    return _load(entries[name])


def _load(entry: EntryPoint) -> Profile:
    try:
        value = entry.load()
    except Exception as error:
        raise ProfileError(f"profile {entry.name}: {entry.value} cannot be loaded: {error}") from error
    if isinstance(value, Profile):
        return value
    if isinstance(value, str):
        from pathlib import Path

        value = Path(value)
    try:
        text = value.read_text(encoding="utf-8")
    except LvliangError:
        raise
    except Exception as error:
        raise ProfileError(f"profile {entry.name}: {entry.value} is no TOML file that can be read: {error}") from error
    return read_profile(text, str(value))
