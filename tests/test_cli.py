"""The command: what it prints and writes, and one clear line with exit status 2 for what it cannot do."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import lvliang_nlp as lv
from lvliang_nlp.cli import app

TEXT = "政府工作报告\n\n一、工作安排\n年内煤炭产能突破1.65亿吨，新建8个公园，绿地面积增长6%以上。\n"
COMMAND = [sys.executable, "-m", "lvliang_nlp.cli"]
Invoke = Callable[..., Result]


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs the command in an empty folder that holds report.txt."""
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=stdin)

    return run


def values(file: str) -> list[str]:
    return [json.loads(line)["text"] for line in Path(file).read_text(encoding="utf-8").splitlines()]


def test_extract_prints_an_aligned_table(invoke: Invoke) -> None:
    result = invoke("extract", "report.txt")
    assert result.exit_code == 0, result.output
    assert "165,000,000  吨" in result.stdout
    assert "\x1b" not in result.stdout  # no colours in a pipe
    assert max(map(cell_len, result.stdout.splitlines())) <= 110


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_standard_input_in_every_encoding(invoke: Invoke, encoding: str) -> None:
    result = invoke("extract", "-", "-o", "out.jsonl", stdin=TEXT.encode(encoding))
    assert result.exit_code == 0, result.output
    assert values("out.jsonl") == ["1.65亿吨", "8个", "6%"]


@pytest.mark.parametrize("what", ["quantities", "sections", "paragraphs", "sentences"])
def test_every_table_in_every_format(invoke: Invoke, what: str) -> None:
    assert invoke("extract", "report.txt", "--what", what).exit_code == 0
    for suffix in ("jsonl", "csv", "parquet"):
        result = invoke("extract", "report.txt", "--what", what, "-o", f"out.{suffix}")
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
        assert f"out.{suffix}: " in result.stderr
        assert f"rows of {what} from 1 of 1 files" in result.stderr
        assert Path(f"out.{suffix}").stat().st_size > 0


def test_the_file_of_a_row_is_named(invoke: Invoke) -> None:
    Path("二.txt").write_text(TEXT, encoding="gb18030")
    assert invoke("extract", "report.txt", "二.txt", "-o", "out.jsonl").exit_code == 0
    rows = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in rows] == ["report.txt"] * 3 + ["二.txt"] * 3


def test_restore(invoke: Invoke) -> None:
    Path("page.txt").write_text("年 内 煤 炭 产 能 突 破 10\n\n万 吨 ，新 建 公 园 。\n", encoding="utf-8")
    printed = invoke("restore", "page.txt")
    assert printed.stdout == "年内煤炭产能突破10万吨，新建公园。\n"
    assert invoke("restore", "page.txt", "-o", "clean.txt").exit_code == 0
    assert Path("clean.txt").read_text(encoding="utf-8") == printed.stdout
    assert invoke("restore", "-", stdin="新 建 公 园 。".encode("utf-16")).stdout == "新建公园。\n"


def test_demo(invoke: Invoke) -> None:
    result = invoke("demo")
    assert result.exit_code == 0, result.output
    title, facts, *lines = result.stdout.splitlines()
    assert "政府工作报告" in title
    assert facts.startswith("吕梁市 · 2023 · ")
    assert len(lines) > 50
    assert max(map(cell_len, lines)) <= 110


def test_version_and_help(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"lvliang-nlp {lv.__version__}\n"
    assert "restore" in invoke("--help").stdout
    assert "--what" in invoke("extract", "--help").stdout


def bad_files() -> None:
    Path("empty.txt").touch()
    Path("folder").mkdir()
    Path("binary.txt").write_bytes(bytes(range(256)))
    Path("big5.txt").write_bytes("彙報：政務、經濟發展與國際關係".encode("big5"))
    Path("page.pdf").write_bytes(b"%PDF-1.7\n")


BAD = {
    "nowhere.txt": "no such file",
    "folder": "is a folder",
    "empty.txt": "is empty",
    "binary.txt": "is binary, no text",
    "big5.txt": "encoding not recognised",
    "page.pdf": "is a PDF",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize(
    "arguments", [["extract"], ["restore"], ["extract", "-o", "out.csv"], ["restore", "-o", "out"]]
)
def test_bad_input_is_one_line(invoke: Invoke, name: str, arguments: list[str]) -> None:
    bad_files()
    before = set(os.listdir())
    result = invoke(*arguments, name)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"lvliang-nlp: {name}: {BAD[name]}")
    assert result.stderr.count("\n") == 1
    assert set(os.listdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [["extract", ""], ["restore", ""], ["extract", "report.txt", "-o", ""], ["restore", "report.txt", "-o", ""]],
)
def test_an_empty_argument_is_named(invoke: Invoke, arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("lvliang-nlp: '' (an empty argument): no file has this name; give the path")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "b.csv", "-o", "b.csv"],
        ["extract", "report.txt", "nowhere.txt", "-", "b.csv", "-o", "./b.csv"],
        ["extract", "b.csv", "-o", "link.csv"],
        ["extract", "link.csv", "-o", "b.csv"],
        ["restore", "b.csv", "-o", "link.csv"],
    ],
)
def test_no_output_in_the_place_of_an_input(invoke: Invoke, arguments: list[str]) -> None:
    Path("b.csv").write_text(TEXT, encoding="utf-8")
    Path("link.csv").symlink_to("b.csv")
    result = invoke(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"lvliang-nlp: {arguments[-1]}: is one of the inputs and would be lost: write to another file\n"
    )
    assert Path("b.csv").read_text(encoding="utf-8") == TEXT
    assert sorted(os.listdir()) == ["b.csv", "link.csv", "report.txt"]


def test_an_older_output_is_replaced(invoke: Invoke) -> None:
    for _ in range(2):
        assert invoke("extract", "report.txt", "-o", "out.jsonl").exit_code == 0
    assert values("out.jsonl") == ["1.65亿吨", "8个", "6%"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc")
def test_a_folder_that_takes_no_files(invoke: Invoke) -> None:
    result = invoke("extract", "report.txt", "-o", "/proc/x.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lvliang-nlp: /proc/x.csv: cannot be written: the folder /proc takes no new files\n"


@pytest.mark.parametrize("stdin", [b"", b"\x00\x01\x02"])
def test_bad_standard_input(invoke: Invoke, stdin: bytes) -> None:
    result = invoke("extract", "-", stdin=stdin)
    assert result.exit_code == 2
    assert result.stderr.startswith("lvliang-nlp: standard input: is ")


def test_the_others_are_still_done(invoke: Invoke) -> None:
    bad_files()
    result = invoke("extract", *BAD, "report.txt", "-o", "out.jsonl")
    assert result.exit_code == 2
    assert values("out.jsonl") == ["1.65亿吨", "8个", "6%"]
    lines = result.stderr.splitlines()
    assert lines[0] == "out.jsonl: 3 rows of quantities from 1 of 7 files"
    assert [line.split(": ")[1] for line in lines[1:-1]] == list(BAD)
    assert lines[-1] == "lvliang-nlp: 6 of 7 files could not be read"


def test_nothing_is_written_when_every_file_failed(invoke: Invoke) -> None:
    Path("out.csv").write_text("before")
    assert invoke("extract", "a.txt", "b.txt", "-o", "out.csv").exit_code == 2
    assert Path("out.csv").read_text() == "before"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["extract", "report.txt", "-o", "out.xlsx"], "out.xlsx: format not known: end it in .jsonl, .csv, .parquet"),
        (["extract", "report.txt", "-o", "nowhere/out.csv"], "nowhere/out.csv: cannot be written: there is no folder"),
        (["extract", "report.txt", "-o", "folder.csv"], "folder.csv: cannot be written: it is a folder"),
        (["restore", "report.txt", "-o", "folder.csv"], "folder.csv: cannot be written: it is a folder"),
        (["extract", "report.txt", "--what", "gossip"], "no table of 'gossip': choose one of targets, "),
    ],
)
def test_bad_output_and_bad_what(invoke: Invoke, arguments: list[str], message: str) -> None:
    Path("folder.csv").mkdir()
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"lvliang-nlp: {message}")
    assert result.stderr.count("\n") == 1
    assert sorted(os.listdir()) == ["folder.csv", "report.txt"]


def test_missing_extra(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = invoke("extract", "report.txt", "-o", "out.parquet")
    assert result.exit_code == 2
    assert result.stderr == "lvliang-nlp: writing .parquet needs pyarrow: pip install 'lvliang-nlp[arrow]'\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of Unix")
class TestAsAProcess:
    """What only a real process shows."""

    def test_a_closed_pipe_gives_no_traceback(self, tmp_path: Path) -> None:
        file = tmp_path / "long.txt"
        file.write_text(TEXT * 3000, encoding="utf-8")
        buffered = {**os.environ, "PYTHONUNBUFFERED": ""}  # unbuffered, Python itself overlooks a write cut short
        process = subprocess.Popen(
            [*COMMAND, "restore", str(file)], env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("arguments", [["extract", "a.txt"], ["restore", "a.txt"], ["demo"], ["--help"]])
    def test_a_full_disk_gives_no_traceback(self, tmp_path: Path, arguments: list[str]) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        with open("/dev/full", "wb") as full:
            run = subprocess.run([*COMMAND, *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE)
            assert run.stderr.decode() == "lvliang-nlp: standard output: No space left on device\n"
            assert run.returncode == 2
            deaf = subprocess.run([*COMMAND, "extract", "nowhere.txt"], cwd=tmp_path, stdout=full, stderr=full)
            assert deaf.returncode == 2

    @pytest.mark.parametrize(
        ("line", "status", "error"),
        [
            ("extract a.txt a.txt >&-", 0, ""),
            ("extract a.txt a.txt -o out.csv 2>&-", 0, ""),
            ("extract - <&-", 2, "lvliang-nlp: standard input: is closed: give a FILE, or a text through a pipe\n"),
        ],
    )
    def test_closed_streams(self, tmp_path: Path, line: str, status: int, error: str) -> None:
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        run = subprocess.run(
            ["sh", "-c", f'"$0" -m lvliang_nlp.cli {line}', sys.executable], cwd=tmp_path, capture_output=True
        )
        assert (run.stdout, run.stderr.decode(), run.returncode) == (b"", error, status)

    def test_ctrl_c_gives_no_traceback_and_leaves_nothing(self, tmp_path: Path) -> None:
        process = subprocess.Popen(
            [*COMMAND, "extract", "-", "-o", "out.csv"],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(600):  # until it waits for standard input, its output begun
            if any(tmp_path.iterdir()):
                break
            time.sleep(0.1)
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        out, error = process.communicate(timeout=60)
        assert (out, error, process.returncode) == (b"", b"", 130)
        assert list(tmp_path.iterdir()) == []

    def test_a_terminal_gets_a_bar_for_several_files_only(self, tmp_path: Path) -> None:
        (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")

        def shown(*files: str) -> str:
            """What a terminal on standard error sees."""
            import termios

            terminal, end = os.openpty()
            termios.tcsetwinsize(end, (24, 80))
            run = subprocess.run([*COMMAND, "extract", *files, "-o", "out.csv"], cwd=tmp_path, stderr=end)
            os.close(end)
            assert run.returncode == 0
            with os.fdopen(terminal, "rb") as reader:
                return reader.read1(65536).decode()

        assert "0/3" in shown(*["report.txt"] * 3)
        assert "0/1" not in shown("report.txt")

    def test_utf_8_whatever_the_locale(self, tmp_path: Path) -> None:
        (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
        plain = {
            **os.environ,
            "LC_ALL": "C",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONUTF8": "0",
            "PYTHONIOENCODING": "gb18030",
        }
        run = subprocess.run([*COMMAND, "restore", "report.txt"], cwd=tmp_path, env=plain, capture_output=True)
        assert run.returncode == 0, run.stderr
        assert "年内煤炭产能突破1.65亿吨" in run.stdout.decode("utf-8")
