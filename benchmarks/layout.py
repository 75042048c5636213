"""Measure the layout stage; needs the folder `shared` beside the checkout.

python benchmarks/layout.py > benchmarks/layout.md
"""

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
from layout_pages import Style, lay_out

from lvliang_nlp.layout import Text, restore

SHARED = Path(__file__).parents[1].parent / "shared"


def reports(count: int, seed: int) -> list[tuple[str, list[str]]]:
    """Paragraphs of `count` reports without tables, as `restore` reads them."""
    rows = pq.read_table(SHARED / "reports/reports.parquet", columns=["id", "text"]).to_pylist()
    chosen = random.Random(seed).sample([row for row in rows if "|" not in row["text"]], count)
    return [(row["id"], [str(line) for line in restore(row["text"]).paragraphs]) for row in chosen]


def ends_of(text: Text) -> set[int]:
    """Source offset of the last ink of each paragraph but the last one."""
    return {line.end - 1 for line in text.paragraphs[:-1]}


def compare(seed: int, count: int = 200, low: int = 14, high: int = 24, show: int = 0) -> Counter[str]:
    """Lay reports out, restore them, count characters and paragraph boundaries that are right."""
    rng, total = random.Random(seed), Counter[str]()
    for name, paragraphs in reports(count, seed):
        style = Style.draw(rng, low, high)
        page = lay_out(paragraphs, style, rng)
        got = restore(page.text)
        kept = {got.to_source(i) for i, char in enumerate(got.text) if not char.isspace()}
        wrong = len(kept.symmetric_difference(page.ink))
        blanks = sum(line.count(" ") for line in got.paragraphs)
        found, true = ends_of(got), {page.ink[end - 1] for end in page.ends}
        right = len(found & true)
        total.update(inks=len(page.ink), wrong=wrong, blanks=blanks, right=right, found=len(found), true=len(true))
        f1 = 2 * right / max(1, len(found) + len(true))
        key = "indent" if style.indent else "wider gap" if style.apart > style.feeds else "bare"
        total.update({f"{key} right": right, f"{key} found": len(found), f"{key} true": len(true), f"{key} n": 1})
        if show and (f1 < 0.97 or wrong > 20):
            print(name, round(f1, 3), wrong, len(true), len(found) - right, len(true) - right, style)
            for miss in sorted(found ^ true)[:show]:
                print("   ", "extra" if miss in found else "missed", repr(page.text[miss - 24 : miss + 24]))
    return total


def f1(total: Counter[str], prefix: str = "") -> float:
    """F1 of paragraph boundaries."""
    both = total[prefix + "found"] + total[prefix + "true"]
    return 2 * total[prefix + "right"] / both if both else 1.0


def bare(seed: int) -> Counter[str]:
    """Pages that say nothing of their paragraphs: no indent, no wider gap, every line counts."""
    rng, total = random.Random(seed), Counter[str]()
    for _, paragraphs in reports(200, seed):
        half, kinsoku = rng.random() < 0.7, rng.random() < 0.7
        style = Style(width=rng.randint(14, 24), half=half, kinsoku=kinsoku, furniture=False)
        page = lay_out(paragraphs, style, rng)
        found, true = ends_of(restore(page.text)), {page.ink[end - 1] for end in page.ends}
        total.update(right=len(found & true), found=len(found), true=len(true))
    return total


def speed(texts: list[str]) -> str:
    """Millions of characters a second, the best of three."""
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            restore(text)
        best = max(best, sum(map(len, texts)) / (time.process_time() - begun) / 1e6)
    return f"{best:.1f}"


HOSTILE = {"blanks": " ", "line feeds": "\n", "*": "*", "#": "#", "<": "<", "（": "（", "1": "1", "一": "一", "[": "[",
           "1, line feed": "1\n", "\\": "\\", "<!--": "<!--", "第1版, line feed": "第1版\n"}  # fmt: skip


def speeds() -> None:
    """Print characters a second by kind of text."""
    rows = pq.read_table(SHARED / "reports/reports.parquet", columns=["text"]).to_pylist()[::20]
    found = [row["text"] for row in rows]
    clean = [restore(text).text for text in found]
    page = (SHARED / "reports/lvliang_2023_newspaper.txt").read_text("utf-8")
    rng = random.Random(1)
    laid = [lay_out(text.split("\n"), Style(), rng).text for text in clean if "|" not in text]
    line = "年内煤炭产能突破1.65亿吨，先进产能占比达到90%。"
    print("\n| text | million characters a second |\n| --- | --- |")
    for name, texts in (
        ("reports as found (Markdown)", found), ("the same, clean", clean), ("the same, laid out, 18 wide", laid),
        ("the newspaper page, 100 times", [page] * 100), ("60 such pages as one text", [page * 60]),
        ("one clean sentence, 10,000 times", [line] * 10_000),
    ):  # fmt: skip
        print(f"| {name} | {speed(texts)} |")
    for name, piece in HOSTILE.items():
        print(f"| 1 MB of `{name}` | {speed([piece * (1_000_000 // len(piece))])} |")


def newspaper() -> None:
    """The page it all started from, against its paragraphs as cut by hand."""
    truth = json.loads((Path(__file__).parents[1] / "tests/specs/layout/newspaper.json").read_text("utf-8"))
    source = (SHARED / truth["document"]).read_text("utf-8")
    place = {i: n for n, i in enumerate(i for i, char in enumerate(source) if not char.isspace())}
    text = restore(source)
    found, true = {place[line.start] for line in text.paragraphs}, set(truth["paragraph_starts"])
    lost = truth["inks"] - sum(not char.isspace() for char in text.text)
    furniture = sum(end - start for start, end in truth["furniture"])
    print(f"\nThe newspaper page: {len(found & true)} of {len(true)} paragraphs begin where a reader begins them, "
          f"{len(found - true)} more; {lost} inks are left out, the {furniture} of its furniture.")  # fmt: skip


def main() -> None:
    """Print the tables of layout.md."""
    print("# The layout stage, measured\n\n`python benchmarks/layout.py > benchmarks/layout.md`; layout_pages.py says")
    print("how pages are laid out. Openings were learnt without the 200 reports of these tables.\n")
    print("| 200 reports, widths | inks right | blanks too many | boundaries F1 | indent | wider gap | neither |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for low, high in ((14, 24), (10, 40)):
        total = compare(7, low=low, high=high, show=int(sys.argv[1]) if len(sys.argv) > 1 else 0)
        kinds = " | ".join(f"{f1(total, kind + ' '):.4f}" for kind in ("indent", "wider gap", "bare"))
        right = 1 - total["wrong"] / total["inks"]
        print(f"| {low}–{high} | {right:.5%} | {total['blanks']} | {f1(total):.4f} | {kinds} |")
    print(f"| 14–24, all without indent and gap | | | {f1(bare(7)):.4f} | | | |")
    newspaper()
    speeds()


if __name__ == "__main__":
    main()
