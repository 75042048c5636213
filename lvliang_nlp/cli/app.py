"""The command itself, which the others join."""

from typing import Annotated

import typer

import lvliang_nlp as lv

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(invoke_without_command=True)
def _options(version: Annotated[bool, typer.Option("--version", help="Print the version and leave.")] = False) -> None:
    """Chinese government work reports as typed data."""
    if version:
        typer.echo(f"lvliang-nlp {lv.__version__}")
        raise typer.Exit
