"""The page of a report: what it says without a browser, and how it behaves in headless Chromium where there is one."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from typer.testing import CliRunner

import lvliang_nlp as lv
from lvliang_nlp.cli import app
from lvliang_nlp.view import page

RULES = lv.Analyzer(tagger=None)
HOSTILE = (
    '二、2023年重点工作\n<script>document.title="run"</script><img src=x onerror="document.title=1">新建公园10座。'
    "\n“</script><b>”产业，投资3亿元。反\u202e向\u2028新建学校5所。"
)


def data_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def test_all_is_in_one_file() -> None:
    report = RULES.analyze((ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8"))
    html = page(report)
    assert not re.search(r"""(?:src|href)=["'](?!#)|https?://|@import|url\(""", html)
    data = data_of(html)
    assert len(data["targets"]) == len(report.targets)
    assert len(data["sentences"]) == len(report.sentences)
    text = re.search(r'<article id="text">(.*?)</article>', html, re.S)
    assert text and re.sub(r"<[^>]*>", "", text[1]).count("煤炭") == report.source.count("煤炭")
    assert html.count('<a class="l') == sum(1 for _ in report.walk())


def test_hostile_text_is_shown_never_run() -> None:
    html = page(RULES.analyze(HOSTILE, place="吕梁市", year=2023))
    assert html.count("<script") == 2 and "<img" not in html and "<b>" not in html
    assert "\u202e" not in html and "&lt;U+202E&gt;" in html
    assert data_of(html)["sentences"]


def test_an_empty_report_has_a_page() -> None:
    assert data_of(page(RULES.analyze("")))["targets"] == []


def test_the_command(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    source.write_text("二、2023年重点工作\n新建公园10座。", encoding="utf-8")
    run = CliRunner().invoke(app, ["view", str(source), "-o", str(tmp_path / "p.html")])
    assert run.exit_code == 0, run.stderr
    assert "公园" in (tmp_path / "p.html").read_text(encoding="utf-8")
    run = CliRunner().invoke(app, ["view", str(source), "-o", str(source)])
    assert run.exit_code == 2 and "inputs" in run.stderr


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    with playwright.sync_playwright() as run:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        made = run.chromium.launch(executable_path=CHROMIUM, args=options)
        yield made
        made.close()


class Opened:
    """A page in the browser, with what it complained of and asked for."""

    def __init__(self, browser: Any, file: Path, width: int) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())


@pytest.mark.parametrize("width", [1280, 390])
def test_filter_and_jump(browser: Any, tmp_path: Path, width: int) -> None:
    report = RULES.analyze((ROOT / "corpus/demonstration.txt").read_text(encoding="utf-8"))
    file = tmp_path / "page.html"
    file.write_text(page(report), encoding="utf-8")
    opened = Opened(browser, file, width)
    view = opened.page
    assert view.locator("#rows tr").count() == len(report.targets)
    view.fill("#find", "煤炭")
    shown = view.locator("#rows tr")
    assert 0 < shown.count() < 40
    shown.first.click()
    assert view.locator(".here").count() == 1
    assert view.locator(".here").is_visible()
    assert '"subject"' in view.locator("#object").inner_text()
    view.fill("#find", "")
    view.select_option("#unit", "%")
    assert view.locator("#rows tr").count() == sum(t.quantity.unit == "%" for t in report.targets)
    view.locator(".mention.place").first.click()
    assert '"adcode"' in view.locator("#object").inner_text()
    before = view.evaluate("document.documentElement.dataset.theme")
    view.click("#theme")
    assert view.evaluate("document.documentElement.dataset.theme") != before
    assert view.locator(".chart").count() == 3 and view.locator(".bar").count() > 5
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.errors == [] and opened.requests == [file.as_uri()]
    view.close()


def test_hostile_text_in_the_browser(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(RULES.analyze(HOSTILE, place="吕梁市", year=2023)), encoding="utf-8")
    opened = Opened(browser, file, 1280)
    assert opened.page.title() not in ("run", "1")
    assert opened.page.locator("article img, article script, article b").count() == 0
    assert opened.errors == []
    opened.page.close()
