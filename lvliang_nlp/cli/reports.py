"""Commands that read reports: extract, panel, view, restore, demo."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import lvliang_nlp as lv
from lvliang_nlp.cli.app import app
from lvliang_nlp.cli.common import (
    File,
    Files,
    ProfileName,
    Table,
    TaggerName,
    Text,
    What,
    analyzer,
    complain,
    printable,
    source_text,
    spare,
    tidy,
)

if TYPE_CHECKING:
    from lvliang_nlp.schema import Report

_PIPED_WIDTH = 110  # cells of a table that goes to no terminal
_DEMONSTRATION = "demonstration_newspaper.txt"


@app.command()
@tidy
def extract(
    files: Files,
    output: Table = None,
    what: What = "quantities",
    profile: ProfileName = "auto",
    tagger: TaggerName = "default",
) -> None:
    """Read reports and print a table of what they hold, or write it to a file."""
    from lvliang_nlp.tables import columns, records, table

    columns(what)  # refuses an unknown WHAT before any work is done
    spare(files, output)
    failed: list[lv.LvliangError] = []
    rows = 0
    with ExitStack() as stack:
        append = stack.enter_context(table(output, what)) if output is not None else None
        reader = analyzer(profile, tagger)
        for name in _progress(files, quiet=output is None):
            try:
                report = reader.analyze(source_text(name))
            except lv.LvliangError as error:
                failed.append(error)
                continue
            if append is None:
                _show(report, what, name)
            else:
                found = records(report, what, file=printable(name))
                append(found)
                rows += len(found)
        if len(failed) == len(files):
            _give_up(failed, len(files))  # inside the block, so that no empty table is left behind
    if output is not None:
        read = len(files) - len(failed)
        typer.echo(f"{printable(output)}: {rows} rows of {what} from {read} of {len(files)} files", err=True)
    if failed:
        _give_up(failed, len(files))


@app.command()
@tidy
def panel(
    source: Annotated[str, typer.Argument(metavar="DIR|REPORTS.parquet", help="A folder of reports, or a table.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.parquet", help="The table to write.")],
    what: What = "targets",
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes; as many as there are cores.")] = None,
    concepts: Annotated[
        str | None, typer.Option(metavar="CONCEPTS.toml", help="Count concepts instead: a list of words for each.")
    ] = None,
    names: Annotated[bool, typer.Option(help="Names by the learned tagger, or by rules: four times as fast.")] = True,
    profile: ProfileName = "auto",
) -> None:
    """Read all reports into one table, in parallel; a second run reads only what is missing or changed."""
    from tqdm import tqdm

    from lvliang_nlp.panel import build
    from lvliang_nlp.panel.sources import count
    from lvliang_nlp.token import read_concepts

    wanted = read_concepts(concepts) if concepts is not None else None
    with tqdm(total=count(source), unit="report", disable=not sys.stderr.isatty()) as bar:
        done = build(
            source,
            output,
            what=what,
            workers=workers,
            names=names,
            concepts=wanted,
            profile=None if profile == "none" else profile,
            progress=bar.update,
        )
    for line in done.coverage.lines():
        typer.echo(line)
    for name, reason in done.failed.items():
        complain(reason if reason.startswith(f"{name}:") else f"{printable(name)}: {reason}")
    reports = f"{done.read} reports read, {done.kept} as they were, {len(done.failed)} failed"
    facts = f"{done.rows} rows of {what if wanted is None else 'concepts'}; {reports}"
    typer.echo(f"{printable(output)}: {facts}", err=True)
    if done.failed:
        raise typer.Exit(1)


@app.command()
@tidy
def view(
    file: File,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.html", help="The page to write.")],
    profile: ProfileName = "auto",
    tagger: TaggerName = "default",
) -> None:
    """Write a report as one page to look at: its text, its mentions, its targets, and charts."""
    from lvliang_nlp.tables import replacing
    from lvliang_nlp.view import page

    spare([file], output)
    html = page(analyzer(profile, tagger).analyze(source_text(file)))
    with replacing(output) as out:
        out.write(html.encode("utf-8", "replace"))


@app.command()
@tidy
def restore(file: File, output: Text = None) -> None:
    """Print the clean text of a report: without letter-spacing, broken lines and page furniture."""
    from lvliang_nlp.tables import replacing

    spare([file], output)
    text = lv.restore(source_text(file)).text
    if output is None:
        typer.echo(text)
        return
    with replacing(output) as out:
        out.write(f"{text}\n".encode())


@app.command()
@tidy
def demo() -> None:
    """Read a report laid out like a newspaper page; print its targets, quantities, projects, companies, places."""
    inside = Path(__file__).parents[1] / "data" / _DEMONSTRATION  # in a wheel
    beside = Path(__file__).parents[2] / "corpus" / _DEMONSTRATION  # in a checkout
    path = inside if inside.exists() else beside
    report = lv.Analyzer().analyze(lv.read(path))
    for what in ("targets", "quantities", "projects", "companies", "places"):
        _show(report, what, path.name)


def _show(report: "Report", what: str, name: str) -> None:
    """Title, place and year, then the table."""
    from lvliang_nlp.tables import aligned, records

    width = max(60, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _PIPED_WIDTH
    head, *lines = aligned(report, what, width)
    number = len(records(report, what))
    facts = [report.place, str(report.year or ""), f"{what}: {number}"]
    typer.secho(report.title or printable(name), bold=True)
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
        complain(error)
    if of > 1:
        complain(f"{len(failed)} of {of} files could not be read")
    raise typer.Exit(2)
