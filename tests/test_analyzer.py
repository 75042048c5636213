"""What the analyzer takes and refuses: texts, paths, places, years, several texts."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lvliang_nlp as lv
from lvliang_nlp.quantity import UnitTable

TEXT = "吕梁市政府工作报告\n2023年重点工作\n新建公园8个，培训1.2万人。\n"
TEXTS = (TEXT, "", "增长6%。")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("year", [1949, 2023, 2100, np.int64(2023)])
def test_place_and_year_overrule_the_text(year: int) -> None:
    report = lv.analyze(TEXT, place="太原市", year=year)
    assert (report.place, report.year, type(report.year)) == ("太原市", year, int)
    assert (lv.analyze(TEXT).place, lv.analyze(TEXT).year) == ("吕梁市", 2023)


REFUSED: dict[str, Callable[[], object]] = {
    "year is a whole number, not str: '2023'": lambda: lv.analyze("一", year="2023"),  # type: ignore[arg-type]
    "year is a whole number, not bool: True": lambda: lv.analyze("一", year=True),
    "year is a whole number, not float: 2023.0": lambda: lv.analyze("一", year=2023.0),  # type: ignore[arg-type]
    "year 23 is outside 1949 to 2100": lambda: lv.analyze("一", year=23),
    "year 2101 is outside 1949 to 2100": lambda: lv.analyze("一", year=2101),
    "place is the name of a place, such as '吕梁市', not int: 5": lambda: lv.analyze("一", place=5),  # type: ignore[arg-type]
    "units takes a table of units (quantity.UnitTable), not str": lambda: lv.Analyzer(units="x"),  # type: ignore[arg-type]
    "analyze takes a text or a path, not int": lambda: lv.analyze(5),  # type: ignore[arg-type]
    "pipe takes several texts, such as a list of str, not str": lambda: lv.Analyzer().pipe("政府工作报告"),
    "pipe takes several texts, such as a list of str, not NoneType": lambda: lv.Analyzer().pipe(None),  # type: ignore[arg-type]
    "workers=0: give 1 or more": lambda: lv.Analyzer().pipe([], workers=0),
    "workers is a whole number, not float: 2.0": lambda: lv.Analyzer().pipe([], workers=2.0),  # type: ignore[arg-type]
}


@pytest.mark.parametrize(("message", "call"), REFUSED.items(), ids=REFUSED)
def test_bad_arguments_are_refused_at_once(message: str, call: Callable[[], object]) -> None:
    with pytest.raises(lv.InputError) as caught:
        call()
    assert str(caught.value).startswith(message)


def test_units_take_the_place_of_ours() -> None:
    (ours,) = lv.Analyzer().analyze("培训12人。").quantities
    assert ours.unit == "人"
    assert lv.Analyzer(units=UnitTable.parse([])).analyze("培训12人。").quantities != (ours,)


@pytest.mark.parametrize("workers", [1, 2])
def test_pipe_gives_a_report_for_each_text_in_order(workers: int) -> None:
    analyzer = lv.Analyzer()
    assert list(analyzer.pipe(iter(TEXTS), workers=workers)) == [analyzer.analyze(text) for text in TEXTS]


def test_pipe_reads_no_further_than_it_is_asked() -> None:
    def endless() -> Iterator[str]:
        yield from TEXTS
        raise AssertionError("read too far")

    reports = lv.Analyzer().pipe(endless())
    assert [next(reports).source for _ in TEXTS] == list(TEXTS)


def test_pipe_refuses_what_is_no_text_when_its_turn_comes() -> None:
    texts: list[Any] = ["一", 5]
    reports = lv.Analyzer().pipe(texts)
    assert next(reports).source == "一"
    with pytest.raises(lv.InputError):
        next(reports)


@pytest.mark.parametrize("name", ["report.txt", "repot.dat", "报告", "报告.csv", "no ending", "5.2"])
def test_a_name_of_a_file_is_read(folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT, encoding="utf-8")
    for path in (name, str(folder / name), Path(name)):
        assert lv.analyze(path).source == TEXT


MISSING = (
    "repot.csv",
    "repot.CSV",
    "repot.dat",
    "reports/2023.v2",
    "archive.7z",
    "C:\\reports\\lvliang.log",
    "my reports/a.txt",
    "政府工作报告.txt",
    "政府工作报告 2023.docx",
    "reports/政府工作报告.dat",
    "报告\\2023 年.log",
    os.path.join("..", "报告.x"),
)
PROSE = (
    "GDP增长5.2",
    "5.2",
    "1.5km",
    "3.5%",
    "报告",
    "report",
    "见附件a.b",
    "单价由3元/吨提高到4.5",
    "铁路/公路延长1.5km",
    "推广网上办事，网址为zwfw/shanxi.cn",
    "网址为http://zwfw.example.cn",
    "The target is 5.2 at least. See p.a",
    "report.ninechars",
    "第一行\nrepot.csv",
    "。",
)


@pytest.mark.parametrize("name", MISSING)
def test_the_name_of_a_missing_file_is_no_text(name: str) -> None:
    with pytest.raises(lv.ReadError) as caught:
        lv.analyze(name)
    assert str(caught.value).startswith(f"{name}: no such file; give a path that exists")
    assert lv.Analyzer().analyze(name).source == name


@pytest.mark.parametrize("text", PROSE)
def test_what_is_no_name_of_a_file_is_a_text(text: str) -> None:
    assert lv.analyze(text).source == text


def test_a_missing_path_is_never_a_text() -> None:
    with pytest.raises(lv.ReadError, match="报告: no such file"):
        lv.analyze(Path("报告"))


def test_what_is_no_report_or_no_path_is_said_so(tmp_path: Path) -> None:
    from lvliang_nlp.extend import check_profile, draft_profile
    from lvliang_nlp.panel import build
    from lvliang_nlp.tables import records
    from lvliang_nlp.view import page

    odd: list[Callable[[Any], Any]] = [lv.terms, lambda x: lv.concepts(x, {"a": ["b"]}), page, records]
    for function in odd:
        with pytest.raises(lv.InputError, match=r"a report is what lv\.analyze gives, not int"):
            function(5)
    paths: list[Callable[[Any], Any]] = [
        *(lv.load_profile, check_profile, lv.read),
        *(lambda x: build(x, tmp_path / "p.parquet"), lambda x: build(tmp_path, x)),
    ]
    for function in paths:
        with pytest.raises(lv.InputError, match="a path is a str or a Path, not int: 5"):
            function(5)
    with pytest.raises(lv.InputError, match="5: is no division"):
        draft_profile(5, [])  # type: ignore[arg-type]
