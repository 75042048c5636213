"""The package from outside: light to import, complete to `dir`, documented, and clear about what is missing."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import lvliang_nlp as lv

HEAVY = ("spacy", "numpy", "pydantic", "regex", "daachorse", "rjieba", "rich", "typer", "tqdm", "pyarrow", "pandas")


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_import_brings_nothing_heavy() -> None:
    loaded = set(run("import lvliang_nlp, sys; print(*sys.modules)").split())
    assert "lvliang_nlp" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_dir_does_not_import_and_help_of_the_command_stays_light() -> None:
    loaded = set(run("import lvliang_nlp as lv, sys; dir(lv); import lvliang_nlp.cli; print(*sys.modules)").split())
    assert loaded.isdisjoint({"spacy", "numpy", "pydantic", "pyarrow", "pandas"})


def test_dir_has_every_public_name() -> None:
    assert set(lv.__all__) <= set(dir(lv))
    for name in lv.__all__:
        assert getattr(lv, name) is not None


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'lvliang_nlp' has no attribute 'quantity_of'"):
        lv.quantity_of  # noqa: B018


USED = ("Analyzer", "Quantity", "Text", "analyze", "quantities", "read", "restore")


@pytest.mark.parametrize("name", lv.__all__)
def test_public_names_are_documented(name: str) -> None:
    public = getattr(lv, name)
    assert public.__doc__, f"lv.{name} has no docstring"
    if name in USED:
        assert ">>>" in inspect.getdoc(public), f"lv.{name} shows no example"


@pytest.mark.parametrize("name", lv.__all__)
def test_functions_say_what_they_return(name: str) -> None:
    public = getattr(lv, name)
    if inspect.isfunction(public):
        assert inspect.signature(public).return_annotation is not inspect.Signature.empty


def test_errors_are_also_the_builtin_ones() -> None:
    assert issubclass(lv.InputError, ValueError)
    assert issubclass(lv.ReadError, OSError)
    assert issubclass(lv.WriteError, OSError)
    assert issubclass(lv.MissingExtraError, ImportError)
    for name in ("InputError", "ReadError", "WriteError", "MissingExtraError"):
        assert issubclass(getattr(lv, name), lv.LvliangError)


def test_a_missing_extra_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from lvliang_nlp.tables import write

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(lv.MissingExtraError) as caught:
        write([], tmp_path / "out.parquet")
    assert str(caught.value) == "writing .parquet needs pyarrow: pip install 'lvliang-nlp[arrow]'"
    assert list(tmp_path.iterdir()) == []
