"""brat: a folder with a .txt and an .ann file for each sentence; attributes and origin stand in notes."""

import json
import re
from pathlib import Path

from lvliang_nlp.annotation.item import Annotated, meta_of, rebuild
from lvliang_nlp.errors import ReadError, WriteError

_LINE = re.compile(r"T(?P<id>\d+)\t(?P<label>\S+) (?P<start>\d+) (?P<end>\d+)\t(?P<text>.*)")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes T(?P<id>\d+)\t(?P<note>.*)")
_OURS = re.compile(r"\d{5}\.(?:txt|ann)|annotation\.conf|origin\.jsonl")
_CONFIG = """[entities]
QUANTITY
PLACE
COMPANY
PROJECT
[relations]
[events]
[attributes]
Optional Arg:<ENTITY>
"""


def to_brat(items: list[Annotated], folder: Path) -> None:
    if folder.is_dir():
        _clear(folder)
    folder.mkdir(exist_ok=True)
    (folder / "annotation.conf").write_text(_CONFIG, encoding="utf-8")
    (folder / "origin.jsonl").write_text(
        "".join(f"{json.dumps(meta_of(item), ensure_ascii=False)}\n" for item in items), encoding="utf-8"
    )
    for number, item in enumerate(items):
        lines = []
        for i, (start, end, span) in enumerate(item.local(), 1):
            lines.append(f"T{i}\t{span.label} {start} {end}\t{span.text}")
            if span.optional:
                lines.append(f"A{i}\tOptional T{i}")
            if span.attrs:
                lines.append(f"#{i}\tAnnotatorNotes T{i}\t{json.dumps(span.attrs, ensure_ascii=False)}")
        (folder / f"{number:05}.txt").write_text(item.text, encoding="utf-8")
        (folder / f"{number:05}.ann").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _clear(folder: Path) -> None:
    """Takes away what was written here before; refuses a folder with other files."""
    others = [file for file in folder.iterdir() if not _OURS.fullmatch(file.name)]
    if others:
        raise WriteError(f"{folder}: holds {others[0].name}, no folder of brat that was written here: give another")
    for file in folder.iterdir():
        file.unlink()


def from_brat(folder: Path) -> list[Annotated]:
    files = sorted(folder.glob("*.txt"))
    if not files and not (folder / "annotation.conf").exists():
        raise ReadError(f"{folder}: no .txt files of brat in it")
    origin = folder / "origin.jsonl"
    lines = origin.read_text(encoding="utf-8").splitlines() if origin.exists() else []
    return [_sentence(file, json.loads(lines[i]) if i < len(lines) else {"i": i}) for i, file in enumerate(files)]


def _sentence(file: Path, meta: dict[str, object]) -> Annotated:
    text = file.read_text(encoding="utf-8")
    notes = file.with_suffix(".ann")
    lines = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
    attrs = {note["id"]: _attrs(note["note"]) for line in lines if (note := _NOTE.match(line))}
    marks = [line.split() for line in lines if line.startswith("A")]
    grey = {mark[2][1:] for mark in marks if len(mark) == 3 and mark[1] == "Optional"}
    spans = []
    for number, line in enumerate(lines, 1):
        if not line.startswith("T"):
            continue
        found = _LINE.match(line)
        if found is None or text[int(found["start"]) : int(found["end"])] != found["text"]:
            raise ReadError(f"{notes}, line {number}: no span of the text beside it (pieces apart are not read)")
        name = found["id"]
        span = int(found["start"]), int(found["end"]), found["label"], name in grey, attrs.get(name, {})
        spans.append(span)
    return rebuild(text, meta, spans)


def _attrs(note: str) -> dict[str, str]:
    """Attributes that we wrote as a note; a person's own note is none."""
    try:
        found = json.loads(note)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
