"""HanLP as tagger and tokenizer: tiny models trained here, and results of the shapes that published models give."""

import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.entity.spans import merge
from lvliang_nlp.integrations.hanlp import models
from lvliang_nlp.integrations.hanlp.align import align
from lvliang_nlp.integrations.hanlp.tagger import _entities
from lvliang_nlp.schema import ink

TEXT = "二、2023年重点工作\n支持星河镇的蓝海集团建厂。年内煤炭产能突破1.65亿吨。"


@pytest.mark.parametrize(
    ("text", "tokens", "wanted"),
    [
        ("ＡＩ 产业", ["AI", "产业"], [(0, 2), (3, 5)]),
        ("建设 星河镇", ["建设", "星河镇"], [(0, 2), (3, 6)]),
        ("好😀事", ["好", "[UNK]", "事"], [(0, 1), (1, 2), (2, 3)]),
        ("1.5万", ["1．5万"], [(0, 4)]),
        ("甲乙", ["甲", "丙", "乙"], [(0, 1), (1, 1), (1, 2)]),
        ("", [], []),
    ],
)
def test_align(text: str, tokens: list[str], wanted: list[tuple[int, int]]) -> None:
    assert align(text, tokens) == wanted


@given(st.text(st.sampled_from("甲乙 丙\n1２Ａb　😀"), max_size=20), st.data())
def test_align_goes_back_to_where_tokens_were_cut(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)) | {0, len(text)})
    pieces = [text[a:b].strip() for a, b in pairwise(cuts)]
    tokens = [piece for piece in pieces if piece]
    assert [text[a:b] for a, b in align(text, tokens)] == tokens


def test_merge_takes_the_longer_and_never_a_part() -> None:
    assert merge([(0, 3)], [(1, 2), (2, 5), (0, 6)]) == [(0, 6)]
    assert merge([], [(3, 4), (0, 1)]) == [(0, 1), (3, 4)]


class Recorded:
    """A model of several tasks as HanLP gives its results: words, and names by word numbers."""

    def __init__(self) -> None:
        self.tasks = {"tok/fine": self, "ner/msra": self}
        self.dict_combine: set[str] | None = None

    def __call__(self, sentences: list[str], tasks: str | None = None) -> dict[str, Any]:
        words = [["支持", "星河镇", "的", "蓝海集团", "建厂", "。"] if "星河" in s else list(ink(s)) for s in sentences]
        names = [
            [("星河镇", "LOCATION", 1, 2), ("蓝海集团", "ORGANIZATION", 3, 4)] if "星河" in s else [] for s in sentences
        ]
        return {"tok/fine": words, "ner/msra": names}


def test_results_of_several_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lvliang_nlp.integrations.hanlp.tagger.load_model", lambda name: Recorded())
    report = lv.Analyzer(tagger="hanlp:recorded").analyze(TEXT, place="吕梁市", year=2023)
    assert [(p.text, p.kind) for p in report.places] == [("星河镇", "town")] or report.places[0].text == "星河镇"
    assert [c.text for c in report.companies] == ["蓝海集团"]
    assert [q.text for q in report.quantities] == ["1.65亿吨"]
    for mention in (*report.places, *report.companies):
        assert ink(TEXT[mention.start : mention.end]) == mention.text


def test_results_of_one_task() -> None:
    def model(words: list[list[str]]) -> list[list[tuple[str, str, int, int]]]:
        return [[("星河镇", "NS", 2, 5)] for _ in words]

    assert _entities(model, ["支 持星河镇。"]) == [[("NS", 3, 6)]]


def test_words_of_several_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lvliang_nlp.integrations.hanlp.words.load_model", lambda name: Recorded())
    analyzer = lv.Analyzer(tagger=None, tokenizer="hanlp:recorded")
    words = [token.text for token in analyzer.tokenize("支持星河镇的蓝海集团建厂。", place="吕梁市")]
    assert words == ["支持", "星河镇", "的", "蓝海集团", "建厂", "。"]


@pytest.mark.parametrize("bad", ["hanlp", 5, "spacy:x"])
def test_tokenizers_that_are_none(bad: Any) -> None:
    with pytest.raises(lv.InputError, match="tokenizer"):
        lv.Analyzer(tagger=None, tokenizer=bad)


def test_without_hanlp_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "hanlp", None)
    models.load_model.cache_clear()
    with pytest.raises(lv.MissingExtraError, match=r"lvliang-nlp\[hanlp\]"):
        lv.Analyzer(tagger="hanlp:MSRA_NER_ELECTRA_SMALL_ZH")


def test_the_dictionary_without_torch() -> None:
    pytest.importorskip("hanlp_trie", reason="the extra hanlp is not installed")
    analyzer = lv.Analyzer(tagger=None, tokenizer="hanlp_trie")
    text = "优化营商环境，产能突破1.65亿吨。 A1"
    tokens = analyzer.tokenize(text, place="吕梁市")
    assert [t.text for t in tokens] == ["优化", "营商环境", "，", "产能", "突破", "1.65亿", "吨", "。", "A1"]
    assert all(ink(text[t.start : t.end]) == t.text for t in tokens)


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("hanlp", reason="the extra hanlp is not installed")
    with pytest.raises(lv.ReadError, match="HANLP_HOME"):
        lv.Analyzer(tagger=f"hanlp:{tmp_path / 'none'}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recognizer trained on sentences of ours, saved in a folder."""
    pytest.importorskip("hanlp", reason="the extra hanlp is not installed")
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer

    home = tmp_path_factory.mktemp("hanlp")
    rows = []
    for place in ("星河镇", "云岭村", "白沙湖"):
        for firm in ("蓝海集团", "东升公司"):
            for shape in ("支持{p}的{f}建厂。", "{f}在{p}落地。", "推动{p}发展。"):
                rows.append((shape, {"p": (place, "NS"), "f": (firm, "NT")}))
    lines = []
    for shape, parts in rows:
        text = shape
        tags: list[tuple[str, str]] = []
        while text:
            key = text[1] if text[0] == "{" else ""
            if key:
                name, label = parts[key]
                tags += [(c, f"{'B' if i == 0 else 'I'}-{label}") for i, c in enumerate(name)]
                text = text[3:]
            else:
                tags.append((text[0], "O"))
                text = text[1:]
        lines.append("\n".join(f"{c}\t{t}" for c, t in tags))
    data = home / "train.tsv"
    data.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    RNNNamedEntityRecognizer().fit(
        str(data), str(data), str(home / "model"), epochs=30, embed=16, rnn_hidden=16, crf=False, batch_size=4,
        tagging_scheme="BIO", drop=0.0, lr=0.02, devices=-1, verbose=False, delimiter="\t",
    )  # fmt: skip
    return home / "model"


def test_a_model_of_our_own(folder: Path) -> None:
    models.load_model.cache_clear()
    analyzer = lv.Analyzer(tagger=f"hanlp:{folder}")
    text = "二、2023年重点工作\n支持星河镇的蓝海集团建厂。\n年内煤炭产能突破1.65 亿\n吨。"
    report = analyzer.analyze(text, place="吕梁市", year=2023)
    assert "星河镇" in [p.text for p in report.places]
    assert [c.text for c in report.companies] == ["蓝海集团"]
    assert all(ink(text[m.start : m.end]) == m.text for m in (*report.places, *report.companies, *report.quantities))
    again = pickle.loads(pickle.dumps(analyzer)).analyze(text, place="吕梁市", year=2023)
    assert again == report
