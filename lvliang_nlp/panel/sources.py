"""The reports a panel is made from: files of a folder, or the rows of a Parquet file, a few at a time."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lvliang_nlp.errors import LvliangError, ReadError, check_path, needs
from lvliang_nlp.readers import read

_ENDINGS = {".txt", ".text", ".md", ".markdown"}
_ROWS = 32  # of a Parquet file held at a time


@dataclass(frozen=True, slots=True)
class Source:
    """A report to read: `key` changes when its text, place or year does; `problem` says why there is no text."""

    name: str
    text: str
    place: str | None = None
    year: int | None = None
    problem: str = ""

    @property
    def key(self) -> str:
        facts = f"{self.place}\n{self.year}\n{self.text}"
        return hashlib.sha256(facts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def sources(path: str | os.PathLike[str]) -> Iterator[Source]:
    """The reports of a folder (its text files, sub-folders too, by name) or of a Parquet file.

    A Parquet file has the columns `id` and `text`, and may have `place` and `year`. Raises `ReadError` when there is
    nothing of the kind.
    """
    target = check_path(path)
    if target.is_dir():
        yield from _folder(target)
    elif target.suffix.lower() == ".parquet" and target.is_file():
        yield from _parquet(target)
    else:
        raise ReadError(f"{target}: neither a folder nor a .parquet file: give a folder of reports, or a table of them")


def _folder(folder: Path) -> Iterator[Source]:
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in _ENDINGS and file.is_file())
    if not files:
        raise ReadError(f"{folder}: no report in it: files end in {', '.join(sorted(_ENDINGS))}")
    for file in files:
        name = file.relative_to(folder).as_posix().encode("utf-8", "replace").decode()  # a name may be no text
        try:
            yield Source(name, read(file))
        except LvliangError as error:
            yield Source(name, "", problem=str(error))


def _parquet(file: Path) -> Iterator[Source]:
    with needs("pyarrow", "arrow", "reading .parquet"):
        import pyarrow as pa
        import pyarrow.parquet as pq
    try:
        table = pq.ParquetFile(file)
    except (OSError, pa.ArrowException) as error:
        raise ReadError(f"{file}: is no Parquet file: {error}") from error
    names = table.schema_arrow.names
    if missing := {"id", "text"} - set(names):
        raise ReadError(f"{file}: has no column {', '.join(sorted(missing))}: it needs id and text")
    wanted = [name for name in ("id", "text", "place", "year") if name in names]
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
        for row in batch.to_pylist():
            name, year = str(row["id"]), row.get("year")
            if not isinstance(row["text"], str):
                yield Source(name, "", problem="has no text")
            elif year is not None and not _whole(year):
                yield Source(name, "", problem=f"year {year!r} is no whole number")
            else:
                yield Source(name, row["text"], row.get("place"), None if year is None else int(year))


def _whole(year: object) -> bool:
    return isinstance(year, int) or (isinstance(year, float) and year.is_integer())


def count(path: str | os.PathLike[str]) -> int | None:
    """How many reports there are, as far as that is cheap to know."""
    target = Path(path)
    if target.is_dir():
        return sum(1 for file in target.rglob("*") if file.suffix.lower() in _ENDINGS)
    try:
        import pyarrow.parquet as pq

        return int(pq.ParquetFile(target).metadata.num_rows)
    except (ImportError, OSError, ValueError):
        return None
