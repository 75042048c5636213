"""One self-contained page of a report: sections, the text with its mentions, its targets as a table, and charts.

data/page.html is the template. Nothing is loaded from elsewhere, and hostile text is shown, never run: text goes in
escaped, data as JSON whose `<` cannot end its element, and the page's script writes text only.
"""

import json
from collections import Counter
from importlib.resources import files
from string import Template
from typing import Any

from lvliang_nlp.errors import check_report
from lvliang_nlp.schema import SIGNS, Quantity, Report
from lvliang_nlp.view.marks import JSON_SHOWN, marked, mentions_of, safe

_CHANGES = {
    "none": "", "increase_by": "增", "increase_to": "增至", "decrease_by": "减", "decrease_to": "减至", "from": "原为"
}  # fmt: skip
_KINDS = {"quantity": "quantities", "place": "places", "company": "companies", "project": "projects"}


def page(report: Report) -> str:
    """The page as HTML.

    >>> import lvliang_nlp as lv
    >>> html = page(lv.Analyzer(tagger=None).analyze("年内煤炭产能突破1.65亿吨。", place="吕梁市", year=2023))
    >>> html.startswith("<!doctype html>"), "煤炭产能" in html
    (True, True)
    """
    check_report(report)
    template = Template((files("lvliang_nlp") / "data" / "page.html").read_text(encoding="utf-8"))
    facts = [report.place, f"{report.year}年" if report.year else "", f"{len(report.targets)} 条目标与成绩"]
    return template.substitute(
        title=safe(report.title or f"{report.place}政府工作报告"),
        facts=safe(" · ".join(filter(None, facts))),
        sections=_sections(report),
        text=_text(report),
        data=_data(report),
    )


def _sections(report: Report) -> str:
    """Links to the sentences that are headings."""
    at = {sentence.start: number for number, sentence in reversed(list(enumerate(report.sentences)))}
    links = []
    for section in report.walk():
        if (number := at.get(section.start)) is not None:
            links.append(f'<a class="l{min(section.level, 4)}" href="#s{number}">{safe(section.text)}</a>')
    return "".join(links)


def _text(report: Report) -> str:
    mentions = mentions_of(report)
    headings = {section.start for section in report.walk()}
    parts: list[str] = []
    first = 0
    for number, sentence in enumerate(report.sentences):
        while first < len(mentions) and mentions[first][2].end <= sentence.start:
            first += 1
        near = [item for item in mentions[first : first + 400] if item[2].start < sentence.end]
        if number == 0 or sentence.paragraph != report.sentences[number - 1].paragraph:
            parts.append("</p>" if parts else "")
            parts.append('<p class="heading">' if sentence.start in headings else "<p>")
        parts.append(f'<span id="s{number}">{marked(report.source, sentence.start, sentence.end, near)}</span>')
    return "".join(parts) + ("</p>" if parts else "")


def _amount(quantity: Quantity) -> str:
    """As written, with its change and bound in a word and a sign: 增至 ≥ 55%."""
    return " ".join(filter(None, (_CHANGES[quantity.change], SIGNS[quantity.bound], quantity.text)))


def _data(report: Report) -> str:
    """What the script reads, as JSON inside HTML: `<`, `>` and `&` are written as escapes."""
    dumped = report.model_dump(mode="json", include={"targets", *_KINDS.values()})
    for target, row in zip(report.targets, dumped["targets"], strict=True):
        row["amount"] = _amount(target.quantity)
        row["section"] = list(target.section)
    units = Counter(p.capacity.unit for p in report.projects if p.capacity and p.places)
    content: dict[str, Any] = {
        "targets": dumped["targets"],
        "projects": dumped["projects"],
        "mentions": {kind: dumped[name] for kind, name in _KINDS.items()},
        "sentences": [sentence.text for sentence in report.sentences],
        "capacity_unit": units.most_common(1)[0][0] if units else "",
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028")):
        text = text.replace(character, escape)
    return text.translate(JSON_SHOWN)
