"""Targets: what an amount measures, which indicator it is, of which time, and the headline of a report."""

import datetime
from typing import Any

import pytest
from conftest import ROOT, SPECS, specs
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.quantity import default_units
from lvliang_nlp.schema import Report, Target, ink
from lvliang_nlp.target import default_indicators
from lvliang_nlp.target.indicators import IndicatorTable, last_characters, read_indicators
from lvliang_nlp.target.times import read_times

RULES = lv.Analyzer(profile=None, tagger=None)
DEMONSTRATION = (ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8")


def analyze(text: str, section: str = "二、2023年工作安排") -> Report:
    return RULES.analyze(f"{section}\n{text}", place="吕梁市", year=2023)


def cases(name: str) -> list[Any]:
    return [case for case in specs("target") if str(case.id).startswith(f"{name}:")]


@pytest.mark.parametrize("case", cases("headline") + cases("subjects") + cases("no_statements"))
def test_subject_and_indicator(case: dict[str, Any]) -> None:
    found = analyze(case["text"]).targets
    assert [[t.subject, t.indicator, t.quantity.text] for t in found] == case["targets"]


@pytest.mark.parametrize("case", cases("times"))
def test_kind_deadline_period(case: dict[str, Any]) -> None:
    (found,) = analyze(case["text"], case["section"]).targets
    assert (found.kind, str(found.deadline or ""), found.period) == (case["kind"], case["deadline"], case["period"])


@pytest.mark.parametrize("case", cases("spans"))
def test_the_years_of_each_amount(case: dict[str, Any]) -> None:
    found = analyze(case["text"], case["section"]).targets
    assert [[t.quantity.text, t.period] for t in found] == case["periods"]


@pytest.mark.parametrize("case", cases("statements"))
def test_how_far_the_headline_goes(case: dict[str, Any]) -> None:
    assert list(analyze(case["text"]).headline) == case["headline"]


def test_all_cases_are_run() -> None:
    run = {"headline", "subjects", "no_statements", "times", "spans", "statements"}
    assert {file.stem for file in (SPECS / "target").iterdir()} == run


def test_what_a_target_has_from_its_clause() -> None:
    text = "柳林县新建污水处理站3座，煤炭产业，年内煤炭产能突破1.65亿吨。"
    station, coal = analyze(text).targets
    assert (station.action, station.places, station.text) == ("新建", ("柳林县",), "污水处理站3座")
    assert (coal.deadline_text, coal.deadline) == ("年内", datetime.date(2023, 12, 31))
    assert (coal.quantity.bound, coal.quantity.value, coal.places) == ("gt", 165_000_000, ())
    assert coal.section == ("二、2023年工作安排",)


def test_companies_and_projects_of_a_clause() -> None:
    text = "二、2023年重点工作\n比亚迪投资30亿元，推动鹏飞10万台氢能重卡项目完成投资5亿元。"
    report = lv.Analyzer().analyze(text, year=2023)
    first, second = report.targets[0], report.targets[-1]
    assert first.companies == ("比亚迪",)
    assert [second.projects, second.quantity.text] == [(report.projects[0].full_name,), "5亿元"]


def test_subject_of_the_paragraph_before() -> None:
    (found,) = analyze("煤炭产业，增长8%。").targets
    assert (found.subject, found.topic, found.indicator) == ("煤炭产业", "煤炭产业", None)


def test_headline_of_the_year_before_that_of_five() -> None:
    text = (
        "二、“十四五”目标\n“十四五”时期主要预期目标是：地区生产总值年均增长7%，一般公共预算收入年均增长5%。\n"
        "三、2023年工作安排\n今年主要预期目标是：地区生产总值增长6%，一般公共预算收入增长4%以上。"
    )
    report = RULES.analyze(text, year=2023)
    assert report.headline_horizon == "year"
    assert {name: str(t.quantity) for name, t in report.headline.items()} == {
        "gdp_growth": "6 % (increase_by)", "budget_revenue_growth": "≥ 4 % (increase_by)",
    }  # fmt: skip
    assert all(target in report.targets for target in report.headline.values())


def test_only_five_year_aims() -> None:
    text = "二、目标任务\n今后五年的主要预期目标是：地区生产总值年均增长7%，城镇化率达到65%。"
    report = RULES.analyze(text, year=2023)
    assert (report.headline_horizon, sorted(report.headline)) == ("five_year", ["gdp_growth", "urbanization_rate"])
    assert report.headline["gdp_growth"].period == "2023/2027"


def test_a_stretch_figure_is_not_the_headline() -> None:
    report = analyze("主要预期目标是：地区生产总值增长6%，力争增长8%，城镇新增就业4万人。")
    assert [str(t.quantity.value) for t in report.targets[:2]] == ["6", "8"]
    assert report.headline["gdp_growth"].quantity.value == 6


def test_no_year_no_period() -> None:
    (found,) = RULES.analyze("新建公园10座，今年完成。").targets
    assert (found.period, found.deadline) == ("", None)


@pytest.mark.parametrize("text", ["", "\n", "没有数字。", "%", "增长%。", "：：：10个"])
def test_nothing_to_find(text: str) -> None:
    report = RULES.analyze(text, year=2023)
    assert report.headline == {}
    assert all(target.quantity in report.quantities for target in report.targets)


PIECES = "今年目标是：增长5%，。、；和分别达到到2025年底“十四五”收入城乡居民人均可支配（）一\n 8万人亿元以上的"


@given(st.text(st.sampled_from(PIECES), max_size=80))
def test_targets_of_any_text(text: str) -> None:
    report = RULES.analyze(text, place="吕梁市", year=2023)
    for target in report.targets:
        assert target.text == ink(text[target.start : target.end])
        assert target.start <= target.quantity.start < target.quantity.end <= target.end
        assert target.subject
        assert target.quantity in report.quantities
        assert target.kind == "target" or target.deadline is None
    starts = [target.quantity.start for target in report.targets]
    assert starts == sorted(starts)
    assert all(name == target.indicator for name, target in report.headline.items())
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_targets_of_a_layout_are_those_of_the_clean_text() -> None:
    clean = RULES.analyze(DEMONSTRATION)
    page = RULES.analyze((ROOT / "corpus/demonstration_newspaper.txt").read_text(encoding="utf-8"))

    def facts(report: Report) -> list[tuple[str, str | None, str, str]]:
        return [(t.subject, t.indicator, t.quantity.text, t.kind) for t in report.targets]

    assert len(facts(clean)) > 80
    assert facts(page) == facts(clean)


def test_the_table_is_sound() -> None:
    table = default_indicators()
    wanted = {
        *("gdp", "gdp_growth", "industrial_growth", "fixed_investment_growth", "retail_sales_growth"),
        *("budget_revenue_growth", "fiscal_revenue_growth", "urban_income_growth", "rural_income_growth"),
        *("resident_income_growth", "trade_growth", "cpi_growth", "surveyed_unemployment", "registered_unemployment"),
        *("new_urban_jobs", "natural_population_growth", "energy_intensity", "forest_cover", "grain_output"),
        *("urbanization_rate", "rd_intensity", "good_air_days", "pm25", "surface_water_quality"),
    }
    assert wanted <= set(table.by_id)
    assert len(table.by_id) >= 120
    dimensions = {unit.dimension for unit in default_units().units.values()} | {"price", "rate", "concentration"}
    for indicator in table.by_id.values():
        assert indicator.zh and indicator.en
        assert set(indicator.dimension.split("|")) <= dimensions, indicator
        assert not indicator.of or indicator.of in table.by_id


def test_no_alias_takes_the_name_of_another() -> None:
    table = default_indicators()
    named = {i.id: table.named(i.zh) for i in table.by_id.values() if not i.of}
    assert {name: found for name, found in named.items() if found and found[0] != name} == {}
    assert sum(bool(found) for found in named.values()) > 120


def test_aliases_with_years() -> None:
    head = "id\tof\tzh\ten\tdimension\tunit\tkind\taliases"
    table = IndicatorTable(list(read_indicators(f"{head}\na\t\t甲\tA\tmoney\t元\t\t甲@1990-2000|乙")))
    assert (table.named("甲", 1995), table.named("甲", 2001), table.named("甲")) == (("a",), (), ("a",))
    assert table.named("乙", 2001) == ("a",)


def test_last_characters_of_an_alias() -> None:
    assert last_characters("(甲|乙丙)*丁?(戊)?") == set("甲丙丁戊")
    assert last_characters("占[^，]{0,9}(比重|比)") == {"重", "比"}


TIMES = (
    *"2０５９三两十四五年月日底前内用“”至",
    *("20", "２０", "年内", "年时间", "季度", "今后", "二〇二", "“十", "五”", "期末", "今年", "明年", "上半年", "底前"),
)


@given(st.lists(st.sampled_from(TIMES), max_size=12).map("".join), st.integers(1990, 2030))
def test_times_of_any_text(text: str, planned: int) -> None:
    for time in read_times(text, 0, len(text), planned):
        assert time.first <= time.last or time.last < planned
        assert time.text in text
        assert time.deadline is None or time.deadline.year == time.last


def test_the_repr_is_short() -> None:
    (found,) = analyze("培训1.2万人。").targets
    assert repr(found) == "<Target 培训 12000 人 (target 2023) at 12>"
    assert isinstance(found, Target)


def test_in_december_next_year_is_the_planned_one() -> None:
    text = (
        "政府工作报告\n——2022年12月28日在吕梁市人民代表大会上\n吕梁市人民政府市长\n一、今年工作回顾\n今年新建学校5所。\n"
        "二、明年工作安排\n明年主要预期目标是：地区生产总值增长6%，城镇新增就业4万人。"
    )
    report = RULES.analyze(text, place="吕梁市")
    assert report.year == 2023
    school, growth, *_ = report.targets
    assert (school.kind, school.period) == ("result", "2022")
    assert (growth.kind, growth.period, str(growth.deadline)) == ("target", "2023", "2023-12-31")


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(lv.InputError, match="surrogate"):
        RULES.analyze("投资\ud8005亿元")
    with pytest.raises(lv.InputError, match="surrogate"):
        lv.tokenize("投资\ud8005亿元", names=False)
