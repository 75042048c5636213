"""The published reports that the benchmarks read: the Parquet file and the gold, both outside this repository."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def reports(parquet: str | Path) -> Iterator[dict[str, Any]]:
    """The rows of reports.parquet one by one: id, place, level, year, title, text, sha256."""
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(parquet).iter_batches(batch_size=64):
        yield from batch.to_pylist()


def ink(text: str) -> str:
    """The characters that are not white space: what gold offsets count."""
    return "".join(text.split())


def gold(path: str | Path) -> list[dict[str, Any]]:
    """The rows of a gold file: i, document, sent, spans."""
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
