"""Every error a user can meet. Each message names the input, says what is wrong with it, and gives the way out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LvliangError(Exception):
    """Base class: `except lv.LvliangError` catches all that this library raises on purpose."""


class InputError(LvliangError, ValueError):
    """A text or an argument that cannot be worked on (not a `str`, a year that is none, an unknown unit …)."""


class ProfileError(LvliangError, ValueError):
    """A profile that is none; the message names its file and line, and what is wrong there."""


class ReadError(LvliangError, OSError):
    """A file that cannot be read as a report: missing, a folder, empty, binary, or in an unknown encoding."""


class WriteError(LvliangError, OSError):
    """An output that cannot be written, or whose format is not known."""


class MissingExtraError(LvliangError, ImportError):
    """A part that needs a package of an extra; the message is the line to install it."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs {package}: pip install 'lvliang-nlp[{extra}]'")


def check_path(path: object) -> Path:
    """A `str` or path as a Path; raises `InputError` for anything else, bytes too."""
    if isinstance(path, (str, os.PathLike)) and isinstance(os.fspath(path), str):
        return Path(path)
    raise InputError(f"a path is a str or a Path, not {type(path).__name__}: {path!r:.60}")


def check_report(report: object) -> None:
    """Raises `InputError` for what is no `Report`."""
    from lvliang_nlp.schema import Report

    if not isinstance(report, Report):
        raise InputError(f"a report is what lv.analyze gives, not {type(report).__name__}")


def check_text(text: object) -> None:
    """Raises `InputError` for half a surrogate pair, as a file read with errors="surrogateescape" has."""
    if isinstance(text, str):
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"the text has half a surrogate pair at {error.start}: read the file with errors='replace', or lv.read"
            ) from None


@contextmanager
def needs(package: str, extra: str, purpose: str) -> Iterator[None]:
    """An import inside the block that fails for want of `package` raises `MissingExtraError`."""
    try:
        yield
    except ImportError as error:
        if (error.name or "").split(".")[0] != package:
            raise
        raise MissingExtraError(package, extra, purpose) from None
