"""Where rows are kept: parts beside the panel while it grows, one Parquet file at the end.

The metadata of each file names the reports inside with the key of their text, so that a second run knows what is done.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lvliang_nlp.errors import WriteError
from lvliang_nlp.panel.work import CONCEPTS, Chunk, Read, concept_schema
from lvliang_nlp.tables import replacing
from lvliang_nlp.tables.arrow import VERSION, schema

if TYPE_CHECKING:
    import pyarrow as pa

_READ = b"lvliang_nlp.reports"
_ROWS = 50_000  # of a row group of the panel


class Store:
    """The panel at `path` and the parts of an unfinished run beside it; `settings` are what the rows hang on."""

    def __init__(self, path: Path, what: str, settings: str) -> None:
        self.path, self.what, self.settings = path, what, settings
        self.parts = path.with_name(f".{path.name}.parts")
        self._files = [file for file in (path, *sorted(self.parts.glob("*.parquet"))) if file.is_file()]
        self.done: dict[str, Read] = {}
        self._where: dict[str, Path] = {}
        for file in self._files:
            for read in self._inside(file):
                self.done[read.name] = read
                self._where[read.name] = file
        numbers = (int(file.stem) for file in self.parts.glob("*.parquet") if file.stem.isdigit())
        self._next = 1 + max(numbers, default=0)

    def _inside(self, file: Path) -> list[Read]:
        """The reports of a file, none of one that is damaged, of another table or made with other settings."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            held = pq.read_schema(file).metadata or {}
            facts = json.loads(held[_READ])
        except (OSError, pa.ArrowException, KeyError, ValueError):
            if file == self.path:
                raise WriteError(f"{file}: is there and is no panel: give another file, or take it away") from None
            return []
        if facts["settings"] != self.settings or held.get(b"lvliang_nlp.schema", b"").decode() != VERSION:
            return []
        return [Read(row[0], row[1], row[2], row[3], tuple(row[4])) for row in facts["reports"]]

    def add(self, chunk: Chunk) -> None:
        """Keep the rows of a chunk as a part; a cut at any moment leaves whole parts only."""
        self.parts.mkdir(exist_ok=True)
        file = self.parts / f"{self._next:06}.parquet"
        self._next += 1
        self._write(file, iter([chunk.table]), chunk.read)
        self._files.append(file)
        for read in chunk.read:
            self.done[read.name] = read
            self._where[read.name] = file

    def finish(self, wanted: Mapping[str, str]) -> int:
        """Write the panel of the wanted reports (name → key) and take the parts away; gives the number of rows."""
        import pyarrow.parquet as pq

        keep = [read for name, read in self.done.items() if wanted.get(name) == read.key]
        counted = 0

        def tables() -> Iterator["pa.Table"]:
            nonlocal counted
            for file in self._files:
                names = {read.name for read in keep if self._where[read.name] == file}
                if not names:
                    continue
                held = pq.ParquetFile(file)
                for group in range(held.num_row_groups):
                    table = _only(held.read_row_group(group), names)
                    counted += table.num_rows
                    yield table

        self._write(self.path, tables(), keep)
        shutil.rmtree(self.parts, ignore_errors=True)
        return counted

    def _write(self, file: Path, tables: Iterator[Any], read: list[Read]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        facts = {"settings": self.settings, "reports": [[r.name, r.key, r.level, r.year, r.headline] for r in read]}
        wanted = concept_schema() if self.what == CONCEPTS else schema(self.what)
        wanted = wanted.with_metadata({**(wanted.metadata or {}), _READ: json.dumps(facts, ensure_ascii=False)})
        with replacing(os.fspath(file)) as out, pq.ParquetWriter(out, wanted, compression="zstd") as writer:
            waiting: list[pa.Table] = []
            for table in tables:
                waiting.append(table.replace_schema_metadata(wanted.metadata))
                if sum(held.num_rows for held in waiting) >= _ROWS:
                    writer.write_table(pa.concat_tables(waiting))
                    waiting.clear()
            if waiting:
                writer.write_table(pa.concat_tables(waiting))


def _only(table: "pa.Table", names: set[str]) -> "pa.Table":
    """The rows of these reports."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table["file"], value_set=pa.array(sorted(names), pa.string())))
