"""data/project_words.toml, compiled: heads of projects and the words of their stages."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from lvliang_nlp.schema import Stage


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """`ends` matches the type word at the end of a name, `route` a line's; `stage` finds the words of all stages."""

    ends: re.Pattern[str]
    bare: frozenset[str]
    modifier: re.Pattern[str]
    route: re.Pattern[str]
    stage: re.Pattern[str]
    stage_of: dict[str, Stage]


@lru_cache(maxsize=1)
def project_words() -> ProjectWords:
    """The words of the package, read once."""
    text = (files("lvliang_nlp") / "data" / "project_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    head = data["head"]
    stage_of: dict[str, Stage] = {word: stage for stage in get_args(Stage) for word in data["stage"][stage]}
    return ProjectWords(
        ends=re.compile(f"(?:{_any(head['types'])})(?:[一二三四五六七八九十]+期)?$"),
        bare=frozenset(head["bare"]),
        modifier=re.compile(f"^(?:{_any(head['modifiers'])})+"),
        route=re.compile(f"(?:{_any(head['routes'])})"),
        stage=re.compile(_any(stage_of)),
        stage_of=stage_of,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
