"""Places: the table, what names mean in a report of some place and year, collective forms, rules without the tagger."""

from itertools import pairwise
from typing import Any

import pytest
from conftest import specs
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.place import Linker, divisions, find_places, gazetteer, home_code, infer_home
from lvliang_nlp.place.divisions import ABBREVIATIONS, LEVELS

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
PIECES = ["兴县", "和平", "太原市", "，", "\n", "开发区", "建设", "三川河", "、", "碛口镇"]


@pytest.mark.parametrize("case", specs("place"))
def test_case(case: dict[str, Any]) -> None:
    home = home_code(case["home"])
    if "places" in case:
        text = case["text"]
        assert [text[a:b] for a, b in find_places(text, home, gazetteer())] == case["places"]
        return
    linker = Linker(home, case.get("year"))
    link = linker.link(case["name"])
    if "adcode" in case:
        assert (link.adcode, list(linker.parents(link))) == (case["adcode"], case["parents"])
    if "members" in case:
        assert [d.name for d in link.members] == case["members"]
        assert link.adcode is None
    if "kind" in case:
        assert (link.kind, link.adcode) == (case["kind"], None)
        assert list(linker.parents(link)) == case.get("parents", [])


def test_the_table_holds_all_divisions() -> None:
    table = divisions()
    count = {level: sum(d.level == level for d in table.by_code.values()) for level in LEVELS.values()}
    assert count["province"] == 34
    assert count["prefecture"] >= 333
    assert count["county"] >= 2_900
    assert count["township"] >= 40_000
    assert set(ABBREVIATIONS.values()) == {code for code in table.by_code if len(code) == 2}


def test_every_division_lies_in_its_parents() -> None:
    table = divisions()
    for code, division in table.by_code.items():
        parents = table.parents(code)
        assert all(code.startswith(p) for p in parents)
        assert list(parents) == sorted(parents, key=len)
        assert division.name
        if len(code) > 2:
            assert parents[0] == code[:2]


def test_former_divisions_lead_to_one_of_today() -> None:
    table = divisions()
    assert len(table.former) > 300
    for rows in table.former.values():
        for row in rows:
            assert row.code in table.by_code
            assert 1949 <= row.until <= 2023


def test_what_stands_before_decides_between_divisions_of_one_name() -> None:
    linker = Linker("")
    for city, code in (("3201", "320106"), ("3203", "320302"), ("3501", "350102"), ("4102", "410204")):
        assert linker.link("鼓楼区", city).code == code


def test_a_name_that_no_table_knows_has_no_code() -> None:
    link = Linker("1411").link("胜利塬")
    assert (link.code, link.adcode, link.members) == ("", None, ())


def test_a_report_of_the_nation_has_no_home() -> None:
    assert home_code("全国") == home_code("") == home_code("国务院") == ""


BODY = "支持兴县、临县、柳林、孝义、汾阳发展，推动交口、石楼脱贫，离石、岚县开放。"


def test_a_report_whose_head_is_lost_is_placed_by_what_it_speaks_of() -> None:
    report = lv.Analyzer(tagger=None).analyze(BODY)
    assert report.place == "吕梁市"
    assert {p.parents for p in report.places} == {("山西省", "吕梁市")}
    assert lv.Analyzer(tagger=None).analyze(BODY, place="晋中市").place == "晋中市"
    assert infer_home("支持浦东、静安、徐汇、闵行发展，普陀、嘉定、松江开放。") == "31"
    assert infer_home("支持郑州市、洛阳市、开封市、新乡市发展。") == "41"
    assert infer_home("支持兴县发展。") == infer_home("") == ""


@given(HAN, st.sampled_from(["", "14", "1411", "1101", "65"]))
def test_linking_any_name_ends_well(name: str, home: str) -> None:
    linker = Linker(home)
    link = linker.link(name)
    assert (link.adcode is None) == (link.code == "" and link.kind != "nation")
    assert linker.link(name) == link
    assert len(set(link.members)) == len(link.members)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_spans_are_apart_and_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = find_places(text, "1411", gazetteer())
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert not any("\n" in text[a:b] for a, b in spans)
