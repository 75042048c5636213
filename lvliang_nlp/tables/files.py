"""Rows to a file: .jsonl, .csv or .parquet, by its suffix. All of it or nothing.

A file is written under another name beside its place and takes the place at the very end, so that nobody ever reads
half a table and a failure leaves what was there before.
"""

import csv
import datetime
import errno
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from lvliang_nlp.errors import InputError, LvliangError, WriteError, needs
from lvliang_nlp.tables.rows import columns

Rows = Iterable[Mapping[str, Any]]
Write = Callable[[Rows], None]

_GROUP = 50_000  # rows written to Parquet at a time; a group for each report makes it three quarters larger


def write(rows: Rows, path: str | os.PathLike[str], what: str = "quantities") -> None:
    """Write rows of `records(report, what)` to a file: .jsonl, .csv or .parquet.

    - .jsonl: one JSON object a line, UTF-8; numbers with every digit (read them with `parse_float=Decimal`).
    - .csv: UTF-8 with byte order mark, for Excel; numbers with every digit, nothing for None.
    - .parquet (extra `arrow`): numbers as decimal128(38, 12); what has more than 12 places (a third) is rounded there.

    Raises `WriteError` for another suffix or a place that cannot be written, `MissingExtraError` without pyarrow,
    `InputError` for an unknown `what`.

    >>> import pathlib, tempfile
    >>> from decimal import Decimal
    >>> file = pathlib.Path(tempfile.mkdtemp(), "out.jsonl")
    >>> write([{"text": "1.65亿吨", "value": Decimal("1.65E8")}], file)
    >>> file.read_text(encoding="utf-8")
    '{"text": "1.65亿吨", "value": 165000000}\\n'
    """
    with table(path, what) as append:
        append(rows)


@contextmanager
def table(path: str | os.PathLike[str], what: str = "quantities") -> Iterator[Write]:
    """Like `write`, for rows that come bit by bit: yields a function that takes the next ones.

    The file appears when the block ends; it does not when the block ends with an exception.
    """
    shown = _named(path)
    suffix = Path(path).suffix.lower()
    if suffix not in _FORMATS:
        raise WriteError(f"{shown}: format not known: end it in {', '.join(_FORMATS)}")
    with replacing(path) as file, _FORMATS[suffix](file, columns(what), what) as append:
        yield append


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A file to write bytes to that takes the place of `path` when the block ends well, and only then.

    Raises `WriteError` when it cannot be written.
    """
    shown = _named(path)
    part = None
    try:
        target = Path(os.path.realpath(shown))  # a link stays a link
        _check(target)
        if target.exists() and not target.is_file():  # /dev/null, a pipe: written as they are
            with target.open("wb") as file:
                yield file
            return
        part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
        with _create(part) as file:
            yield file
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except LvliangError:
        raise
    except OSError as error:
        raise WriteError(f"{shown}: cannot be written: {error.strerror or error}") from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def _named(path: str | os.PathLike[str]) -> str:
    if shown := os.fspath(path):
        return shown
    raise WriteError("'' (an empty argument): no file has this name; give the path of the file to write")


def _create(part: Path) -> IO[bytes]:
    try:
        return part.open("wb")
    except OSError as error:  # ENOENT too: what /proc answers, though the folder is there
        reason = "" if isinstance(error, FileNotFoundError) else f": {error.strerror}"
        raise OSError(error.errno, f"the folder {part.parent} takes no new files{reason}") from error


def _check(target: Path) -> None:
    """What would fail at the very end is said before any work is done."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, f"there is no folder {target.parent}")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")


def _checked(rows: Rows, fields: dict[str, type], what: str) -> Iterator[Mapping[str, Any]]:
    """The rows, each with the columns of the table: others would be lost without a word."""
    for row in rows:
        if row.keys() != fields.keys():
            odd = sorted(map(str, row.keys() ^ fields.keys()))[0]
            raise InputError(f"no rows of {what}: {odd!r} is in one of both only; say which table they are of")
        yield row


@contextmanager
def _jsonl(file: IO[bytes], fields: dict[str, type], what: str) -> Iterator[Write]:
    def append(rows: Rows) -> None:
        for row in rows:
            line = ", ".join(f"{json.dumps(name)}: {_json(value)}" for name, value in row.items())
            file.write(f"{{{line}}}\n".encode())

    yield append


def _json(value: Any) -> str:
    """Decimals as plain numbers, digit by digit: going through float would lose some. Days in ISO form."""
    if isinstance(value, datetime.date):
        value = value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


@contextmanager
def _csv(file: IO[bytes], fields: dict[str, type], what: str) -> Iterator[Write]:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.DictWriter(text, list(fields), lineterminator="\n")
    writer.writeheader()

    def append(rows: Rows) -> None:
        for row in _checked(rows, fields, what):
            writer.writerow({name: _plain(value) for name, value in row.items()})

    try:
        yield append
    finally:
        text.detach()  # flushes, and leaves closing to the one who opened


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value  # 165000000, never 1.65E+8


@contextmanager
def _parquet(file: IO[bytes], fields: dict[str, type], what: str) -> Iterator[Write]:
    from lvliang_nlp.tables.arrow import schema, table_of

    with needs("pyarrow", "arrow", "writing .parquet"):
        import pyarrow.parquet as pq
    wanted = schema(what)
    rows_waiting: list[Mapping[str, Any]] = []
    with pq.ParquetWriter(file, wanted, compression="zstd") as writer:

        def flush() -> None:
            if rows_waiting:
                writer.write_table(table_of(rows_waiting, wanted))
                rows_waiting.clear()

        def append(rows: Rows) -> None:
            rows_waiting.extend(_checked(rows, fields, what))
            if len(rows_waiting) >= _GROUP:
                flush()

        yield append
        flush()


_FORMATS: dict[str, Callable[[IO[bytes], dict[str, type], str], AbstractContextManager[Write]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
