"""Profiles from TOML files and folders. What is wrong with one is said with its file and line."""

import os
import re
import tomllib
from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from lvliang_nlp.errors import ProfileError, ReadError, check_path
from lvliang_nlp.profile.schema import Profile

_TOML_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
# 鹏飞集团 = […]: TOML wants quotes around a key that is not ASCII.
_BARE_KEY = re.compile(r"^(\s*)([^\W\d][\w·-]*)(\s*=)", re.M)


def load_profile(path: str | os.PathLike[str]) -> Profile:
    """Read the profile of a TOML file.

    Raises `ReadError` for a file that is missing or no text, `ProfileError` (a `ValueError`) for one that is no
    profile; the message gives file, line and what is wrong there.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "lvliang.toml")
    >>> _ = file.write_text('place = "吕梁市"\\n[companies]\\n"鹏飞集团" = ["鹏飞"]\\n', encoding="utf-8")
    >>> load_profile(file).name, load_profile(file).companies["鹏飞集团"].aliases
    ('lvliang', ('鹏飞',))
    """
    file = check_path(path)
    return read_profile(profile_text(file), str(file))


def profile_text(path: Path) -> str:
    """The text of a profile's file; raises `ReadError` for one that is missing or no text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = "is not UTF-8" if isinstance(error, UnicodeError) else getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: cannot be read as a profile (TOML): {reason}") from error


def load_profiles(folder: str | os.PathLike[str]) -> tuple[Profile, ...]:
    """All profiles (*.toml) of a folder, by name of the file; raises as `load_profile`, and for an empty folder."""
    files = sorted(Path(folder).glob("*.toml"))
    if not files:
        raise ReadError(f"{os.fspath(folder)}: holds no profile (*.toml)")
    return tuple(load_profile(file) for file in files)


def read_profile(text: str, file: str) -> Profile:
    """The profile that a TOML text describes; `file` names it in messages, and the profile where it has no `name`."""
    data, wrong = _validated(text, file)
    if isinstance(data, Profile):
        return data
    line, message = wrong[0]
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    raise ProfileError(f"{file}, line {line}: {message}{more}; see docs/profiles.md") from None


def problems(text: str) -> list[tuple[int, str]]:
    """What keeps a text from being a profile: line and message of each fault, in order.

    >>> problems('place = "吕梁市"\\n[firms]\\n"鹏飞" = []\\n')
    [(2, 'firms: there is no such key')]
    """
    return _validated(text, "profile")[1]


def _validated(text: str, file: str) -> tuple[Profile | None, list[tuple[int, str]]]:
    text = _BARE_KEY.sub(r'\1"\2"\3', text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        return None, [(line, f"no TOML: {_TOML_LINE.sub('', str(error))}")]
    data.setdefault("name", re.sub(r"[^\w-]+", "_", Path(file).stem) or "profile")
    try:
        return Profile.model_validate(data), []
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, sorted(((line_of(text, f["loc"]), _said(f)) for f in faults), key=itemgetter(0))


def _said(error: Any) -> str:
    where = " → ".join(str(part) for part in error["loc"] if part != "[key]")
    return f"{where}: {_fault(error)}" if where else _fault(error)


def _fault(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such key"
    if error["type"] == "missing":
        return "is missing"
    return f"{error['msg'][:1].lower()}{error['msg'][1:]}, not {error['input']!r:.60}"


def line_of(text: str, path: Sequence[int | str]) -> int:
    """The line of a TOML text that a key stands on, or of the table around it; 1 where neither is found.

    >>> line_of('place = "吕梁市"\\n[companies]\\n"鹏飞" = 3\\n', ("companies", "鹏飞", "aliases"))
    3
    """
    keys = [str(part) for part in path if part != "[key]"]
    lines = text.splitlines()
    header = re.compile(rf"\s*\[\[?\s*[\"']?{re.escape(keys[0])}[\"']?\s*\]") if keys else None
    headers = [number for number, line in enumerate(lines) if header and header.match(line)]
    numbered = len(path) > 1 and isinstance(path[1], int)  # of several [[indicators]]
    at = headers[min(int(keys[1]), len(headers) - 1) if numbered else 0] if headers else 0
    inner = keys[2:3] if numbered else keys[1:2] if headers else keys[:1]
    for key in inner:
        pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
        at = next((n for n in range(at, len(lines)) if pattern.match(lines[n])), at)
    return at + 1
