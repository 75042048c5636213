"""What must hold for `lv.quantities` on any number, any text and any layout."""

import json
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from conftest import SPECS
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

import lvliang_nlp as lv
from lvliang_nlp.schema import Quantity, ink

SENTENCES = [
    case["text"]
    for file in sorted((SPECS / "quantity").glob("*.jsonl"))
    for case in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    if case["text"] == ink(case["text"]) and case["text"].endswith("。") and "xfail" not in case
]
PIECES = (
    *"0123456789０１９一二两三五十百千万亿零〇半几余多.．。，,、-—–~至到/／%％‰+×第每从由约近超负点分之成倍番年月日个元吨亩",
    *("增长", "提高到", "以上", "左右", "百分之", "个百分点", "千瓦", "千瓦时", "平方米", "分别", "翻", "工作", "项目"),
    *("“", "”", "（", "）", "《", "〔", "G", "PM", "**", "#", "\n", "\n\n", "\r\n", " ", "　", "\u00ad", "\ufeff"),
)
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
MIXTURES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def facts(found: tuple[Quantity, ...]) -> list[tuple[object, ...]]:
    return [(q.text, q.value, q.low, q.high, q.unit, q.bound, q.change) for q in found]


_POWERS = ((1000, "千"), (100, "百"), (10, "十"))


def below_ten_thousand(value: int) -> str:
    """1..9999, with 零 where places are left out between figures."""
    out, gap = "", False
    for power, name in _POWERS:
        figure, value = divmod(value, power)
        if figure:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[figure] + name
        gap = not figure if out else False
    if value:
        out += ("零" if gap and out else "") + "零一二三四五六七八九"[value]
    return out


def han(value: int) -> str:
    """Chinese numeral of 1 to 10^12 - 1, as it is read aloud: 12000 一万二千, 100000005 一亿零五."""
    out, rest = "", value
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, rest = divmod(rest, power)
        if group:
            out += ("零" if out and group < 1000 else "") + below_ten_thousand(group) + name
    return out[1:] if out.startswith("一十") else out


@pytest.mark.parametrize(
    ("value", "written"),
    [(10, "十"), (15, "十五"), (105, "一百零五"), (1005, "一千零五"), (1050, "一千零五十"),
     (12345, "一万二千三百四十五"), (100005, "十万零五"), (10**8 + 5, "一亿零五"),
     (205000000, "二亿零五百万"), (20010, "二万零一十")],
)  # fmt: skip
def test_the_renderer_of_this_test(value: int, written: str) -> None:
    assert han(value) == written


@given(st.one_of(st.integers(2, 10**6), st.integers(1, 9999).map(lambda n: n * 10**8)))
def test_chinese_numerals_come_back(value: int) -> None:
    (found,) = lv.quantities(f"总量为{han(value)}吨。")
    assert (found.value, found.text) == (Decimal(value), f"{han(value)}吨")


@given(st.integers(2, 10**12 - 1))
@example(123456789012)
def test_long_chinese_numerals_come_back(value: int) -> None:
    (found,) = lv.quantities(f"总量为{han(value)}吨。")
    assert (found.value, found.text) == (Decimal(value), f"{han(value)}吨")


@given(st.integers(0, 10**15 - 1), st.sampled_from(["吨", "元", "平方米", "户", "%"]))
def test_arabic_figures_come_back(value: int, unit: str) -> None:
    for written in (
        str(value),
        f"{value:,}",
        str(value).translate(WIDE),
    ):
        (found,) = lv.quantities(f"总量为{written}{unit}。")
        assert (found.value, found.unit, found.text, found.number) == (Decimal(value), unit, written + unit, written)


@given(
    st.decimals(0, 99999, places=4, allow_nan=False),
    st.sampled_from([("", 1), ("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
    st.booleans(),
)
def test_decimals_and_magnitudes_come_back(number: Decimal, magnitude: tuple[str, int], wide: bool) -> None:
    name, factor = magnitude
    written = f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
    if wide:
        written = written.translate(WIDE)
    (found,) = lv.quantities(f"总量为{written}{name}吨。")
    assert found.value == number * factor
    assert found.base_value == number * factor * 1000
    assert (found.number, found.magnitude, found.unit_text) == (written, name, f"{name}吨")


@given(st.integers(1, 9998), st.integers(1, 9999), st.sampled_from(["—", "-", "～", "~", "至", "到", "－", "–"]))
def test_ranges_come_back(first: int, second: int, dash: str) -> None:
    low, high = sorted((first, second))
    if low == high:
        return
    (found,) = lv.quantities(f"总量为{low}{dash}{high}万吨。")
    assert (found.low, found.high, found.value) == (Decimal(low * 10**4), Decimal(high * 10**4), None)
    assert found.base_low is not None
    assert found.base_high is not None


# Without markup and Latin words, which layout reads in its own way.
PLAIN = [
    s for s in SENTENCES if not re.search(r"[A-Za-z*\[①\u00ad]", s)
]
_FIGURE = "0-9０-９.,，．·~～²³/／%％—–-"


def letter_spaced(line: str) -> str:
    """A blank between all but the figures, as the newspaper page does."""
    return re.sub(rf"(?<=[^{_FIGURE}])(?=.)|(?<=[{_FIGURE}])(?=[^{_FIGURE}])", " ", line)


@given(st.lists(st.sampled_from(PLAIN), min_size=14, max_size=18, unique=True), st.integers(15, 22), st.data())
def test_a_newspaper_page_says_the_same(sentences: list[str], width: int, data: st.DataObject) -> None:
    """Lines of one width that cut words and figures, every fifth or so letter-spaced, blank lines between."""
    text = "".join(sentences)
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    spaced = data.draw(st.sets(st.integers(0, len(lines) - 2), max_size=len(lines) // 5))
    page = "\n\n".join(letter_spaced(line) if i in spaced else line for i, line in enumerate(lines))
    assert facts(lv.quantities(page)) == facts(lv.quantities(text))


@given(st.sampled_from(PLAIN))
def test_letter_spacing_says_the_same(sentence: str) -> None:
    spaced = letter_spaced(sentence)
    for blank in (" ", "　", "\u00a0"):
        assert facts(lv.quantities(spaced.replace(" ", blank))) == facts(lv.quantities(sentence))


def test_letter_spacing_between_figures_says_the_same() -> None:
    for sentence in PLAIN:
        assert facts(lv.quantities(" ".join(sentence))) == facts(lv.quantities(sentence))


@pytest.mark.xfail(reason="a line that begins with a figure is taken for a new paragraph", strict=True)
def test_a_ragged_page_says_the_same() -> None:
    """Lines that keep figures whole, and so end some characters early."""
    page = "出口降幅收窄。村里的夜市摊位五六百\n\n个，预期税收增长\n\n7.5—8%。每千人拥有病床六张，比上\n\n一年多了些。"
    (_, tax, *_) = lv.quantities(page)
    assert (tax.text, tax.change) == ("7.5—8%", "increase_by")


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_paragraphs_stand_for_themselves(first: str, second: str) -> None:
    both = lv.quantities(f"{first}\n\n{second}")
    shift = len(first) + 2
    apart = [(q.start, q.end) for q in lv.quantities(first)]
    apart += [(q.start + shift, q.end + shift) for q in lv.quantities(second)]
    assert [(q.start, q.end) for q in both] == apart
    assert facts(both) == facts(lv.quantities(first)) + facts(lv.quantities(second))


@given(st.one_of(MIXTURES, st.text(max_size=200), st.sampled_from(SENTENCES)))
@example("约9两%")
@example("万/万")
@example("满意的达九成")
@example("/" * 50 + "1/1/1/1元")
@example("一点零点零点")
@example("1e5元 ∞% ½吨 ②个 ٣个 १२元")
@example("\ud800" + "5元")
def test_any_text_keeps_the_promises(text: str) -> None:
    found = lv.quantities(text)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert ink(text[q.start : q.end]) == q.text
        assert (q.value is None) == (q.low is not None) == (q.high is not None)
        assert all(n is None or n.is_finite() for n in (q.value, q.low, q.high, q.base_value, q.base_low, q.base_high))
        assert bool(q.base_unit) == (q.base_value is not None or q.base_low is not None)
        assert str(q)
        assert repr(q)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.one_of(MIXTURES, st.sampled_from(SENTENCES)))
def test_json_and_back(text: str) -> None:
    for q in lv.quantities(f"{text}。"):
        again = Quantity.model_validate_json(q.model_dump_json())
        assert again == q
        assert again.model_dump_json() == q.model_dump_json()


@given(MIXTURES)
@example("8至2千瓦")
def test_the_low_end_of_a_range_is_the_lower(text: str) -> None:
    for q in lv.quantities(text):
        assert q.low is None or q.high is None or q.low < q.high


def test_it_is_frozen_and_closed() -> None:
    (found,) = lv.quantities("总量为5吨。")
    with pytest.raises(ValidationError):
        setattr(found, "value", Decimal(6))  # noqa: B010, a plain assignment fails the type check
    with pytest.raises(ValidationError):
        Quantity.model_validate(found.model_dump() | {"weight": 5})
    with pytest.raises(ValidationError):
        Quantity.model_validate(found.model_dump() | {"bound": "about"})


def test_json_schema_describes_the_fields() -> None:
    schema = Quantity.model_json_schema()
    assert set(schema["properties"]) == set(Quantity.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["bound"]["enum"] == ["eq", "ge", "gt", "le", "lt", "approx"]
