"""The published reports and the gold beside the checkout, for the training."""

import json
from pathlib import Path

import pyarrow.parquet as pq

from lvliang_nlp.panel.sources import Source
from lvliang_nlp.training import Documents

NEWSPAPER = "lvliang_2023_newspaper"


def documents_of(shared: Path) -> Documents:
    """All published reports by id, and the newspaper page."""
    rows = pq.read_table(shared / "reports/reports.parquet", columns=["id", "text", "place", "year"]).to_pylist()
    found = {row["id"]: Source(row["id"], row["text"], row["place"], row["year"]) for row in rows}
    text = (shared / f"reports/{NEWSPAPER}.txt").read_text(encoding="utf-8")
    return Documents(found | {NEWSPAPER: Source(NEWSPAPER, text, "吕梁市", 2023)})


def measuring(shared: Path) -> set[str]:
    """The reports of the gold that only measures: none of their text is trained on, labelled or not."""
    corpus = Path(__file__).parents[1] / "corpus"
    files = [shared / "gold/dev.jsonl", corpus / "entities_unseen.jsonl", corpus / "entities_cities.jsonl"]
    texts = [file.read_text(encoding="utf-8") for file in files if file.exists()]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return {json.loads(line)["document"] for line in lines} | {NEWSPAPER}
