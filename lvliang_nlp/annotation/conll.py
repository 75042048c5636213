"""CoNLL: a character a line with a BIO column for each label, a blank line between sentences.

Labels lie in columns of their own, so names in one another are kept; two spans of one label that overlap and the
attributes of quantities are not. `B-PLACE?` marks a grey case. The head of the file names the columns.
"""

import json

from lvliang_nlp.annotation.item import Annotated, meta_of, rebuild
from lvliang_nlp.errors import ReadError, WriteError

_FIRST = ("QUANTITY", "PLACE", "COMPANY", "PROJECT")


def to_conll(items: list[Annotated]) -> str:
    labels = [*_FIRST, *sorted({span.label for item in items for span in item.gold.spans} - set(_FIRST))]
    lines = ["# columns = CHARACTER " + " ".join(labels)]
    for item in items:
        if any(c in "\n\r\t" for c in item.text):
            raise WriteError(f"CoNLL holds no line break inside a sentence: {item.text[:30]!r}; write another kind")
        lines += ["", "# " + json.dumps(meta_of(item), ensure_ascii=False)]
        columns = {label: ["O"] * len(item.text) for label in labels}
        for start, end, span in item.local():
            column, mark = columns[span.label], span.label + "?" * span.optional
            if all(tag == "O" for tag in column[start:end]):
                column[start:end] = [f"B-{mark}", *[f"I-{mark}"] * (end - start - 1)]
        lines += ["\t".join((c, *(columns[label][i] for label in labels))) for i, c in enumerate(item.text)]
    return "\n".join(lines) + "\n"


def from_conll(text: str, where: str) -> list[Annotated]:
    items: list[Annotated] = []
    meta: dict[str, object] = {}
    rows: list[list[str]] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("# {"):
            meta = json.loads(line[2:])
        elif line and not line.startswith("# "):
            cells = line.split("\t")
            if len(cells) < 2 or any(tag[:2] not in ("B-", "I-", "O") for tag in cells[1:]):
                raise ReadError(f"{where}, line {number}: no character with BIO tags: {line[:40]!r}")
            if rows and len(cells) != len(rows[0]):
                raise ReadError(f"{where}, line {number}: {len(cells)} columns, but {len(rows[0])} in the first line")
            rows.append(cells)
        elif not line and rows:
            items.append(_sentence(rows, {"i": len(items), **meta}))
            rows, meta = [], {}
    return items


def _sentence(rows: list[list[str]], meta: dict[str, object]) -> Annotated:
    spans: list[tuple[int, int, str, bool, dict[str, str]]] = []
    starts: list[int] = []
    at = 0
    for cells in rows:
        starts.append(at)
        at += len(cells[0])
    starts.append(at)
    for column in range(1, len(rows[0])):
        tags = [row[column] for row in rows] + ["O"]
        first = -1
        for i, tag in enumerate(tags):
            if first >= 0 and not (tag.startswith("I-") and tag[2:] == tags[first][2:]):
                label = tags[first][2:]
                spans.append((starts[first], starts[i], label.rstrip("?"), label.endswith("?"), {}))
                first = -1
            if tag[:2] == "B-" or (tag[:2] == "I-" and first < 0):
                first = i
    return rebuild("".join(row[0] for row in rows), meta, spans)
