"""Measure the layout stage. Needs the folder `shared` beside the checkout: python benchmarks/layout.py > benchmarks/layout.md"""

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


if __name__ == "__main__":
    show = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    begun = time.perf_counter()
    for low, high in ((14, 24), (10, 40)):
        total = compare(seed=7, low=low, high=high, show=show, count=200)
        print(low, high, "chars", 1 - total["wrong"] / total["inks"], total["wrong"], "blanks", total["blanks"], "F1", f1(total),
              {k: round(f1(total, k + " "), 4) for k in ("indent", "wider gap", "bare")}, {k:total[k+' n'] for k in ("indent", "wider gap", "bare")})
    print(time.perf_counter() - begun)
