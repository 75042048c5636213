"""One flat dict a mention: what a table can hold."""

import datetime
import operator
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args

from lvliang_nlp.errors import InputError, check_report
from lvliang_nlp.schema import (
    Company,
    Mention,
    Model,
    Paragraph,
    Place,
    Project,
    Quantity,
    Report,
    Section,
    Sentence,
    Target,
)

# What can be put into a table: the type of a row, and where a report keeps them.
KINDS: dict[str, tuple[type[Model], Callable[[Report], Iterable[Model]]]] = {
    "targets": (Target, lambda report: report.targets),
    "quantities": (Quantity, lambda report: report.quantities),
    "places": (Place, lambda report: report.places),
    "companies": (Company, lambda report: report.companies),
    "projects": (Project, lambda report: report.projects),
    "sections": (Section, lambda report: report.walk()),
    "paragraphs": (Paragraph, lambda report: report.paragraphs),
    "sentences": (Sentence, lambda report: report.sentences),
}
_LEFT_OUT = {"children"}  # of a section: they are rows of their own
_REPORT: dict[str, type] = {"file": str, "place": str, "year": int}
# The amount of a target is spread out over columns of its own.
_SPREAD = (
    *("start", "end", "text", "value", "low", "high", "unit", "dimension", "base_value", "base_low", "base_high"),
    *("base_unit", "bound", "change", "per"),
)
_PREFIXED = {"start", "end", "text"}
_Read = Callable[[Model], Any]


def records(report: Report, what: str = "quantities", *, file: str = "") -> list[dict[str, Any]]:
    """The mentions of a report as flat dicts, in order of appearance; each has the same keys in the same order.

    First `file` (as given here), `place` and `year` of the report, then the fields of the type (a company's own `place`
    is `company_place`). Numbers stay `Decimal`; the headings of `section` and other lists are joined by " / ";
    `sentence` is the sentence's text; the `capacity` of a project is its text. The amount of a target is spread over
    `value`, `low`, `high`, `unit` … and `quantity_start`, `quantity_end`, `quantity_text`; `headline` says whether it
    is one of the report's main expected targets. `what` is one of targets, quantities, places, companies, projects,
    sections, paragraphs, sentences; anything else raises `InputError`.

    >>> from lvliang_nlp.schema import Report, Sentence
    >>> sentence = Sentence(start=0, end=5, text="建设公园。", section=("一、工作", "（一）城市"))
    >>> records(Report(source="建设公园。", sentences=(sentence,)), "sentences")[0]["section"]
    '一、工作 / （一）城市'
    """
    check_report(report)
    _kind(what)  # refuses what is none
    fields = _readers(what)
    head = {"file": file, "place": report.place, "year": report.year}
    main = {id(target) for target in report.headline.values()} if what == "targets" else set()
    rows = []
    for mention in mentions(report, what):
        row = head | {title: _flat(read(mention), title, kind, report) for title, kind, read in fields}
        if what == "targets":
            row["headline"] = id(mention) in main
        rows.append(row)
    return rows


def columns(what: str = "quantities") -> dict[str, type]:
    """The columns of `records(report, what)` and the type of each: str, int, bool, date or Decimal.

    All but str and bool may be None.

    >>> columns("quantities")["value"]
    <class 'decimal.Decimal'>
    """
    _kind(what)
    found = _REPORT | {title: kind for title, kind, _ in _readers(what)}
    return found | {"headline": bool} if what == "targets" else found


@lru_cache(maxsize=16)
def _readers(what: str) -> tuple[tuple[str, type, _Read], ...]:
    """Title, type and reader of each column behind those of the report."""
    found: list[tuple[str, type, _Read]] = []
    for name, annotation in _fields(what).items():
        if what == "targets" and name == "quantity":
            found += [_spread(inner) for inner in _SPREAD]
        else:
            found.append((_title(what, name), _column(name, annotation), operator.attrgetter(name)))
    return tuple(found)


def _spread(name: str) -> tuple[str, type, _Read]:
    title = f"quantity_{name}" if name in _PREFIXED else name
    return title, _column(name, Quantity.model_fields[name].annotation), operator.attrgetter(f"quantity.{name}")


def mentions(report: Report, what: str) -> Iterable[Model]:
    """What the rows of a table are made from; `InputError` when there is no such table."""
    return _kind(what)[1](report)


def _kind(what: str) -> tuple[type[Model], Callable[[Report], Iterable[Model]]]:
    try:
        return KINDS[what]
    except (KeyError, TypeError):
        raise InputError(f"no table of {what!r}: choose one of {', '.join(KINDS)}") from None


def _fields(what: str) -> dict[str, Any]:
    fields = _kind(what)[0].model_fields
    return {name: field.annotation for name, field in fields.items() if name not in _LEFT_OUT}


def _title(what: str, name: str) -> str:
    """The place of a company is `company_place` in a table: `place` is the report's."""
    return f"{_kind(what)[0].__name__.lower()}_{name}" if name in _REPORT else name


def _column(name: str, annotation: Any) -> type:
    if name == "sentence":
        return str
    types = {annotation, *get_args(annotation)}
    return next((kind for kind in (Decimal, int, datetime.date) if kind in types), str)


def _flat(value: Any, name: str, kind: type, report: Report) -> Any:
    if name == "sentence":
        return "" if value is None else report.sentences[value].text
    if isinstance(value, Mention):
        return value.text
    if value is None and kind is str:
        return ""
    return " / ".join(value) if isinstance(value, tuple) else value
