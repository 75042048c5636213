"""Companies and projects: lists and shared heads, what a mention has from its inside, the tagger and its errors."""

import pickle
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import ROOT, specs
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import lvliang_nlp as lv
from lvliang_nlp.entity import Tagger, default_tagger
from lvliang_nlp.entity import network as network_module
from lvliang_nlp.entity.characters import make_vocabulary, normal, numbers
from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.features import VALUES, features
from lvliang_nlp.entity.group import groups
from lvliang_nlp.entity.network import Network
from lvliang_nlp.entity.spans import Names, Pair
from lvliang_nlp.schema import ink

DEMONSTRATION = (ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8")
TEXTS = st.text(st.sampled_from("兴县太原鹏飞集团项目二期，。、\n 1230亿吨等个和“”（）Ａ１\u3000a"), max_size=80)


@pytest.mark.parametrize("case", specs("project"))
def test_group(case: dict[str, Any]) -> None:
    at, pairs = 0, []
    for name in case["projects"]:
        at = case["text"].index(name, at)
        pairs.append((at, at + len(name)))
        at += len(name)
    found = groups(case["text"], pairs)
    assert [name + g.head for name, g in zip(case["projects"], found, strict=True)] == case["full_names"]
    assert [g.count for g in found] == case["counts"]
    assert [g.stage for g in found] == case["stages"]


class Known(Tagger):
    """Finds the names it was told, wherever they stand."""

    def __init__(self, places: list[str], companies: list[str], projects: list[str]) -> None:
        self.names = places, companies, projects

    def find(self, text: str, home: str, amounts: list[Pair], known: Names) -> Names:
        def where(names: list[str]) -> list[Pair]:
            return sorted((text.index(n), text.index(n) + len(n)) for n in names)

        return Names(*map(where, self.names))


def test_what_a_project_has_from_its_inside() -> None:
    known = Known(["孝义"], ["鹏飞"], ["孝义鹏飞30万台氢能重卡项目", "北川河整治二期"])
    text = "开工孝义鹏飞30万台氢能重\n卡项目。谋划北川河整治二期。"
    report = lv.Analyzer(profile=None, tagger=known).analyze(text.replace("\n", ""), place="吕梁市", year=2023)
    truck, river = report.projects
    assert (truck.places, truck.companies, truck.stage) == (("孝义市",), ("鹏飞",), "started")
    assert truck.capacity is not None
    assert (truck.capacity.value, truck.capacity.unit) == (300_000, "台")
    assert (river.phase, river.stage, river.capacity, river.places) == ("二期", "planned", None, ())
    (company,) = report.companies
    assert (company.name, company.place) == ("鹏飞", "孝义市")
    assert report.sentences[company.sentence or 0].text.startswith("开工孝义")


def test_a_company_knows_the_place_that_opens_its_name() -> None:
    analyzer = lv.Analyzer(profile=None, tagger=Known(["山西"], ["山西焦煤"], []))
    report = analyzer.analyze("支持山西焦煤发展。", place="吕梁市")
    assert report.companies[0].place == "山西省"


def test_rules_alone_find_lists_and_firms() -> None:
    text = "推进柳林大唐、交口晋能等5个光伏项目建设，支持汾酒集团做强。"
    report = lv.Analyzer(profile=None, tagger=None).analyze(text, place="吕梁市", year=2023)
    assert [(p.full_name, p.group_count) for p in report.projects] == [("柳林大唐光伏项目", 5), ("交口晋能光伏项目", 5)]
    assert [c.name for c in report.companies] == ["大唐", "晋能", "汾酒集团"]
    assert [p.name for p in report.places] == ["柳林县", "交口县"]


def test_the_tagger_reads_the_demonstration() -> None:
    """Names that a reader of the text sees; a few of each kind, so that weights of nothing fail."""
    report = lv.analyze(DEMONSTRATION)
    assert {"吕梁市", "兴县", "孝义市", "黄河"} <= {p.name for p in report.places}
    assert {"汾酒集团", "鹏飞"} & {c.name for c in report.companies}
    assert any(p.full_name == "柳林大唐光伏项目" and p.group_count == 5 for p in report.projects)
    for mention in (*report.places, *report.companies, *report.projects):
        assert mention.text == ink(report.source[mention.start : mention.end])
        assert mention.sentence is not None


@pytest.mark.parametrize("tagger", ["default", None])
@given(text=TEXTS)
def test_any_text_has_mentions_in_order_with_the_ink_of_their_source(tagger: str | None, text: str) -> None:
    report = lv.Analyzer(profile=None, tagger=tagger).analyze(text, place="吕梁市", year=2023)
    for mentions in (report.places, report.companies, report.projects):
        starts = [m.start for m in mentions]
        assert starts == sorted(starts)
        for m in mentions:
            assert m.text == ink(text[m.start : m.end])
            assert 0 <= m.start < m.end <= len(text)
            assert type(m).model_validate_json(m.model_dump_json()) == m


def test_blanks_change_nothing() -> None:
    text = "支持汾酒集团建设杏花村产业园，推进兴县华盛燃气项目。"
    plain = lv.analyze(text, place="吕梁市", year=2023)
    spaced = lv.analyze(" ".join(text), place="吕梁市", year=2023)
    for what in ("places", "companies", "projects"):
        assert [m.text for m in getattr(plain, what)] == [m.text for m in getattr(spaced, what)]


def test_an_analyzer_goes_to_other_processes() -> None:
    analyzer = pickle.loads(pickle.dumps(lv.Analyzer(profile=None)))
    text = "建设孝义鹏飞焦化项目。"
    assert analyzer.analyze(text) == lv.analyze(text)


def test_without_text_there_is_nothing() -> None:
    report = lv.analyze("")
    assert report.places == report.companies == report.projects == ()


def test_weights_that_are_none_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.npz"
    empty.write_bytes(b"")
    other = tmp_path / "other.npz"
    np.savez(other, a=np.zeros(3))
    text = tmp_path / "text.npz"
    text.write_text("weights", encoding="utf-8")
    for path in (tmp_path / "missing.npz", tmp_path, empty, other, text):
        with pytest.raises(lv.ReadError, match=path.name):
            lv.Analyzer(profile=None, tagger=path)
    with pytest.raises(lv.InputError, match="int"):
        lv.Analyzer(profile=None, tagger=3)  # type: ignore[arg-type]


def test_weights_hold_no_pickle_and_stay_small() -> None:
    path = ROOT / "lvliang_nlp/data/tagger.npz"
    assert path.stat().st_size < 8_000_000
    with np.load(path, allow_pickle=False) as data:
        assert all(data[name].dtype != object for name in data.files)


def test_scores_do_not_depend_on_where_a_stretch_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    network: Network = default_tagger().network
    text = DEMONSTRATION[:900]
    known = features(text, "1411", [])
    whole = network.scores(text, known)
    monkeypatch.setattr(network_module, "STRETCH", 64)
    np.testing.assert_allclose(network.scores(text, known), whole, rtol=1e-3, atol=1e-3)


def _best(scores: np.ndarray) -> float:
    allowed = {"OO", "OB", "OS", "BI", "BE", "II", "IE", "EO", "EB", "ES", "SO", "SB", "SS"}
    tags = "OBIES"
    return max(
        sum(float(scores[i, t]) for i, t in enumerate(path))
        for path in product(range(5), repeat=len(scores))
        if tags[path[0]] in "OBS"
        and tags[path[-1]] in "OES"
        and all(tags[a] + tags[b] in allowed for a, b in pairwise(path))
    )


@given(arrays.arrays(np.float32, st.tuples(st.integers(1, 5), st.just(5)), elements=st.integers(-3, 3).map(float)))
def test_decoding_finds_the_best_sequence_that_is_one(scores: np.ndarray) -> None:
    found = spans(scores)
    tags = np.zeros(len(scores), int)
    for start, end in found:
        tags[start:end] = 4 if end - start == 1 else [1, *[2] * (end - start - 2), 3]
    assert sum(float(scores[i, t]) for i, t in enumerate(tags)) == pytest.approx(_best(scores))


@given(st.text(st.characters(max_codepoint=0xFFFE), max_size=60))
def test_a_number_for_each_character(text: str) -> None:
    vocabulary = make_vocabulary([("煤", 3), ("７", 5), ("a", 2), ("稀", 1)], 2)
    found = numbers(text, vocabulary)
    assert len(found) == len(text)
    assert ((found >= 1) & (found < len(vocabulary) + 2)).all()
    assert [int(n) for n in found] == [int(numbers(normal(c), vocabulary)[0]) for c in text]


@given(TEXTS)
def test_features_are_within_their_range(text: str) -> None:
    found = features(text, "1411", [])
    assert len(found) == len(text)
    assert ((found >= 0) & (found < VALUES)).all()
