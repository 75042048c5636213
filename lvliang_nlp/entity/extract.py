"""From spans of names to Places, Companies and Projects, with what each has from its neighbours and its inside."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from lvliang_nlp.entity.group import groups
from lvliang_nlp.entity.rules import complete_lists, find_names
from lvliang_nlp.entity.spans import NameFinder, Names, Pair, inside, merge, over
from lvliang_nlp.layout import Text
from lvliang_nlp.place import Linked, Linker, find_collectives, find_places, names_a_place
from lvliang_nlp.profile import KnownNames
from lvliang_nlp.schema import Company, Place, Project, Quantity, ink

Locate = Callable[[int], tuple[tuple[str, ...], int | None]]
Found = tuple[tuple[Place, ...], tuple[Company, ...], tuple[Project, ...]]
_PHASE = re.compile(r"[一二三四五六七八九十\d]{1,2}期(?:[一二三四]步)?")
_NO_CAPACITY = {"money", "duration", "ratio", "percentage_point"}


def extract(
    text: Text, amounts: Sequence[Pair], quantities: Sequence[Quantity], linker: Linker, tagger: NameFinder | None,
    locate: Locate, known: KnownNames | None = None,
) -> Found:  # fmt: skip
    """The places, companies and projects of a restored text, each in order of appearance.

    `amounts` are the clean offsets of `quantities`; `locate` tells section path and sentence of a source offset.
    Without a tagger names are found by rules and tables alone; `known` are those of a profile.
    """
    names = find(text.text, list(amounts), linker, tagger, known)
    linked = _link(text.text, names.places, linker)
    places = [_place(text, span, link, linker, locate) for span, link in zip(names.places, linked, strict=True)]
    companies = _companies(text, names, places, locate, known)
    projects = _projects(text, names, places, companies, amounts, quantities, locate, known)
    return tuple(places), tuple(companies), tuple(projects)


def find(
    clean: str, amounts: list[Pair], linker: Linker, tagger: NameFinder | None, known: KnownNames | None
) -> Names:
    """Spans of names in a clean text. A name that a profile knows counts, unless it is part of a longer one."""
    own = Names()
    if known is not None:
        own = Names(known.places.find(clean), known.companies.find(clean), known.projects.find(clean))
    short = find_collectives(clean, linker.home, linker.gazetteer.table)
    if tagger is not None:
        names = tagger.find(clean, linker.home, amounts, own)
        places = [(start, end) for start, end in names.places if names_a_place(ink(clean[start:end]))]
        names = Names(places, names.companies, complete_lists(clean, names))
    else:
        places = merge(own.places, find_places(clean, linker.home, linker.gazetteer))
        names = find_names(clean, over(short, places), amounts, own)
    places = over(short, merge(own.places, places))
    return Names(places, merge(own.companies, names.companies), merge(own.projects, names.projects))


def _link(clean: str, spans: list[Pair], linker: Linker) -> list[Linked]:
    found: list[Linked] = []
    end, before = -1, ""
    for start, stop in spans:
        link = linker.link(ink(clean[start:stop]), before if start == end else "")
        found.append(link)
        end, before = stop, link.code
    return found


def _place(text: Text, span: Pair, link: Linked, linker: Linker, locate: Locate) -> Place:
    start, end = text.span(*span)
    written = ink(text.source[start:end])
    table = linker.gazetteer.table
    division = table.by_code.get(link.code)
    section, sentence = locate(start)
    return Place(
        start=start, end=end, text=written, name=division.name if division else link.name or written, kind=link.kind,
        adcode=link.adcode, level=division.level if division else None, parents=linker.parents(link),
        members=tuple(d.name for d in link.members),
        member_adcodes=tuple(table.adcode(d.code) for d in link.members), section=section, sentence=sentence,
    )  # fmt: skip


def _companies(
    text: Text, names: Names, places: list[Place], locate: Locate, known: KnownNames | None
) -> list[Company]:
    found = []
    ends = {end: i for i, (_, end) in enumerate(names.places)}
    starts = {start: i for i, (start, _) in enumerate(names.places)}
    for span in names.companies:
        near = ends.get(span[0], starts.get(span[0]))
        place = places[near] if near is not None else None
        start, end = text.span(*span)
        section, sentence = locate(start)
        written = ink(text.source[start:end])
        name = known.companies.of.get(written, written) if known else written
        entry = known.profile.companies.get(name) if known else None
        seat = place.name if place else (entry.place if entry else None) or ""
        found.append(
            Company(start=start, end=end, text=written, name=name, place=seat, section=section, sentence=sentence)
        )
    return found


def _projects(
    text: Text, names: Names, places: list[Place], companies: list[Company], amounts: Sequence[Pair],
    quantities: Sequence[Quantity], locate: Locate, known: KnownNames | None,
) -> list[Project]:  # fmt: skip
    found = []
    spans = list(amounts)
    for span, group in zip(names.projects, groups(text.text, names.projects), strict=True):
        inner = [quantities[i] for i in inside(span, spans, bisect_left(spans, (span[0], 0)))]
        start, end = text.span(*span)
        written = ink(text.source[start:end])
        section, sentence = locate(start)
        name = known.projects.of.get(written, written) if known else written
        found.append(Project(
            start=start, end=end, text=written, name=name, full_name=name + ("" if name != written else group.head),
            group_count=group.count, places=_names(span, names.places, places),
            companies=_names(span, names.companies, companies), phase=_phase(text.text, span, written),
            capacity=next((q for q in inner if q.dimension not in _NO_CAPACITY), None), stage=group.stage,
            section=section, sentence=sentence,
        ))  # fmt: skip
    return found


def _names(span: Pair, spans: list[Pair], mentions: Sequence[Place | Company]) -> tuple[str, ...]:
    """Names of the mentions inside a span, each once."""
    found = inside(span, spans, bisect_left(spans, (span[0], 0)))
    return tuple(dict.fromkeys(mentions[i].name for i in found))


def _phase(clean: str, span: Pair, written: str) -> str:
    """二期 in the name, or directly behind it."""
    found = _PHASE.search(written) or _PHASE.match(clean, span[1])
    return found[0] if found else ""
