"""The panel: all reports as one table, resumable, with a reason for each that failed."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lvliang_nlp as lv
from lvliang_nlp.cli import app
from lvliang_nlp.panel import Coverage, build
from lvliang_nlp.panel.run import settings
from lvliang_nlp.panel.sources import Source, sources
from lvliang_nlp.panel.store import Store
from lvliang_nlp.panel.work import Read, start, work

pq = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
TEXT = "{place}政府工作报告\n二、{year}年工作安排\n今年主要预期目标是：地区生产总值增长{growth}%，城镇新增就业4万人。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "reports"
    (home / "more").mkdir(parents=True)
    for name, place, growth in (("a.txt", "吕梁市", 6), ("b.md", "大同市", 7), ("more/c.txt", "太原市", 8)):
        (home / name).write_text(TEXT.format(place=place, year=2023, growth=growth), encoding="utf-8")
    return home


def growths(file: Path) -> dict[str, str]:
    rows = pq.read_table(file).to_pylist()
    return {row["file"]: row["quantity_text"] for row in rows if row["indicator"] == "gdp_growth" and row["headline"]}


def test_a_folder(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    done = build(folder, out, workers=1, names=False)
    assert (done.read, done.kept, done.rows, done.failed) == (3, 0, 6, {})
    assert growths(out) == {"a.txt": "6%", "b.md": "7%", "more/c.txt": "8%"}
    assert done.coverage.share("gdp_growth", level="prefecture", year=2023) == 1.0
    assert not list(tmp_path.glob(".*parts"))


def test_a_second_run_reads_only_what_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    build(folder, out, workers=1, names=False)
    (folder / "a.txt").write_text(TEXT.format(place="吕梁市", year=2023, growth=9), encoding="utf-8")
    (folder / "b.md").unlink()
    (folder / "d.txt").write_text(TEXT.format(place="阳泉市", year=2023, growth=5), encoding="utf-8")
    seen: list[int] = []
    done = build(folder, out, workers=2, names=False, progress=seen.append)
    assert (done.read, done.kept, sum(seen)) == (2, 1, 3)
    assert growths(out) == {"a.txt": "9%", "d.txt": "5%", "more/c.txt": "8%"}
    assert build(folder, out, workers=1, names=False).read == 0


def test_other_settings_begin_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    build(folder, out, workers=1, names=False)
    done = build(folder, out, workers=1, names=False, concepts={"就业": ["就业", "新增就业"]})
    assert (done.read, done.rows) == (3, 3)
    row = pq.read_table(out).to_pylist()[0]
    assert (row["concept"], row["mentions"], row["found"]) == ("就业", 1, "新增就业 1")


def test_another_profile_begins_anew(folder: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "panel.parquet", tmp_path / "p.toml"
    build(folder, out, workers=1, names=False)
    file.write_text('place = "吕梁市"\n', encoding="utf-8")
    assert build(folder, out, workers=1, names=False, profile=file).read == 3
    assert build(folder, out, workers=1, names=False, profile=file).read == 0
    file.write_text('place = "吕梁市"\nwords = ["一带一路"]\n', encoding="utf-8")
    assert build(folder, out, workers=1, names=False, profile=file).read == 3
    with pytest.raises(lv.ReadError, match="nothere"):
        build(folder, out, workers=1, names=False, profile="nothere.toml")


def test_a_run_that_was_cut_off_goes_on(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    first = [source for source in sources(folder) if source.name == "a.txt"]
    analyzer = lv.Analyzer(tagger=None)
    start(analyzer)
    done = build(folder, tmp_path / "other.parquet", workers=1, names=False)
    store = Store(out, "targets", settings(analyzer, "targets", False, None))
    store.add(work(first, "targets"))  # what a run had done before it was killed
    again = build(folder, out, workers=1, names=False)
    assert (again.read, again.kept, again.rows) == (2, 1, done.rows)


def test_parquet_with_places_and_what_fails(tmp_path: Path) -> None:
    text = "二、工作安排\n今年主要预期目标是：地区生产总值增长6%，城镇新增就业4万人。"
    table = {"id": ["甲", "乙", "甲", "丙"], "text": [text, None, text, text], "place": ["吕梁市", "", "", "山西省"],
             "year": [2023, 2023, 2023, 1]}  # fmt: skip
    pq.write_table(pa.table(table), tmp_path / "r.parquet")
    done = build(tmp_path / "r.parquet", tmp_path / "p.parquet", workers=1, names=False)
    assert done.read == 1
    reasons = {name: reason.split(":")[0] for name, reason in done.failed.items()}
    assert reasons == {
        "乙": "has no text",
        "甲": "stands there twice; the first one is taken",
        "丙": "year 1 is outside 1949 to 2100",
    }
    row = pq.read_table(tmp_path / "p.parquet").to_pylist()[0]
    assert (row["place"], row["year"]) == ("吕梁市", 2023)


def test_what_is_no_input(tmp_path: Path) -> None:
    with pytest.raises(lv.ReadError, match="neither a folder"):
        build(tmp_path / "none", tmp_path / "p.parquet")
    with pytest.raises(lv.ReadError, match="no report in it"):
        build(tmp_path, tmp_path / "p.parquet", workers=1, names=False)
    with pytest.raises(lv.WriteError, match="parquet"):
        build(tmp_path, tmp_path / "p.csv")
    (tmp_path / "bad.parquet").write_bytes(b"x")
    with pytest.raises(lv.ReadError, match="no Parquet"):
        build(tmp_path / "bad.parquet", tmp_path / "p.parquet", workers=1, names=False)
    (tmp_path / "a.txt").write_text("报告", encoding="utf-8")
    with pytest.raises(lv.WriteError, match="is no panel"):
        build(tmp_path, tmp_path / "bad.parquet", workers=1, names=False)
    with pytest.raises(lv.InputError, match="workers"):
        build(tmp_path, tmp_path / "p.parquet", workers=0)


PARENT = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
import lvliang_nlp as lv
from lvliang_nlp.panel.work import start
if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, initializer=start, initargs=(lv.Analyzer(profile=None, tagger=None),))
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
def test_a_process_does_not_outlive_its_killed_parent() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert alive(child)
        parent.kill()
    for _ in range(600):
        if not alive(child):
            return
        time.sleep(0.1)
    pytest.fail("the process is still there")


def test_coverage_counts_by_level_and_year() -> None:
    coverage = Coverage([
        Read("a", "", "province", 2023, ("gdp_growth",)), Read("b", "", "prefecture", 2023, ()),
        Read("c", "", "prefecture", 2024, ("gdp_growth", "cpi_growth")),
    ])  # fmt: skip
    assert coverage.share("gdp_growth") == pytest.approx(2 / 3)
    assert coverage.share("gdp_growth", year=2023) == 0.5
    assert coverage.share("gdp_growth", level="county") is None
    row = {"indicator": "cpi_growth", "level": "prefecture", "year": 2024, "reports": 1, "found": 1}
    assert row in list(coverage.rows())
    assert any(line.startswith("gdp_growth") for line in coverage.lines())


def test_the_command(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00\x01\x02" * 9)
    run = CliRunner().invoke(app, ["panel", str(folder), "-o", str(out), "--no-names", "--workers", "1"])
    assert run.exit_code == 1
    assert "bad.txt" in run.stderr and "3 reports read" in run.stderr
    assert "gdp_growth" in run.stdout


def test_the_key_of_a_source_hangs_on_what_it_says() -> None:
    keys = {Source("a", "文", "甲", 2023).key, Source("a", "文", "甲", 2024).key, Source("a", "字", "甲", 2023).key}
    assert len(keys) == 3
    assert Source("b", "文", "甲", 2023).key in keys
