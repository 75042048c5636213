"""Write docs/indicators.md from the table of indicators: python scripts/document_indicators.py"""

from pathlib import Path

from lvliang_nlp.target import default_indicators

PAGE = Path(__file__).parents[1] / "docs" / "indicators.md"
HEAD = """# Indicators

`Target.indicator` is one of these ids, or None. A level and its growth are two ids; a growth shares the names of its
level. Made from `lvliang_nlp/data/indicators.tsv`, whose head is its manual, by `scripts/document_indicators.py`.

| id | 指标 | indicator | dimension | unit |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    rows = (f"| `{i.id}` | {i.zh} | {i.en} | {i.dimension.replace('|', ' or ')} | {i.unit} |"
            for i in default_indicators().by_id.values())  # fmt: skip
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
