"""Taking the library to another city: the draft of a profile, its check, scores against gold, and the commands."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import lvliang_nlp as lv
from lvliang_nlp.cli import app
from lvliang_nlp.entity import Names
from lvliang_nlp.extend import check_profile, draft_profile, evaluate, read_texts, score
from lvliang_nlp.extend.evaluate import Span
from lvliang_nlp.gold import GoldSentence, GoldSpan, read_gold
from lvliang_nlp.panel.sources import Source
from lvliang_nlp.profile import load_profile, read_profile

REPORT = (
    "吕梁市政府工作报告\n——{year}年1月5日在吕梁市第四届人民代表大会上\n市长 某某\n二、{year}年重点工作\n"
    "支持孝义星河能源集团扩建，星河能源投产。建设杏花湾经济技术开发区，杏花湾经济技术开发区引资5亿元。"
    "加快吕兴高速建设，吕兴高速开工。推动交汾文孝组团发展。打造现代菌菇产业链，推进“八个一工程”，抓好“八个一工程”。支持云顶药业公司，云顶药业公司投产。\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for year in (2021, 2022):
        (folder / f"{year}.txt").write_text(REPORT.format(year=year), encoding="utf-8")
    (folder / "other.txt").write_text(REPORT.format(year=2022).replace("吕梁市", "太原市"), encoding="utf-8")
    return folder


class Listed:
    """A tagger that finds some names, so that the draft hangs on no weights."""

    places = ("孝义", "吕梁市", "太原市", "杏花湾经济技术开发区")
    companies = ("星河能源集团", "星河能源")
    projects = ("吕兴高速",)

    def find(self, text: str, home: str, amounts: list[tuple[int, int]], known: Names) -> Names:
        def spans(names: tuple[str, ...]) -> list[tuple[int, int]]:
            return [match.span() for match in re.finditer("|".join(names), text)]

        return Names(spans(self.places), spans(self.companies), spans(self.projects))


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


# the draft


def test_a_draft_is_a_profile_with_its_evidence(reports: Path) -> None:
    analyzer = lv.Analyzer(profile=None, tagger=Listed())
    draft = draft_profile("吕梁", [reports], name="starry", analyzer=analyzer)
    profile = read_profile(draft, "draft.toml")
    assert (profile.name, profile.place) == ("starry", "吕梁市")
    firm = profile.companies["星河能源集团"]
    assert (firm.aliases, firm.place) == (("星河能源",), "孝义市")
    assert "杏花湾经济技术开发区" in profile.places and "吕兴高速" in profile.projects
    assert profile.collectives["交汾文孝"] == ("交城县", "汾阳市", "文水县", "孝义市")
    assert '# "云顶药业公司" = []' in draft and "by rules alone" in draft  # the tagger of this test knows it not
    assert profile.topics["菌菇产业"] == ("菌菇",) and profile.words == ("八个一工程",)
    line = next(line for line in draft.splitlines() if line.startswith('"星河能源集团"'))
    assert re.search(r"# 4 mentions in 2 reports, 2021–2022: …支持孝义星河能源集团扩建", line)
    bare = draft_profile("吕梁市", [reports], quotes=False, analyzer=analyzer)
    assert '"星河能源集团"' in bare and "…" not in bare


def test_what_stands_once_is_left_to_the_user(tmp_path: Path) -> None:
    file = tmp_path / "once.txt"
    file.write_text(REPORT.format(year=2022), encoding="utf-8")
    draft = draft_profile("吕梁市", [file], analyzer=lv.Analyzer(profile=None, tagger=Listed()))
    assert [line for line in draft.splitlines() if line.startswith('# "吕兴高速"')]
    assert read_profile(draft, "d.toml").projects == {}


def test_reports_of_no_such_place(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(lv.InputError, match="none of the reports is of 大同市: they are of 吕梁市、太原市"):
        draft_profile("大同市", [reports])
    with pytest.raises(lv.InputError, match="火星市: is no division"):
        draft_profile("火星市", [reports])
    with pytest.raises(lv.ReadError, match="no such file"):
        draft_profile("吕梁市", [tmp_path / "nothere.txt"])


def test_the_commands_of_profiles(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "starry.toml"
    made = run("profile", "new", "吕梁市", "--from", reports, "-o", out)
    assert made.exit_code == 0 and re.search(r"\d+ entries, and \d+ commented out", made.output)
    assert load_profile(out).name == "starry"
    assert run("profile", "check", out).exit_code == 0
    out.write_text('place = "吕梁市"\n[companies]\n"星" = []\n', encoding="utf-8")
    bad = run("profile", "check", out)
    assert bad.exit_code == 1 and "line 3: error: 星 is one character" in bad.output and "1 error" in bad.output
    assert json.loads(run("profile", "schema").output)["title"] == "A profile of lvliang_nlp"
    missing = run("profile", "check", tmp_path / "nothere.toml")
    assert missing.exit_code == 2 and missing.output.count("\n") == 1
    taken = run("extract", reports / "2021.txt", "--what", "companies", "--profile", out)
    assert taken.exit_code == 0
    wrong = run("extract", reports / "2021.txt", "--profile", "nothere")
    assert wrong.exit_code == 2 and "profile 'nothere': no such file" in wrong.output


# the check


@pytest.mark.parametrize(
    ("body", "line", "severity", "message"),
    [
        ('[companies]\n"鹏飞" = []\n"岚河" = ["鹏飞"]', 4, "error", "鹏飞 stands for 鹏飞 (companies) and for 岚河"),
        ('[companies]\n"甲乙丙" = []\n[places]\n"甲乙丙" = []', 5, "warning", "marked as both"),
        ('[companies]\n"发展" = []', 3, "warning", "发展 is a word that reports use"),
        ('[companies]\n"商环" = []', 3, "warning", "商环 is part of the word 营商环境"),
        ('[places]\n"2023" = []', 3, "error", "2023 has no letter"),
        ('[topics]\n"农业" = ["农业"]', 3, "warning", "农业 stands in"),
        ('[companies]\n"国" = []', 3, "error", "国 is one character"),
        ('[companies]\n"华为" = []', 3, "note", "table of companies"),
        ('[places]\n"太行山" = []', 3, "note", "table of places"),
        ('[companies]\n"甲乙丙" = { place = "火星县" }', 3, "error", "no division 火星县"),
        ('[collectives]\n"甲乙" = ["甲县"]', 3, "error", "no division 甲县"),
        ("units = '''\n[mass kg]\n吨 x\n'''", 2, "error", "is no unit"),
        ('[[indicators]]\nid = "gdp"\nzh = "甲"\ndimension = "money"\naliases = ["甲"]', 2, "error", "gdp is there"),
        ("", 1, "warning", "it holds nothing"),
        ("[firms]", 2, "error", "there is no such key"),
        ('place = "太原市"', 2, "error", "no TOML"),
    ],
)
def test_findings(tmp_path: Path, body: str, line: int, severity: str, message: str) -> None:
    file = tmp_path / "p.toml"
    file.write_text(f'place = "吕梁市"\n{body}\n', encoding="utf-8")
    found = check_profile(file)
    assert [(f.line, f.severity) for f in found if message in f"{f.message}: {f.advice}"] == [(line, severity)], found


def test_nothing_to_say_of_the_profile_that_ships_but_warnings() -> None:
    shipped = ROOT / "lvliang_nlp" / "data" / "profiles" / "lvliang.toml"
    assert [f for f in check_profile(shipped) if f.severity == "error"] == []


# scores

TEXT = "建设太原、汾酒集团和吕兴高速。"


def sentence(*spans: tuple[str, int, int, bool]) -> GoldSentence:
    found = tuple(GoldSpan(label=a, start=s, end=e, text=TEXT[s:e], optional=o) for a, s, e, o in spans)
    return GoldSentence(i=0, document="a", sent=(0, len(TEXT)), spans=found)


def test_strict_and_relaxed_rates_and_mistakes() -> None:
    gold = [sentence(("PLACE", 2, 4, False), ("COMPANY", 5, 9, False), ("PROJECT", 10, 14, True))]
    found = [{"PLACE": [Span(2, 4, "太原")], "COMPANY": [Span(5, 7, "汾酒")], "PROJECT": [Span(10, 12, "吕兴")]}]
    scores = evaluate(gold, found, {"a": Source("a", TEXT)})
    assert (scores.strict["PLACE"].f1, scores.strict["COMPANY"].f1, scores.relaxed["COMPANY"].f1) == (1.0, 0.0, 1.0)
    assert scores.strict["PROJECT"] == (0, 0, 0)  # a grey span is neither right nor wrong
    assert [(m.kind, m.around) for m in scores.mistakes] == [
        ("missed", "建设太原、[汾酒集团]和吕兴高速。"), ("extra", "建设太原、[汾酒]集团和吕兴高速。"),
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), max_size=5, unique=True))
def test_gold_found_again_is_all_right(spans: list[tuple[int, int]]) -> None:
    apart = [(a, a + n) for a, n in sorted(spans)]
    apart = [s for i, s in enumerate(apart) if not i or s[0] >= max(e for _, e in apart[:i])]
    gold = [sentence(*(("PLACE", a, b, False) for a, b in apart))]
    scores = evaluate(gold, [{"PLACE": [Span(a, b, "") for a, b in apart]}], {"a": Source("a", TEXT)})
    assert not scores.mistakes and all(rates.f1 == 1.0 for rates in scores.strict.values())


def test_the_command_reads_gold_and_texts(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    row = sentence(("PLACE", 2, 4, False), ("COMPANY", 5, 9, False)).model_dump(mode="json")
    row["sha256"] = hashlib.sha256(TEXT.encode()).hexdigest()
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = run("evaluate", gold, folder, "--errors", "5", "--tagger", "none")
    assert result.exit_code == 0 and result.output.startswith("1 sentences\n")
    assert "PLACE          1   1.000" in result.output
    (folder / "a.txt").write_text(TEXT + "改", encoding="utf-8")
    changed = run("evaluate", gold, folder)
    assert changed.exit_code == 2 and "is not the one annotated" in changed.output
    gold.write_text("", encoding="utf-8")
    assert "holds no sentence" in run("evaluate", gold, folder).output


def test_the_scores_are_those_of_the_guide_s_scorer(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("scorer", shared / "score.py")
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    texts = read_texts(shared / "reports/reports.parquet")
    file = shared / "gold/dev.jsonl"
    analyzer = lv.Analyzer(profile=None, tagger=None)
    ours = score(file, texts, analyzer)
    from lvliang_nlp.extend import predict

    rows = read_gold(file)
    said = [{"i": row.i, "spans": [{"label": label, "start": s.start, "end": s.end, "text": s.text}
             for label, spans in found.items() for s in spans]}
            for row, found in zip(rows, predict(rows, texts, analyzer), strict=True)]  # fmt: skip
    theirs, _ = scorer.score([row.model_dump() for row in rows], said)
    for label in ("PLACE", "COMPANY", "PROJECT", "QUANTITY"):
        assert ours.strict[label].f1 == pytest.approx(theirs[label]["strict"][5])
        assert ours.relaxed[label].f1 == pytest.approx(theirs[label]["relaxed"][5])
