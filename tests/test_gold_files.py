"""Stand-off gold: files that fit their texts, and clear errors for those that do not."""

import json
from pathlib import Path

import pytest
from conftest import ROOT

import lvliang_nlp as lv
from lvliang_nlp.gold import read_gold

CORPUS = ROOT / "corpus"
FILES = sorted(CORPUS.glob("entities_*.jsonl"))
ROW = {"i": 0, "document": "a", "sent": [0, 5], "spans": [{"label": "PLACE", "start": 2, "end": 4, "text": "兴县"}]}


def write(tmp_path: Path, *rows: object) -> Path:
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def test_there_is_enough_of_it() -> None:
    train = [row for name in ("entities_train", "entities_more") for row in read_gold(CORPUS / f"{name}.jsonl")]
    assert len(train) >= 2000
    assert len(read_gold(CORPUS / "entities_unseen.jsonl")) == 240
    assert sum(s.label == "COMPANY" and not s.optional for row in train for s in row.spans) >= 800


def test_what_measures_is_not_trained_on() -> None:
    files = [CORPUS / f"{name}.jsonl" for name in ("entities_train", "entities_more")]
    train = {row.document for file in files for row in read_gold(file)}
    unseen = {row.document for row in read_gold(CORPUS / "entities_unseen.jsonl")}
    assert not train & unseen
    assert not {d.split("_")[0] for d in train} & {d.split("_")[0] for d in unseen}  # no place of it either


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_file_fits_the_published_reports(file: Path, shared: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="reads reports.parquet")
    table = parquet.read_table(shared / "reports/reports.parquet", columns=["id", "text"]).to_pydict()
    rows = read_gold(file, dict(zip(table["id"], table["text"], strict=True)))
    for row in rows:
        assert row.sha256
        assert all(row.sent[0] <= span.start < span.end <= row.sent[1] for span in row.spans)


def test_another_text_is_found_out(tmp_path: Path) -> None:
    file = write(tmp_path, ROW)
    assert read_gold(file, {"a": "支 持\n兴县。"})[0].spans[0].text == "兴县"
    with pytest.raises(lv.InputError, match="no '兴县' at 2"):
        read_gold(file, {"a": "支持临县。"})
    with pytest.raises(lv.InputError, match="not among the texts"):
        read_gold(file, {"b": "支持兴县。"})
    file = write(tmp_path, {**ROW, "sha256": "0" * 64})
    with pytest.raises(lv.InputError, match="its ink differs"):
        read_gold(file, {"a": "支持兴县。"})


def test_what_is_no_gold_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(lv.ReadError, match=r"missing\.jsonl"):
        read_gold(tmp_path / "missing.jsonl")
    for bad in ({"i": 1}, [1, 2], {**ROW, "more": 1}):
        with pytest.raises(lv.ReadError, match="line 2: no gold sentence"):
            read_gold(write(tmp_path, ROW, bad))
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(lv.ReadError, match="cannot be read as gold"):
        read_gold(file)
