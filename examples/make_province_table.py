"""The growth targets of one province, and what its reports say was reached, as a small table of facts.

    python make_province_table.py REPORTS.parquet 安徽省 -o data/anhui_targets.csv

REPORTS.parquet has the columns `id`, `place`, `year`, `text`. The table has columns of the table `targets`
(docs/tables.md), and two kinds of rows: the report's main expected targets (`headline`), and its results of the year
before.
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import lvliang_nlp as lv
from lvliang_nlp.tables import records

INDICATORS = (
    "gdp_growth", "fiscal_revenue_growth", "budget_revenue_growth", "fixed_investment_growth", "retail_sales_growth",
    "urban_income_growth", "rural_income_growth", "cpi_growth", "new_urban_jobs",
)  # fmt: skip
COLUMNS = (
    "file", "place", "year", "indicator", "subject", "quantity_text", "value", "low", "high", "unit", "bound", "change",
    "kind", "period", "headline",
)  # fmt: skip

HEAD = """\
# Facts of the published government work reports of {place}, {first} to {last}: no text of them is here.
# Read out by examples/make_province_table.py.
"""


def rows(reports: Path, place: str) -> list[dict[str, Any]]:
    found = []
    analyzer = lv.Analyzer(profile=None, tagger=None)  # names of firms and projects are not needed here
    texts = pq.read_table(reports, columns=["id", "place", "year", "text"], filters=[("place", "=", place)])
    for report in sorted(texts.to_pylist(), key=lambda row: row["year"]):
        result = analyzer.analyze(report["text"], place=place, year=report["year"])
        for row in records(result, "targets", file=report["id"]):
            of_last_year = row["kind"] == "result" and row["period"] == str(row["year"] - 1)
            if row["indicator"] in INDICATORS and (row["headline"] or of_last_year):
                found.append(row)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("reports", type=Path)
    options.add_argument("place")
    options.add_argument("-o", "--out", type=Path, required=True)
    given = options.parse_args()
    found = rows(given.reports, given.place)
    if not found:
        sys.exit(f"{given.reports}: no targets of {given.place}")
    with given.out.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD.format(place=given.place, first=found[0]["year"], last=found[-1]["year"]))
        table = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(found)
    print(f"{given.out}: {len(found)} rows")


if __name__ == "__main__":
    main()
