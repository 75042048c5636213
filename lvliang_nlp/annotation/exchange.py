"""Files of annotated sentences, read and written by their kind."""

import os
from collections.abc import Mapping
from pathlib import Path

from lvliang_nlp.annotation.brat import from_brat, to_brat
from lvliang_nlp.annotation.conll import from_conll, to_conll
from lvliang_nlp.annotation.docbin import from_docbin, to_docbin
from lvliang_nlp.annotation.item import Annotated, attach
from lvliang_nlp.annotation.label_studio import from_label_studio, to_label_studio
from lvliang_nlp.errors import InputError, LvliangError, ReadError, WriteError, check_text
from lvliang_nlp.gold import read_gold
from lvliang_nlp.tables import replacing

_KINDS = ".jsonl (our stand-off gold), .spacy, .conll or .bio, .json (Label Studio), a folder (brat)"


def read_annotation(path: str | os.PathLike[str], texts: Mapping[str, str] | None = None) -> list[Annotated]:
    """The sentences of a file: .jsonl (stand-off, which needs `texts`), .spacy, .conll, .json or a folder of brat.

    Raises `ReadError` for what cannot be read and `InputError` where `texts` are missing or are not the ones annotated.
    """
    file = Path(path)
    try:
        return _read(file, texts)
    except LvliangError:
        raise
    except Exception as error:  # whatever a file of another tool makes a parser say
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise ReadError(f"{file}: cannot be read as annotation of its kind ({reason})") from error


def _read(file: Path, texts: Mapping[str, str] | None) -> list[Annotated]:
    if file.is_dir():
        return from_brat(file)
    suffix = file.suffix.lower()
    if suffix == ".jsonl":
        if texts is None:
            raise InputError(f"{file}: stand-off gold holds no text: give the reports it was made on (--texts)")
        return attach(read_gold(file, texts), texts)
    if suffix == ".spacy":
        return from_docbin(file) if file.is_file() else _missing(file)
    if suffix not in (".conll", ".bio", ".json"):
        raise ReadError(f"{file}: kind not known: it is one of {_KINDS}")
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{file}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return from_label_studio(text, str(file)) if suffix == ".json" else from_conll(text, str(file))


def _missing(file: Path) -> list[Annotated]:
    raise ReadError(f"{file}: no such file")


def write_annotation(items: list[Annotated], path: str | os.PathLike[str]) -> None:
    """Write sentences as the kind that the path's end says; a folder, or a path without an end, is brat.

    Raises `WriteError` for a kind that is not known or a place that cannot be written.
    """
    file = Path(path)
    if not os.fspath(path):
        raise WriteError("'' (an empty argument): no file has this name; give the path of what to write")
    for item in items:
        check_text(item.text)
    suffix = file.suffix.lower()
    if not suffix or file.is_dir():
        try:
            to_brat(items, file)
        except OSError as error:
            raise WriteError(f"{file}: cannot be written: {error.strerror or error}") from error
        return
    if suffix == ".jsonl":
        content = "".join(f"{item.gold.model_dump_json()}\n" for item in items).encode()
    elif suffix == ".spacy":
        content = to_docbin(items)
    elif suffix == ".json":
        content = to_label_studio(items).encode()
    elif suffix in (".conll", ".bio"):
        content = to_conll(items).encode()
    else:
        raise WriteError(f"{file}: kind not known: it is one of {_KINDS}")
    with replacing(file) as out:
        out.write(content)


def convert(
    source: str | os.PathLike[str], target: str | os.PathLike[str], texts: Mapping[str, str] | None = None
) -> int:
    """From one kind to another; gives the number of sentences."""
    items = read_annotation(source, texts)
    write_annotation(items, target)
    return len(items)
