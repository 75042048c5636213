"""How well targets are found, against gold, and what they are over all reports.

    python benchmarks/targets.py headline ../shared [--errors]
    python benchmarks/targets.py all-amounts ../shared [--errors]
    python benchmarks/targets.py panel panel.parquet [--errors]

`headline` holds report.headline against corpus/headlines_*.jsonl: a target is right when indicator, value or range,
unit and bound are; stretch figures (力争10% behind 8%) and figures without an id count neither way. `all-amounts`
holds every target and result against corpus/targets_*.jsonl. `panel` counts gdp_growth in the headlines of a panel
that `lvliang-nlp panel` has written: annual reports of provinces and cities since 2003, and the median of each year.
"""

import argparse
import json
from collections import Counter
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow.parquet as pq
from quantities import texts

import lvliang_nlp as lv
import lvliang_nlp.schema
from lvliang_nlp.quantity import default_units

CORPUS = Path(__file__).parents[1] / "corpus"
# What is promised does not hang on names; --tagger takes the learned one.
ANALYZER = lv.Analyzer(profile=None, tagger=None)
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def unit_name(text: str) -> str:
    found = default_units().at(text, 0)
    return found[0].name if found and found[1] == len(text) else text


def figures(item: Row) -> tuple[Any, ...]:
    value = item.get("value")
    low, high = (value, value) if value is not None else (item["low"], item["high"])
    return Decimal(low), Decimal(high), unit_name(item["unit"]), item["bound"]


def found_figures(target: lv.schema.Target) -> tuple[Any, ...]:
    q = target.quantity
    low, high = (q.low, q.high) if q.value is None else (q.value, q.value)
    return low, high, unit_name(q.unit), q.bound


def headline(shared: Path, analyzer: lv.Analyzer, errors: bool) -> None:
    for path in sorted(CORPUS.glob("headlines_*.jsonl")):
        right = found = wanted = horizons = 0
        gold = rows(path)
        for row in gold:
            report = analyzer.analyze(texts(shared)[row["document"]])
            items = [i for i in row["items"] if i["indicator"] and not i.get("stretch")]
            want: dict[str, list[tuple[Any, ...]]] = {}
            for item in items:
                want.setdefault(item["indicator"], []).append(figures(item))
            have = {name: found_figures(target) for name, target in report.headline.items()}
            good = {name for name, value in have.items() if value in want.get(name, [])}
            horizon = (report.headline_horizon or "none") == row["horizon"]
            horizons += horizon
            right, found, wanted = right + len(good), found + len(have), wanted + len(want)
            if errors and (len(good) < len(want) or len(have) > len(good) or not horizon):
                print(f"{row['document']} {report.year} {report.headline_horizon or 'none'} {row['horizon']}")
                for name in sorted(set(have) | set(want)):
                    if name not in good:
                        print(f"    {name}: found {show(have.get(name))} gold {[show(v) for v in want.get(name, [])]}")
        print(f"{path.stem}: precision {right / found:.3f} ({right}/{found}) recall {right / wanted:.3f} "
              f"({right}/{wanted}) horizon {horizons}/{len(gold)}")  # fmt: skip


def show(value: tuple[Any, ...] | None) -> str:
    return "-" if value is None else " ".join(map(str, value))


def all_amounts(shared: Path, analyzer: lv.Analyzer, errors: bool) -> None:
    for path in sorted(CORPUS.glob("targets_*.jsonl")):
        count: Counter[str] = Counter()
        for row in rows(path):
            source = texts(shared)[row["document"]]
            before = [0, *accumulate(not c.isspace() for c in source)]
            report = analyzer.analyze(source)
            have: dict[tuple[int, int], list[lv.schema.Target]] = {}
            for target in report.targets:
                have.setdefault((before[target.quantity.start], before[target.quantity.end]), []).append(target)
            for item in row["items"]:
                compare(item, have.get((item["start"], item["end"]), []), count, row["document"], errors)
        pairs, both = count["right"], count["both"]
        print(f"{path.stem}: subject and quantity: precision {pairs / count['given']:.3f} recall "
              f"{pairs / count['wanted']:.3f} | of the {both} of {count['wanted']} given in both: subject "
              f"{pairs / both:.3f} kind {count['kind'] / both:.3f} deadline {count['deadline'] / count['targets']:.3f} "
              f"period {count['period'] / both:.3f}")  # fmt: skip


def compare(item: Row, found: list[lv.schema.Target], count: Counter[str], document: str, errors: bool) -> None:
    stated = item["kind"] != "none"
    count["wanted"] += stated
    count["given"] += bool(found)
    problems = []
    if stated and found:
        count["both"] += 1
        subject = right_subjects(item, [target.subject for target in found])
        kind, target = found[0].kind == item["kind"], found[0]
        count["right"] += subject
        count["kind"] += kind
        count["period"] += (item.get("period") or "") == target.period
        if item["kind"] == "target" and kind:
            deadline = str(target.deadline or "") == item.get("deadline", "")
            count["targets"] += 1
            count["deadline"] += deadline
            if not deadline:
                problems.append(f"deadline {target.deadline} gold {item.get('deadline')} {item.get('deadline_text')}")
        if not subject:
            problems.append(f"subject {[t.subject for t in found]} gold {item['core']} {item['full']}")
        if not kind:
            problems.append(f"kind {found[0].kind} gold {item['kind']}")
    elif stated or found:
        subjects = [target.subject for target in found]
        problems.append(f"missing {item['core']} {item['kind']}" if stated else f"too many {subjects}")
    if errors:
        for problem in problems:
            print(f"    {document} {item['text']} at {item['start']}: {problem}")


def right_subjects(item: Row, subjects: list[str]) -> bool:
    """One that is right, or the parts of a joint subject (养老、医疗保险) that make up the whole."""
    if any(right_subject(item, subject) for subject in subjects):
        return True
    joint = [full for full in item["full"] if all(subject in full for subject in subjects)]
    return len(subjects) > 1 and bool(joint)


def right_subject(item: Row, subject: str) -> bool:
    return (item["core"] in subject and any(subject in full for full in item["full"])) or subject in item["full"]


def panel(file: Path, _: lv.Analyzer, errors: bool) -> None:
    """What the file itself says: the reports in its metadata, the values in its rows."""
    table = pq.ParquetFile(file)
    reports = json.loads(table.schema_arrow.metadata[b"lvliang_nlp.reports"])["reports"]
    annual = [r for r in reports if r[2] in ("province", "prefecture") and (r[3] or 0) >= 2003]
    missing = sorted(name for name, _, _, _, found in annual if "gdp_growth" not in found)
    share = 1 - len(missing) / len(annual)
    print(f"gdp_growth: {len(annual) - len(missing)} of {len(annual)} reports since 2003, {share:.1%}")
    if errors:
        print("missing:", *missing)
    columns = ["file", "year", "indicator", "headline", "value", "low", "high"]
    held = [r for r in table.read(columns=columns).to_pylist() if r["headline"] and r["indicator"] == "gdp_growth"]
    values: dict[int, list[Decimal]] = {}
    for row in held:
        ends = [value for value in (row["value"], row["low"], row["high"]) if value is not None]
        values.setdefault(row["year"] or 0, []).append(ends[0])
        if not all(0 <= value <= 25 for value in ends):
            print(f"outside 0 to 25: {row['file']} {' to '.join(f'{value.normalize():f}' for value in ends)}")
    print("medians:", *(f"{year} {median(found).normalize():f}" for year, found in sorted(values.items())))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["headline", "all-amounts", "panel"])
    parser.add_argument("path", type=Path, help="the folder ../shared, or the panel")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--tagger", action="store_true", help="with the learned tagger")
    options = parser.parse_args()
    analyzer = lv.Analyzer(profile=None) if options.tagger else ANALYZER
    run = {"headline": headline, "all-amounts": all_amounts, "panel": panel}[options.what]
    run(options.path, analyzer, options.errors)


if __name__ == "__main__":
    main()
