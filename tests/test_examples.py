"""The notebooks in examples/ run from top to bottom, are stored without outputs, and end with what they should.

Each is run once, in a copy of its folder; then the statements below are run in its kernel as a last cell.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

nbformat = pytest.importorskip("nbformat", reason="needs the extra examples")
nbclient = pytest.importorskip("nbclient", reason="needs the extra examples")

EXAMPLES = ROOT / "examples"
TABLE = EXAMPLES / "data/anhui_targets.csv"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
FIGURES = {"one_report": 2, "twenty_years": 3}
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


@pytest.mark.parametrize("missing", [False, True])
def test_a_font_comes_with_the_extra(
    missing: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no Chinese font is installed the one of the package is taken, and without that a line says what to do."""
    pyplot = pytest.importorskip("matplotlib.pyplot", reason="needs the extra examples")
    monkeypatch.syspath_prepend(EXAMPLES)
    import charts

    monkeypatch.setattr(charts, "FONTS", ())
    if missing:
        monkeypatch.setitem(sys.modules, "pylopdf_fonts_zh_cn", None)
    with pyplot.rc_context():
        assert charts.use() == ("" if missing else "Noto Sans SC")
    assert ("pip install" in capsys.readouterr().out) == missing


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
