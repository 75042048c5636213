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

    def find(self, text: str, home: str, amounts: list[Pair], known: Names) -> Names:
        """Names in order; `home` is the code of the report's own place or empty, `amounts` where amounts stand.

        `known` is where names of a profile stand; the caller adds them to what is found.
        """
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


def merge(own: list[Pair], other: list[Pair]) -> list[Pair]:
    """Ours and another's: a name that overlaps none is added, a longer one takes the place of what it holds.

    The spans of each are apart. Linear time but for sorting.

    >>> merge([(0, 2), (5, 9)], [(0, 4), (6, 8), (12, 14)])
    [(0, 4), (5, 9), (12, 14)]
    """
    if not own or not other:
        return sorted(own or other)
    own = sorted(own)
    ends = [end for _, end in own]
    dropped: set[Pair] = set()
    added: list[Pair] = []
    for start, end in other:
        at = bisect_right(ends, start)
        held = []
        while at < len(own) and own[at][0] < end:
            held.append(own[at])
            at += 1
        if all(start <= a and b <= end and b - a < end - start for a, b in held):
            added.append((start, end))
            dropped.update(held)
    return sorted([*(span for span in own if span not in dropped), *added])
