"""Measures the outline against the reports and gold files in the folder `shared` beside the checkout.

python benchmarks/outline.py            # place, year, speaker, date; sentences against gold; speed
python benchmarks/outline.py --show 20  # heads and section trees of 20 reports drawn by chance, to check by eye
python benchmarks/outline.py --wrong    # each report whose place or year is not that of the table
"""

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from lvliang_nlp.layout import restore
from lvliang_nlp.outline import Outline, outline

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
PAGE = SHARED / "reports" / "lvliang_2023_newspaper.txt"
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def main() -> None:
    """Run what the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--show", type=int, metavar="N", default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--wrong", action="store_true")
    chosen = options.parse_args()
    reports = pq.read_table(SHARED / "reports" / "reports.parquet").to_pylist()
    if chosen.show:
        show(random.Random(chosen.seed).sample(reports, chosen.show))
        return
    for name, front in (("with front matter", True), ("text alone", False)):
        heads(reports, name, front, chosen.wrong)
    for gold in ("dev", "train", "lvliang_2023_newspaper"):
        against_gold(gold, {report["id"]: report["text"] for report in reports})
    speed(reports)


def heads(reports: list[dict[str, Any]], name: str, front: bool, wrong: bool) -> None:
    """Accuracy of place and year against the columns of the table; how often speaker and date are found."""
    count: Counter[str] = Counter()
    for report in reports:
        found = outline(restore(report["text"] if front else FRONT.sub("", report["text"], count=1)))
        for field in ("place", "year"):
            value = getattr(found, field)
            outcome = "right" if value == report[field] else "other" if value else "none"
            count[f"{field} {outcome}"] += 1
            if wrong and outcome != "right":
                print(name, report["id"], field, value)
        count["speaker found"] += bool(found.speaker)
        count["date found"] += found.date is not None
        count["with sections"] += bool(found.sections)
    print(name, f"({len(reports)} reports)")
    for key, number in sorted(count.items()):
        print(f"  {key:14} {number:5}  {number / len(reports):.2%}")


def against_gold(name: str, texts: dict[str, str]) -> None:
    """The share of gold sentences that are exactly one of ours; and that only differ by a heading in front."""
    documents: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents[row["document"]].append(tuple(row["sent"]))
    total = same = ends = 0
    for document, gold in documents.items():
        source = PAGE.read_text(encoding="utf-8") if document not in texts else texts[document]
        ours = ink_spans(source, outline(restore(source)))
        stops = {end for _, end in ours}
        total += len(gold)
        same += sum(span in ours for span in gold)
        ends += sum(end in stops for _, end in gold)
    print(f"sentences of {name}: {same} of {total} the same, {same / total:.2%}; {ends / total:.2%} end alike")


def ink_spans(source: str, found: Outline) -> set[tuple[int, int]]:
    """Our sentences as offsets in the ink of the source."""
    ink_before = [0]
    for char in source:
        ink_before.append(ink_before[-1] + (not char.isspace()))
    return {(ink_before[sentence.start], ink_before[sentence.end]) for sentence in found.sentences}


def speed(reports: list[dict[str, Any]]) -> None:
    """Clean characters a second, models included: outlines dropped at once, and all kept in memory."""
    texts = [restore(report["text"]) for report in reports[::8]]
    size = sum(len(text.text) for text in texts)
    start = time.perf_counter()
    for text in texts:
        outline(text)
    dropped = time.perf_counter() - start
    start = time.perf_counter()
    kept = [outline(text) for text in texts]
    print(f"{len(kept)} reports, {size} characters: {size / dropped / 1e6:.1f} million characters a second, ", end="")
    print(f"{size / (time.perf_counter() - start) / 1e6:.1f} when all outlines are kept in memory")


def show(reports: list[dict[str, Any]]) -> None:
    """Print heads and trees."""
    for report in reports:
        found = outline(restore(report["text"]))
        print(f"## {report['id']}: {found.place} {found.year} {found.speaker} {found.date} {found.title[:50]}")
        for top in found.sections:
            for section in top.walk():
                print("   " * section.level + section.marker, section.title[:24])


if __name__ == "__main__":
    main()
