"""Which words follow a number without being known as a unit? Every number of all reports is given one kind.

    python benchmarks/unknown_units.py ../shared/reports/reports.parquet [--words 100] [--chinese]

Kinds are tried in the order of KINDS; what fits none is `unknown`, and its words are printed by frequency.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator

from corpus import reports
from lvliang_nlp.layout import restore
from lvliang_nlp.quantity import default_units
from lvliang_nlp.quantity.extract import find

# 二千九百, 十五万: Chinese numerals of two figures and more with a magnitude; shorter ones are parts of words
_FIGURE = "一二三四五六七八九十百千万亿零〇两"
CHINESE = re.compile(rf"(?<![{_FIGURE}第])[一二三四五六七八九两][十百千万亿][{_FIGURE}]{{1,20}}[余多几]?")
NUMBER = re.compile(r"(?<![0-9０-９])[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_NOT_UNITS = "|".join(sorted((u for u, v in default_units().units.items() if not v.dimension), key=len, reverse=True))
KINDS = [  # name, pattern before the number, pattern behind it
    ("link or code", r"(?:[A-Za-z/_%=&.\-—#$:]|PM|pm)\Z", r""),
    ("link or code", r"", r"[A-Za-z/_&#$=*|]"),
    ("date", r"", r"[月日年时点]|(?:[-－—–~～至到、和/]{1,2}\d{1,4})+[年月日]|：\d\d"),
    ("date", r"[年月’'“]\Z", r""),
    ("ordinal", r"[第前后头列居首]\Z", r""),
    ("name with figures", r"[+＋×·∶:：]\Z", r""),
    ("name with figures", r"", r"[+＋×·∶:：]|[”’\"」]"),
    ("name with figures", r"[“‘\"「]\Z", r""),
    ("name with figures", r"", rf"(?:{_NOT_UNITS})"),
    ("list or note marker", r"(?:^|[\n（(\[［【〔])\Z", r"[、.．）)\]］】〕，,：:]?"),
    ("list or note marker", r"[。；！”]\Z", r"[、.．)）]"),
    ("list or note marker", r"", r"[\])）］】〕]"),
    ("bare number", r"", r"(?:\Z|\n|[，。；、！？”’》〉—\-－~～：∶:（(“‘《…;,.．!?%‰])"),
    ("bare number", r"", r"(?:和|与|及|至|到|或)\d"),
]
_COMPILED = [(name, re.compile(before), re.compile(behind)) for name, before, behind in KINDS]


def numbers(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The kind of each number of a clean text and, for the unknown, the word behind it."""
    inside = {i for item in find(text, default_units()) for i in range(item.start, item.end)}
    for match in pattern.finditer(text):
        if match.start() in inside:
            yield "quantity", ""
            continue
        before, behind = text[max(match.start() - 3, 0) : match.start()], text[match.end() : match.end() + 12]
        for name, left, right in _COMPILED:
            if left.search(before) and right.match(behind):
                yield name, ""
                break
        else:
            yield "unknown", behind[:2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parquet")
    parser.add_argument("--words", type=int, default=100)
    parser.add_argument("--chinese", action="store_true", help="Chinese numerals instead of Arabic ones")
    options = parser.parse_args()
    pattern = CHINESE if options.chinese else NUMBER
    kinds: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for row in reports(options.parquet):
        for kind, word in numbers(restore(row["text"]).text, pattern):
            kinds[kind] += 1
            words[word] += kind == "unknown"
    total = sum(kinds.values())
    print(total, "Chinese numerals" if options.chinese else "Arabic numbers")
    for kind, count in kinds.most_common():
        print(f"{count:8}  {count / total:7.2%}  {kind}")
    print("\nbehind the unknown ones: " + "  ".join(f"{w!r} {n}" for w, n in words.most_common(options.words)))


if __name__ == "__main__":
    main()
