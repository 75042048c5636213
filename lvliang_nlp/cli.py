"""`lvliang-nlp`: reports to tables and to clean text, from the shell.

What is heavy is imported inside the commands, so that `--help` answers at once.
"""

import functools
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

import lvliang_nlp as lv

if TYPE_CHECKING:
    from lvliang_nlp.schema import Report

_P = ParamSpec("_P")
_PIPED_WIDTH = 110  # cells of a table that goes to no terminal
_DEMONSTRATION = "demonstration_newspaper.txt"

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)

_Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports as text; - is standard input.")]
_File = Annotated[str, typer.Argument(metavar="FILE", help="A report as text; - is standard input.")]
_Table = Annotated[str | None, typer.Option("-o", "--output", metavar="OUT", help="OUT.jsonl, OUT.csv or OUT.parquet.")]
_Text = Annotated[str | None, typer.Option("-o", "--output", metavar="OUT", help="Write here, in UTF-8.")]
_What = Annotated[
    str,
    typer.Option(
        metavar="WHAT", help="targets, quantities, places, companies, projects, sections, paragraphs or sentences."
    ),
]


def _tidy(command: Callable[_P, None]) -> Callable[_P, None]:
    """Each end a command can have, without a traceback: our own errors, Ctrl-C, an output that takes no more."""

    @functools.wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except lv.LvliangError as error:
            _complain(error)
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(130)  # 128 + SIGINT, as the shell says it
        except BrokenPipeError:
            _drop_output()
            sys.exit(141)  # 128 + SIGPIPE
        except OSError as error:
            _drop_output()
            _complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
            sys.exit(2)

    return run


def _drop_output() -> None:
    """What is still waiting to be written goes nowhere, or the last flush at exit complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(error: object) -> None:
    with suppress(OSError):  # standard error may be what is full
        typer.echo(f"lvliang-nlp: {' '.join(str(error).split())}", err=True)


@app.command()
@_tidy
def extract(files: _Files, output: _Table = None, what: _What = "quantities") -> None:
    """Read reports and print a table of what they hold, or write it to a file."""
    from lvliang_nlp.tables import columns, records, table

    columns(what)  # refuses an unknown WHAT before any work is done
    _spare(files, output)
    failed: list[lv.LvliangError] = []
    rows = 0
    with ExitStack() as stack:
        append = stack.enter_context(table(output, what)) if output is not None else None
        analyzer = lv.Analyzer()
        for name in _progress(files, quiet=output is None):
            try:
                report = analyzer.analyze(_source(name))
            except lv.LvliangError as error:
                failed.append(error)
                continue
            if append is None:
                _show(report, what, name)
            else:
                found = records(report, what, file=_printable(name))
                append(found)
                rows += len(found)
        if len(failed) == len(files):
            _give_up(failed, len(files))  # inside the block, so that no empty table is left behind
    if output is not None:
        read = len(files) - len(failed)
        typer.echo(f"{_printable(output)}: {rows} rows of {what} from {read} of {len(files)} files", err=True)
    if failed:
        _give_up(failed, len(files))


@app.command()
@_tidy
def panel(
    source: Annotated[str, typer.Argument(metavar="DIR|REPORTS.parquet", help="A folder of reports, or a table.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.parquet", help="The table to write.")],
    what: _What = "targets",
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes; as many as there are cores.")] = None,
    concepts: Annotated[
        str | None, typer.Option(metavar="CONCEPTS.toml", help="Count concepts instead: a list of words for each.")
    ] = None,
    names: Annotated[bool, typer.Option(help="Names by the learned tagger, or by rules: four times as fast.")] = True,
) -> None:
    """Read all reports into one table, in parallel; a second run reads only what is missing or changed."""
    from tqdm import tqdm

    from lvliang_nlp.panel import build
    from lvliang_nlp.panel.sources import count
    from lvliang_nlp.token import read_concepts

    wanted = read_concepts(concepts) if concepts is not None else None
    with tqdm(total=count(source), unit="report", disable=not sys.stderr.isatty()) as bar:
        done = build(
            source, output, what=what, workers=workers, names=names, concepts=wanted, progress=bar.update
        )
    for line in done.coverage.lines():
        typer.echo(line)
    for name, reason in done.failed.items():
        _complain(reason if reason.startswith(f"{name}:") else f"{_printable(name)}: {reason}")
    reports = f"{done.read} reports read, {done.kept} as they were, {len(done.failed)} failed"
    facts = f"{done.rows} rows of {what if wanted is None else 'concepts'}; {reports}"
    typer.echo(f"{_printable(output)}: {facts}", err=True)
    if done.failed:
        raise typer.Exit(1)


@app.command()
@_tidy
def view(
    file: _File,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.html", help="The page to write.")],
) -> None:
    """Write a report as one page to look at: its text, its mentions, its targets, and charts."""
    from lvliang_nlp.tables import replacing
    from lvliang_nlp.view import page

    _spare([file], output)
    html = page(lv.Analyzer().analyze(_source(file)))
    with replacing(output) as out:
        out.write(html.encode("utf-8", "replace"))


@app.command()
@_tidy
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help=".jsonl (our gold), .spacy, .conll, .json, brat folder.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The same kinds; without an ending a folder of brat.")],
    texts: Annotated[
        str | None, typer.Option(metavar="DIR|REPORTS.parquet", help="The reports that stand-off gold speaks of.")
    ] = None,
) -> None:
    """Turn annotation from one kind into another: our gold, spaCy, CoNLL BIO, brat, Label Studio."""
    from lvliang_nlp.annotation import convert as turn
    from lvliang_nlp.panel.sources import sources

    reports = None
    if texts is not None:
        reports = {name: found.text for found in sources(texts) for name in (found.name, Path(found.name).stem)}
    number = turn(source, target, reports)
    typer.echo(f"{_printable(target)}: {number} sentences", err=True)


@app.command()
@_tidy
def restore(file: _File, output: _Text = None) -> None:
    """Print the clean text of a report: without letter-spacing, broken lines and page furniture."""
    from lvliang_nlp.tables import replacing

    _spare([file], output)
    text = lv.restore(_source(file)).text
    if output is None:
        typer.echo(text)
        return
    with replacing(output) as out:
        out.write(f"{text}\n".encode())


@app.command()
@_tidy
def demo() -> None:
    """Read a report laid out like a newspaper page; print its targets, quantities, projects, companies, places."""
    inside = Path(__file__).parent / "data" / _DEMONSTRATION  # in a wheel
    beside = Path(__file__).parents[1] / "corpus" / _DEMONSTRATION  # in a checkout
    path = inside if inside.exists() else beside
    report = lv.Analyzer().analyze(lv.read(path))
    for what in ("targets", "quantities", "projects", "companies", "places"):
        _show(report, what, path.name)


@app.callback(invoke_without_command=True)
def _options(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    """Chinese government work reports as typed data."""
    if version:
        typer.echo(f"lvliang-nlp {lv.__version__}")
        raise typer.Exit


def _spare(files: list[str], output: str | None) -> None:
    """Refuses an output that would take the place of an input."""
    if output is not None and os.path.isfile(output) and any(_same(name, output) for name in files):
        raise lv.WriteError(f"{output}: is one of the inputs and would be lost: write to another file")


def _same(name: str, output: str) -> bool:
    try:
        return name != "-" and os.path.samefile(name, output)
    except (OSError, ValueError):  # missing, or no name at all: said when it is read
        return False


def _source(name: str) -> str:
    if name != "-":
        return lv.read(name)
    if sys.stdin is None:
        raise lv.ReadError("standard input: is closed: give a FILE, or a text through a pipe")
    from lvliang_nlp.readers import decode

    return decode(sys.stdin.buffer.read(), "standard input")


def _show(report: "Report", what: str, name: str) -> None:
    """Title, place and year, then the table."""
    from lvliang_nlp.tables import aligned, records

    width = max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _PIPED_WIDTH
    head, *lines = aligned(report, what, width)
    number = len(records(report, what))
    facts = [report.place, str(report.year or ""), f"{what}: {number}"]
    typer.secho(report.title or _printable(name), bold=True)
    typer.echo(" · ".join(filter(None, facts)) + "\n")
    typer.secho(head, underline=sys.stdout.isatty())
    typer.echo("\n".join(lines) + "\n")


def _progress(files: list[str], *, quiet: bool) -> Iterator[str]:
    """The files, with a bar on standard error when there are several, somebody looks, and no table is in its way."""
    from tqdm import tqdm

    hidden = len(files) < 2 or not sys.stderr.isatty() or (quiet and sys.stdout.isatty())
    yield from tqdm(files, unit="file", leave=False, disable=hidden)


def _give_up(failed: list[lv.LvliangError], of: int) -> None:
    for error in failed:
        _complain(error)
    if of > 1:
        _complain(f"{len(failed)} of {of} files could not be read")
    raise typer.Exit(2)


def _printable(name: str) -> str:
    """A file name whose bytes are no text still has to be printed and written."""
    return name.encode("utf-8", "replace").decode()


def main() -> None:
    """The command `lvliang-nlp`."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 (None: closed by who started us)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a pipe gets UTF-8 whatever the locale; a terminal what it can show
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    _tidy(app)()  # --help and --version are written by no command


if __name__ == "__main__":
    main()
