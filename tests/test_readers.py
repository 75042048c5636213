"""Files to source text: encodings told apart by their bytes, and one clear line for all that is no text."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.readers import decode

REPORT = "政府工作报告\r\n\r\n今年，全市将新建２个公园，\n新增绿地1.5万亩，投资30亿元。\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_give_the_same_text(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(REPORT.replace("２", "2").encode(encoding))
    assert lv.read(file) == REPORT.replace("２", "2")
    assert lv.read(str(file)) == lv.read(file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
@given(text=st.text(alphabet="年内煤炭产能突破亿吨，。、一二三1.5%\r\n"))
def test_common_text_survives_every_encoding(encoding: str, text: str) -> None:
    text = f"年内{text}"  # two characters tell: fewer bytes may be right in several encodings
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_ascii_only(encoding: str) -> None:
    assert decode(b"GDP 5.2%\n".decode().encode(encoding)) == "GDP 5.2%\n"


@given(st.binary())
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    try:
        text = decode(data, "name.txt")
    except lv.ReadError as error:
        assert str(error).startswith("name.txt: ")
        assert "\n" not in str(error)
    else:
        assert text.strip()
        text.encode("utf-8")  # no lone surrogates


def test_line_ends_and_blanks_stay() -> None:
    assert decode("一\r二\r\n三\n\u3000四\n".encode()) == "一\r二\r\n三\n\u3000四\n"


def test_only_the_mark_at_the_start_is_dropped() -> None:
    assert decode("\ufeff一\ufeff二".encode()) == "一\ufeff二"


REFUSED = {
    b"": "is empty",
    b" \r\n\t": "is empty: nothing but white space",
    b"\xef\xbb\xbf": "is empty",
    "\ufeff\u3000".encode(): "is empty",
    b"%PDF-1.7\n%\xe2\xe3": "is a PDF: extract its text first",
    b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml": "is a Word document (.docx): save it as plain text",
    b"PK\x03\x04" + b"\0" * 26 + b"report.txt": "is a zip archive: unpack",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9: "is an old Office document",
    b"\x89PNG\r\n\x1a\n": "is an image (PNG)",
    b"\xef\xbb\xbf\n<!DOCTYPE html><html>": "is an HTML page",
    bytes(range(256)): "is binary",
    b"ab\x00cd": "is binary",
    b"\xff\xfe\x00\xd8\x00\xd8": "is damaged: marked as UTF-16-LE, but byte 2 is not",
    "彙報：政務、經濟發展與國際關係".encode("big5"): "encoding not recognised: save it as UTF-8",
    REPORT.encode()[:40] + b"\xff" + REPORT.encode()[40:]: "is damaged: UTF-8 up to byte",
}


@pytest.mark.parametrize(("data", "message"), REFUSED.items(), ids=REFUSED.values())
def test_what_is_no_text_is_refused_with_its_kind(data: bytes, message: str, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(data)
    with pytest.raises(lv.ReadError) as caught:
        lv.read(file)
    assert str(caught.value).startswith(f"{file}: {message}")


def test_damage_is_located() -> None:
    with pytest.raises(lv.ReadError, match=r"UTF-8 up to byte 40 \(line 2\)"):
        decode("政府工作报告，今年的目标\n一二".encode()[:-1] + b"\xff" + "三四".encode())


# Our own writing in traditional characters.
TRADITIONAL = (
    "今年全市將新建二個公園，新增綠地一萬五千畝，投資三十億元。經濟發展與國際關係穩中有進，規模以上工業增加值增長"
    "百分之六，城鄉居民收入提高。堅持改革開放，推動產業轉型升級，加強生態環境保護，實施鄉村振興戰略。"
)


@pytest.mark.parametrize("length", range(12, len(TRADITIONAL) + 1, 9))
def test_big5_is_refused_and_never_misread(length: int) -> None:
    """Valid GB18030 by its bytes, nonsense by its characters: no slice of it passes as another text."""
    for start in range(len(TRADITIONAL) - length + 1):
        data = TRADITIONAL[start : start + length].encode("big5")
        for text in (data, b"2023\r\nGDP 5.2%\r\n" + data):
            with pytest.raises(lv.ReadError, match="encoding not recognised: save it as UTF-8"):
                decode(text)


def test_traditional_characters_are_read_in_the_encodings_that_are() -> None:
    assert decode(TRADITIONAL.encode()) == decode(TRADITIONAL.encode("utf-16")) == TRADITIONAL


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(lv.ReadError, match=r"nowhere\.txt: no such file"):
        lv.read(tmp_path / "nowhere.txt")
    with pytest.raises(lv.ReadError, match=r"is a folder: give the files in it, such as .*\*\.txt"):
        lv.read(tmp_path)
    with pytest.raises(lv.ReadError, match=r"^'' \(an empty argument\): no file has this name"):
        lv.read("")
    with pytest.raises(lv.ReadError, match="cannot be read"):
        lv.read("a\0b")
    with pytest.raises(lv.ReadError, match="cannot be read"):
        lv.read("a" * 5000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    file = tmp_path / "locked.txt"
    file.write_text("一")
    file.chmod(0)
    with pytest.raises(lv.ReadError, match="cannot be read: Permission denied"):
        lv.read(file)


@pytest.mark.parametrize("path", [3, None, 1.5, ["a.txt"]])
def test_what_is_no_path(path: object) -> None:
    with pytest.raises(lv.InputError, match="a path is a str or a Path"):
        lv.read(path)  # type: ignore[arg-type]


def test_published_reports_in_every_encoding(shared: Path) -> None:
    for file in sorted((shared / "reports" / "sample").glob("*.md")):
        text = file.read_bytes().decode("utf-8").removeprefix("\ufeff")
        assert lv.read(file) == text
        for encoding in ENCODINGS[:-2]:
            assert decode(text.encode(encoding)) == text, (file.name, encoding)
