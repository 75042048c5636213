"""The documentation is true: each ```python and ```console block of *.md and docs/ runs and shows what it says.

In a ```python block, `expression  # -> what it gives`, with more lines of `# ...` below where it gives more; or a
doctest (`>>>`). In a ```console block, `$ lvliang-nlp ...` and below what it prints; `...` stands for anything.
The blocks of one page share their names, in a folder with the demonstration report as `report.txt` and `page.txt`.
"""

import ast
import contextlib
import doctest
import io
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from typer.testing import CliRunner

import lvliang_nlp as lv

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.M | re.S)
_ARROW = re.compile(r"#\s*->\s?(.*)$")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(ROOT / "corpus" / "demonstration.txt", tmp_path / "report.txt")
    shutil.copy(ROOT / "corpus" / "demonstration_newspaper.txt", tmp_path / "page.txt")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page: Path, folder: Path) -> None:
    names: dict[str, Any] = {}
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        where = f"{page.name}, line {text.count(chr(10), 0, block.start()) + 2}"
        language, code = block.groups()
        if language == "console":
            check_console(code, where)
        elif code.lstrip().startswith(">>>"):
            check_doctest(code, names, where)
        else:
            check_python(code, names, where)


def check_doctest(code: str, names: dict[str, Any], where: str) -> None:
    test = doctest.DocTestParser().get_doctest(code, names, where, where, 0)
    report: list[str] = []
    failed, _ = doctest.DocTestRunner(verbose=False).run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not failed, "".join(report)


def check_python(code: str, names: dict[str, Any], where: str) -> None:
    """Runs statement by statement; what a statement prints, or the value it is, must be what `# ->` says."""
    lines = code.splitlines()
    for statement in ast.parse(code).body:
        assert statement.end_lineno
        given = run_statement(statement, names)
        expected = said_to_give(lines, statement.end_lineno - 1)
        if expected is not None:
            assert expected in given, f"{where}: {lines[statement.lineno - 1]}\n  gives {given[0]}\n  says  {expected}"


def run_statement(statement: ast.stmt, names: dict[str, Any]) -> tuple[str, ...]:
    """What was printed; for an expression also its repr and its str."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        if not isinstance(statement, ast.Expr):
            exec(compile(ast.Module([statement], []), "<docs>", "exec"), names)
            return (printed.getvalue().rstrip(),)
        value = eval(compile(ast.Expression(statement.value), "<docs>", "eval"), names)
    return (printed.getvalue().rstrip(),) if value is None else (repr(value), str(value))


def said_to_give(lines: list[str], end: int) -> str | None:
    """The text behind `# ->` at the end of the statement or on the line below, and on the comment lines that follow."""
    for number in (end, end + 1):
        if number < len(lines) and (arrow := _ARROW.search(lines[number])):
            if number > end and not lines[number].lstrip().startswith("#"):
                return None
            expected = [arrow[1]]
            for line in lines[number + 1 :]:
                if not line.startswith("#") or _ARROW.search(line):
                    break
                expected.append(line.removeprefix("#").removeprefix(" "))
            return "\n".join(line.rstrip() for line in expected)
    return None


def check_console(block: str, where: str) -> None:
    """Runs the commands of ours; other lines that begin with `$` (pip, make) are for the reader."""
    from lvliang_nlp.cli import app

    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command, comments=True)
        if words[0] != "lvliang-nlp":
            continue
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code in (0, 2), f"{where}: {command}\n{result.output}{result.exception!r}"
        pieces = [piece.strip("\n") for piece in expected.split("...")]
        assert in_order([piece for piece in pieces if piece], tidy(result.output)), (
            f"{where}: {command}\n{result.output}"
        )


def tidy(output: str) -> str:
    return "\n".join(line.rstrip() for line in output.splitlines())


def in_order(pieces: list[str], output: str) -> bool:
    start = 0
    for piece in pieces:
        start = output.find(tidy(piece), start)
        if start < 0:
            return False
        start += len(piece)
    return True


def test_the_checks_find_what_is_wrong(folder: Path) -> None:
    check_python("x = 1\nx + 1  # -> 2\nprint('a\\nb')\n# -> a\n# b", {}, "here")
    check_doctest(">>> 1 + 1\n2\n", {}, "here")
    check_console("$ lvliang-nlp --help\n...\nCommands:\n...\n", "here")
    with pytest.raises(AssertionError):
        check_python("1 + 1  # -> 3", {}, "here")
    with pytest.raises(AssertionError):
        check_python("print(4)  # -> 5", {}, "here")
    with pytest.raises(AssertionError):
        check_doctest(">>> 1 + 1\n3\n", {}, "here")
    with pytest.raises(AssertionError):
        check_console("$ lvliang-nlp --help\nNonsense:\n", "here")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_reference_has_every_public_name() -> None:
    page = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    assert set(lv.__all__) <= set(re.findall(r"^\.\. auto\w+:: (\w+)", page, re.M))
