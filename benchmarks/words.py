"""How well words are cut, against sentences segmented by hand, and how fast.

    python benchmarks/words.py gold ../shared       F1 of words, ours beside jieba, rjieba and what else is installed
    python benchmarks/words.py speed ../shared      characters a second, as a ratio to jieba.lcut in the same run
    python benchmarks/words.py borders ../shared    words that cross the border of an amount or name, all reports

spacy-pkuseg and thulac take part where they are installed.
"""

import argparse
import json
import logging
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import jieba
import rjieba
from quantities import texts

import lvliang_nlp as lv
from lvliang_nlp.token import tokens_of

jieba.setLogLevel(logging.ERROR)
CORPUS = Path(__file__).parents[1] / "corpus"
Cut = Callable[[str], list[str]]


def segmenters() -> dict[str, Cut]:
    found: dict[str, Cut] = {
        "lvliang_nlp": lambda text: [token.text for token in lv.tokenize(text)],
        "lvliang_nlp, names=False": lambda text: [token.text for token in lv.tokenize(text, names=False)],
        "jieba": jieba.lcut,
        "rjieba": rjieba.cut,
    }
    for name, make in (("spacy_pkuseg", lambda m: m.pkuseg().cut), ("thulac", lambda m: m.thulac(seg_only=True))):
        try:
            tool = make(import_module(name))
        except Exception as error:  # not installed, or its model cannot be loaded here
            print(f"{name}: not measured ({type(error).__name__}: {str(error)[:80]})")
            continue
        found[name] = tool if name == "spacy_pkuseg" else lambda text, t=tool: [word for word, _ in t.cut(text)]
    return found


def gold(shared: Path) -> None:
    tools = segmenters()
    for path in sorted(CORPUS.glob("words_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        print(f"{path.stem}: {len(rows)} sentences, {sum(len(row['ends']) for row in rows)} words")
        for name, cut in tools.items():
            right = given = wanted = 0
            for row in rows:
                ink = "".join(texts(shared)[row["document"]].split())
                start, end = row["sent"]
                words = spans([b - a for a, b in zip([start, *row["ends"]], row["ends"], strict=False)])
                mine = spans([len(word) for word in cut(ink[start:end])])
                right, given, wanted = right + len(words & mine), given + len(mine), wanted + len(words)
            p, r = right / given, right / wanted
            print(f"    {name:28} P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.3f}")


def spans(sizes: list[int]) -> set[tuple[int, int]]:
    found, at = set(), 0
    for size in sizes:
        found.add((at, at + size))
        at += size
    return found


def speed(shared: Path) -> None:
    sample = sorted((shared / "reports/sample").iterdir())
    text = "\n".join(path.read_text(encoding="utf-8") for path in sample)
    runs: dict[str, Callable[[], object]] = {
        "jieba.lcut": lambda: jieba.lcut(text),
        "rjieba.cut": lambda: rjieba.cut(text),
        "lv.tokenize, names=False": lambda: lv.tokenize(text, names=False),
        "lv.tokenize": lambda: lv.tokenize(text),
        "lv.analyze": lambda: lv.analyze(text),
    }
    best: dict[str, float] = {}
    for name, run in runs.items():
        run()
        times = []
        for _ in range(3):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        best[name] = len(text) / min(times)
        print(f"{name:28} {best[name]:>12,.0f} characters/s  {best[name] / best['jieba.lcut']:.2f} × jieba.lcut")


def borders(shared: Path) -> None:
    analyzer, crossed, words = lv.Analyzer(profile=None, tagger=None), 0, 0
    for source in texts(shared).values():
        report = analyzer.analyze(source)
        tokens = tokens_of(report)
        words += len(tokens)
        ends = {token.start for token in tokens} | {token.end for token in tokens}
        for mention in (*report.quantities, *report.places, *report.companies, *report.projects):
            crossed += sum(1 for edge in (mention.start, mention.end) if edge not in ends and _cut(edge, tokens))
    print(f"{words:,} words, {crossed} borders crossed")


def _cut(edge: int, tokens: tuple[lv.Token, ...]) -> bool:
    return any(token.start < edge < token.end for token in tokens)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["gold", "speed", "borders"])
    parser.add_argument("shared", type=Path)
    options = parser.parse_args()
    {"gold": gold, "speed": speed, "borders": borders}[options.what](options.shared)


if __name__ == "__main__":
    main()
