"""spaCy's DocBin: a character a token (as spacy.blank("zh") cuts), all spans in doc.spans["sc"], outer ones as ents.

Grey cases are spans with a `?` behind the label and no entities; attributes and origin are user data.
"""

from pathlib import Path

from lvliang_nlp.annotation.item import Annotated, meta_of, rebuild
from lvliang_nlp.errors import ReadError

_KEY = "lvliang_gold"


def to_docbin(items: list[Annotated]) -> bytes:
    import spacy
    from spacy.tokens import DocBin
    from spacy.util import filter_spans

    nlp, docs = spacy.blank("zh"), []
    for item in items:
        doc = nlp.make_doc(item.text)
        every, outer = [], []
        for i, (start, end, span) in enumerate(item.local()):
            label = span.label + "?" * span.optional
            made = doc.char_span(start, end, label=label, span_id=str(i), alignment_mode="expand")
            assert made is not None  # expand drops none
            every.append(made)
            if not span.optional:
                outer.append(made)
        doc.spans["sc"] = every
        doc.ents = filter_spans(outer)
        attrs = {str(i): span.attrs for i, (_, _, span) in enumerate(item.local()) if span.attrs}
        doc.user_data[_KEY] = {"meta": meta_of(item), "attrs": attrs}
        docs.append(doc)
    return bytes(DocBin(store_user_data=True, docs=docs).to_bytes())


def from_docbin(file: Path) -> list[Annotated]:
    import spacy
    from spacy.tokens import DocBin

    try:
        docs = list(DocBin().from_bytes(file.read_bytes()).get_docs(spacy.blank("zh").vocab))
    except Exception as error:  # whatever spaCy says of bytes that are no DocBin
        raise ReadError(f"{file}: is no DocBin of spaCy: {error}") from error
    items = []
    for number, doc in enumerate(docs):
        held = doc.user_data.get(_KEY, {})
        group = doc.spans.get("sc", doc.ents)
        attrs = held.get("attrs", {})
        spans = [
            (s.start_char, s.end_char, s.label_.rstrip("?"), s.label_.endswith("?"), attrs.get(s.id_, {}))
            for s in group
        ]
        items.append(rebuild(doc.text, {"i": number, **held.get("meta", {})}, spans))
    return items
