"""Commands for another city and for gold: profile new, check and schema; evaluate; train; convert."""

import functools
import json
from typing import Annotated

import typer

import lvliang_nlp as lv
from lvliang_nlp.cli.app import app
from lvliang_nlp.cli.common import ProfileName, TaggerName, Text, analyzer, printable, spare, tidy

profile = typer.Typer(no_args_is_help=True, help="Profiles: what one city's reports speak of.")
app.add_typer(profile, name="profile")

_Gold = Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Annotated sentences, stand-off.")]
_Texts = Annotated[str, typer.Argument(metavar="DIR|REPORTS.parquet", help="The reports that the gold speaks of.")]


@profile.command()
@tidy
def new(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="Full name of a division: 晋中市.")],
    reports: Annotated[
        list[str], typer.Option("--from", metavar="REPORTS", help="A file, a folder or a table; may be given often.")
    ],
    output: Text = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="Of the profile; else that of its file.")] = "",
    quotes: Annotated[bool, typer.Option(help="A few characters around each name as evidence.")] = True,
) -> None:
    """Write a first draft of a profile, mined from a place's reports."""
    from lvliang_nlp.extend import draft_profile
    from lvliang_nlp.tables import replacing

    spare(reports, output)
    draft = draft_profile(place, reports, name=name, quotes=quotes)
    if output is None:
        typer.echo(draft, nl=False)
        return
    with replacing(output) as out:
        out.write(draft.encode())
    lines = draft.splitlines()
    sure, unsure = (sum(line.startswith(mark) for line in lines) for mark in ('"', '# "'))
    typer.echo(f"{printable(output)}: {sure} entries, and {unsure} commented out to decide", err=True)


@profile.command()
@tidy
def check(
    file: Annotated[str, typer.Argument(metavar="FILE.toml", help="The profile.")],
    notes: Annotated[bool, typer.Option(help="Print the notes too, which can be left.")] = False,
) -> None:
    """Say what is wrong with a profile, or may be, by line. Ends with 1 where there is an error."""
    from lvliang_nlp.extend import check_profile

    found = check_profile(file)
    for one in found:
        if notes or one.severity != "note":
            typer.echo(f"{printable(file)}, {one}")
    counts = {kind: sum(one.severity == kind for one in found) for kind in ("error", "warning", "note")}
    said = ", ".join(f"{number} {kind}{'s' * (number != 1)}" for kind, number in counts.items())
    more = " (--notes shows them)" if counts["note"] and not notes else ""
    typer.echo(f"{printable(file)}: {said}{more}", err=True)
    if counts["error"]:
        raise typer.Exit(1)


@profile.command()
@tidy
def schema() -> None:
    """Print the JSON schema of a profile, for editors."""
    from lvliang_nlp.profile import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@app.command()
@tidy
def evaluate(
    gold: _Gold,
    texts: _Texts,
    profile: ProfileName = "auto",
    tagger: TaggerName = "default",
    errors: Annotated[int, typer.Option(metavar="N", min=0, help="Print so many mistakes.")] = 0,
) -> None:
    """Score what is found against gold: precision, recall and F1 of each label, strict and relaxed."""
    from lvliang_nlp.extend import read_texts, score

    found = score(gold, read_texts(texts), analyzer(profile, tagger))
    for line in found.lines():
        typer.echo(line)
    for mistake in found.mistakes[:errors]:
        typer.echo(f"{mistake.kind:7}{mistake.label:9} {mistake.document}: {mistake.around}")
    if errors and len(found.mistakes) > errors:
        typer.echo(f"… and {len(found.mistakes) - errors} more")


@app.command()
@tidy
def train(
    gold: Annotated[list[str], typer.Argument(metavar="GOLD.jsonl...", help="Annotated sentences, stand-off.")],
    texts: Annotated[
        list[str], typer.Option("--texts", metavar="DIR|REPORTS.parquet", help="The reports that the gold speaks of.")
    ],
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT.npz", help="The weights to write.")],
    start: Annotated[
        str | None, typer.Option(metavar="WEIGHTS.npz", help="Weights to begin with; else those of the package.")
    ] = None,
    epochs: Annotated[int, typer.Option(metavar="N", min=1, help="How often each sentence is seen.")] = 12,
    seed: Annotated[int, typer.Option(metavar="N", help="The same seed gives the same weights.")] = 1,
) -> None:
    """Train the tagger on with gold of your own; needs the extra train. Use the weights with --tagger OUT.npz."""
    from lvliang_nlp.extend import read_texts
    from lvliang_nlp.training import train as fit

    if not output.endswith(".npz"):
        raise lv.WriteError(f"{printable(output)}: weights are a .npz file: end it so")
    known = {name: found for path in texts for name, found in read_texts(path).items()}
    progress = functools.partial(typer.echo, err=True)
    number = fit(gold, known, output, start=start, epochs=epochs, seed=seed, progress=progress)
    typer.echo(f"{printable(output)}: trained on {number} sentences", err=True)


@app.command()
@tidy
def convert(
    source: Annotated[str, typer.Argument(metavar="IN", help=".jsonl (our gold), .spacy, .conll, .json, brat folder.")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="The same kinds; without an ending a folder of brat.")],
    texts: Annotated[
        str | None, typer.Option(metavar="DIR|REPORTS.parquet", help="The reports that stand-off gold speaks of.")
    ] = None,
) -> None:
    """Turn annotation from one kind into another: our gold, spaCy, CoNLL BIO, brat, Label Studio."""
    from lvliang_nlp.annotation import convert as turn
    from lvliang_nlp.extend import read_texts

    reports = None if texts is None else {name: found.text for name, found in read_texts(texts).items()}
    number = turn(source, target, reports)
    typer.echo(f"{printable(target)}: {number} sentences", err=True)
