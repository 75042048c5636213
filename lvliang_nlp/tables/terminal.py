"""A report's mentions as an aligned table for the terminal: Chinese characters are two cells wide there."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size

from lvliang_nlp.schema import Mention, Paragraph, Quantity, Report, Section, ink
from lvliang_nlp.tables.rows import mentions

_GAP = "  "
_CLAUSE = re.compile("[，。；：！？、,;:!?]")
_SHOWN_PLACES = 6  # of a number; a file has them all


class _Column(NamedTuple):
    title: str
    widest: int
    cell: Callable[[Report, Any], str]
    right: bool = False
    keep_end: bool = False  # what is cut when there is no room: the beginning


def aligned(report: Report, what: str = "quantities", width: int = 110) -> Iterator[str]:
    """Lines of a table of the report's mentions, sections, paragraphs or sentences, at most `width` cells wide.

    The first line has the titles. Rows stand under the headings of their section. `bound` and `change` are left empty
    where they are `eq` and `none`; `before` is what stands before the amount in its clause.

    >>> import lvliang_nlp as lv
    >>> for line in aligned(lv.analyze("年内煤炭产能突破1.65亿吨。")):
    ...     print(line.rstrip())
    before            quantity        value  unit  bound  change  counted
    年内煤炭产能突破  1.65亿吨  165,000,000  吨    gt
    """
    shown = _COLUMNS[what] if what in _COLUMNS else _COLUMNS["sentences"]
    rows = [(mention, [column.cell(report, mention) for column in shown]) for mention in mentions(report, what)]
    widths = _fit(shown, [cells for _, cells in rows], width)
    yield _line(shown, widths, [column.title for column in shown])
    above: tuple[str, ...] = ()
    for mention, cells in rows:
        section = getattr(mention, "section", ())
        if section != above and section:
            yield ""
            yield _crop(" / ".join(section), width)
        above = section
        yield _line(shown, widths, cells)


def _fit(columns: Sequence[_Column], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Each column as wide as its widest cell; the widest ones give way until all fit."""
    widths = [
        min(column.widest, max(map(cell_len, (column.title, *(row[i] for row in rows)))))
        for i, column in enumerate(columns)
    ]
    room = max(width - len(_GAP) * (len(columns) - 1), 4 * len(columns))
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _line(columns: Sequence[_Column], widths: Sequence[int], cells: Sequence[str]) -> str:
    return _GAP.join(map(_cell, columns, widths, cells)).rstrip()


def _cell(column: _Column, width: int, text: str) -> str:
    text = _crop(text, width, keep_end=column.keep_end)
    padding = " " * (width - cell_len(text))
    return padding + text if column.right else text + padding


def _crop(text: str, width: int, *, keep_end: bool = False) -> str:
    if cell_len(text) <= width:
        return text
    if keep_end:
        return "…" + set_cell_size(text[::-1], width - 1).rstrip()[::-1]
    return set_cell_size(text, width - 1).rstrip() + "…"


def _before(report: Report, mention: Mention) -> str:
    start = report.sentences[mention.sentence].start if mention.sentence is not None else max(0, mention.start - 30)
    return _CLAUSE.split(ink(report.source[start : mention.start]))[-1]


def _value(_: Report, quantity: Quantity) -> str:
    if quantity.value is not None:
        return _number(quantity.value)
    return f"{_number(quantity.low)} to {_number(quantity.high)}"


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_SHOWN_PLACES:
        return f"{value:,.{_SHOWN_PLACES}f}"
    return f"{value:,f}"


def _field(name: str, usual: str = "") -> Callable[[Report, Any], str]:
    def cell(_: Report, mention: Any) -> str:
        value = getattr(mention, name)
        return "" if value is None or value == usual else _plain(value)

    return cell


def _plain(value: Any) -> str:
    if isinstance(value, Mention):
        return value.text
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _heading(_: Report, section: Section) -> str:
    return _GAP * (section.level - 1) + section.text


def _opening(_: Report, paragraph: Paragraph) -> str:
    return paragraph.text[:100]


_COLUMNS: dict[str, tuple[_Column, ...]] = {
    "targets": (
        _Column("subject", 34, _field("subject")),
        _Column("amount", 30, lambda _, target: str(target.quantity), right=True),
        _Column("indicator", 24, _field("indicator")),
        _Column("kind", 6, _field("kind")),
        _Column("period", 9, _field("period")),
        _Column("deadline", 10, _field("deadline")),
        _Column("action", 8, _field("action")),
    ),
    "quantities": (
        _Column("before", 28, _before, keep_end=True),
        _Column("quantity", 20, _field("text")),
        _Column("value", 26, _value, right=True),
        _Column("unit", 16, _field("unit")),
        _Column("bound", 6, _field("bound", "eq")),
        _Column("change", 11, _field("change", "none")),
        _Column("counted", 24, _field("counted")),
    ),
    "places": (
        _Column("before", 28, _before, keep_end=True),
        _Column("place", 24, _field("text")),
        _Column("name", 24, _field("name")),
        _Column("kind", 10, _field("kind", "division")),
        _Column("adcode", 9, _field("adcode")),
        _Column("parents", 24, _field("parents")),
        _Column("members", 32, _field("members")),
    ),
    "companies": (
        _Column("before", 28, _before, keep_end=True),
        _Column("company", 28, _field("text")),
        _Column("place", 20, _field("place")),
    ),
    "projects": (
        _Column("project", 44, _field("full_name")),
        _Column("of", 3, _field("group_count"), right=True),
        _Column("capacity", 12, _field("capacity")),
        _Column("phase", 6, _field("phase")),
        _Column("stage", 18, _field("stage")),
        _Column("places", 16, _field("places")),
        _Column("companies", 16, _field("companies")),
    ),
    "sections": (_Column("section", 200, _heading),),
    "paragraphs": (
        _Column("lead", 30, _field("lead")),
        _Column("topic", 20, _field("topic")),
        _Column("paragraph", 200, _opening),
    ),
    "sentences": (_Column("sentence", 200, _field("text")),),
}
