"""What a notebook shows: facts, headline, marked text; hostile text is shown and never run."""

import re

from conftest import ROOT

import lvliang_nlp as lv
from lvliang_nlp.view.marks import marked, mentions_of, safe

RULES = lv.Analyzer(tagger=None)


def test_a_report_in_a_notebook() -> None:
    report = RULES.analyze((ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8"))
    page = report._repr_html_()
    assert "地区生产总值增长率" in page and "≈ 6.5 % (increase_by)" in page
    assert page.count('class="mention quantity"') >= len(report.quantities) // 2
    assert not re.search(r"(?:src|href)=|https?://|<script", page)


def test_hostile_text_is_shown() -> None:
    text = '<script>alert(1)</script> & "quoted" \u202eturned\n新建<b>公园</b>10座。'
    page = RULES.analyze(text, year=2023)._repr_html_()
    assert "<script" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page and "&lt;U+202E&gt;" in page
    assert "\u202e" not in page
    assert safe("'\"") == "&#x27;&quot;"


def test_marks_cover_their_text_and_nothing_is_lost() -> None:
    text = "推动柳林大唐、交口晋能等5个光伏项目建设，产能突破 1.65亿吨。"
    report = lv.analyze(text, place="吕梁市", year=2023)
    page = marked(text, 0, len(text), mentions_of(report))
    assert re.sub(r"<[^>]*>", "", page) == "".join(text.split())
    assert re.search(r'<span class="mention quantity" data-mentions="quantity-\d">1.65亿吨</span>', page)
