"""Names in the reports of one place: how often, in which years, and how surely each is one."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import daachorse
import rjieba
from daachorse import CharwiseDoubleArrayAhoCorasick as Search

from lvliang_nlp.entity.words import project_words
from lvliang_nlp.patterns import PLAN
from lvliang_nlp.place import Linker, divisions, find_collectives, gazetteer
from lvliang_nlp.schema import Mention, Report, ink
from lvliang_nlp.token import default_lexicon

KINDS = ("places", "companies", "projects")
_SHORTEST, _LONGEST = 2, 24
_CHAIN = re.compile(r"([一-鿿]{2,8}?)(?:全产业链|产业链|产业集群)")
_NO_CHAIN = re.compile(
    "[和与及、等的各个大条]|重点|主导|优势|特色|新兴|战略|现代|传统|标志|支柱|成长型|制造业|[千百]亿|培育|打造|产业|完善|拓展|延伸"
)
_QUOTED = re.compile(r"“([一-鿿A-Za-z0-9+]{2,8})”")
_NO_SLOGAN = re.compile(rf"{PLAN}|[\d+]+|[一二三四五六七八九十]+")
_BEHIND = "(?=组团|一体化|同城化|城镇圈|经济圈|都市圈|城镇群|城镇带)"  # what short forms of divisions stand before
_INSTITUTION = re.compile("(?:医院|大学|学院|学校|中学|小学|[馆场院所]|中心)$")  # built once, spoken of for ever
_NO_NAME = {
    "places": re.compile("^[一二三四五六七八九十百千万]+.?$"),
    "companies": re.compile("(?:医院|大学|学院|学校|中学|小学|研究院|研究所)$"),
    "projects": re.compile("^[一二三四五六七八九十百千万]+.?$"),
}
_AROUND = 8  # characters of a quotation on either side


@dataclass(slots=True)
class Candidate:
    """A name with its evidence: mentions, the same characters elsewhere, reports, years, and a quotation.

    `named` says that it holds a name of its own, as 图书馆 does not, and that it is no institution; `doubtful` that the
    tagger does not find it.
    """

    name: str
    mentions: int = 0
    elsewhere: int = 0
    reports: set[int] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    quote: str = ""
    named: bool = False
    doubtful: bool = False
    places: Counter[str] = field(default_factory=Counter)

    @property
    def surety(self) -> float:
        """The share of the places where its characters stand that are mentions of it."""
        return self.mentions / (self.mentions + self.elsewhere) if self.mentions else 0.0

    def note(self, other: "Candidate") -> None:
        """Take over another form's evidence."""
        self.mentions += other.mentions
        self.reports |= other.reports
        self.years |= other.years

    @property
    def place(self) -> str:
        """The place that at least half of the mentions have, and no less than two of them; else none."""
        place, number = self.places.most_common(1)[0] if self.places else ("", 0)
        return place if number >= max(2, self.mentions / 2) else ""


Candidates = dict[str, Candidate]


def names_of(reports: Sequence[Report]) -> dict[str, Candidates]:
    """The names of each kind by their text, as the reports have them; places without those that a code is known of."""
    found: dict[str, Candidates] = {kind: {} for kind in KINDS}
    for number, report in enumerate(reports):
        for kind in KINDS:
            for mention in getattr(report, kind):
                if _may_be_new(mention, kind):
                    one = found[kind].setdefault(mention.text, Candidate(mention.text))
                    _count(one, mention, number, report)
    for kind in KINDS:
        _count_elsewhere(found[kind], reports, kind)
    return found


def _may_be_new(mention: Mention, kind: str) -> bool:
    if not _SHORTEST <= len(mention.text) <= _LONGEST or not any("一" <= c <= "鿿" for c in mention.text):
        return False
    if _NO_NAME[kind].search(mention.text):
        return False
    if kind == "places":
        known = getattr(mention, "adcode", None) or getattr(mention, "members", ())
        return not (known or mention.text in gazetteer().named)
    return not divisions().find(mention.text)


def _count(one: Candidate, mention: Mention, number: int, report: Report) -> None:
    one.mentions += 1
    one.reports.add(number)
    if report.year:
        one.years.add(report.year)
    inside = (getattr(mention, "places", ()), getattr(mention, "companies", ()), getattr(mention, "capacity", None))
    named = any(inside) or project_words().route.search(mention.text)
    one.named = one.named or bool(named and not _INSTITUTION.search(mention.text))
    parents = getattr(mention, "parents", ())
    place = getattr(mention, "place", "") or (parents[-1] if parents else "")
    if place:
        one.places[place] += 1
    if not one.quote and mention.sentence is not None:
        one.quote = quotation(report.sentences[mention.sentence].text, mention.text)


def quotation(sentence: str, name: str) -> str:
    """A name with a few characters around it.

    >>> quotation("今年支持孝义鹏飞三十万台氢能重卡项目开工建设。", "鹏飞")
    '…今年支持孝义鹏飞三十万台氢能重卡…'
    """
    at = sentence.find(name)
    start, end = max(0, at - _AROUND), min(len(sentence), at + len(name) + _AROUND)
    return f"…{sentence[start:end]}…" if at >= 0 else ""


def _count_elsewhere(found: Candidates, reports: Sequence[Report], kind: str) -> None:
    """How often the same characters stand where no mention of the kind is, nor a part of one."""
    names = list(found)
    if not names:
        return
    search = Search(names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    for report in reports:
        for number, sentence in enumerate(report.sentences):
            taken: Counter[str] = Counter()
            for mention in getattr(report, kind):
                if mention.sentence == number:
                    taken.update(name for name in names if name in mention.text)
            for start, end, _ in search.find(sentence.text):
                name = sentence.text[start:end]
                if taken[name]:
                    taken[name] -= 1
                else:
                    found[name].elsewhere += 1


def chains_of(reports: Iterable[Report]) -> Candidates:
    """The nouns that stand before 产业链 and 产业集群."""
    return _matches(reports, _CHAIN, lambda name: len(name) >= 2 and not _NO_CHAIN.search(name), _last_nouns)


def _last_nouns(text: str) -> str:
    """打造现代煤化工 → 煤化工."""
    words = [word for word in rjieba.tag(text) if word[0]]
    kept = []
    while words and words[-1][1].startswith(("n", "vn", "l", "x", "j")) and not _NO_CHAIN.search(words[-1][0]):
        kept.append(words.pop()[0])
    return "".join(reversed(kept))[-6:]


def slogans_of(reports: Iterable[Report]) -> Candidates:
    """Words in quotation marks that the lexicon does not have; five-year plans and numbers are none."""
    known = default_lexicon().words
    return _matches(reports, _QUOTED, lambda name: not (name in known or _NO_SLOGAN.fullmatch(name)))


def short_forms_of(reports: Iterable[Report], home: str) -> dict[str, tuple[Candidate, tuple[str, ...]]]:
    """Short forms of several divisions before 组团, 一体化 …, with the divisions they may mean (perhaps none)."""
    reports = list(reports)
    linker, table = Linker(home), gazetteer().table
    firsts = {division.name[0] for division in table.children(home[:4])} if len(home) >= 4 else set()
    firsts |= {division.name[0] for division in table.children(home[:2], "prefecture")}
    pattern = re.compile(f"([{''.join(sorted(firsts))}]{{2,6}}){_BEHIND}" if firsts else "(?!)")
    found = _matches(reports, pattern, lambda name: len(set(name)) == len(name))
    for number, report in enumerate(reports):
        for sentence in report.sentences:
            for start, end in find_collectives(sentence.text, home, table):
                if pattern.match(sentence.text, start):
                    continue  # counted above
                one = found.setdefault(sentence.text[start:end], Candidate(sentence.text[start:end]))
                _seen(one, number, report, sentence.text)
    return {name: (one, tuple(d.name for d in linker.link(name).members)) for name, one in found.items()}


def _matches(
    reports: Iterable[Report], pattern: re.Pattern[str], wanted: Callable[[str], bool],
    read: Callable[[str], str] = ink,
) -> Candidates:  # fmt: skip
    found: Candidates = {}
    for number, report in enumerate(reports):
        for sentence in report.sentences:
            for match in pattern.finditer(sentence.text):
                name = read(match[1])
                if wanted(name):
                    _seen(found.setdefault(name, Candidate(name)), number, report, sentence.text)
    return found


def _seen(one: Candidate, number: int, report: Report, sentence: str) -> None:
    one.mentions += 1
    one.reports.add(number)
    if report.year:
        one.years.add(report.year)
    one.quote = one.quote or quotation(sentence, one.name)
