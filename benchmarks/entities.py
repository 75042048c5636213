"""How well places, companies and projects are found, against gold, and what they are over all reports.

    python benchmarks/entities.py gold ../shared [--rules] [--tagger FILE] [--errors N] [--by-report]
    python benchmarks/entities.py codes ../shared
    python benchmarks/entities.py homes ../shared
    python benchmarks/entities.py all ../shared [--rules] [-o FOLDER]
    python benchmarks/entities.py speed ../shared

`gold` scores whole documents by ../shared/score.py; `codes` the codes of the gold's places (corpus/place_codes.jsonl);
`all` checks every report and counts names; `speed` measures `lv.analyze` and the memory of the longest report.
"""

import argparse
import subprocess
import sys
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import accumulate
from pathlib import Path
from typing import Any

from quantities import NEWSPAPER, scorer, texts

import lvliang_nlp as lv
from corpus import gold, ink, reports
from lvliang_nlp.place import Linker, home_code, infer_home

CORPUS = Path(__file__).parents[1] / "corpus"
KINDS = {"PLACE": "places", "COMPANY": "companies", "PROJECT": "projects"}
Row = dict[str, Any]


def facts(shared: Path) -> dict[str, Row]:
    """Place and year of each report as its publisher files it."""
    rows = {row["id"]: row for row in reports(shared / "reports/reports.parquet")}
    return rows | {NEWSPAPER: {"place": "吕梁市", "year": 2023}}


def predicted(source: str, analyzer: lv.Analyzer) -> list[Row]:
    """The names of a whole document as spans of the gold format, offsets in ink, by their start."""
    before = [0, *accumulate(not c.isspace() for c in source)]
    report = analyzer.analyze(source)
    found = [
        {"label": label, "start": before[m.start], "end": before[m.end], "text": m.text}
        for label, name in KINDS.items()
        for m in getattr(report, name)
    ]
    return sorted(found, key=lambda s: s["start"])


def score_gold(shared: Path, path: Path, analyzer: lv.Analyzer, cache: dict[str, list[Row]]) -> tuple[Any, Any, Any]:
    rows, found = gold(path), []
    for k, row in enumerate(rows):
        name = row["document"]
        if name not in cache:
            cache[name] = predicted(texts(shared)[name], analyzer)
        spans = cache[name]
        first = bisect_left(spans, row["sent"][0], key=lambda s: s["start"])
        last = bisect_left(spans, row["sent"][1], key=lambda s: s["start"])
        row["i"] = k
        found.append({"i": k, "spans": [s for s in spans[first:last] if s["end"] <= row["sent"][1]]})
    return rows, found, scorer(shared).score(rows, found)


def table(result: Any) -> str:
    parts = []
    for label in KINDS:
        strict, relaxed = result[label]["strict"], result[label]["relaxed"]
        parts.append(f"{label} P {strict[3]:.3f} R {strict[4]:.3f} F1 {strict[5]:.3f} relaxed {relaxed[5]:.3f}")
    return "   ".join(parts)


def run_gold(options: argparse.Namespace) -> None:
    shared = options.shared
    analyzer = lv.Analyzer(profile=None, tagger=None if options.rules else options.tagger)
    cache: dict[str, list[Row]] = {}
    files = [shared / "gold/dev.jsonl", shared / f"gold/{NEWSPAPER}.jsonl", CORPUS / "entities_unseen.jsonl"]
    for path in filter(Path.exists, files):
        rows, found, (result, errors) = score_gold(shared, path, analyzer, cache)
        print(f"{path.stem:24} {len(rows):4} sentences  {table(result)}")
        if options.by_report and path.stem == "dev":
            for name in sorted({row["document"] for row in rows}):
                own = [row for row in rows if row["document"] == name]
                which = {row["i"] for row in own}
                print(f"    {name:16}", table(scorer(shared).score(own, [f for f in found if f["i"] in which])[0]))
        by_i = {row["i"]: row for row in rows}
        for kind, i, label, span in [e for e in errors if e[2] in KINDS][: options.errors]:
            row = by_i[i]
            text = ink(texts(shared)[row["document"]])
            before, after = text[max(0, span["start"] - 15) : span["start"]], text[span["end"] : span["end"] + 12]
            around = f"{before}[{span['text']}]{after}"
            print(f"    {kind:6} {label:8} {around}  ({row['document']})")


def run_codes(options: argparse.Namespace) -> None:
    """Codes of the gold's places: linked from the gold's spans, and in the output of `lv.analyze`."""
    known = facts(options.shared)
    rows = gold(CORPUS / "place_codes.jsonl")
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row["document"]].append(row)
    right = found = right_found = 0
    for name, own in by_document.items():
        linker = Linker(home_code(known[name]["place"], known[name]["year"]), known[name]["year"])
        source = texts(options.shared)[name]
        before = [0, *accumulate(not c.isspace() for c in source)]
        places = {(before[p.start], before[p.end]): p for p in lv.Analyzer(profile=None).analyze(source).places}
        code, end = "", -1
        for row in own:
            link = linker.link(row["text"], code if row["start"] == end else "")
            code, end = link.code, row["end"]
            members = sorted(linker.gazetteer.table.adcode(d.code) for d in link.members)
            right += link.adcode == row["adcode"] and (not row["members"] or members == sorted(row["members"]))
            if (place := places.get((row["start"], row["end"]))) is not None:
                found += 1
                members = sorted(place.member_adcodes)
                same = not row["members"] or members == sorted(row["members"])
                right_found += place.adcode == row["adcode"] and same
    print(f"codes of {len(rows)} places of the gold: {right / len(rows):.3f} right; "
          f"of {found} that lv.analyze finds: {right_found / found:.3f}")  # fmt: skip


def run_homes(options: argparse.Namespace) -> None:
    """The report's own place, inferred from the body of every report as if its head were lost."""
    counts: Counter[str] = Counter()
    known = facts(options.shared)
    for name, source in texts(options.shared).items():
        place = home_code(known[name]["place"], known[name]["year"])
        found = infer_home(source)
        counts["right" if found == place else "wrong" if found else "none"] += 1
    print(f"own place from the body alone: {dict(counts)}")


def run_all(options: argparse.Namespace) -> None:
    analyzer = lv.Analyzer(profile=None, tagger=None if options.rules else options.tagger)
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*KINDS.values(), "unlinked", "kinds", "stages")}
    spread: dict[str, set[str]] = defaultdict(set)
    characters, start = 0, time.perf_counter()
    for name, source in texts(options.shared).items():
        report = analyzer.analyze(source)
        characters += len(source)
        for what in KINDS.values():
            for mention in getattr(report, what):
                assert mention.text == ink(source[mention.start : mention.end]), (name, mention)
                counts[what][mention.text] += 1
        for place in report.places:
            counts["kinds"][place.kind] += 1
            if place.adcode is None and not place.members:
                counts["unlinked"][place.text] += 1
        for company in report.companies:
            spread[company.text].add(report.place)
        counts["stages"].update(str(project.stage) for project in report.projects)
    seconds = time.perf_counter() - start
    total = {what: sum(counts[what].values()) for what in KINDS.values()}
    print(f"{len(texts(options.shared))} documents, {characters} characters, {total}, no exception, "
          f"every text its ink; {seconds:.0f} s")  # fmt: skip
    print("kinds of places:", dict(counts["kinds"].most_common()))
    print("stages of projects:", dict(counts["stages"].most_common()))
    if options.output:
        options.output.mkdir(parents=True, exist_ok=True)
        for what in (*KINDS.values(), "unlinked"):
            lines = [f"{text}\t{n}\t{len(spread[text])}" for text, n in counts[what].most_common()]
            (options.output / f"{what}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run_speed(options: argparse.Namespace) -> None:
    sample = "\n".join(p.read_text(encoding="utf-8") for p in sorted((options.shared / "reports/sample").glob("*.md")))
    rules = lv.Analyzer(profile=None, tagger=None)
    for name, analyzer in (("with the tagger", lv.Analyzer(profile=None)), ("tagger=None", rules)):
        analyzer.analyze(sample[:2000])
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            analyzer.analyze(sample)
            best = min(best, time.perf_counter() - start)
        print(f"{name}: {len(sample) / best:,.0f} characters a second ({len(sample)} characters, best of 3)")
    longest = max(texts(options.shared).values(), key=len)
    code = (
        "import sys, lvliang_nlp as lv; lv.Analyzer(profile=None).analyze(sys.stdin.read());"
        "print(next(int(line.split()[1]) // 1024 for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    child = subprocess.run([sys.executable, "-c", code], input=longest, capture_output=True, text=True, check=True)
    print(f"longest report, {len(longest)} characters, in a process of its own: {child.stdout.strip()} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["gold", "codes", "homes", "all", "speed"])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--rules", action="store_true", help="rules and tables alone")
    parser.add_argument("--tagger", default="default")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--by-report", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    runs = {"gold": run_gold, "codes": run_codes, "homes": run_homes, "all": run_all, "speed": run_speed}
    runs[options.what](options)


if __name__ == "__main__":
    sys.exit(main())
