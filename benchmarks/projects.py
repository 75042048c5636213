"""What is said of projects (stage, whole name, count of the list, phase, capacity), against gold.

    python benchmarks/projects.py ../shared [--errors FIELD]

`corpus/projects_*.jsonl` were annotated by reading. Only projects whose span is found are compared, so that the figures
are of the fields, not of the spans; a field on which the reader was unsure counts neither way.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from quantities import texts

import lvliang_nlp as lv

CORPUS = Path(__file__).parents[1] / "corpus"
FIELDS = ("stage", "full_name", "group_count", "phase", "capacity")
Row = dict[str, Any]


def read(path: Path) -> dict[str, list[Row]]:
    """The rows of a file by their document."""
    found: dict[str, list[Row]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["document"], []).append(row)
    return found


def pairs(gold: dict[str, list[Row]], reports: dict[str, str]) -> Iterator[tuple[Row, lv.schema.Project | None]]:
    """Each row with the project that the library finds there, or None."""
    analyzer = lv.Analyzer(profile=None)
    for document, rows in gold.items():
        source = reports[document]
        before = [0, *accumulate(not c.isspace() for c in source)]
        found = {(before[p.start], before[p.end]): p for p in analyzer.analyze(source).projects}
        yield from ((row, found.get((row["start"], row["end"]))) for row in rows)


def said(project: lv.schema.Project) -> Row:
    """The fields as the gold writes them."""
    capacity = project.capacity.text if project.capacity else ""
    return {**{field: getattr(project, field) for field in FIELDS}, "capacity": capacity}


def measure(path: Path, shared: Path, errors: str) -> None:
    compared, right, given = Counter[str](), Counter[str](), Counter[str]()
    rows = found = 0
    for row, project in pairs(read(path), texts(shared)):
        rows += 1
        if project is None:
            continue
        found += 1
        have = said(project)
        for field in (field for field in FIELDS if field not in row["unsure"]):
            same = have[field] == row[field]
            compared[field] += 1
            right[field] += same
            given[field] += row[field] not in (None, "") and (field != "full_name" or row[field] != project.text)
            if field == errors and not same:
                print(f"    {row['document']} {project.text}: {have[field]!r}, gold {row[field]!r}")
    print(f"{path.stem}: {found} of {rows} found")
    for field in FIELDS:
        share = right[field] / compared[field]
        print(f"  {field:12} {right[field]}/{compared[field]} = {share:.3f}, said of {given[field]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", choices=FIELDS, default="")
    options = parser.parse_args()
    for path in sorted(CORPUS.glob("projects_*.jsonl")):
        measure(path, options.shared, options.errors)


if __name__ == "__main__":
    main()
