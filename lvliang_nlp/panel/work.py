"""What a process does: reads a few reports and gives back their rows as one Arrow table."""

import os
import signal
import traceback
from dataclasses import dataclass, field
from decimal import Decimal
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TYPE_CHECKING, Any

from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.errors import LvliangError
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.place import home_code
from lvliang_nlp.schema import Report
from lvliang_nlp.tables.arrow import VERSION, schema, schema_of, table_of
from lvliang_nlp.tables.rows import records
from lvliang_nlp.token import ConceptTable, find_concepts, tokenize

if TYPE_CHECKING:
    import pyarrow as pa

_LEVELS = {0: "nation", 2: "province", 4: "prefecture", 6: "county"}
_analyzer: Analyzer | None = None
_concepts: "ConceptTable | None" = None


@dataclass(frozen=True, slots=True)
class Read:
    """A report that was read: its key, and what the summary needs."""

    name: str
    key: str
    level: str
    year: int | None
    headline: tuple[str, ...]


@dataclass(slots=True)
class Chunk:
    """Rows of several reports, and one line for each that failed."""

    table: "pa.Table | None" = None
    read: list[Read] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def start(analyzer: Analyzer, wanted: dict[str, list[str]] | None = None) -> None:
    """Called once in each process; `wanted` are the concepts to count."""
    global _analyzer, _concepts
    if (parent := parent_process()) is not None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
        Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    _analyzer, _concepts = analyzer, ConceptTable(wanted) if wanted else None


def _die_with(parent: int) -> None:
    """A parent that was killed (SIGTERM, SIGKILL) cannot tell its processes to stop."""
    wait([parent])
    os._exit(1)


def work(sources: list[Source], what: str) -> Chunk:
    """Read some reports. One that cannot be read is named with the reason and costs nothing else."""
    import pyarrow as pa

    chunk, tables = Chunk(), []
    wanted = schema(what) if _concepts is None else concept_schema()
    assert _analyzer is not None
    for source in sources:
        try:
            report = _analyzer.analyze(source.text, place=source.place, year=source.year)
            rows = records(report, what, file=source.name) if _concepts is None else _counted(report, source.name)
            tables.append(table_of(rows, wanted))
        except LvliangError as error:
            chunk.failed[source.name] = str(error)
        except Exception as error:  # whatever it is, the other reports are not lost by it
            where = traceback.extract_tb(error.__traceback__)[-1]
            chunk.failed[source.name] = f"{type(error).__name__} in {where.name}: {error}"
        else:
            code = home_code(report.place, report.year) if report.place else ""
            level = _LEVELS.get(len(code), "") if code or report.place in ("全国", "国务院", "中国") else ""
            chunk.read.append(Read(source.name, source.key, level, report.year, tuple(report.headline)))
    chunk.table = pa.concat_tables(tables) if tables else table_of([], wanted)
    return chunk


CONCEPTS = "concepts"  # the table of concepts, which is none of a report alone
_COLUMNS: dict[str, type] = {
    "file": str, "place": str, "year": int, "concept": str, "mentions": int, "words": int, "per_10k": Decimal,
    "found": str,
}  # fmt: skip


def concept_schema() -> "pa.Schema":
    """A row a report and concept: mentions, words of the report, mentions per 10,000 words, and the words found."""
    return schema_of(_COLUMNS).with_metadata({"lvliang_nlp.schema": VERSION, "lvliang_nlp.table": CONCEPTS})


def _counted(report: Report, file: str) -> list[dict[str, Any]]:
    assert _concepts is not None
    number = sum(token.pos != "x" for token in tokenize(report.source, names=False))
    head = {"file": file, "place": report.place, "year": report.year}
    return [
        head | {"concept": concept.name, "mentions": concept.mentions, "words": number,
                "per_10k": Decimal(str(round(concept.per_10k, 4))),
                "found": " / ".join(f"{word} {n}" for word, n in sorted(concept.words.items()))}
        for concept in find_concepts(report, _concepts, words=number)
    ]  # fmt: skip
