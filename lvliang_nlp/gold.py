"""Stand-off gold: annotated sentences of reports, without their text.

A file holds one JSON object a line: `document` (id of the report), `sha256` of the report's ink, `sent` and for each
span `start` and `end` in ink (characters that are not white space, from 0, half-open), its `label`, its own text and
whether it is `optional`, a grey case. So it fits a report whatever is done to its layout, and any other text is found
out.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from lvliang_nlp.errors import InputError, ReadError
from lvliang_nlp.schema import Model, ink


class GoldSpan(Model):
    """ink[start:end] of the document is `text`; `attrs` are those of a quantity."""

    label: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    optional: bool = False
    attrs: dict[str, str] = Field(default_factory=dict)


class GoldSentence(Model):
    """One annotated sentence: ink[sent[0]:sent[1]] of the document."""

    i: int
    document: str
    sha256: str = ""
    sent: tuple[int, int]
    spans: tuple[GoldSpan, ...] = ()


def read_gold(path: str | os.PathLike[str], texts: Mapping[str, str] | None = None) -> list[GoldSentence]:
    """The sentences of a gold file; with `texts` (document id → report as found) each is held against its report.

    Raises `ReadError` where the file cannot be read or a line is no gold, `InputError` where a text has another ink
    than the one annotated (its SHA-256 is not that of the line) or a span is not where it should be. Sentences of
    documents that are not among `texts` raise `InputError` too.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "gold.jsonl")
    >>> _ = file.write_text('{"i": 0, "document": "a", "sent": [0, 4], "spans": '
    ...     '[{"label": "PLACE", "start": 2, "end": 4, "text": "兴县"}]}')
    >>> read_gold(file, {"a": "建 设 兴县"})[0].spans[0].text
    '兴县'
    """
    file = Path(path)
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{file}: cannot be read as gold: {getattr(error, 'strerror', None) or error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_sentence(line, f"{file}, line {number}"))
    if texts is not None:
        _check(found, texts, str(file))
    return found


def _sentence(line: str, where: str) -> GoldSentence:
    try:
        row: dict[str, Any] = json.loads(line)
        return GoldSentence.model_validate(row)
    except (json.JSONDecodeError, ValidationError) as error:
        reason = str(error).splitlines()
        raise ReadError(f"{where}: no gold sentence: {' '.join(reason[:3])}") from error


def _check(rows: list[GoldSentence], texts: Mapping[str, str], file: str) -> None:
    inks: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for row in rows:
        name = row.document
        if name not in texts:
            raise InputError(f"{file}: sentence {row.i} is of {name}, which is not among the texts: give its text")
        if name not in inks:
            inks[name] = ink(texts[name])
            hashes[name] = hashlib.sha256(inks[name].encode()).hexdigest()
        if row.sha256 and row.sha256 != hashes[name]:
            raise InputError(f"{file}: sentence {row.i}: the text of {name} is not the one annotated: its ink differs")
        for span in row.spans:
            if inks[name][span.start : span.end] != span.text:
                raise InputError(f"{file}: sentence {row.i}: {name} has no {span.text!r} at {span.start}")
