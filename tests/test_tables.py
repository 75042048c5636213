"""Rows and the files they go to: every digit kept, nothing half-written, aligned in the terminal."""

import csv
import datetime
import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import lvliang_nlp as lv
from lvliang_nlp.schema import Company, Paragraph, Place, Project, Quantity, Report, Section, Sentence, Target
from lvliang_nlp.tables import KINDS, aligned, columns, records, replacing, schema, table, write

SOURCE = "一、目标\n年内煤炭产能突破1.65亿吨，\n新建3—5个公园。"
NAMES = {"start": 5, "end": 9, "text": "年内煤炭", "section": ("一、目标",), "sentence": 0}  # any span will do
PATH = ("一、目标",)


def mention(text: str, **fields: Any) -> Quantity:
    start = SOURCE.index(text)
    return Quantity(start=start, end=start + len(text), text=text, section=PATH, sentence=0, **fields)


@pytest.fixture
def report() -> Report:
    mass = mention(
        "1.65亿吨", value=Decimal("1.65E8"), number="1.65", magnitude="亿", unit_text="亿吨", unit="吨", bound="gt"
    )
    parks = mention("3—5个", low=Decimal(3), high=Decimal(5), number="3—5", unit_text="个", unit="个", counted="公园")
    end = len(SOURCE)
    child = Section(start=0, end=4, text="（一）煤", title="煤", level=2, body_end=end, path=("一、目标", "（一）煤"))
    section = Section(
        start=0, end=4, text="一、目标", title="目标", level=1, body_end=end, path=PATH, children=(child,)
    )
    coal = Target(**NAMES, subject="煤炭产能", indicator="coal_capacity", quantity=mass, kind="target", period="2023",
                  deadline=datetime.date(2023, 12, 31), deadline_text="年内", places=("吕梁市", "孝义市"))  # fmt: skip
    return Report(
        source=SOURCE,
        place="吕梁市",
        year=2023,
        sections=(section,),
        paragraphs=(Paragraph(start=5, end=end, text=SOURCE[5:], section=PATH, topic="煤炭"),),
        sentences=(Sentence(start=5, end=end, text="年内煤炭产能突破1.65亿吨，新建3—5个公园。", section=PATH),),
        quantities=(mass, parks),
        places=(Place(**NAMES, name="吕梁市", kind="division", adcode="141100", level="prefecture",
                      parents=("山西省",)),
                Place(**NAMES, name="三川河", kind="river")),
        targets=(coal, coal.model_copy(update={"subject": "公园", "indicator": None, "deadline": None})),
        headline={"coal_capacity": coal},
        companies=(Company(**NAMES, name="鹏飞", place="孝义市"),),
        projects=(Project(**NAMES, name="大唐", full_name="大唐光伏项目", group_count=5, capacity=parks,
                          places=("兴县",)),),
    )  # fmt: skip


def test_names_in_a_row(report: Report) -> None:
    city, river = records(report, "places")
    assert (city["adcode"], city["level"]) == ("141100", "prefecture")
    assert (city["parents"], city["place"]) == ("山西省", "吕梁市")
    assert (river["adcode"], river["level"], river["members"]) == ("", "", "")
    (company,) = records(report, "companies")
    assert (company["place"], company["company_place"]) == ("吕梁市", "孝义市")
    (project,) = records(report, "projects")
    assert (project["group_count"], project["capacity"]) == (5, "3—5个")
    assert (project["stage"], project["places"]) == ("", "兴县")


def test_a_row_is_flat_and_keeps_decimals(report: Report) -> None:
    first, second = records(report, file="a.txt")
    assert (first["file"], first["place"], first["year"], first["section"]) == ("a.txt", "吕梁市", 2023, "一、目标")
    assert first["value"] == Decimal(165000000)
    assert isinstance(first["value"], Decimal)
    assert first["sentence"] == "年内煤炭产能突破1.65亿吨，新建3—5个公园。"
    assert (second["value"], second["low"], second["high"], second["counted"]) == (None, 3, 5, "公园")
    assert report.to_records() == records(report)


@pytest.mark.parametrize("what", KINDS)
def test_rows_have_the_columns(report: Report, what: str) -> None:
    rows = records(report, what)
    assert rows
    for row in rows:
        assert list(row) == list(columns(what))
        for name, kind in columns(what).items():
            assert isinstance(row[name], kind) or (row[name] is None and kind not in (str, bool)), name


def test_a_target_is_spread_over_its_row(report: Report, tmp_path: Path) -> None:
    coal, parks = records(report, "targets")
    assert (coal["subject"], coal["value"], coal["unit"]) == ("煤炭产能", 165_000_000, "吨")
    assert (coal["quantity_text"], coal["places"], coal["headline"]) == ("1.65亿吨", "吕梁市 / 孝义市", True)
    assert coal["deadline"] == datetime.date(2023, 12, 31)
    assert (parks["deadline"], parks["indicator"], parks["headline"]) == (None, "", False)
    write([coal, parks], tmp_path / "t.csv", "targets")
    first, second = csv.DictReader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (first["deadline"], second["deadline"], first["headline"]) == ("2023-12-31", "", "True")
    write([coal], tmp_path / "t.jsonl", "targets")
    row = json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8"))
    assert (row["deadline"], row["headline"], row["value"]) == ("2023-12-31", True, 165_000_000)


@pytest.mark.parametrize("what", KINDS)
def test_arrow_has_the_same_rows(report: Report, what: str, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra arrow is not installed")
    made = report.to_arrow(what)
    assert made.schema == schema(what)
    assert made.schema.metadata[b"lvliang_nlp.schema"] == b"1"
    assert made.to_pylist() == records(report, what)
    write(records(report, what), tmp_path / "t.parquet", what)
    assert parquet.read_table(tmp_path / "t.parquet").to_pylist() == records(report, what)


def test_pandas_and_polars(report: Report) -> None:
    pytest.importorskip("pandas", reason="the extra pandas is not installed")
    frame = report.to_pandas("targets")
    assert list(frame.columns) == list(columns("targets"))
    assert frame.loc[0, "value"] == Decimal("1.65E8")
    pytest.importorskip("polars", reason="the extra polars is not installed")
    assert report.to_polars("targets")["subject"].to_list() == ["煤炭产能", "公园"]


def test_without_polars_one_clear_line(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(lv.MissingExtraError, match=r"lvliang-nlp\[polars\]"):
        report.to_polars()


def test_sections_are_rows_of_their_own(report: Report) -> None:
    assert [row["path"] for row in records(report, "sections")] == ["一、目标", "一、目标 / （一）煤"]


@pytest.mark.parametrize("what", ["places of rest", "", "Quantities"])
def test_unknown_table(report: Report, what: str) -> None:
    choice = "choose one of targets, quantities, places, companies, projects, sections, paragraphs, sentences"
    with pytest.raises(lv.InputError, match=choice):
        records(report, what)
    with pytest.raises(lv.InputError):
        columns(what)


def test_jsonl(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    write(records(report), file)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line, parse_float=Decimal, parse_int=Decimal)["value"] for line in lines] == [165000000, None]
    assert "吕梁市" in lines[0]
    assert '"value": 165000000,' in lines[0]


def test_csv_opens_in_a_spreadsheet(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "out.CSV"
    write(records(report), file)
    assert file.read_bytes().startswith(b"\xef\xbb\xbffile,place,year,")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["value"], row["low"], row["year"]) for row in rows] == [("165000000", "", "2023"), ("", "3", "2023")]


def test_parquet(report: Report, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "out.parquet"
    write(records(report), file)
    read = parquet.read_table(file)
    assert read.to_pylist() == records(report)
    assert str(read.schema.field("value").type) == "decimal128(38, 12)"
    assert str(read.schema.field("year").type) == "int64"


def test_parquet_rounds_thirds_and_refuses_what_does_not_fit(report: Report, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    row = records(report)[0]
    write([row | {"value": Decimal(2) / 3}], tmp_path / "thirds.parquet")
    (read,) = parquet.read_table(tmp_path / "thirds.parquet").to_pylist()
    assert read["value"] == Decimal("0.666666666667")
    with pytest.raises(lv.WriteError, match=r"1\.000E\+26 has more than 26 digits .* write \.jsonl or \.csv"):
        write([row | {"value": Decimal(10) ** 26}], tmp_path / "huge.parquet")
    assert [file.name for file in tmp_path.iterdir()] == ["thirds.parquet"]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**25), max_value=10**25))
def test_jsonl_keeps_every_digit(tmp_path_factory: pytest.TempPathFactory, value: Decimal) -> None:
    file = tmp_path_factory.getbasetemp() / "digits.jsonl"
    write([{"value": value}], file)
    assert json.loads(file.read_text(), parse_float=Decimal, parse_int=Decimal)["value"] == value


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_no_rows_is_still_a_table(suffix: str, tmp_path: Path) -> None:
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    write([], tmp_path / f"out.{suffix}")
    assert (tmp_path / f"out.{suffix}").exists()


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_failure_leaves_what_was_there(suffix: str, report: Report, tmp_path: Path) -> None:
    file = tmp_path / f"out.{suffix}"
    file.write_text("before")
    with pytest.raises(KeyboardInterrupt), table(file) as append:
        append(records(report))
        raise KeyboardInterrupt
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_replacing_keeps_mode_and_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file.txt", tmp_path / "link.txt"
    file.write_text("before")
    file.chmod(0o640)
    link.symlink_to(file)
    with replacing(link) as out:
        out.write(b"after")
        assert file.read_text() == "before"
    assert link.is_symlink()
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("after", 0o640)


def test_a_device_is_written_and_not_replaced() -> None:
    with replacing(os.devnull) as out:
        out.write(b"gone")
    assert not Path(os.devnull).is_file()


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file").touch()
    for path, message in {
        "out.xlsx": r"out\.xlsx: format not known: end it in \.jsonl, \.csv, \.parquet",
        "out": "format not known",
        "folder.csv": "it is a folder",
        "nowhere/out.csv": "cannot be written: there is no folder",
        "file/out.csv": "cannot be written: there is no folder",
        "a" * 300 + ".csv": "cannot be written",
    }.items():
        with pytest.raises(lv.WriteError, match=message):
            write([], tmp_path / path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "folder.csv"]


@pytest.mark.parametrize("write_nothing", [lambda: write([], ""), lambda: replacing("").__enter__()])
def test_an_empty_path_is_named(write_nothing: Callable[[], object]) -> None:
    with pytest.raises(lv.WriteError, match=r"^'' \(an empty argument\): no file has this name"):
        write_nothing()


def test_aligned(report: Report) -> None:
    assert list(aligned(report)) == [
        "before            quantity        value  unit  bound  change  counted",
        "",
        "一、目标",
        "年内煤炭产能突破  1.65亿吨  165,000,000  吨    gt",
        "新建              3—5个          3 to 5  个                   公园",
    ]


@pytest.mark.parametrize("width", [40, 60, 110])
@pytest.mark.parametrize("what", KINDS)
def test_no_line_is_wider(report: Report, what: str, width: int) -> None:
    lines = list(aligned(report, what, width))
    assert len(lines) > 1
    assert max(map(cell_len, lines)) <= width


def test_an_empty_report_has_a_head_only() -> None:
    assert list(aligned(Report(source="无"))) == ["before  quantity  value  unit  bound  change  counted"]
