"""Mentions on a spaCy Doc, and back to our types.

The Doc keeps plain data (`doc.user_data["lvliang"]`), so that it survives `to_bytes`, `DocBin(store_user_data=True)`
and processes; `span._.lvliang` makes the object of it. A span is found by its label and its number (`span.id_`), never
by its offsets alone: two mentions may share them.
"""

from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.schema import Company, Mention, Place, Project, Quantity, Report, Target

KEY = "lvliang"
TYPES: dict[str, type[Mention]] = {
    "quantities": Quantity, "places": Place, "companies": Company, "projects": Project, "targets": Target,
}  # fmt: skip
LABELS = {kind: model.__name__.upper() for kind, model in TYPES.items()}  # quantities → QUANTITY
_KINDS = {label: kind for kind, label in LABELS.items()}


@lru_cache(maxsize=4)
def analyzer(names: bool, profile: str | None) -> Analyzer:
    """One a process: the learned tagger, or rules and tables."""
    return Analyzer(profile=profile, tagger="default" if names else None)


def keep(doc: Doc, report: Report) -> None:
    """The report as plain data on the Doc."""
    dumped = report.model_dump(mode="json", exclude={"source", "headline", "paragraphs", "sections"})
    dumped["headline"] = {name: report.targets.index(target) for name, target in report.headline.items()}
    doc.user_data[KEY] = dumped


def annotate(doc: Doc, kinds: tuple[str, ...], *, names: bool, ents: bool, profile: str | None) -> Doc:
    """Set `doc.spans` of the kinds, sentences where the Doc has none, and entities."""
    if KEY not in doc.user_data:
        keep(doc, analyzer(names, profile).analyze(doc.text))
    data = doc.user_data[KEY]
    for kind in kinds:
        doc.spans[kind] = [_span(doc, found, LABELS[kind], number) for number, found in enumerate(data[kind])]
    if kinds == tuple(TYPES) and not doc.has_annotation("SENT_START"):
        _sentences(doc, data["sentences"])
    if ents:
        taken = [span for kind in kinds if kind != "targets" for span in doc.spans[kind]]
        doc.ents = filter_spans([*doc.ents, *sorted(taken, key=lambda span: _RANK[span.label_])])
    return doc


_RANK = {"PROJECT": 0, "COMPANY": 1, "PLACE": 2, "QUANTITY": 3}  # of equally long ones the first is the entity


def _span(doc: Doc, found: dict[str, Any], label: str, number: int) -> Span:
    span = doc.char_span(found["start"], found["end"], label=label, span_id=str(number), alignment_mode="expand")
    assert span is not None  # expand never drops one inside the text
    return span


def _sentences(doc: Doc, sentences: list[dict[str, Any]]) -> None:
    starts = {sentence["start"] for sentence in sentences[1:]}  # what stands before the first one belongs to it
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts


def _data(span: Span) -> dict[str, Any] | None:
    kind = _KINDS.get(span.label_)
    listed = span.doc.user_data.get(KEY, {}).get(kind) if kind else None
    if not listed:
        return None
    if span.id_.isdigit() and int(span.id_) < len(listed):
        return dict(listed[int(span.id_)])
    return next((dict(m) for m in listed if (m["start"], m["end"]) == (span.start_char, span.end_char)), None)


def mention(span: Span) -> Mention | None:
    """The object of `lvliang_nlp.schema` that a span stands for; None for a span of another origin."""
    data = _data(span)
    return TYPES[_KINDS[span.label_]].model_validate(data) if data is not None else None


def section(span: Span) -> tuple[str, ...]:
    """The headings above a span, from the outermost in."""
    sentences = span.doc.user_data.get(KEY, {}).get("sentences", [])
    above = [s for s in sentences if s["start"] <= span.start_char]
    return tuple(above[-1]["section"]) if above else ()


def headline(doc: Doc) -> dict[str, Mention]:
    """The main expected targets of a Doc, by indicator."""
    data = doc.user_data.get(KEY, {})
    return {name: Target.model_validate(data["targets"][i]) for name, i in data.get("headline", {}).items()}


def facts(doc: Doc) -> dict[str, Any]:
    """Title, place, year and horizon of the headline."""
    data = doc.user_data.get(KEY, {})
    return {name: data.get(name) for name in ("title", "place", "year", "headline_horizon")}


Span.set_extension("lvliang", getter=mention, force=True)
Span.set_extension("section", getter=section, force=True)
Doc.set_extension("headline", getter=headline, force=True)
Doc.set_extension("lvliang", getter=facts, force=True)
