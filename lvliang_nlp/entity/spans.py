"""Spans of names while they are worked out: offsets into clean text, by label."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

Pair = tuple[int, int]


@dataclass(slots=True)
class Names:
    """Half-open spans in order of appearance, none empty, none over a line break."""

    places: list[Pair] = field(default_factory=list)
    companies: list[Pair] = field(default_factory=list)
    projects: list[Pair] = field(default_factory=list)


@runtime_checkable
class NameFinder(Protocol):
    """What finds names in a clean text: the learned tagger, or a model of another hand."""

    def find(self, text: str, home: str, amounts: list[Pair]) -> Names:
        """Names in order; `home` is the code of the report's own place or empty, `amounts` where amounts stand."""
        ...


def inside(outer: Pair, spans: list[Pair], first: int) -> list[int]:
    """Indices of the spans inside `outer`, looked for from index `first` on."""
    found = []
    for i in range(first, len(spans)):
        if spans[i][0] >= outer[1]:
            break
        if spans[i][0] >= outer[0] and spans[i][1] <= outer[1]:
            found.append(i)
    return found


def over(sure: list[Pair], others: list[Pair]) -> list[Pair]:
    """`sure` with those of `others` that touch none of them; both are in order and apart, and so is the result."""
    if not sure:
        return others
    ends = [end for _, end in sure]
    kept = []
    for start, end in others:
        near = bisect_right(ends, start)
        if near == len(sure) or sure[near][0] >= end:
            kept.append((start, end))
    return sorted([*sure, *kept])
