"""One flat dict a mention: what a table can hold."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, get_args

from lvliang_nlp.errors import InputError
from lvliang_nlp.schema import Model, Paragraph, Quantity, Report, Section, Sentence

# What can be put into a table: the type of a row, and where a report keeps them.
KINDS: dict[str, tuple[type[Model], Callable[[Report], Iterable[Model]]]] = {
    "quantities": (Quantity, lambda report: report.quantities),
    "sections": (Section, lambda report: report.walk()),
    "paragraphs": (Paragraph, lambda report: report.paragraphs),
    "sentences": (Sentence, lambda report: report.sentences),
}
_LEFT_OUT = {"children"}  # of a section: they are rows of their own
_REPORT: dict[str, type] = {"file": str, "place": str, "year": int}


def records(report: Report, what: str = "quantities", *, file: str = "") -> list[dict[str, Any]]:
    """The mentions of a report as flat dicts, in order of appearance; each has the same keys in the same order.

    First `file` (as given here), `place` and `year` of the report, then the fields of the type. Numbers stay
    `Decimal`; the headings of `section` are joined by " / "; `sentence` is the sentence's text. `what` is one of
    quantities, sections, paragraphs, sentences; anything else raises `InputError`.

    >>> from lvliang_nlp.schema import Report, Sentence
    >>> sentence = Sentence(start=0, end=5, text="建设公园。", section=("一、工作", "（一）城市"))
    >>> records(Report(source="建设公园。", sentences=(sentence,)), "sentences")[0]["section"]
    '一、工作 / （一）城市'
    """
    names = _fields(what)
    head = {"file": file, "place": report.place, "year": report.year}
    found = mentions(report, what)
    return [head | {name: _flat(getattr(mention, name), name, report) for name in names} for mention in found]


def columns(what: str = "quantities") -> dict[str, type]:
    """The columns of `records(report, what)` and the type of each: str, int or Decimal. All but str may be None.

    >>> columns("quantities")["value"]
    <class 'decimal.Decimal'>
    """
    return _REPORT | {name: _column(name, annotation) for name, annotation in _fields(what).items()}


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


def _column(name: str, annotation: Any) -> type:
    if name == "sentence":
        return str
    types = {annotation, *get_args(annotation)}
    return next((number for number in (Decimal, int) if number in types), str)


def _flat(value: Any, name: str, report: Report) -> Any:
    if name == "sentence":
        return "" if value is None else report.sentences[value].text
    return " / ".join(value) if isinstance(value, tuple) else value
