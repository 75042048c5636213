"""How fast quantities are found: beside jieba on the same text in one run, on growing texts, and on hostile ones.

    python benchmarks/speed.py ../shared/reports/sample
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jieba

import lvliang_nlp as lv

HOSTILE = ["7", "一", "1.", "万", " ", "1万", "百", "%", "每1", "从1", "1，", "（", "1-", "增长", "翻", "\n1"]


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of some rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted(parser.parse_args().folder.glob("*.md")))
    jieba.initialize()
    rules = lv.Analyzer(profile=None, tagger=None)
    print(f"all sample reports, {len(text)} characters, best of 3, one process")
    base = seconds(lambda: jieba.lcut(text))
    for name, work in {
        "jieba.lcut": lambda: jieba.lcut(text),
        "lv.restore": lambda: lv.restore(text),
        "lv.quantities": lambda: lv.quantities(text),
        "tagger=None": lambda: rules.analyze(text),
        "lv.analyze": lambda: lv.analyze(text),
    }.items():
        taken = seconds(work)
        print(f"  {name:14} {len(text) / taken / 1e6:6.2f} M characters/s   {base / taken:5.1f} × jieba")
    print("lv.quantities on growing text")
    for size in (500_000, 5_000_000, 50_000_000):
        grown = (text * (size // len(text) + 1))[:size]
        taken = seconds(partial(lv.quantities, grown), 1)
        print(f"  {size / 1e6:5.1f} M characters  {taken:6.2f} s  {size / taken / 1e6:5.2f} M/s")
    print("lv.quantities on hostile text: seconds for 0.1 and 1 million characters, and their ratio (linear: 10)")
    for piece in HOSTILE:
        texts = [(piece * n)[:n] for n in (100_000, 1_000_000)]
        small, large = (seconds(partial(lv.quantities, text), 2) for text in texts)
        print(f"  {piece!r:8} {small:7.3f} {large:7.3f}   {large / small:5.1f}")


if __name__ == "__main__":
    main()
