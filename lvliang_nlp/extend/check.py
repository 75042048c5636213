"""What is wrong with a profile, or may be: each finding with its line and what to do about it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lvliang_nlp.entity import companies
from lvliang_nlp.errors import ProfileError, check_path
from lvliang_nlp.knowledge import Knowledge
from lvliang_nlp.place import divisions, gazetteer, home_code
from lvliang_nlp.profile import Profile, line_of, problems, profile_text, read_profile
from lvliang_nlp.token import Lexicon, default_lexicon

Severity = Literal["error", "warning", "note"]
_KINDS = ("places", "companies", "projects")
_NAMES = ("ns", "nt", "nz")
_EVERYWHERE = 1500  # reports that have a word of no topic
_COMMON = 30  # mentions in all reports from which a word counts


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one line; `advice` is the way out."""

    line: int
    severity: Severity
    message: str
    advice: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.severity}: {self.message}: {self.advice}"


def check_profile(path: str | os.PathLike[str]) -> list[Finding]:
    """All findings of a profile's file, by line; empty where there is nothing to say.

    An error makes the profile unusable, a warning may mark what is not meant, a note can be left. Raises `ReadError`
    for a file that is missing or no text.

    >>> import pathlib, tempfile
    >>> file = pathlib.Path(tempfile.mkdtemp(), "lvliang.toml")
    >>> _ = file.write_text('place = "吕梁市"\\n[companies]\\n"发展" = []\\n', encoding="utf-8")
    >>> [(found.line, found.severity) for found in check_profile(file)]
    [(3, 'warning')]
    """
    file = check_path(path)
    text = profile_text(file)
    wrong = [Finding(line, "error", message, "docs/profiles.md tells the form") for line, message in problems(text)]
    if wrong:
        return wrong
    checker = _Checker(read_profile(text, str(file)), text)
    return sorted(checker.findings(), key=lambda found: (found.line, found.message))


class _Checker:
    def __init__(self, profile: Profile, text: str) -> None:
        self.profile, self.text = profile, text
        self.home = home_code(profile.place)

    def findings(self) -> Iterator[Finding]:
        if not self.home:
            yield self._at(("place",), "error", f"there is no division {self.profile.place}", "give its full name")
        tables = (*_KINDS, "collectives", "topics", "words", "units", "indicators")
        if not any(getattr(self.profile, table) for table in tables):
            yield Finding(1, "warning", "it holds nothing", "lvliang-nlp profile new makes a draft from reports")
        yield from self._tables()
        yield from self._divisions()
        yield from self._doubles()
        yield from self._topics()
        for kind in _KINDS:
            for name, entry in getattr(self.profile, kind).items():
                for form in (name, *entry.aliases):
                    yield from self._common(kind, name, form)

    def _at(self, path: tuple[str, ...], severity: Severity, message: str, advice: str) -> Finding:
        return Finding(line_of(self.text, path), severity, message, advice)

    def _tables(self) -> Iterator[Finding]:
        try:
            Knowledge(self.profile)
        except ProfileError as error:
            message = str(error).partition(": ")[2]
            table = "units" if message.startswith("units") else "indicators"
            yield self._at((table,), "error", message, "compare the head of the package's own table")

    def _divisions(self) -> Iterator[Finding]:
        table = divisions()
        for kind in _KINDS:
            for name, entry in getattr(self.profile, kind).items():
                if entry.place and not table.find(entry.place):
                    advice = "give the full name of a division, or leave place out"
                    yield self._at((kind, name), "error", f"there is no division {entry.place}", advice)
                if entry.kind and kind != "places":
                    yield self._at((kind, name), "warning", "kind is for places", "leave it out")
        for name, members in self.profile.collectives.items():
            for member in members:
                if not table.find(member):
                    message = f"there is no division {member}"
                    yield self._at(("collectives", name), "error", message, "give full names: 交城县")

    def _doubles(self) -> Iterator[Finding]:
        """Forms that stand for two names, of one kind or of several."""
        owner: dict[str, tuple[str, str]] = {}
        named = [(kind, name, entry) for kind in _KINDS for name, entry in getattr(self.profile, kind).items()]
        for kind, name, entry in sorted(named, key=lambda one: line_of(self.text, one[:2])):
            for form in dict.fromkeys((name, *entry.aliases)):
                before = owner.setdefault(form, (kind, name))
                if before == (kind, name):
                    continue
                severity: Severity = "error" if before[0] == kind else "warning"
                advice = "keep it in one of them" if before[0] == kind else "it will be marked as both"
                message = f"{form} stands for {before[1]} ({before[0]}) and for {name} ({kind})"
                yield self._at((kind, name), severity, message, advice)
            if len({*entry.aliases, name}) <= len(entry.aliases):
                yield self._at((kind, name), "note", "a form stands twice", "leave one out")

    def _topics(self) -> Iterator[Finding]:
        """Words that nearly every report has tell no topic."""
        words = default_lexicon().words
        for name, listed in self.profile.topics.items():
            for word in listed:
                if (known := words.get(word)) and known.reports >= _EVERYWHERE:
                    message = f"{word} stands in {known.reports} of 2,509 reports"
                    yield self._at(("topics", name), "warning", message, "give words that tell this topic from others")

    def _common(self, kind: str, name: str, form: str) -> Iterator[Finding]:
        """Forms that are words, or parts of words, of any report."""
        words = default_lexicon()
        known = companies().known if kind == "companies" else frozenset[str]()
        if form in known:
            message = f"{form} is in the package's table of companies"
            yield self._at((kind, name), "note", message, "leave it out, or keep it for its aliases and place")
        elif not any(map(str.isalpha, form)):
            yield self._at((kind, name), "error", f"{form} has no letter", "a name has at least one")
        elif len(form) < 2:
            message = f"{form} is one character: it would be marked in many words"
            yield self._at((kind, name), "error", message, "give a longer form")
        elif (word := words.words.get(form)) and word.mentions >= _COMMON and not word.pos.startswith(_NAMES):
            message = f"{form} is a word that reports use ({word.mentions} mentions in 2,509 reports)"
            yield self._at((kind, name), "warning", message, "keep it if it always means this, else give a longer form")
        elif other := _inside(form, words):
            yield self._at((kind, name), "warning", f"{form} is part of the word {other}", "give a longer form")
        elif kind == "places" and (form in gazetteer().named or divisions().find(form)) and form == name:
            advice = "leave it out, or keep it to link it as you say"
            yield self._at((kind, name), "note", f"{form} is in the package's table of places", advice)


def _inside(form: str, words: Lexicon) -> str:
    """The commonest word of the lexicon that holds a form of two characters as a proper part, empty where none does."""
    if len(form) > 2:
        return ""
    held = [w for w in words.words.values() if form in w.text and w.text != form and w.whole and w.mentions >= _COMMON]
    return max(held, key=lambda word: word.mentions).text if held else ""
