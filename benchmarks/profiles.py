"""What profiles and training of one's own bring in two cities whose reports the package has never seen.

    python benchmarks/profiles.py ../shared [--train]

Gold: corpus/entities_cities.jsonl, 200 sentences of each city, from two reports that nothing else here was made from.
The draft is made anew from the other reports of the city; the finished profiles are examples/profiles/. With --train,
which needs torch, the tagger is trained on with the gold of one of the two reports and measured on the other, and back.
"""

import argparse
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import lvliang_nlp as lv
from lvliang_nlp.extend import Scores, draft_profile, evaluate, predict, read_texts
from lvliang_nlp.gold import GoldSentence, read_gold
from lvliang_nlp.panel.sources import Source

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "corpus/entities_cities.jsonl"
CITIES = {"襄阳市": ("xiangyang", (2023, 2025)), "泉州市": ("quanzhou", (2024, 2026))}
LABELS = ("PLACE", "COMPANY", "PROJECT")


def measured(rows: list[GoldSentence], texts: dict[str, Source], **settings: object) -> Scores:
    analyzer = lv.Analyzer(**settings)  # type: ignore[arg-type]
    return evaluate(rows, predict(rows, texts, analyzer), texts)


def show(name: str, scores: Scores) -> None:
    cells = []
    for label in LABELS:
        strict, relaxed = scores.strict[label], scores.relaxed[label]
        cells.append(f"{strict.f1:.3f} ({relaxed.f1:.3f})" if strict.right + strict.missed else "–")
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def draft(shared: Path, folder: Path, city: str, left_out: tuple[int, ...]) -> Path:
    """A draft from the city's other reports."""
    table = pq.read_table(shared / "reports/reports.parquet", columns=["id", "place", "year", "text"])
    years = pa.array(left_out, table["year"].type)
    other = table.filter(pc.and_(pc.equal(table["place"], city), pc.invert(pc.is_in(table["year"], value_set=years))))
    pq.write_table(other, folder / "reports.parquet")
    file = folder / f"{CITIES[city][0]}_draft.toml"
    file.write_text(draft_profile(city, [folder / "reports.parquet"]), encoding="utf-8")
    return file


def trained(rows: list[GoldSentence], texts: dict[str, Source], folder: Path, profile: Path) -> Scores:
    """Each report measured with weights that have seen the gold of the other; the rates of both together."""
    from lvliang_nlp.training import train

    found = []
    for document in sorted({row.document for row in rows}):
        gold = folder / "gold.jsonl"
        gold.write_text("\n".join(r.model_dump_json() for r in rows if r.document != document), encoding="utf-8")
        train([gold], texts, folder / "own.npz")
        mine = [row for row in rows if row.document == document]
        analyzer = lv.Analyzer(profile=profile, tagger=folder / "own.npz")
        found += list(zip(mine, predict(mine, texts, analyzer), strict=True))
    return evaluate([row for row, _ in found], [spans for _, spans in found], texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--train", action="store_true")
    options = parser.parse_args()
    texts = read_texts(options.shared / "reports/reports.parquet")
    gold = read_gold(GOLD, {name: source.text for name, source in texts.items()})
    print("| city | PLACE | COMPANY | PROJECT |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        for city, (profile, left_out) in CITIES.items():
            rows = [row for row in gold if texts[row.document].place == city]
            done = ROOT / f"examples/profiles/{profile}.toml"
            show(f"{city}, no profile", measured(rows, texts, profile=None))
            first = draft(options.shared, Path(name), city, left_out)
            show(f"{city}, the draft as it is made", measured(rows, texts, profile=first))
            show(f"{city}, the finished profile", measured(rows, texts, profile=done))
            show(f"{city}, the finished profile, by rules", measured(rows, texts, profile=done, tagger=None))
            show(f"{city}, no profile, by rules", measured(rows, texts, profile=None, tagger=None))
            if options.train:
                show(f"{city}, the finished profile, trained on", trained(rows, texts, Path(name), done))


if __name__ == "__main__":
    main()
