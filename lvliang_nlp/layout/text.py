"""The result of the layout stage: clean text, the page it came from, and the map between the two."""

import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lvliang_nlp.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Line(str):
    """A paragraph of clean text that knows where it stands.

    It is a `str`; besides: `start`, `end` are its offsets in the source, `clean_start`, `clean_end` those in the clean
    text. Both are half-open and count code points.
    """

    __slots__ = ("clean_end", "clean_start", "end", "start")
    start: int
    end: int
    clean_start: int
    clean_end: int

    def __new__(cls, text: str, start: int, end: int, clean_start: int, clean_end: int) -> "Line":
        line = super().__new__(cls, text)
        line.start, line.end, line.clean_start, line.clean_end = start, end, clean_start, clean_end
        return line

    @property
    def text(self) -> str:
        """The paragraph as a plain `str`."""
        return str.__str__(self)

    def __getnewargs__(self) -> tuple[str, int, int, int, int]:  # type: ignore[override]
        return self.text, self.start, self.end, self.clean_start, self.clean_end


@dataclass(slots=True, eq=False, repr=False)
class Text:
    """Clean text beside its untouched source, with the map both ways. `restore` makes it.

    `len(text)`, `str(text)` speak of the clean text. Offsets are code points.

    >>> from lvliang_nlp.layout import restore
    >>> text = restore("年产 10\\n万吨，")
    >>> text.text, text.to_source(4), text.span(2, 6)
    ('年产10万吨，', 6, (3, 8))
    """

    source: str
    text: str
    meta: Mapping[str, str] = field(default_factory=dict)
    index: "NDArray[np.int64] | None" = None
    _paragraphs: tuple[Line, ...] | None = None

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        head = self.text if len(self.text) <= 24 else self.text[:23] + "…"
        return (
            f"Text({head!r}, {len(self.text)} characters of {len(self.source)}, {len(self.paragraphs)} "
            f"paragraph{'s'[: len(self.paragraphs) != 1]})"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.source, self.text) == (other.source, other.text)

    def __hash__(self) -> int:
        return hash(self.source)

    @property
    def paragraphs(self) -> tuple[Line, ...]:
        """The paragraphs in order, headings and title lines among them; empty lines are none."""
        if self._paragraphs is None:
            found, at = [], 0
            for part in self.text.split("\n"):
                if part:
                    found.append(Line(part, *self.span(at, at + len(part)), at, at + len(part)))
                at += len(part) + 1
            self._paragraphs = tuple(found)
        return self._paragraphs

    def to_source(self, i: int) -> int:
        """Source offset of the clean offset `i`, 0 ≤ i ≤ len; for `len` the offset behind the last character.

        Raises `InputError` if `i` is no offset of the clean text.
        """
        i = _offset(i, len(self.text), "clean text")
        if self.index is None:
            return i
        return int(self.index[i]) if i < len(self.index) else self._end()

    def to_clean(self, j: int) -> int:
        """Clean offset of the first character kept at or behind the source offset `j`, 0 ≤ j ≤ len(source).

        Raises `InputError` if `j` is no offset of the source.
        """
        j = _offset(j, len(self.source), "source")
        return j if self.index is None else int(self.index.searchsorted(j))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span, half-open, of the clean span `start` to `end`: up to behind its last character.

        An empty span stays empty. Raises `InputError` if an offset is none of the clean text, or `end` is before
        `start`.
        """
        end = _offset(end, len(self.text), "clean text")
        first = self.to_source(start)
        if end < start:
            raise InputError(f"span {start} to {end} ends before it starts")
        return first, (first if end == start else self.to_source(end - 1) + 1)

    def spans(self, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """`span` for many clean spans at once, none of them empty; for offsets that are known to be right."""
        if self.index is None or not pairs:
            return pairs
        starts, ends = zip(*pairs, strict=True)
        first, last = self.index[list(starts)].tolist(), self.index[[end - 1 for end in ends]].tolist()
        return [(start, end + 1) for start, end in zip(first, last, strict=True)]

    def _end(self) -> int:
        return int(self.index[-1]) + 1 if self.index is not None and len(self.index) else 0


def _offset(value: Any, limit: int, where: str) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        raise InputError(f"an offset is an int, not {type(value).__name__}") from None
    if not 0 <= number <= limit:
        raise InputError(f"offset {number} is outside the {where}, which has offsets 0 to {limit}")
    return number
