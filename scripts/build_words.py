"""Mine data/words.tsv, the lexicon of policy terms with its background, from published reports.

    python scripts/build_words.py REPORTS.parquet [-o lvliang_nlp/data/words.tsv]

Words are those of jieba's dictionary that reports use, and phrases of two to four of them that belong together:
cohesion (the least pointwise mutual information of all ways to cut the phrase in two) and branching entropy on either
side are high enough, and the parts of speech are those of a noun phrase. The most cohesive phrases are one word for
`lv.tokenize`; words of four characters of the dictionary that do not hold together (体制改革) are two. Thresholds were
tuned on corpus/words_dev.jsonl. No text is kept, only words and counts.
"""

import argparse
import math
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import rjieba

import lvliang_nlp as lv
from lvliang_nlp.quantity.extract import find
from lvliang_nlp.quantity.units import default_units

OUTPUT = Path(__file__).parents[1] / "lvliang_nlp" / "data" / "words.tsv"
PERIODS = ((1949, 1999), (2000, 2004), (2005, 2009), (2010, 2014), (2015, 2019), (2020, 2099))
LEAST_WORD, LEAST_PHRASE, LEAST_REPORTS = 30, 40, 20
COHESION = {2: 7.0, 3: 8.0, 4: 8.0}  # bits: a term
# Normalized pointwise mutual information: of a term that is one word (two parts, more), of a dictionary word of four
# characters that is one.
WHOLE, WHOLE_LONG, APART = 0.75, 0.85, 0.7
ENTROPY = 1.5  # bits, on the poorer side
SUFFIXES = set("区率路型感镇房")  # make one word with the word before them
LEAST_SUFFIXED, SUFFIXED = 20, 2.0
FUNCTION = set(
    "的了和与及在是有为对将把被从到向以于等并或而但也都就还更最很不没要能可会使让其这那此各每该某中上下里"
    "内外间前后来去出起着过地得之所又再已"
)
CONTENT = ("n", "v", "a", "i", "l", "j", "b", "s", "f", "t", "z", "an", "vn", "ad")
HEAD = """# The words of government reports, mined by scripts/build_words.py from 2,509 published reports, 1954 to 2026.
# word, part of speech (l: a phrase of several words of jieba's dictionary), whether it is one word for tokenize (1) or
# several (0), number of mentions, of reports, first year, then mentions in 1949-1999, 2000-2004, 2005-2009, 2010-2014,
# 2015-2019 and since 2020.
"""


def read(path: Path) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """All words as numbers with a 0 at each break, the number of the report of each, and the words."""
    table = pq.read_table(path, columns=["text", "year"]).to_pydict()
    numbers: dict[str, int] = {"": 0}
    stream: list[int] = []
    owner: list[int] = []
    units = default_units()
    for report, source in enumerate(table["text"]):
        clean = lv.restore(source).text
        amounts = [(f.start, f.end) for f in find(clean, units)]
        at, words = 0, []
        for start, end in [*amounts, (len(clean), len(clean))]:
            words += [word if _is_word(word) else "" for word in rjieba.cut(clean[at:start])] + [""]
            at = end
        ids = [numbers.setdefault(word, len(numbers)) for word in words]
        stream += ids
        owner += [report] * len(ids)
    return np.array(stream, np.int64), np.array(owner, np.int32), list(numbers)


def _is_word(word: str) -> bool:
    return all("一" <= c <= "鿿" for c in word)


def phrases(stream: np.ndarray, words: list[str]) -> dict[tuple[int, ...], float]:
    """Phrases of two to four words that belong together, with their cohesion in bits."""
    size = len(words)
    single = np.bincount(stream, minlength=size).astype(float)
    total = single[1:].sum()
    counts: dict[tuple[int, ...], float] = {(i,): single[i] for i in range(1, size)}
    kept: dict[tuple[int, ...], float] = {}
    current = stream
    names: list[tuple[int, ...]] = [(i,) for i in range(size)]
    for length in (2, 3, 4):
        left, right = current[:-1], stream[length - 1 : len(current) - 1 + length - 1]
        valid = (left > 0) & (right > 0)
        keys = left[valid] * size + right[valid]
        found, inverse, number = np.unique(keys, return_inverse=True, return_counts=True)
        often = number >= LEAST_SUFFIXED
        renamed = np.zeros(len(found), np.int64)
        renamed[often] = np.arange(1, often.sum() + 1)
        new = [()] + [(*names[key // size], int(key % size)) for key in found[often]]
        for gram, n in zip(new[1:], number[often], strict=True):
            counts[gram] = float(n)
        following = np.zeros(len(left), np.int64)
        following[valid] = renamed[inverse]
        names, current = new, following
        bits = {gram: _cohesion(gram, counts, total) for gram in new[1:]}
        good = {gram for gram in bits if _is_term([words[i] for i in gram], bits[gram], int(counts[gram]))}
        rich = _rich(current, stream, length, names, good)
        kept |= {gram: bits[gram] for gram in rich}
        print(f"{length} words: {len(new) - 1} candidates, {len(good)} hold together, {len(rich)} kept", flush=True)
    return kept


def _cohesion(gram: tuple[int, ...], counts: dict[tuple[int, ...], float], total: float) -> float:
    cuts = ((gram[:i], gram[i:]) for i in range(1, len(gram)))
    return min(math.log2(counts[gram] * total / (counts.get(a, 1.0) * counts.get(b, 1.0))) for a, b in cuts)


def _is_term(parts: list[str], bits: float, mentions: int) -> bool:
    """A noun phrase that holds together, or a word with a suffix (绿化 + 率)."""
    if len(parts) == 2 and len(parts[1]) == 1:
        return parts[1] in SUFFIXES and len(parts[0]) > 1 and bits >= SUFFIXED
    tags = [_tag(part) for part in parts]
    if mentions < LEAST_PHRASE or any(tag[0] in "ducpryzmqfet" for tag in tags) or FUNCTION & {parts[0], parts[-1]}:
        return False
    if (any(len(part) == 1 for part in parts) and bits < 8) or not 3 <= len("".join(parts)) <= 10:
        return False
    verbal = tags[0] == "v" or tags[-1] in ("v", "a")
    return bits >= COHESION[len(parts)] + verbal


@cache
def _tag(word: str) -> str:
    return str(rjieba.tag(word)[0][1])


def _rich(current: np.ndarray, stream: np.ndarray, length: int, names: list[tuple[int, ...]],
          good: set[tuple[int, ...]]) -> set[tuple[int, ...]]:  # fmt: skip
    """Those of the phrases that stand between many different neighbours."""
    wanted = np.zeros(len(names), bool)
    for i, name in enumerate(names):
        wanted[i] = name in good
    at = np.flatnonzero(wanted[current])
    before = np.where(at > 0, stream[np.maximum(at - 1, 0)], 0)
    after = stream[np.minimum(at + length, len(stream) - 1)]
    least = np.minimum(_entropy(current[at], before, len(names)), _entropy(current[at], after, len(names)))
    return {names[i] for i in np.flatnonzero(wanted) if least[i] >= ENTROPY}


def _entropy(gram: np.ndarray, neighbour: np.ndarray, size: int) -> np.ndarray:
    """Of the neighbours of each phrase, in bits; a break counts as a new neighbour each time."""
    breaks = neighbour == 0
    neighbour = np.where(breaks, -1 - np.arange(len(neighbour)), neighbour)
    pairs, number = np.unique(np.stack([gram, neighbour], 1), axis=0, return_counts=True)
    total = np.bincount(gram, minlength=size).astype(float)
    share = number / total[pairs[:, 0]]
    return np.bincount(pairs[:, 0], weights=-share * np.log2(share), minlength=size)


def count(stream: np.ndarray, owner: np.ndarray, words: list[str], grams: dict[tuple[int, ...], float],
          years: list[int]) -> dict[str, tuple[int, int, int, list[int]]]:  # fmt: skip
    """word → mentions, reports, first year, mentions by period."""
    period = np.array([next(i for i, (a, b) in enumerate(PERIODS) if a <= year <= b) for year in years])
    facts: dict[str, tuple[int, int, int, list[int]]] = {}
    order = np.argsort(stream, kind="stable")
    borders = np.searchsorted(stream[order], np.arange(len(words) + 1))
    starts: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for gram in grams:
        starts[gram[0]].append(gram)
    for i, word in enumerate(words):
        if not word:
            continue
        at = order[borders[i] : borders[i + 1]]
        if len(at) >= LEAST_WORD:
            facts[word] = _facts(owner[at], years, period)
        for gram in starts.get(i, []):
            here = at[at < len(stream) - len(gram)]
            for k in range(1, len(gram)):
                here = here[stream[here + k] == gram[k]]
            facts["".join(words[g] for g in gram)] = _facts(owner[here], years, period)
    return facts


def _facts(reports: np.ndarray, years: list[int], period: np.ndarray) -> tuple[int, int, int, list[int]]:
    inside = np.unique(reports)
    return (len(reports), len(inside), min(years[r] for r in inside),
            np.bincount(period[reports], minlength=len(PERIODS)).tolist())  # fmt: skip


def _whole(bits: float, gram: tuple[int, ...], words: list[str], share: float) -> bool:
    normal = bits / -math.log2(share)
    return normal >= (WHOLE if len(gram) == 2 else WHOLE_LONG) or len(words[gram[-1]]) == 1


def _kept() -> set[str]:
    lines = (Path(__file__).parent / "set_phrases.txt").read_text(encoding="utf-8").splitlines()
    return {phrase for line in lines if line[:1] != "#" for phrase in line.split()}


def _written(path: Path, phrases: list[str]) -> dict[str, tuple[int, int, int, list[int]]]:
    """The same facts for phrases that dictionary words do not make up, from the texts; 0 as the year of what is new."""
    table = pq.read_table(path, columns=["text", "year"]).to_pydict()
    facts: dict[str, tuple[int, int, int, list[int]]] = {phrase: (0, 0, 0, [0] * len(PERIODS)) for phrase in phrases}
    for source, year in zip(table["text"], table["year"], strict=True):
        text = "".join(source.split())
        for phrase in phrases:
            if n := text.count(phrase):
                mentions, reports, first, periods = facts[phrase]
                periods[next(i for i, (a, b) in enumerate(PERIODS) if a <= year <= b)] += n
                facts[phrase] = (mentions + n, reports + 1, min(first or year, year), periods)
    return facts


def _apart(facts: dict[str, tuple[int, int, int, list[int]]]) -> set[str]:
    """Dictionary words of four characters that are two words: their halves come together hardly more than by chance."""
    number: Counter[str] = Counter({word: fact[0] for word, fact in facts.items()})
    fours = [word for word in facts if len(word) == 4 and not _tag(word).startswith("i")]
    fours = [word for word in fours if number[word[:2]] and number[word[2:]]]
    halves = number.copy()
    for word in fours:
        halves[word[:2]] += number[word]
        halves[word[2:]] += number[word]
    total = sum(number.values())

    def normal(word: str) -> float:
        bits = math.log2(number[word] * total / (halves[word[:2]] * halves[word[2:]]))
        return bits / -math.log2(number[word] / total)

    return {word for word in fours if normal(word) < APART}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    years = pq.read_table(options.reports, columns=["year"]).to_pydict()["year"]
    stream, owner, words = read(options.reports)
    grams = phrases(stream, words)
    facts = count(stream, owner, words, grams, years)
    merged = {"".join(words[g] for g in gram): (bits, gram) for gram, bits in grams.items()}
    apart, kept, total = _apart(facts), _kept(), float((stream > 0).sum())
    missing = set(kept)
    lines = []
    for word, (n, reports, first, periods) in sorted(facts.items(), key=lambda item: -item[1][0]):
        tag = "l" if word in merged else _tag(word)
        if len(word) > 1 and reports >= LEAST_REPORTS and (word in merged or tag.startswith(CONTENT)):
            whole = _whole(*merged[word], words, n / total) if word in merged else word not in apart
            whole = whole or word in kept
            missing.discard(word)
            lines.append("\t".join(map(str, (word, tag, int(whole), n, reports, first, *periods))))
    for word, (n, reports, first, periods) in sorted(_written(options.reports, sorted(missing)).items()):
        lines.append("\t".join(map(str, (word, "l", 1, n, reports, first, *periods))))
    options.output.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words, {sum(line.split(chr(9))[1] == 'l' for line in lines)} of them phrases")
    print(Counter(line.split("\t")[1] for line in lines).most_common(12))


if __name__ == "__main__":
    main()
