"""data/target_words.toml, compiled."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lvliang_nlp.patterns import PLAN, YEAR, any_of


class Affixes:
    """Words that are taken off one end of a phrase, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self.lengths = sorted({len(word) for word in self.words}, reverse=True)

    def before(self, text: str) -> int:
        """Length of the longest word that `text` begins with, else 0."""
        return next((n for n in self.lengths if n <= len(text) and text[:n] in self.words), 0)

    def behind(self, text: str) -> int:
        """Length of the longest word that `text` ends with, else 0."""
        return next((n for n in self.lengths if n <= len(text) and text[-n:] in self.words), 0)


@dataclass(frozen=True, slots=True)
class TargetWords:
    """The lists of the table under their own names; see its comments."""

    lead: Affixes
    regions: Affixes
    tail: Affixes
    same: dict[str, str]
    whole: re.Pattern[str]
    whole_end: re.Pattern[str]
    hollow: frozenset[str]
    compared: re.Pattern[str]
    compared_end: re.Pattern[str]
    actions: re.Pattern[str]
    generic: frozenset[str]
    echoes: frozenset[str]
    serial: frozenset[str]
    nominal: tuple[str, ...]
    notes: re.Pattern[str]
    bare: frozenset[str]
    headings: re.Pattern[str]
    doing: tuple[str, ...]
    past_sections: re.Pattern[str]
    future_sections: re.Pattern[str]
    target: re.Pattern[str]
    result: re.Pattern[str]
    reached: re.Pattern[str]
    flows: frozenset[str]
    flowing: re.Pattern[str]
    steady: re.Pattern[str]
    aims: re.Pattern[str]
    opens_future: re.Pattern[str]
    opens_past: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    five: re.Pattern[str]
    more: re.Pattern[str]
    ends: re.Pattern[str]


@lru_cache(maxsize=1)
def target_words() -> TargetWords:
    """The words of the package, read once."""
    data = tomllib.loads((files("lvliang_nlp") / "data" / "target_words.toml").read_text(encoding="utf-8"))
    subject, tense, headline = data["subject"], data["tense"], data["headline"]
    compared = "|".join(subject["compared"]).replace("{YEAR}", YEAR).replace("{PLAN}", PLAN)
    return TargetWords(
        lead=Affixes(subject["lead"]),
        regions=Affixes(subject["regions"]),
        tail=Affixes(subject["tail"]),
        same=subject["same"],
        whole=re.compile(any_of(subject["whole"])),
        whole_end=re.compile(f"(?:{any_of(subject['whole'])})$"),
        hollow=frozenset(subject["hollow"]),
        compared=re.compile(f"(?:{compared})"),
        compared_end=re.compile(f"(?:{compared})$"),
        actions=re.compile(f"(?:{any_of(subject['no_actions'])})|(?P<verb>{any_of(subject['actions'])})"),
        nominal=tuple(subject["nominal"]),
        serial=frozenset(subject["serial"]),
        notes=re.compile(any_of(tense["notes"])),
        echoes=frozenset(subject["echoes"]),
        generic=frozenset(subject["generic"]),
        bare=frozenset(subject["bare"]),
        headings=re.compile(f"(?:{any_of(subject['headings'])})"),
        doing=tuple(subject["doing"]),
        past_sections=re.compile(any_of(tense["past_sections"])),
        future_sections=re.compile(any_of(tense["future_sections"])),
        target=re.compile(any_of(tense["target"])),
        result=re.compile(any_of(tense["result"])),
        reached=re.compile(any_of(tense["reached"])),
        flows=frozenset(tense["flows"]),
        flowing=re.compile("|".join(tense["flowing"]).replace("{FLOWS}", any_of(tense["flows"]))),
        steady=re.compile(any_of(tense["steady"])),
        aims=re.compile(tense["aims"]),
        opens_future=re.compile("|".join(tense["opens_future"])),
        opens_past=re.compile("|".join(tense["opens_past"])),
        strong=re.compile("|".join(headline["strong"])),
        weak=re.compile("|".join(headline["weak"])),
        five=re.compile("|".join(headline["five"])),
        more=re.compile("|".join(headline["more"])),
        ends=re.compile("|".join(headline["ends"])),
    )
