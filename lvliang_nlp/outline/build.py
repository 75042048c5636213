"""From a restored text to its outline: offsets and rules stay cheap inside, the public models are made at the end."""

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lvliang_nlp.outline.head import read_head
from lvliang_nlp.outline.heading import Heading, find_heading, without_lists
from lvliang_nlp.outline.paragraph import lead_of, topic_of
from lvliang_nlp.outline.sentence import sentences as split
from lvliang_nlp.outline.tree import nest
from lvliang_nlp.outline.year import planned_year
from lvliang_nlp.schema import Paragraph, Section, Sentence, ink

if TYPE_CHECKING:
    from lvliang_nlp.layout import Text

Spans = list[tuple[int, int]]
Path = tuple[str, ...]


@dataclass(slots=True)
class Outline:
    """The head and the tree of one report; all offsets point into the source.

    `sections` are the outermost ones; `paragraphs` and `sentences` hold the whole text in order, headings too.
    """

    title: str
    place: str
    year: int | None
    speaker: str
    date: datetime.date | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    _starts: list[int]

    def locate(self, offset: int) -> tuple[Path, int | None]:
        """Section path and index of the sentence that `offset` of the source stands in; logarithmic time.

        Between two sentences it is the one before; ahead of the first one `((), None)`.
        """
        at = bisect_right(self._starts, offset) - 1
        return (self.sentences[at].section, at) if at >= 0 else ((), None)


def outline(text: "Text", *, place: str | None = None, year: int | None = None) -> Outline:
    """Read the head of a report and cut it into sections, paragraphs and sentences.

    `place` and `year` overrule what the text says. Any text has an outline, an empty one has an empty outline. Rules of
    our own, drawn from 2,509 published reports; linear time.

    >>> from lvliang_nlp.layout import restore
    >>> found = outline(restore("一、重点工作\\n煤炭产业，增产100万吨。质量提升。"))
    >>> [s.title for s in found.sections], [s.text for s in found.sentences], found.sentences[2].topic
    (['重点工作'], ['一、重点工作', '煤炭产业，增产100万吨。', '质量提升。'], '煤炭产业')
    """
    clean = text.text
    blocks = _paragraphs(clean, split(clean))
    lines = [clean[spans[0][0] : spans[-1][1]] for spans in blocks]
    head = read_head(lines, text.meta.get("title", ""))
    bold = _Bold(text)
    found = (find_heading(i, blocks[i], clean, bold) for i in range(head.lines, len(blocks)))
    headings = without_lists([heading for heading in found if heading is not None], clean, len(blocks))
    for heading in headings:
        _split_off(heading, blocks[heading.paragraph], clean)
    roots = nest(headings, clean)
    builder = _Builder(text, blocks)
    sections = builder.sections(roots)
    paragraphs, sentences = builder.paragraphs(headings)
    if year is None:
        year = planned_year(head, [clean[h.mark_end : h.end] for h in headings], lines)
    return Outline(
        head.title, head.place if place is None else place, year, head.speaker, head.date, sections, paragraphs,
        sentences, [sentence.start for sentence in sentences],
    )  # fmt: skip


def _paragraphs(clean: str, spans: Spans) -> list[Spans]:
    blocks: list[Spans] = []
    line_end = -1
    for span in spans:
        if span[0] > line_end:
            blocks.append([])
            line_end = clean.find("\n", span[0])
            if line_end < 0:
                line_end = len(clean)
        blocks[-1].append(span)
    return blocks


def _split_off(heading: Heading, spans: Spans, clean: str) -> None:
    """Make a heading that ends inside the first sentence of its paragraph a sentence of its own."""
    start, end = spans[0]
    if heading.end < end:
        rest = clean[heading.end : end]
        spans[0:1] = [(start, heading.end), (end - len(rest.lstrip()), end)]


def _source_spans(text: "Text", spans: Spans) -> Spans:
    """`text.span` of many spans at once, all of them non-empty."""
    if text.index is None or not spans:
        return spans
    starts = text.index[[start for start, _ in spans]].tolist()
    lasts = text.index[[end - 1 for _, end in spans]].tolist()
    return [(start, last + 1) for start, last in zip(starts, lasts, strict=True)]


class _Bold:
    """What Markdown in the source says of bold and of headings; see `heading.Bold`."""

    def __init__(self, text: "Text") -> None:
        self._text = text
        self._marked = "**" in text.source or "#" in text.source

    def starts(self, offset: int) -> bool:
        """Whether bold or a heading begins right before the clean offset."""
        if not self._marked:
            return False
        start = self._text.to_source(offset)
        return self._text.source[max(0, start - 4) : start].rstrip().endswith(("**", "#"))

    def ends(self, offset: int) -> int:
        """The clean offset where the bold closes on the same line, else 0."""
        start = self._text.to_source(offset)
        close = self._text.source.find("**", start, start + 100)
        return self._text.to_clean(close) if close > 0 else 0


class _Builder:
    """Turns clean offsets into models over the source."""

    def __init__(self, text: "Text", blocks: Sequence[Spans]) -> None:
        self._text, self._blocks = text, blocks
        flat = iter(_source_spans(text, [span for spans in blocks for span in spans]))
        self._spans = [[next(flat) for _ in spans] for spans in blocks]
        self._paths: dict[int, Path] = {}  # by the paragraph of the heading

    def sections(self, roots: Sequence[Heading]) -> tuple[Section, ...]:
        """The tree as models, filled from the leaves up."""
        last = self._spans[-1][-1][1] if self._spans else 0
        return self._siblings(roots, (), last)

    def _siblings(self, nodes: Sequence[Heading], above: Path, end: int) -> tuple[Section, ...]:
        if not nodes:
            return ()
        ends = [self._spans[node.paragraph - 1][-1][1] for node in nodes[1:]] + [end]
        return tuple(self._section(node, above, stop) for node, stop in zip(nodes, ends, strict=True))

    def _section(self, node: Heading, above: Path, body_end: int) -> Section:
        clean, source = self._text.text, self._text.source
        start, end = self._text.span(node.start, node.end)
        marker = ink(clean[node.start : node.mark_end])
        title = ink(clean[node.mark_end : node.end]).rstrip("。：")
        path = (*above, marker + title)
        self._paths[node.paragraph] = path
        return Section(
            start=start,
            end=end,
            text=ink(source[start:end]),
            marker=marker,
            title=title,
            level=len(path),
            body_end=body_end,
            path=path,
            children=self._siblings(node.children, path, body_end),
        )

    def paragraphs(self, headings: Sequence[Heading]) -> tuple[tuple[Paragraph, ...], tuple[Sentence, ...]]:
        """All paragraphs and sentences, each with the path of the last heading before it; call `sections` first."""
        clean, source = self._text.text, self._text.source
        opens = {heading.paragraph: heading for heading in headings}
        path: Path = ()
        paragraphs: list[Paragraph] = []
        sentences: list[Sentence] = []
        for index, (spans, places) in enumerate(zip(self._blocks, self._spans, strict=True)):
            path = self._paths.get(index, path)
            heading = opens.get(index)
            first = ink(clean[heading.mark_end if heading else spans[0][0] : spans[0][1]])
            lead = lead_of(first, alone=len(spans) == 1)
            topic = opening = ""
            for at, ((a, b), (start, end)) in enumerate(zip(spans, places, strict=True)):
                topic = topic_of(clean[a : min(b, a + 20)]) or topic
                opening = opening or (topic if at < 2 else "")
                written = ink(source[start:end])
                sentences.append(
                    Sentence(start=start, end=end, text=written, section=path, paragraph=index, topic=topic)
                )
            start, end = places[0][0], places[-1][1]
            paragraphs.append(
                Paragraph(start=start, end=end, text=ink(source[start:end]), section=path, lead=lead, topic=opening)
            )
        return tuple(paragraphs), tuple(sentences)
