"""The notebooks in examples/ run from top to bottom, are stored without outputs, and end with what they should.

Each is run once, in a copy of its folder; then the statements below are run in its kernel as a last cell.
"""

import importlib
import json
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

nbformat = pytest.importorskip("nbformat", reason="needs the extra examples")
nbclient = pytest.importorskip("nbclient", reason="needs the extra examples")

EXAMPLES = ROOT / "examples"
TABLE = EXAMPLES / "data/anhui_targets.csv"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
FIGURES = {"one_report": 2, "twenty_years": 3, "new_city": 1}
CHECKS = {
    "one_report": """
assert headline.target["gdp_growth"] == "≈ 6.5 % (increase_by)"
assert str(headline.due["surveyed_unemployment"]) == "2023-12-31"
coal = money[money.label == "煤炭产业　产值"].iloc[0]
assert (coal["亿元"], coal.bound, coal.part) == (2500, "gt", "一")
assert set(firmness.index[:3]) == {"主要预期目标", "（一）链条上做文章", "（二）项目上添底气"}
assert firmness.to_numpy().sum() == (targets.kind == "target").sum() > 100
assert len(pd.read_csv("targets.csv")) == len(targets)
""",
    "twenty_years": """
assert list(gdp.index) == list(range(2001, 2027))
assert gdp.low.dropna().index.min() == 2002 and gdp.reached.notna().sum() == 25
assert tuple(gdp.loc[2019, ["low", "high", "reached"]]) == (7.5, 8, 7.5)
assert (gdp.bound[2010], gdp.low[2010], gdp.reached[2010], gdp.reached[2020]) == ("ge", 10, 14.5, 3.9)
assert gdp.reached[2007] == 13.9  # not the yearly mean of five years
assert PANELS["consumer prices 居民消费价格"].reached[2009] == -0.9  # prices fell
assert jobs.low[2025] == 68 and jobs.reached[2025] == 75.7
assert scores.loc["gross regional product 地区生产总值", "missed in"] == "2014, 2020, 2022, 2023, 2024"
""",
    # What the profile makes certain, whatever the weights of the tagger find besides.
    "new_city": """
assert '"榆太" = ["榆次区", "太谷区"]' in draft and "3 mentions in 3 reports, 2021–2023" in draft
assert [fault.severity for fault in faults] == ["error"] and "榆杜县" in faults[0].message
assert not [fault for fault in check_profile(profile) if fault.severity == "error"]
firms = {company.text: (company.name, company.place) for company in after.companies}
assert firms["沃川"] == ("沃川农机集团", "榆次区") and firms["亮盏"] == ("亮盏玻璃集团", "祁县")
assert firms["启炭"] == ("启炭新材料公司", "介休市")
places = {place.text: place for place in after.places}
assert places["东山五县"].members == ("榆社县", "左权县", "和顺县", "昔阳县", "寿阳县")
assert (places["砺石园"].name, places["砺石园"].kind) == ("砺石智造园", "zone")
assert places["百草坡"].parents == ("山西省", "晋中市", "左权县")
assert {project.name for project in after.projects} >= {"引漳入榆工程", "榆太快线"}
assert chains["with the profile"][["智能农机产业", "玻璃器皿产业", "碳基新材料产业"]].tolist() == [51, 15, 28]
assert set(chains.index[chains.without > 0]) == {"中药材产业", NONE}
for name, amounts in {"glassware_exports": [9, 11, 13, 14, 15], "new_greenhouses": [90, 105, 115, 125, 130]}.items():
    rows = own[own.indicator == name].sort_values("period")
    assert list(rows.period) == ["2020", "2021", "2022", "2023", "2024"]
    assert [float(value) / (1e8 if name == "glassware_exports" else 1e4) for value in rows.base_value] == amounts
found, missed = scores["with the profile"].strict, scores["without"].strict
assert [found[label].right + found[label].missed for label in ("PLACE", "COMPANY", "PROJECT")] == [7, 6, 2]
assert found["COMPANY"].right >= 5 and found["PLACE"].right >= 6
assert found["COMPANY"].f1 > missed["COMPANY"].f1 and found["PLACE"].f1 > missed["PLACE"].f1
assert ("extra", "PLACE", "望岳") in {mistake[:3] for mistake in scores["with the profile"].mistakes}
assert set(finished.profile) >= {"quanzhou", "xiangyang", "jinzhong"} and (finished[TABLES[:5]] > 0).all(axis=None)
""",
    "spacy_pipeline": """
assert [(r.pledge, r.amount, r.programme) for r in pledges.itertuples()] == [
    ("STRIVEN_FOR", "120 公里", "四好农村路"), ("ENSURED", "15 个", "老旧小区")
]
assert coal._.lvliang.indicator == "coal_capacity"
assert "孝义鹏飞30万台氢能重卡项目" in html and html.count("<mark") == 10
assert list(headlines.gdp_growth) == ["≈ 6 % (increase_by)", "≥ 5.5 % (increase_by)"]
assert [span._.lvliang.adcode for span in docs[0].spans["places"]] == ["141100", "141181", "141123", "140100"]
""",
}


def test_every_notebook_is_checked() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(CHECKS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stored_without_outputs(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    full = [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")]
    assert not full, f"{path.name}: clear the outputs, as with jupyter nbconvert --clear-output --inplace"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns("work", "__pycache__", ".ipynb_checkpoints"))
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))  # no settings of whoever runs it
    book = nbformat.read(folder / path.name, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(CHECKS[path.stem]))
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()

    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    shown = "".join(output.text for output in outputs if output.output_type == "stream" and output.name == "stderr")
    assert not shown, f"warnings in {path.name}"  # such as a character that the font lacks
    figures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(figures) == FIGURES.get(path.stem, 0)


@pytest.fixture
def charts(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """examples/charts.py, in a process whose style and warnings stay as they are."""
    pyplot = pytest.importorskip("matplotlib.pyplot", reason="needs the extra examples")
    monkeypatch.syspath_prepend(EXAMPLES)
    with pyplot.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield importlib.import_module("charts")


def draw(text: str) -> None:
    from matplotlib.figure import Figure

    figure = Figure()
    figure.text(0, 0, text)
    figure.draw_without_rendering()


def test_the_chinese_font_has_what_charts_say(charts: ModuleType) -> None:
    if not charts.chinese_font():
        pytest.skip("no Chinese font is installed: fonts-noto-cjk on Debian, or Noto Sans SC")
    assert charts.use() in charts.FONTS
    draw("晋中市 安徽省 智能农机产业 玻璃器皿 居民消费价格 亿元 ≥ ≤ ≈")  # a glyph that is missing would be a warning


def test_without_a_chinese_font_one_line_says_what_to_install(
    charts: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(charts, "FONTS", ())
    assert charts.use() == ""
    draw("晋中市")
    (said,) = capsys.readouterr().out.splitlines()
    assert "fonts-noto-cjk" in said and "Noto Sans SC" in said


def test_the_table_is_what_the_library_says(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow.parquet", reason="reads reports.parquet")
    script, made = EXAMPLES / "make_province_table.py", tmp_path / TABLE.name
    command = [sys.executable, str(script), str(shared / "reports/reports.parquet"), "安徽省", "-o", str(made)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert made.read_text(encoding="utf-8") == TABLE.read_text(encoding="utf-8"), (
        f"make it anew, and read the rows that differ against their reports: {script.name}\n{said}"
    )


def test_the_table_holds_facts_only() -> None:
    """No running text: no cell but the reason in `wrong` and the two lines at its head is longer than a name."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert max(len(cell) for line in lines[1:] for cell in line.split(",")[:15]) < 24
