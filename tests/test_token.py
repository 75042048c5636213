"""Words: offsets, borders of amounts and names, set phrases, the user's words; terms and concepts."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.schema import ink
from lvliang_nlp.token import ConceptTable, default_lexicon, read_concepts, tokens_of

DEMONSTRATION = (ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8")
RULES = lv.Analyzer(tagger=None)
PIECES = "优化营商环境吕梁市兴县柳林县1.65亿吨，。7%和、 \n二期项目公司鹏飞一批三改联动5G\u3000Ａ"


def test_an_analyzer_s_words_without_names() -> None:
    analyzer = lv.Analyzer(profile=None, tagger=None, words=["煤炭产能"])
    text = "吕梁市煤炭产能突破1.65亿吨。"
    assert [t.text for t in analyzer.tokenize(text, names=False)][-5:] == ["煤炭产能", "突破", "1.65亿", "吨", "。"]
    plain = lv.Analyzer(profile=None, tagger=None)
    assert plain.tokenize(text, names=False, quantities="merge") == lv.tokenize(text, names=False, quantities="merge")
    with pytest.raises(lv.InputError, match="quantities"):
        plain.tokenize(text, names=False, quantities="join")  # type: ignore[arg-type]


def words(text: str, **options: Any) -> list[str]:
    return [token.text for token in lv.tokenize(text, names=False, **options)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("年内煤炭产能突破1.65亿吨。", "年内 煤炭 产能 突破 1.65亿 吨 。"),
        ("增长7.5%左右", "增长 7.5 % 左右"),
        ("提高2个百分点", "提高 2 个百分点"),
        ("优化营商环境，推动高质量发展", "优化 营商环境 ， 推动 高质量发展"),
        ("推进乡村振兴和放管服改革", "推进 乡村振兴 和 放管服 改革"),
        ("深化体制改革", "深化 体制 改革"),
        ("培育3—5个集群", "培育 3—5 个 集群"),
        ("三改联动", "三改联动"),
    ],
)
def test_words(text: str, wanted: str) -> None:
    assert words(text) == wanted.split(" ")


def test_an_amount_as_one_word() -> None:
    assert words("突破1.65亿吨", quantities="merge") == ["突破", "1.65亿吨"]
    assert [t.pos for t in lv.tokenize("突破1.65亿吨", names=False)] == ["vn", "m", "q"]


def test_names_are_words() -> None:
    found = {t.text: t.pos for t in lv.tokenize("支持比亚迪在吕梁市建厂。")}
    assert (found["吕梁市"], found["比亚迪"]) == ("ns", "nt")


def test_words_of_the_user() -> None:
    analyzer = lv.Analyzer(tagger=None, words=["资源型经济转型", "吨位"])
    found = [t.text for t in analyzer.tokenize("推进资源型经济转型，产出5吨位。", place="吕梁市")]
    assert found[:2] == ["推进", "资源型经济转型"]
    assert "吨位" not in [t.text for t in analyzer.tokenize("产出5吨，位置。")]


@pytest.mark.parametrize("bad", ["煤炭", [""], [3], 5])
def test_words_that_are_none(bad: Any) -> None:
    with pytest.raises(lv.InputError, match="words"):
        lv.Analyzer(tagger=None, words=bad)


def test_quantities_that_are_none() -> None:
    with pytest.raises(lv.InputError, match="split"):
        lv.tokenize("5吨", quantities="join")  # type: ignore[arg-type]
    with pytest.raises(lv.InputError):
        lv.tokenize(5, names=False)  # type: ignore[arg-type]


def check(text: str, tokens: tuple[lv.Token, ...]) -> None:
    assert "".join(token.text for token in tokens) == ink(lv.restore(text).text)
    for token in tokens:
        assert token.text == ink(text[token.start : token.end])
        assert token.text and token.pos
    for before, after in pairwise(tokens):
        assert before.end <= after.start


@given(st.text(st.sampled_from(PIECES), max_size=60))
def test_offsets_of_any_text(text: str) -> None:
    check(text, lv.tokenize(text, names=False))


@given(st.text(st.sampled_from(PIECES), max_size=60))
def test_no_word_crosses_a_border(text: str) -> None:
    report = RULES.analyze(text, place="吕梁市", year=2023)
    tokens = tokens_of(report)
    check(text, tokens)
    for mention in (*report.quantities, *report.places, *report.companies, *report.projects):
        for edge in (mention.start, mention.end):
            assert not any(token.start < edge < token.end for token in tokens), (mention, tokens)


def test_no_border_is_crossed_in_the_demonstration() -> None:
    analyzer = lv.Analyzer()
    report = analyzer.analyze(DEMONSTRATION)
    tokens = analyzer.tokens(report)
    check(DEMONSTRATION, tokens)
    starts, ends = {t.start for t in tokens}, {t.end for t in tokens}
    for mention in (*report.quantities, *report.places, *report.companies, *report.projects):
        assert mention.start in starts and mention.end in ends
    assert tokens == lv.tokenize(DEMONSTRATION)


def test_the_lexicon_is_large_and_clean() -> None:
    lexicon = default_lexicon()
    assert len(lexicon.words) >= 15_000
    for word in lexicon.words.values():
        assert word.mentions == sum(word.periods)
        assert 1949 <= word.first_year <= 2100 or word.mentions == 0
        assert word.text == "".join(word.text.split())


def test_terms_speak_of_the_report() -> None:
    report = RULES.analyze("氢能汽车跑起来。氢能产业链，氢能汽车量产，氢能。", place="吕梁市", year=2023)
    best = lv.terms(report)[0]
    assert (best.text, best.mentions) == ("氢能", 4)
    assert best.keyness > 0
    pairs = lv.terms(report, n=2, by="mentions")
    assert (pairs[0].text, pairs[0].mentions) == ("氢能汽车", 2)
    with pytest.raises(lv.InputError, match="n=0"):
        lv.terms(report, n=0)


def test_concepts_count_the_longest_word_once() -> None:
    report = RULES.analyze("加强环境保护，保护环境。大数据和数字经济。", place="吕梁市", year=2023)
    wanted = {"环保": ["环境保护", "环境", "保护"], "数字": ["大数据", "数据"], "无": ["元宇宙"]}
    green, digital, none = lv.concepts(report, wanted)
    assert (green.mentions, green.words) == (3, {"环境保护": 1, "保护": 1, "环境": 1})
    assert (digital.mentions, digital.words, none.mentions) == (1, {"大数据": 1}, 0)
    tokens = [t for t in lv.tokenize(report.source, names=False) if t.pos != "x"]
    assert digital.per_10k == pytest.approx(1e4 / len(tokens))


@pytest.mark.parametrize("bad", [{"甲": []}, {"甲": "词"}, {"甲": [""]}, {"甲": [1]}])
def test_concepts_without_words(bad: Any) -> None:
    with pytest.raises(lv.InputError, match="甲"):
        ConceptTable(bad)


def test_concepts_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "concepts.toml"
    file.write_text('环保 = ["减排"]\n"数字 经济" = ["大数据"]\n', encoding="utf-8")
    assert read_concepts(file) == {"环保": ["减排"], "数字 经济": ["大数据"]}
    file.write_text("环保 = [", encoding="utf-8")
    with pytest.raises(lv.ReadError, match="TOML"):
        read_concepts(file)
    with pytest.raises(lv.ReadError):
        read_concepts(tmp_path / "none.toml")


@pytest.mark.parametrize("name", ["words_dev", "words_unseen"])
def test_f1_against_sentences_cut_by_hand(name: str, shared: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="reads reports.parquet")
    rows = parquet.read_table(shared / "reports/reports.parquet", columns=["id", "text"]).to_pylist()
    texts = {row["id"]: row["text"] for row in rows}
    right = given_ = wanted = 0
    for line in (ROOT / f"corpus/{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start, end = row["sent"]
        text = ink(texts[row["document"]])[start:end]
        gold = set(zip([0, *(e - start for e in row["ends"])], (e - start for e in row["ends"]), strict=False))
        mine = {(token.start, token.end) for token in lv.tokenize(text, names=False)}
        right, given_, wanted = right + len(gold & mine), given_ + len(mine), wanted + len(gold)
    assert 2 * right / (given_ + wanted) >= 0.88
