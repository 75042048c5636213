"""A report's text as HTML with its mentions marked; all text is escaped, nothing is loaded from elsewhere."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from lvliang_nlp.schema import Mention, Report

# Invisible characters that turn the direction of a text: shown by their number, so that they cannot disguise it.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
_SHOWN = {code: f"&lt;U+{code:04X}&gt;" for code in _TURNING}
JSON_SHOWN = {code: f"\\u003cU+{code:04X}\\u003e" for code in _TURNING}  # the same inside JSON
KINDS = ("quantity", "place", "company", "project")
NAMES = {"quantity": "数量", "place": "地方", "company": "企业", "project": "项目"}


def safe(text: str) -> str:
    """Text for HTML: markup is shown, never run, and so are marks that turn the direction of writing."""
    return escape(text, quote=True).translate(_SHOWN)


def mentions_of(report: Report) -> list[tuple[str, int, Mention]]:
    """Kind, number among its kind, and the mention itself, in order of the source."""
    every: Sequence[tuple[str, Sequence[Mention]]] = (
        ("quantity", report.quantities), ("place", report.places), ("company", report.companies),
        ("project", report.projects),
    )  # fmt: skip
    found = [(kind, number, mention) for kind, listed in every for number, mention in enumerate(listed)]
    return sorted(found, key=lambda item: (item[2].start, -item[2].end))


def marked(source: str, start: int, end: int, mentions: Sequence[tuple[str, int, Mention]]) -> str:
    """source[start:end], a span for each stretch that the same mentions cover, without the layout's white space."""
    inside = [item for item in mentions if item[2].start < end and item[2].end > start]
    starts = {max(start, mention.start) for _, _, mention in inside}
    ends = {min(end, mention.end) for _, _, mention in inside}
    borders = sorted({start, end} | starts | ends)
    return "".join(_stretches(source, borders, inside))


def _stretches(source: str, borders: list[int], inside: list[tuple[str, int, Mention]]) -> Iterator[str]:
    for low, high in pairwise(borders):
        text = safe("".join(source[low:high].split()))
        over = [(kind, number) for kind, number, mention in inside if mention.start <= low and high <= mention.end]
        if not over or not text:
            yield text
            continue
        classes = " ".join(kind for kind, _ in over)
        numbers = " ".join(f"{kind}-{number}" for kind, number in over)
        yield f'<span class="mention {classes}" data-mentions="{numbers}">{text}</span>'
