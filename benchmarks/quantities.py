"""How well quantities are found, against gold, and what they are over all reports.

    python benchmarks/quantities.py gold ../shared [FILE.jsonl …]      F1 by ../shared/score.py, on whole documents
    python benchmarks/quantities.py all ../shared [-o by_unit.csv]     every report: checks, counts by unit

`gold` scores gold/dev.jsonl, gold/lvliang_2023_newspaper.jsonl, corpus/quantities_*.jsonl and further files named.
"""

import argparse
import csv
import importlib.util
import sys
import time
from bisect import bisect_left
from collections import Counter
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import ModuleType
from typing import Any

import lvliang_nlp as lv
from corpus import gold, ink, reports

ANALYZER = lv.Analyzer(profile=None, tagger=None)  # the amounts are the same with the tagger, which takes longer
NEWSPAPER = "lvliang_2023_newspaper"
CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("quantities_*.jsonl"))


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def texts(shared: Path) -> dict[str, str]:
    found = {row["id"]: row["text"] for row in reports(shared / "reports/reports.parquet")}
    return found | {NEWSPAPER: (shared / f"reports/{NEWSPAPER}.txt").read_text(encoding="utf-8")}


@cache
def predicted(source: str) -> list[dict[str, Any]]:
    """The quantities of a whole document as spans of the gold format, offsets in ink."""
    before = [0, *accumulate(not c.isspace() for c in source)]
    rows = []
    for q in ANALYZER.analyze(source).quantities:
        value = {"value": str(q.value)} if q.value is not None else {"low": str(q.low), "high": str(q.high)}
        attrs = {**value, "unit": q.unit, "bound": q.bound, "change": q.change}
        span = {"label": "QUANTITY", "start": before[q.start], "end": before[q.end], "text": q.text, "attrs": attrs}
        rows.append(span)
    return rows


def run_gold(shared: Path, files: list[Path]) -> None:
    score = scorer(shared)
    for path in [shared / "gold/dev.jsonl", shared / f"gold/{NEWSPAPER}.jsonl", *CORPUS, *files]:
        rows, found = gold(path), []
        for row in rows:
            spans = predicted(texts(shared)[row["document"]])
            first = bisect_left(spans, row["sent"][0], key=lambda s: s["start"])
            last = bisect_left(spans, row["sent"][1], key=lambda s: s["start"])
            found.append({"i": row["i"], "spans": [s for s in spans[first:last] if s["end"] <= row["sent"][1]]})
        result, _ = score.score(rows, found)
        strict, typed = result["QUANTITY"]["strict"], result["QUANTITY"]["typed"]
        facets = "  ".join(f"{k} {v:.3f}" for k, v in result["QUANTITY"]["facets"].items())
        print(f"{path.stem:24} {len(rows):5} sentences {strict[0] + strict[2]:5} quantities  strict F1 {strict[5]:.3f}"
              f"  typed F1 {typed[2]:.3f}  ({facets})")  # fmt: skip


def run_all(shared: Path, output: str | None) -> None:
    units: Counter[tuple[str, str]] = Counter()
    fields: dict[str, Counter[str]] = {"bound": Counter(), "change": Counter(), "dimension": Counter()}
    characters = quantities = documents = 0
    start = time.perf_counter()
    for source in texts(shared).values():
        report = ANALYZER.analyze(source)
        end = -1
        for q in report.quantities:
            assert q.text == ink(source[q.start : q.end]) and q.start >= end, (report.title, q)
            end = q.end
            units[q.dimension, q.unit] += 1
            for name, counter in fields.items():
                counter[getattr(q, name)] += 1
        documents, characters, quantities = documents + 1, characters + len(source), quantities + len(report.quantities)
    seconds = time.perf_counter() - start
    print(f"{documents} documents, {characters} characters, {quantities} quantities, no exception, every text its ink; "
          f"{seconds:.0f} s, reading included")  # fmt: skip
    for name, counter in fields.items():
        print(f"{name}: " + ", ".join(f"{k or '(none)'} {n}" for k, n in counter.most_common()))
    if output:
        with open(output, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["dimension", "unit", "count"])
            writer.writerows([*key, n] for key, n in sorted(units.items(), key=lambda item: (-item[1], item[0])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["gold", "all"])
    parser.add_argument("shared", type=Path)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("-o", "--output")
    options = parser.parse_args()
    if options.what == "gold":
        run_gold(options.shared, options.files)
    else:
        run_all(options.shared, options.output)


if __name__ == "__main__":
    sys.exit(main())
