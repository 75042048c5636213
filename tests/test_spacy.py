"""The spaCy pipeline: our words and mentions on a Doc, in other pipelines too, through bytes, files and processes."""

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import lvliang_nlp as lv
from lvliang_nlp.integrations.spacy.document import TYPES
from lvliang_nlp.schema import Mention, Report

PAGE = (ROOT / "corpus/demonstration_newspaper.txt").read_text(encoding="utf-8")
SHORT = "二、2023年重点工作\n推动柳林大唐、交口晋能等5个光伏项目建成并网，年内煤炭产能突破1.65 亿\n吨。培训1.2万人。"
PIECES = "优化营商环境吕梁市兴县1.65亿吨，。7%和、 \n  二期项目公司鹏飞\t\u3000Ａ“”"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return lv.load()


def same(doc: Doc, report: Report) -> None:
    """All that the report has is on the Doc, and nothing else."""
    assert doc.text == report.source
    for kind in TYPES:
        found: list[Mention | None] = [span._.lvliang for span in doc.spans[kind]]
        assert found == list(getattr(report, kind)), kind
        for span, mention in zip(doc.spans[kind], getattr(report, kind), strict=True):
            if kind == "targets":  # they end where a clause says, which may be inside a word
                assert span.start_char <= mention.start < mention.end <= span.end_char
            else:
                assert (span.start_char, span.end_char) == (mention.start, mention.end)
            assert span._.section == mention.section
    assert doc._.headline == report.headline
    assert doc._.lvliang["place"] == report.place
    assert [sent.start_char for sent in doc.sents][1:] == [s.start for s in report.sentences][1:]


def test_a_page(nlp: Language) -> None:
    same(nlp(PAGE), lv.analyze(PAGE))


def test_words_are_those_of_tokenize(nlp: Language) -> None:
    doc = nlp(SHORT)
    words = [("".join(t.text.split()), t.idx, t.tag_) for t in doc if t.tag_ != "x" or t.text.strip()]
    assert words == [(t.text, t.start, t.pos) for t in lv.tokenize(SHORT)]


@given(st.text(st.sampled_from(PIECES), max_size=50))
def test_any_text_is_kept(text: str) -> None:
    doc = RULES(text)
    assert doc.text == text
    same(doc, lv.Analyzer(tagger=None).analyze(text)) if text.strip() else None


RULES = lv.load(names=False)


def test_entities_are_the_outermost(nlp: Language) -> None:
    doc = nlp(SHORT)
    assert {ent.label_ for ent in doc.ents} <= {"QUANTITY", "PLACE", "COMPANY", "PROJECT"}
    inner = [span for span in doc.spans["places"] if any(e.start <= span.start and span.end <= e.end for e in doc.ents)]
    assert len(inner) == len(doc.spans["places"])
    assert displacy.render(doc, style="ent", jupyter=False).count("PROJECT") >= 1


def test_bytes_and_docbin(nlp: Language) -> None:
    doc, report = nlp(SHORT), lv.analyze(SHORT)
    same(Doc(nlp.vocab).from_bytes(doc.to_bytes()), report)
    kept = DocBin(store_user_data=True, docs=[doc])
    same(next(DocBin().from_bytes(kept.to_bytes()).get_docs(nlp.vocab)), report)


def test_without_user_data_a_span_stands_for_nothing(nlp: Language) -> None:
    bare = next(DocBin().from_bytes(DocBin(docs=[nlp(SHORT)]).to_bytes()).get_docs(nlp.vocab))
    assert len(bare.spans["quantities"]) == 3
    assert bare.spans["quantities"][0]._.lvliang is None


def test_disk_and_load(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    same(spacy.load(tmp_path / "model")(SHORT), lv.analyze(SHORT))


def test_processes() -> None:
    texts = [SHORT, "新建公园3座。", SHORT.replace("1.2", "2.4")]
    docs = list(RULES.pipe(texts, n_process=2, batch_size=1))
    for doc, text in zip(docs, texts, strict=True):
        same(doc, lv.Analyzer(tagger=None).analyze(text))


@pytest.mark.parametrize("kind", list(TYPES))
def test_a_part_in_another_pipeline(kind: str) -> None:
    """spaCy's own tokenizer cuts characters; a mention is widened to what it touches and never dropped."""
    other = spacy.blank("zh")
    other.add_pipe(f"lvliang_{kind}")
    doc, report = other(SHORT), lv.analyze(SHORT)
    if kind == "quantities":
        report = lv.Analyzer(tagger=None).analyze(SHORT)
    assert [span._.lvliang for span in doc.spans[kind]] == list(getattr(report, kind))
    assert list(doc.spans) == [kind] and not doc.ents


def test_a_coarser_tokenizer_widens() -> None:
    other = spacy.blank("zh")
    other.add_pipe("lvliang_quantities", config={"ents": True})
    doc = Doc(other.vocab, words=["产能突破1.65亿吨", "。"], spaces=[False, False])
    doc = other.get_pipe("lvliang_quantities")(doc)
    (span,) = doc.spans["quantities"]
    assert (span.text, span._.lvliang.text, span.label_) == ("产能突破1.65亿吨", "1.65亿吨", "QUANTITY")
    assert [ent.text for ent in doc.ents] == ["产能突破1.65亿吨"]


def test_the_entry_point_is_light() -> None:
    """spaCy imports every entry point of every package: ours must load nothing that it does not need."""
    code = (
        "import sys, spacy; spacy.blank('zh'); import lvliang_nlp.integrations.spacy.factories;"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('lvliang_nlp', 'rjieba', 'pyarrow', 'daachorse')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert set(eval(out)) <= {
        "lvliang_nlp", "lvliang_nlp.integrations", "lvliang_nlp.integrations.spacy", "lvliang_nlp.errors",
        "lvliang_nlp.integrations.spacy.factories",
    }  # fmt: skip


def test_load_refuses_what_it_does_not_know() -> None:
    with pytest.raises(lv.InputError, match="split"):
        lv.load(quantities="join")  # type: ignore[arg-type]


def test_a_profile_by_path_survives_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "starry.toml"
    file.write_text('place = "吕梁市"\n[companies]\n"星河能源集团" = ["星河能源"]\n', encoding="utf-8")
    nlp = lv.load(profile=file, names=False)
    nlp.to_disk(tmp_path / "saved")
    for one in (nlp, spacy.load(tmp_path / "saved")):
        doc = one("支持星河能源建厂。")
        (span,) = doc.spans["companies"]
        assert (span.text, span._.lvliang.name) == ("星河能源", "星河能源集团")
    part = spacy.blank("zh")
    part.add_pipe("lvliang_companies", config={"names": False, "profile": str(file)})
    doc = part("支持星河能源建厂。")
    assert [span.text for span in doc.spans["companies"]] == ["星河能源"]
    with pytest.raises(lv.ProfileError, match="'nothere'"):
        lv.load(profile="nothere")
    with pytest.raises(lv.InputError, match="a path or a name here"):
        lv.load(profile=lv.Profile(name="a", place="吕梁市"))  # type: ignore[arg-type]


def test_the_doc_of_many_reports(shared: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="reads reports.parquet")
    rows = parquet.read_table(shared / "reports/reports.parquet", columns=["text"]).to_pylist()
    for row in rows[:: len(rows) // 25]:
        same(RULES(row["text"]), lv.Analyzer(tagger=None).analyze(row["text"]))
