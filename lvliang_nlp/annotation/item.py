"""One annotated sentence with its text: what all formats are made from."""

from collections.abc import Mapping

from lvliang_nlp.errors import ReadError
from lvliang_nlp.gold import GoldSentence, GoldSpan
from lvliang_nlp.schema import Model, ink


class Annotated(Model):
    """A gold sentence and the ink it stands on; offsets of `local` spans count from the sentence's first character."""

    gold: GoldSentence
    text: str

    def local(self) -> list[tuple[int, int, GoldSpan]]:
        """Start and end inside `text`, and the span, in order."""
        first = self.gold.sent[0]
        found = [(span.start - first, span.end - first, span) for span in self.gold.spans]
        return sorted(found, key=lambda item: (item[0], -item[1], item[2].label))


def attach(rows: list[GoldSentence], texts: Mapping[str, str]) -> list[Annotated]:
    """Sentences of stand-off gold with their text; `texts` maps ids to reports as found."""
    inks = {name: ink(texts[name]) for name in {row.document for row in rows}}
    return [Annotated(gold=row, text=inks[row.document][row.sent[0] : row.sent[1]]) for row in rows]


def rebuild(
    text: str, meta: Mapping[str, object], spans: list[tuple[int, int, str, bool, dict[str, str]]]
) -> Annotated:
    """A sentence from what a format holds: `meta` as `meta_of` gave it, or empty for text of the tool's own."""
    sent = meta.get("sent") or [0, len(text)]
    if not isinstance(sent, (list, tuple)) or not sent or not isinstance(sent[0], int):
        raise ReadError(f"the origin of a sentence says sent={sent!r}: two offsets are wanted")
    first = sent[0]
    for start, end, label, _, _ in spans:
        if not 0 <= start < end <= len(text):
            raise ReadError(f"a span of {label!r} from {start} to {end} is outside its text of {len(text)} characters")
        if not label or label.endswith("?") or len(label.split()) != 1:
            raise ReadError(f"{label!r} is no label: one word that ends in no question mark")
    found = [
        GoldSpan(label=label, start=first + start, end=first + end, text=text[start:end], optional=grey, attrs=attrs)
        for start, end, label, grey, attrs in sorted(spans, key=lambda s: (s[0], -s[1], s[2]))
    ]
    gold = GoldSentence(
        i=int(str(meta.get("i", 0))), document=str(meta.get("document", "")), sha256=str(meta.get("sha256", "")),
        sent=(first, first + len(text)), spans=tuple(found),
    )  # fmt: skip
    return Annotated(gold=gold, text=text)


def meta_of(item: Annotated) -> dict[str, object]:
    """What a format keeps beside text and spans, so that the way back finds the report."""
    gold = item.gold
    return {"i": gold.i, "document": gold.document, "sha256": gold.sha256, "sent": list(gold.sent)}
