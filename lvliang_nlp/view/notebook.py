"""What a notebook shows of a report: facts, headline targets, and the text with its mentions in colour."""

from lvliang_nlp.schema import Report
from lvliang_nlp.target import default_indicators
from lvliang_nlp.view.marks import NAMES, marked, mentions_of, safe

_LONGEST = 20_000  # code points of the text that are shown
_STYLE = """
.lvliang{font-family:"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;line-height:1.7}
.lvliang table{border-collapse:collapse;margin:.5em 0}.lvliang td,.lvliang th{padding:.15em .7em;text-align:left}
.lvliang td.number{text-align:right;font-variant-numeric:tabular-nums}
.lvliang .text{max-height:24em;overflow:auto;border:1px solid #8886;padding:.5em 1em}
.lvliang .mention{border-radius:.2em}.lvliang .quantity{background:#f5c04255}.lvliang .place{background:#4caf5055}
.lvliang .company{background:#7e57c255}.lvliang .project{border-bottom:2px solid #1e88e5}
"""


def notebook(report: Report) -> str:
    """One HTML fragment, self-contained, every text escaped."""
    return (
        f'<div class="lvliang"><style>{_STYLE}</style>{_facts(report)}{_headline(report)}'
        f"{_legend()}{_text(report)}</div>"
    )


def _facts(report: Report) -> str:
    counts = {
        "目标与成绩": len(report.targets), "数量": len(report.quantities), "地方": len(report.places),
        "企业": len(report.companies), "项目": len(report.projects),
    }  # fmt: skip
    facts = [report.place, str(report.year or ""), *(f"{name} {number}" for name, number in counts.items())]
    return f"<strong>{safe(report.title or '政府工作报告')}</strong><div>{safe(' · '.join(filter(None, facts)))}</div>"


def _headline(report: Report) -> str:
    if not report.headline:
        return ""
    table = default_indicators()
    rows = "".join(
        f"<tr><td>{safe(table.by_id[name].zh if name in table.by_id else name)}</td><td>{safe(name)}</td>"
        f'<td class="number">{safe(str(target.quantity))}</td><td>{safe(target.period)}</td></tr>'
        for name, target in report.headline.items()
    )
    return f"<table><tr><th>主要预期目标</th><th>indicator</th><th>目标值</th><th>时期</th></tr>{rows}</table>"


def _legend() -> str:
    marks = " ".join(f'<span class="mention {kind}">{name}</span>' for kind, name in NAMES.items())
    return f"<div>{marks}</div>"


def _text(report: Report) -> str:
    mentions = mentions_of(report)
    parts: list[str] = []
    for paragraph in report.paragraphs:
        if paragraph.end > _LONGEST:
            parts.append(f"<p>… {len(report.source) - paragraph.start:,} 字</p>")
            break
        while mentions and mentions[0][2].end <= paragraph.start:
            mentions.pop(0)
        near = [item for item in mentions[:2000] if item[2].start < paragraph.end]
        parts.append(f"<p>{marked(report.source, paragraph.start, paragraph.end, near)}</p>")
    return f'<div class="text">{"".join(parts)}</div>'
