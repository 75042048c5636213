"""The order of the stages, nothing else: source → layout → outline → mentions → Report."""

import operator
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Literal

from lvliang_nlp.entity import NameFinder, Tagger, default_tagger, extract
from lvliang_nlp.errors import InputError, ReadError, check_text
from lvliang_nlp.garbage import no_collection
from lvliang_nlp.knowledge import Choice, Knowledge
from lvliang_nlp.layout import restore
from lvliang_nlp.outline import outline
from lvliang_nlp.place import Linker, home_code, infer_home
from lvliang_nlp.profile import Profile
from lvliang_nlp.quantity import UnitTable, build, find
from lvliang_nlp.readers import read
from lvliang_nlp.schema import Report
from lvliang_nlp.target import Names, find_headline
from lvliang_nlp.target import extract as extract_targets
from lvliang_nlp.token import Token, tokens_of, tokens_without_names

_LONGEST_PATH = 1024
# No text ends like this, whatever stands before it …
_SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".doc", ".docx", ".wps"),
    *(".csv", ".json", ".jsonl", ".parquet", ".xlsx"),
)
# … like this only one that is no Chinese prose may, and no number: 5.2 and 1.5km are amounts.
_ENDING = re.compile(r"(?:(?<!\d)\.[A-Za-z0-9]|\.[A-Za-z])[A-Za-z0-9]{0,7}\Z")
_WORDS = re.compile(r"[\s〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SENTENCE = re.compile(r"[，。；：、！？]|://")
_SEPARATOR = re.compile(r"[/\\]")


class Analyzer:
    """The whole pipeline, configured by its arguments only; it keeps no state between texts and can be pickled.

    `tagger` finds the names of places, companies and projects: "default" is the learned one of the package, a path
    gives weights of your own, "hanlp:NAME-OR-FOLDER" a model of HanLP, None leaves it to rules and tables. `profile`
    is what is known of one place: "auto" takes the installed profile of the report's place if there is one, None none
    at all; a `Profile`, the path of one, or the name of an installed one goes for every text, a folder of them by the
    report's place. `units` takes the place of the table of units that comes with the package. `tokenize` cuts with
    jieba ("rjieba"), "hanlp_trie" or "hanlp:NAME-OR-FOLDER", and keeps `words` whole. Arguments that are not what they
    should be, such as a year that is no whole number from 1949 to 2100, raise `InputError` at once, a bad profile
    `ProfileError`.

    >>> report = Analyzer().analyze("一、重点工作\\n培训1.2万人。")
    >>> report.quantities[0].section, report.sentences[report.quantities[0].sentence].text
    (('一、重点工作',), '培训1.2万人。')
    """

    def __init__(
        self, *, profile: Profile | str | os.PathLike[str] | None = "auto",
        tagger: NameFinder | str | os.PathLike[str] | None = "default", units: UnitTable | None = None,
        words: Iterable[str] = (), tokenizer: str = "rjieba",
    ) -> None:  # fmt: skip
        if units is not None and not isinstance(units, UnitTable):
            raise InputError(f"units takes a table of units (quantity.UnitTable), not {type(units).__name__}")
        self._choice = Choice(profile, units)
        self.tagger = _tagger(tagger)
        self.words = _words(words)
        self.tokenizer = _tokenizer(tokenizer)

    @property
    def profiles_key(self) -> str:
        """Changes when what the profiles hold does: for whoever keeps results."""
        return self._choice.key

    def analyze(self, text: str, *, place: str | None = None, year: int | None = None) -> Report:
        """A report as typed data; `place` and `year` overrule what the text says. An empty text is an empty report.

        Where the head of the text names no place, it is the one whose divisions the text speaks of most, if one stands
        out.
        """
        place, year = _place(place), _year(year)
        check_text(text)
        with no_collection():
            return self._analyze(text, place, year)

    def _analyze(self, text: str, place: str | None, year: int | None) -> Report:
        clean = restore(text)
        head = outline(clean, place=place, year=year)
        home = home_code(head.place, head.year) if head.place else infer_home(clean.text)
        known = self._choice.of(home)
        found = find(clean.text, known.units)
        quantities = build(clean, found, locate=head.locate)
        linker = Linker(home, head.year, known.names)
        amounts = [(amount.start, amount.end) for amount in found]
        places, companies, projects = extract(clean, amounts, quantities, linker, self.tagger, head.locate, known.names)
        own = head.place or linker.name_of_home()
        names = Names(places, companies, projects)
        spoken = head.date.year if head.date else None
        targets = extract_targets(
            clean, found, quantities, head.sentences, names, head.year, own, spoken, known.indicators
        )
        sentences, targets = known.with_topics(head.sentences, targets)
        headline = find_headline(targets, sentences, head.year)
        return Report(
            source=text,
            title=head.title,
            place=own,
            year=head.year,
            speaker=head.speaker,
            date=head.date,
            profile=known.profile.name if known.profile is not None else "",
            sections=head.sections,
            paragraphs=head.paragraphs,
            sentences=sentences,
            quantities=quantities,
            places=places,
            companies=companies,
            projects=projects,
            targets=targets,
            headline=headline.targets,
            headline_horizon=headline.horizon,
        )

    def tokenize(
        self, text: str, *, names: bool = True, quantities: Literal["split", "merge"] = "split",
        place: str | None = None, year: int | None = None,
    ) -> tuple[Token, ...]:  # fmt: skip
        """The words of a text as `lv.tokenize` gives them, with this analyzer's names and its `words` kept whole.

        `names=False` leaves the stages out that find names; a profile is then chosen by `place` alone.

        >>> analyzer = Analyzer(tagger=None, words=["煤炭产能"])
        >>> [token.text for token in analyzer.tokenize("煤炭产能突破1.65亿吨。")]
        ['煤炭产能', '突破', '1.65亿', '吨', '。']
        """
        if names:
            return self.tokens(self.analyze(text, place=place, year=year), quantities=quantities)
        known = self._choice.of(home_code(_place(place) or "", _year(year)))
        return tokens_without_names(
            text, quantities=quantities, units=known.units, words=self._whole_words(known), base=_base(self.tokenizer)
        )

    def tokens(self, report: Report, *, quantities: Literal["split", "merge"] = "split") -> tuple[Token, ...]:
        """The same of a report that is analysed already."""
        words = self._whole_words(self._choice.of(home_code(report.place, report.year)))
        return tokens_of(report, quantities=quantities, words=words, base=_base(self.tokenizer))

    def _whole_words(self, known: Knowledge) -> tuple[str, ...]:
        return (*self.words, *(known.profile.words if known.profile is not None else ()))

    def pipe(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[Report]:
        """One report for each text, in order; `workers` processes share the work when there are more than one.

        Raises `InputError` at the call when `texts` is a single text or `workers` is no whole number from 1 up, and
        when its turn comes for what is no text.
        """
        if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
            raise InputError(f"pipe takes several texts, such as a list of str, not {type(texts).__name__}")
        if _whole("workers", workers) < 1:
            raise InputError(f"workers={workers}: give 1 or more")
        return self._each(texts, workers)

    def _each(self, texts: Iterable[str], workers: int) -> Iterator[Report]:
        if workers == 1:
            yield from map(self.analyze, texts)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(self.analyze, texts, chunksize=4)


def analyze(text_or_path: str | os.PathLike[str], *, place: str | None = None, year: int | None = None) -> Report:
    """Read a report, from its text or from a file, as typed data.

    A `Path`, or a `str` that names a file, is read with `lv.read`; any other `str` is the text itself, unless it is
    one line that looks like the name of a missing file: it ends in `.txt`, `.csv`, `.pdf` or the like, or in a point
    and 1 to 8 ASCII letters or digits (`repot.dat`, but not `5.2`) while it has no white space and no Chinese
    character, or else a slash of either kind and no punctuation of sentences. `Analyzer().analyze` takes every `str`
    as text.

    `place` and `year` are read from the text unless they are given. Raises `ReadError` for a file that is missing or
    cannot be read, `InputError` for what is neither text nor path and for a `place` or `year` that is none.

    >>> import lvliang_nlp as lv
    >>> report = lv.analyze("吕梁市政府工作报告\\n2023年重点工作\\n新建5G基站2000座。")
    >>> report.place, [(q.value, q.unit) for q in report.quantities]
    ('吕梁市', [(Decimal('2000'), '座')])
    """
    if isinstance(text_or_path, os.PathLike):
        source = read(Path(text_or_path))
    elif isinstance(text_or_path, str):
        source = read(Path(text_or_path)) if _names_a_file(text_or_path) else text_or_path
    else:
        raise InputError(f"analyze takes a text or a path, not {type(text_or_path).__name__}")
    return Analyzer().analyze(source, place=place, year=year)


def _names_a_file(text: str) -> bool:
    """Whether a file of that name exists. Raises `ReadError` when it does not, but is surely meant."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        exists = Path(text).is_file()
    except OSError:
        exists = False
    if not exists and _looks_like_a_path(text):
        raise ReadError(f"{text}: no such file; give a path that exists (Analyzer().analyze takes every str as text)")
    return exists


def _looks_like_a_path(text: str) -> bool:
    if text.lower().endswith(_SUFFIXES):
        return True
    if not _ENDING.search(text):
        return False
    return not _WORDS.search(text) or bool(_SEPARATOR.search(text) and not _SENTENCE.search(text))


def _tagger(tagger: object) -> NameFinder | None:
    if tagger is None:
        return None
    if isinstance(tagger, NameFinder) and not isinstance(tagger, (str, bytes, type)):  # a str has a find too
        return tagger
    if isinstance(tagger, str) and tagger.startswith("hanlp:"):
        from lvliang_nlp.integrations.hanlp.tagger import HanLPTagger

        return HanLPTagger(tagger.removeprefix("hanlp:"))
    if tagger == "default":
        return default_tagger()
    if isinstance(tagger, (str, os.PathLike)):
        return Tagger.load(tagger)
    raise InputError(f'tagger is "default", None, a path to weights or a Tagger, not {type(tagger).__name__}')


def _tokenizer(name: object) -> str:
    if not isinstance(name, str) or not (name in ("rjieba", "hanlp_trie") or name.startswith("hanlp:")):
        raise InputError(f'tokenizer={name!r}: give "rjieba", "hanlp_trie" or "hanlp:NAME-OR-FOLDER"')
    _base(name)  # what is missing is said now
    return name


def _base(name: str) -> Callable[[str, list[str]], list[str]] | None:
    """What cuts the words, None for jieba."""
    if name == "rjieba":
        return None
    from lvliang_nlp.integrations.hanlp.words import hanlp_words, trie_words

    if name == "hanlp_trie":
        trie_words("", [])
        return trie_words
    return hanlp_words(name.removeprefix("hanlp:"))


def _words(words: object) -> tuple[str, ...]:
    if isinstance(words, str) or not isinstance(words, Iterable):
        raise InputError(f"words is a list of words, not {type(words).__name__}")
    found = tuple("".join(word.split()) if isinstance(word, str) else word for word in words)
    if bad := [word for word in found if not isinstance(word, str) or not word]:
        raise InputError(f"words holds {bad[0]!r}: each is a text that is not empty")
    return found


def _place(place: object) -> str | None:
    if place is None or isinstance(place, str):
        return place
    raise InputError(f"place is the name of a place, such as '吕梁市', not {type(place).__name__}: {place!r}")


def _year(year: object) -> int | None:
    if year is None:
        return None
    number = _whole("year", year)
    if not 1949 <= number <= 2100:
        raise InputError(f"year {number} is outside 1949 to 2100: give the year whose work the report plans")
    return number


def _whole(name: str, value: object) -> int:
    """Also the whole numbers of numpy, as a column of a data frame gives them; True is none."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise InputError(f"{name} is a whole number, not {type(value).__name__}: {value!r}")
    return operator.index(value)
