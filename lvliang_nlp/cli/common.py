"""What all commands share: the ways a command can end, files in and out, and the types of their arguments."""

import functools
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, ParamSpec

import typer

import lvliang_nlp as lv

_P = ParamSpec("_P")

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Reports as text; - is standard input.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A report as text; - is standard input.")]
Table = Annotated[str | None, typer.Option("-o", "--output", metavar="OUT", help="OUT.jsonl, OUT.csv or OUT.parquet.")]
Text = Annotated[str | None, typer.Option("-o", "--output", metavar="OUT", help="Write here, in UTF-8.")]
What = Annotated[
    str,
    typer.Option(
        metavar="WHAT", help="targets, quantities, places, companies, projects, sections, paragraphs or sentences."
    ),
]
ProfileName = Annotated[
    str, typer.Option(metavar="PROFILE", help="A file, a folder or a name; auto: by place; none.")
]
TaggerName = Annotated[
    str, typer.Option(metavar="TAGGER", help="default, none, weights.npz, or hanlp:NAME-OR-FOLDER.")
]


def analyzer(profile: str = "auto", tagger: str = "default") -> "lv.Analyzer":
    """As the options say; `none` leaves a part out."""
    return lv.Analyzer(profile=None if profile == "none" else profile, tagger=None if tagger == "none" else tagger)


def tidy(command: Callable[_P, None]) -> Callable[_P, None]:
    """Each end a command can have, without a traceback: our own errors, Ctrl-C, an output that takes no more."""

    @functools.wraps(command)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except lv.LvliangError as error:
            complain(error)
            sys.exit(2)
        except KeyboardInterrupt:
            sys.exit(130)  # 128 + SIGINT, as the shell says it
        except BrokenPipeError:
            drop_output()
            sys.exit(141)  # 128 + SIGPIPE
        except OSError as error:
            drop_output()
            complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
            sys.exit(2)

    return run


def drop_output() -> None:
    """What is still waiting to be written goes nowhere, or the last flush at exit complains."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(error: object) -> None:
    with suppress(OSError):  # standard error may be what is full
        typer.echo(f"lvliang-nlp: {' '.join(str(error).split())}", err=True)


def source_text(name: str) -> str:
    if name != "-":
        return lv.read(name)
    if sys.stdin is None:
        raise lv.ReadError("standard input: is closed: give a FILE, or a text through a pipe")
    from lvliang_nlp.readers import decode

    return decode(sys.stdin.buffer.read(), "standard input")


def spare(files: list[str], output: str | None) -> None:
    """Refuses an output that would take the place of an input."""
    if output is not None and os.path.isfile(output) and any(_same(name, output) for name in files):
        raise lv.WriteError(f"{output}: is one of the inputs and would be lost: write to another file")


def _same(name: str, output: str) -> bool:
    try:
        return name != "-" and os.path.samefile(name, output)
    except (OSError, ValueError):  # missing, or no name at all: said when it is read
        return False


def printable(name: str) -> str:
    """A file name whose bytes are no text still has to be printed and written."""
    return name.encode("utf-8", "replace").decode()
