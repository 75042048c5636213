"""Make lvliang_nlp/data/companies.tsv: names of companies that published reports mention.

    python scripts/build_companies.py ../shared --tagger weights.npz [--drop FILE]

The tagger reads all reports (but those of the gold that measures). A name stays when it is read as a company in at
least two reports, and in at least half of all the places where its characters stand: so words (特钢, 新能源) go.
`--drop` lists names that a reader found to be none (scripts/no_companies.txt).
"""

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

import daachorse
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

import lvliang_nlp as lv

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "training"))
from data import documents_of, measuring  # noqa: E402

REPORTS, SHARE, LONGEST = 2, 0.5, 14


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--tagger", default="default")
    parser.add_argument("--drop", type=Path, default=ROOT / "scripts/no_companies.txt")
    options = parser.parse_args()
    documents = documents_of(options.shared)
    barred = measuring(options.shared)
    analyzer = lv.Analyzer(profile=None, tagger=options.tagger)
    read: Counter[str] = Counter()
    where: dict[str, set[str]] = defaultdict(set)
    texts = {name: source for name, source in documents.text.items() if name not in barred}
    for name, source in texts.items():
        for company in analyzer.analyze(source, place=documents.sources[name].place).companies:
            read[company.text] += 1
            where[company.text].add(name)
    names = [n for n in read if len(where[n]) >= REPORTS and 2 <= len(n) <= LONGEST and not n.isascii()]
    total = Counter[str]()
    search = Search(names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    for source in texts.values():
        total.update(names[i] for _, _, i in search.find("".join(source.split())))
    dropped = set(options.drop.read_text(encoding="utf-8").splitlines()) if options.drop.exists() else set()
    kept = [n for n in names if read[n] >= SHARE * total[n] and n not in dropped]
    kept.sort(key=lambda n: (-len(where[n]), -read[n], n))
    with (ROOT / "lvliang_nlp/data/companies.tsv").open("w", encoding="utf-8") as out:
        out.write("# Companies that published reports mention, made by scripts/build_companies.py and read by eye. "
                  "name, number of reports,\n# number of mentions.\n")  # fmt: skip
        out.writelines(f"{n}\t{len(where[n])}\t{read[n]}\n" for n in kept)
    print(f"{len(kept)} names of {len(read)}")


if __name__ == "__main__":
    main()
