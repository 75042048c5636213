"""data/place_words.toml, compiled: what kind a name is by its ending, and the words of the rules."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lvliang_nlp.patterns import any_of

_HAN = r"\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """`ending` finds the type word of a name and `kind` says what it means; the others serve rules.py."""

    ending: re.Pattern[str]
    kind: dict[str, str]
    growth: re.Pattern[str]
    not_in_growth: re.Pattern[str]
    part_of: frozenset[str]
    of_a_name: re.Pattern[str]
    nature: re.Pattern[str]
    not_nature: re.Pattern[str]
    not_places: frozenset[str]


@lru_cache(maxsize=1)
def place_words() -> PlaceWords:
    """The words of the package, read once."""
    data = tomllib.loads((files("lvliang_nlp") / "data" / "place_words.toml").read_text(encoding="utf-8"))
    kind = {ending: name for name, endings in data["kind"].items() for ending in endings}
    rules = {name: any_of(words) for name, words in data["rules"].items()}
    grown = rf"(?:{rules['grades']})?[{_HAN}]{{0,4}}?(?:{rules['zones']}|{rules['growth']})"
    nature = rf"(?<![{_HAN}])(?:{rules['verbs']})?([{_HAN}]{{1,3}}(?:{rules['nature']}))(?=[、，])"
    return PlaceWords(
        ending=re.compile(f"(?:{any_of(kind)})$"),
        kind=kind,
        growth=re.compile(grown),
        not_in_growth=re.compile(rules["not_in_growth"]),
        part_of=frozenset(data["rules"]["part_of"]),
        of_a_name=re.compile(rules["of_a_name"]),
        nature=re.compile(nature),
        not_nature=re.compile(rules["not_nature"]),
        not_places=frozenset(data["not_places"]["names"]),
    )


def names_a_place(name: str) -> bool:
    """Whether a name is one at all; some words that stand where names do are none: 城中村, 高新区, 三中.

    >>> names_a_place("太原"), names_a_place("高新区")
    (True, False)
    """
    return name not in place_words().not_places and any(map(str.isalnum, name))
