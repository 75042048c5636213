"""Profiles: what one does to a report, how they are chosen, and what is said of bad ones."""

import pickle
import sys
import warnings
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lvliang_nlp as lv
from lvliang_nlp.profile import Profiles, choices, installed, json_schema, line_of, load_profile, read_profile
from lvliang_nlp.profile.installed import LVLIANG
from lvliang_nlp.schema import Report

STARRY = """
place = "吕梁市"
words = ["四个一体化行动"]
units = '''
[count *]
孔窑
'''

[companies]
"星河能源集团" = { aliases = ["星河能源"], place = "孝义市" }

[places]
"望月湾生态岛" = { aliases = ["望月湾"], kind = "scenic", place = "临县" }
"离石区" = ["离石新城"]

[projects]
"星临高速" = ["星临线"]

[collectives]
"星临兴" = ["临县", "兴县"]

[topics]
"菌菇产业" = ["羊肚菌", "香菇"]

[[indicators]]
id = "cave_rooms"
zh = "窑洞客房"
dimension = "count"
aliases = ["窑洞客房(数量)?"]
"""
TEXT = (
    "吕梁市政府工作报告\n二、2023年重点工作\n支持星河能源在望月湾和离石新城建厂，推进星临兴一体化，开工星临线。"
    "窑洞客房达到300孔窑。栽培羊肚菌5000亩，推进四个一体化行动。"
)


@pytest.fixture(scope="module")
def profile() -> lv.Profile:
    return read_profile(STARRY, "starry.toml")


def analyzed(profile: Any, tagger: Any = None) -> Report:
    return lv.Analyzer(profile=profile, tagger=tagger).analyze(TEXT)


@pytest.mark.parametrize("tagger", ["default", None])
def test_what_a_profile_says_of_names(profile: lv.Profile, tagger: str | None) -> None:
    report = analyzed(profile, tagger)
    assert report.profile == "starry"
    firm = next(c for c in report.companies if c.text == "星河能源")
    assert (firm.name, firm.place) == ("星河能源集团", "孝义市")
    places = {p.text: p for p in report.places}
    assert (places["望月湾"].name, places["望月湾"].kind) == ("望月湾生态岛", "scenic")
    assert places["望月湾"].parents == ("山西省", "吕梁市", "临县")
    assert (places["离石新城"].name, places["离石新城"].adcode) == ("离石区", "141102")
    assert places["星临兴"].members == ("临县", "兴县")
    assert [p.full_name for p in report.projects if p.text == "星临线"] == ["星临高速"]


def test_units_indicators_topics_and_words(profile: lv.Profile) -> None:
    report = analyzed(profile)
    rooms = next(t for t in report.targets if t.quantity.unit == "孔窑")
    assert (rooms.indicator, rooms.quantity.value) == ("cave_rooms", 300)
    field = next(t for t in report.targets if t.quantity.unit == "亩")
    assert field.topic == "菌菇产业"
    tokens = lv.Analyzer(profile=profile, tagger=None).tokenize(TEXT)
    assert "四个一体化行动" in [token.text for token in tokens]


def test_without_it_the_report_is_read_as_before(profile: lv.Profile) -> None:
    before = analyzed(None)
    analyzed(profile)
    assert analyzed(None) == before
    assert before.profile == "" and all(t.quantity.unit != "孔窑" for t in before.targets)


def test_two_profiles_share_no_state(profile: lv.Profile) -> None:
    other = lv.Profile(name="other", place="吕梁市", companies={"望月湾": []})
    first, second = lv.Analyzer(profile=profile, tagger=None), lv.Analyzer(profile=other, tagger=None)
    expected = first.analyze(TEXT), second.analyze(TEXT)
    assert (first.analyze(TEXT), second.analyze(TEXT)) == expected
    assert "望月湾" in {p.text for p in expected[0].places}
    assert [c.text for c in expected[1].companies if c.text == "望月湾"]


def test_a_longer_name_of_the_text_wins(profile: lv.Profile) -> None:
    report = lv.Analyzer(profile=profile, tagger=None).analyze("支持星河能源集团有限公司发展。", place="吕梁市")
    assert [c.text for c in report.companies] == ["星河能源集团有限公司"]


def test_words_of_the_profile_hold_names_that_are_none() -> None:
    profile = lv.Profile(name="a", place="吕梁市", places={"望月湾": []}, words=["登望月湾计划"])
    report = lv.Analyzer(profile=profile, tagger=None).analyze("在望月湾实施登望月湾计划。", place="吕梁市")
    assert [p.start for p in report.places] == [1]


def test_a_short_form_where_two_words_meet_is_none() -> None:
    profile = lv.Profile(name="a", place="吕梁市", companies={"中车": []})
    report = lv.Analyzer(profile=profile, tagger=None).analyze("其中车辆五千台，支持中车建厂。", place="吕梁市")
    assert [c.start for c in report.companies] == [10]


def test_analyzers_with_profiles_can_be_pickled(profile: lv.Profile) -> None:
    analyzer = lv.Analyzer(profile=profile, tagger=None)
    assert pickle.loads(pickle.dumps(analyzer)).analyze(TEXT) == analyzer.analyze(TEXT)


@given(st.text(alphabet="星河能源集团望月湾离石新城临线，。 \n1亩", max_size=60))
def test_mentions_of_a_profile_are_what_the_source_says(text: str) -> None:
    report = lv.Analyzer(profile=read_profile(STARRY, "s.toml"), tagger=None).analyze(text, place="吕梁市")
    for mentions in (report.places, report.companies, report.projects):
        for mention in mentions:
            assert mention.text == "".join(text[mention.start : mention.end].split())
        assert all(a.end <= b.start for a, b in pairwise(mentions))


# how one is chosen


def test_the_nearest_place_decides() -> None:
    found = [lv.Profile(name=str(i), place=p) for i, p in enumerate(("山西省", "吕梁市", "兴县"))]
    profiles = Profiles(found, ["14", "1411", "141123"])
    assert [profiles.choose(code) for code in ("141123", "141125", "1401", "1102", "")] == [2, 1, 0, None, None]


def test_the_installed_one_is_used_for_its_place_alone() -> None:
    assert LVLIANG.is_file() and "lvliang" in [profile.name for profile in installed()]
    text = "政府工作报告\n二、2023年重点工作\n培训1.2万人。"
    analyzer = lv.Analyzer(tagger=None)
    assert [analyzer.analyze(text, place=p).profile for p in ("吕梁市", "兴县", "太原市", "")] == [
        "lvliang", "lvliang", "", "",
    ]  # fmt: skip
    assert lv.Analyzer(profile=None, tagger=None).analyze(text, place="吕梁市").profile == ""
    assert lv.Analyzer(profile="lvliang", tagger=None).analyze(text, place="太原市").profile == "lvliang"


def test_a_folder_is_chosen_from_by_place(tmp_path: Path) -> None:
    for name, place in (("a", "吕梁市"), ("b", "太原市")):
        (tmp_path / f"{name}.toml").write_text(f'place = "{place}"\n', encoding="utf-8")
    analyzer = lv.Analyzer(profile=tmp_path, tagger=None)
    assert [analyzer.analyze("培训5人。", place=p).profile for p in ("吕梁市", "太原市", "大同市")] == ["a", "b", ""]
    (tmp_path / "c.toml").write_text('place = "火星市"\n', encoding="utf-8")
    with pytest.raises(lv.ProfileError, match=r"profile c: there is no division '火星市'"):
        lv.Analyzer(profile=tmp_path)


def test_another_package_s_bad_profile_is_left_out_with_a_warning(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    module = sys.modules[choices.__module__]
    entries = [EntryPoint("bad", "no_such_package:PROFILE", "lvliang_nlp.profiles"),
               EntryPoint("good", f"{module.__name__}:LVLIANG", "lvliang_nlp.profiles")]  # fmt: skip
    monkeypatch.setattr(module, "entry_points", lambda group: entries)
    installed.cache_clear()
    with pytest.warns(UserWarning, match=r"profile bad of no_such_package:PROFILE is left out: .*No module named"):
        assert [profile.place for profile in installed()] == ["吕梁市"]
    with pytest.raises(lv.ProfileError, match="profile bad: no_such_package:PROFILE cannot be loaded"):
        lv.Analyzer(profile="bad")
    with pytest.raises(lv.ProfileError, match=r"profile 'nothere': no such file, and none .*there are: bad, good"):
        lv.Analyzer(profile="nothere")
    installed.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        monkeypatch.undo()
        installed()


# what is said of bad ones


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('place = "吕梁市"\n\n[firms]\n', 3, "firms: there is no such key"),
        ('place = "吕梁市"\n[companies]\n"甲" = []\n"甲" = []\n', 4, "no TOML"),
        ('place = "吕梁市"\n[companies]\n"甲" = 3\n', 3, "companies → 甲"),
        ('place = "吕梁市"\n[companies]\n"甲" = [""]\n', 3, "companies → 甲 → aliases → 0"),
        ('name = "a"\n[places]\n"甲" = { kind = "planet" }\n', 1, "place: is missing"),
        ('place = "吕梁市"\n[places]\n"甲" = { kind = "planet" }\n', 3, "places → 甲 → kind"),
        ('place = "吕梁市"\n[[indicators]]\nid = "a"\n[[indicators]]\nid = "B"\n', 2, "0 → zh: is missing"),
        ('place = "吕梁市"\nversion = 2\n', 2, "version"),
        ("place = \n", 1, "no TOML"),
    ],
)  # fmt: skip
def test_errors_name_file_and_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(lv.ProfileError) as error:
        load_profile(file)
    assert str(error.value).startswith(f"{file}, line {line}: ") and message in str(error.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(lv.ReadError, match=r"nothere\.toml: cannot be read as a profile"):
        lv.Analyzer(profile="nothere.toml")
    (tmp_path / "gbk.toml").write_bytes('place = "吕梁市"'.encode("gbk"))
    with pytest.raises(lv.ReadError, match="is not UTF-8"):
        load_profile(tmp_path / "gbk.toml")
    with pytest.raises(lv.ReadError, match="holds no profile"):
        (tmp_path / "empty").mkdir()
        lv.Analyzer(profile=tmp_path / "empty")
    with pytest.raises(lv.InputError, match="profile is"):
        lv.Analyzer(profile=5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("units = '''\n[mass kg]\n吨 x\n'''", "units"),
        ("units = '''\n[count *]\n孔窑\n孔窑\n'''", "孔窑 stands twice"),
        ('[[indicators]]\nid = "gdp"\nzh = "总量"\ndimension = "money"\naliases = ["总量"]', "gdp is there already"),
        ('[[indicators]]\nid = "x"\nzh = "总量"\nof = "y"\ndimension = "money"\naliases = ["总量"]', "no 'y'"),
        ('[[indicators]]\nid = "x"\nzh = "总量"\ndimension = "money"\naliases = ["总(量"]', "no pattern"),
    ],
)
def test_units_and_indicators_that_are_none(more: str, message: str) -> None:
    with pytest.raises(lv.ProfileError, match="profile p: ") as error:
        lv.Analyzer(profile=read_profile(f'name = "p"\nplace = "吕梁市"\n{more}', "p.toml"))
    assert message in str(error.value)


def test_the_schema_takes_both_forms_of_an_entry() -> None:
    schema = json_schema()
    assert schema["required"] == ["place"] and schema["additionalProperties"] is False
    assert [form["type"] for form in schema["$defs"]["Entry"]["anyOf"]] == ["array", "object"]


@given(st.text(max_size=200))
def test_any_text_is_a_profile_or_a_clear_error(text: str) -> None:
    try:
        read_profile(text, "any.toml")
    except lv.ProfileError as error:
        assert str(error).startswith("any.toml, line ")


def test_a_line_is_found_by_the_path_of_its_key() -> None:
    text = 'place = "x"\n[companies]\n"甲" = []\n[places]\n"甲" = []\n[[indicators]]\nid = 1\n[[indicators]]\nzh = 1\n'
    assert [line_of(text, path) for path in (("companies", "甲"), ("places", "甲"), ("indicators", 1, "zh"), ())] == [
        3, 5, 9, 1,
    ]  # fmt: skip
