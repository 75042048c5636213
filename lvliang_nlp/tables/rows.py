"""One flat dict a mention: what a table can hold."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, get_args

from lvliang_nlp.errors import InputError
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


def records(report: Report, what: str = "quantities", *, file: str = "") -> list[dict[str, Any]]:
    """The mentions of a report as flat dicts, in order of appearance; each has the same keys in the same order.

    First `file` (as given here), `place` and `year` of the report, then the fields of the type (a company's own `place`
    is `company_place`). Numbers stay `Decimal`; the headings of `section` and other lists are joined by " / ";
    `sentence` is the sentence's text; the `capacity` of a project is its text. `what` is one of quantities, places,
    companies, projects, sections, paragraphs, sentences; anything else raises `InputError`.

    >>> from lvliang_nlp.schema import Report, Sentence
    >>> sentence = Sentence(start=0, end=5, text="建设公园。", section=("一、工作", "（一）城市"))
    >>> records(Report(source="建设公园。", sentences=(sentence,)), "sentences")[0]["section"]
    '一、工作 / （一）城市'
    """
    fields = _fields(what)
    kinds = [(_title(what, name), name, _column(name, annotation)) for name, annotation in fields.items()]
    head = {"file": file, "place": report.place, "year": report.year}
    found = mentions(report, what)
    return [head | {title: _flat(getattr(m, name), name, kind, report) for title, name, kind in kinds} for m in found]


def columns(what: str = "quantities") -> dict[str, type]:
    """The columns of `records(report, what)` and the type of each: str, int or Decimal. All but str may be None.

    >>> columns("quantities")["value"]
    <class 'decimal.Decimal'>
    """
    return _REPORT | {_title(what, name): _column(name, annotation) for name, annotation in _fields(what).items()}


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
    return next((number for number in (Decimal, int) if number in types), str)


def _flat(value: Any, name: str, kind: type, report: Report) -> Any:
    if name == "sentence":
        return "" if value is None else report.sentences[value].text
    if isinstance(value, Mention):
        return value.text
    if value is None and kind is str:
        return ""
    return " / ".join(value) if isinstance(value, tuple) else value
