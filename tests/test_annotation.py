"""Our gold to spaCy, CoNLL, brat and Label Studio and back."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from spacy.cli.train import train
from spacy.tokens import DocBin
from typer.testing import CliRunner

import lvliang_nlp as lv
from lvliang_nlp.annotation import Annotated, convert, read_annotation, write_annotation
from lvliang_nlp.annotation.conll import from_conll, to_conll
from lvliang_nlp.annotation.item import rebuild
from lvliang_nlp.cli import app

TEXT = "建 设 孝义鹏飞30万台氢能重卡项目，\n新建兴县公园。"
SPANS = [
    {"label": "PROJECT", "start": 2, "end": 16, "text": "孝义鹏飞30万台氢能重卡项目"},
    {"label": "PLACE", "start": 2, "end": 4, "text": "孝义"},
    {"label": "COMPANY", "start": 4, "end": 6, "text": "鹏飞"},
    {"label": "QUANTITY", "start": 6, "end": 10, "text": "30万台", "attrs": {"value": "300000", "unit": "台"}},
    {"label": "PLACE", "start": 19, "end": 21, "text": "兴县", "optional": True},
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "甲.txt").write_text(TEXT, encoding="utf-8")
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"i": 7, "document": "甲", "sent": [0, 24], "spans": SPANS}) + "\n", encoding="utf-8")
    return file


def facts(items: list[Annotated]) -> list[tuple[object, ...]]:
    return [
        (item.text, item.gold.i, item.gold.document, item.gold.sent,
         [(s.start, s.end, s.label, s.optional, s.attrs) for _, _, s in item.local()])
        for item in items
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["out.spacy", "out.json", "brat", "out.conll"])
def test_there_and_back(gold: Path, tmp_path: Path, kind: str) -> None:
    wanted = read_annotation(gold, {"甲": TEXT})
    assert convert(gold, tmp_path / kind, {"甲": TEXT}) == 1
    back = read_annotation(tmp_path / kind)
    if kind == "out.conll":  # which holds no attributes
        assert [s[:-1] for s in facts(back)[0][4]] == [s[:-1] for s in facts(wanted)[0][4]]  # type: ignore[index]
        assert facts(back)[0][:4] == facts(wanted)[0][:4]
    else:
        assert facts(back) == facts(wanted)
    write_annotation(back, tmp_path / "again.jsonl")
    assert len(read_annotation(tmp_path / "again.jsonl", {"甲": TEXT})[0].gold.spans) == len(SPANS)


def test_docbin_is_what_spacy_trains_on(gold: Path, tmp_path: Path) -> None:
    convert(gold, tmp_path / "out.spacy", {"甲": TEXT})
    (doc,) = DocBin().from_disk(tmp_path / "out.spacy").get_docs(spacy.blank("zh").vocab)
    assert [(e.text, e.label_) for e in doc.ents] == [("孝义鹏飞30万台氢能重卡项目", "PROJECT")]
    assert {s.label_ for s in doc.spans["sc"]} == {"PROJECT", "PLACE", "COMPANY", "QUANTITY", "PLACE?"}


def test_the_command(gold: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["convert", str(gold), str(tmp_path / "o.conll"), "--texts", str(tmp_path / "texts")])
    assert (run.exit_code, run.stderr.strip()) == (0, f"{tmp_path / 'o.conll'}: 1 sentences")
    run = CliRunner().invoke(app, ["convert", str(gold), str(tmp_path / "o.conll")])
    assert run.exit_code == 2 and "--texts" in run.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xyz", "x", "kind not known"),
        ("a.json", "{", "Label Studio"),
        ("a.conll", "甲 乙", "line 1"),
        ("a.spacy", "x", "DocBin"),
    ],
)
def test_what_is_none(tmp_path: Path, name: str, content: str, says: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(lv.ReadError, match=says):
        read_annotation(tmp_path / name)


def test_missing_files(tmp_path: Path) -> None:
    for name in ("a.spacy", "a.conll", "a.json"):
        with pytest.raises(lv.ReadError, match=name):
            read_annotation(tmp_path / name)
    with pytest.raises(lv.WriteError, match="kind"):
        write_annotation([], tmp_path / "a.xyz")
    with pytest.raises(lv.ReadError, match="brat"):
        read_annotation(tmp_path)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.sampled_from(["PLACE", "COMPANY"]), st.booleans())))
def test_conll_keeps_spans_that_lie_apart(drawn: list[tuple[int, int, str, bool]]) -> None:
    taken: dict[str, int] = {}
    spans = []
    for start, size, label, grey in sorted(drawn):
        if start >= taken.get(label, 0):
            spans.append((start, start + size, label, grey, {}))
            taken[label] = start + size
    item = rebuild("一二三四五六七八九十甲乙丙丁", {"i": 0}, spans)
    (back,) = from_conll(to_conll([item]), "here")
    assert facts([back]) == facts([item])


def test_the_example_trains(tmp_path: Path) -> None:
    example = ROOT / "examples/train_spacy"
    files = ROOT / "corpus/demonstration.quantities.jsonl"
    subprocess.run([sys.executable, str(example / "split.py"), str(files), str(tmp_path)], check=True)
    text = (ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8")
    for part in ("train", "dev"):
        convert(tmp_path / f"{part}.jsonl", tmp_path / f"{part}.spacy", {"demonstration": text})
    overrides = {"paths.train": str(tmp_path / "train.spacy"), "paths.dev": str(tmp_path / "dev.spacy")}
    steps = {"training.max_steps": 200, "training.eval_frequency": 100}
    train(example / "config.cfg", tmp_path / "model", overrides=overrides | steps)
    nlp = spacy.load(tmp_path / "model/model-last")
    assert "QUANTITY" in {ent.label_ for ent in nlp("年内新建公园30座，产能达到200万吨，增长8%。").ents}
