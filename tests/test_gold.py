"""Typed F1 of `lv.analyze` against annotation, as the scorer beside the published reports counts it.

The demonstration report is in the repository, so its score is counted here and always runs.
"""

import importlib.util
import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import ROOT

import lvliang_nlp as lv
from lvliang_nlp.schema import Quantity, ink

BAR = 0.97
CORPUS = ROOT / "corpus"
Row = dict[str, Any]


def _rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _span(quantity: Quantity, start: int) -> Row:
    fields = ("value", "low", "high", "unit", "bound", "change")
    attrs = {f: getattr(quantity, f) for f in fields}
    numbers = {f: str(v) if f in fields[:3] else v for f, v in attrs.items() if v is not None}
    return {"label": "QUANTITY", "start": start, "end": start + len(quantity.text), "text": quantity.text,
            "attrs": numbers}  # fmt: skip


def _spans(text: str) -> list[Row]:
    """The quantities of a whole document with offsets in ink."""
    spans, at, done = [], 0, 0
    for quantity in lv.analyze(text).quantities:
        at += len(ink(text[done : quantity.start]))
        done = quantity.start
        spans.append(_span(quantity, at))
    return spans


def _predict(gold: list[Row], texts: dict[str, str]) -> list[Row]:
    """One row for each sentence of the gold: what `lv.analyze` of its whole document finds within its bounds."""
    found = {name: _spans(text) for name, text in texts.items()}
    rows = []
    for row in gold:
        start, end = row["sent"]
        inside = [s for s in found[row["document"]] if start <= s["start"] and s["end"] <= end]
        rows.append({"i": row["i"], "spans": inside})
    return rows


@pytest.fixture(scope="module")
def score(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _typed_f1(score: ModuleType, gold: list[Row], predicted: list[Row]) -> tuple[float, str]:
    result, errors = score.score(gold, predicted)
    wrong = [f"{kind} {i} {s['text']} {s.get('attrs')} {s.get('got', '')}" for kind, i, label, s in errors
             if label == "QUANTITY"]  # fmt: skip
    return result["QUANTITY"]["typed"][2], "\n".join(wrong)


def test_newspaper(shared: Path, score: ModuleType) -> None:
    gold = _rows(shared / "gold" / "lvliang_2023_newspaper.jsonl")
    text = (shared / "reports" / "lvliang_2023_newspaper.txt").read_text(encoding="utf-8")
    f1, wrong = _typed_f1(score, gold, _predict(gold, {row["document"]: text for row in gold}))
    assert f1 >= BAR, wrong


def test_dev(shared: Path, score: ModuleType) -> None:
    pandas = pytest.importorskip("pandas", reason="reads reports.parquet")
    gold = _rows(shared / "gold" / "dev.jsonl")
    names = {row["document"] for row in gold}
    table = pandas.read_parquet(shared / "reports" / "reports.parquet", columns=["id", "text"])
    texts = {row.id: row.text for row in table.itertuples() if row.id in names}
    assert set(texts) == names
    f1, wrong = _typed_f1(score, gold, _predict(gold, texts))
    assert f1 >= BAR, wrong


def _key(span: Row) -> tuple[Any, ...]:
    numbers = [span["attrs"].get(name) for name in ("value", "low", "high")]
    rest = [span["attrs"][name] for name in ("unit", "bound", "change")]
    return span["start"], span["end"], *(n and round(Decimal(n), 6) for n in numbers), *rest


def test_demonstration() -> None:
    """Scored as the scorer does: a grey span neither helps nor harms."""
    spans = [s for row in _rows(CORPUS / "demonstration.quantities.jsonl") for s in row["spans"]]
    grey = [s for s in spans if s["optional"]]
    gold = {_key(s) for s in spans if not s["optional"]}
    found = {_key(s) for s in _spans((CORPUS / "demonstration.txt").read_text(encoding="utf-8"))}
    found = {f for f in found if not any(f[0] < s["end"] and s["start"] < f[1] for s in grey)}
    assert len(gold) > 150
    assert 2 * len(gold & found) / (len(gold) + len(found)) >= BAR, sorted(gold ^ found, key=lambda k: k[:2])


_LAYOUT = {"start", "end", "counted"}  # a noun may be cut where the page breaks a heading


def test_newspaper_page_of_the_demonstration_gives_the_same() -> None:
    clean = lv.quantities((CORPUS / "demonstration.txt").read_text(encoding="utf-8"))
    page = lv.quantities((CORPUS / "demonstration_newspaper.txt").read_bytes().decode("utf-8"))
    assert [q.model_dump(exclude=_LAYOUT) for q in page] == [q.model_dump(exclude=_LAYOUT) for q in clean]
