"""The order of the stages, nothing else: source → layout → outline → mentions → Report."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lvliang_nlp.errors import InputError, ReadError
from lvliang_nlp.layout import restore
from lvliang_nlp.outline import outline
from lvliang_nlp.quantity import UnitTable, extract
from lvliang_nlp.readers import read
from lvliang_nlp.schema import Report

_SUFFIXES = (".txt", ".md", ".text", ".markdown", ".html", ".htm", ".pdf", ".docx")
_LONGEST_PATH = 1024


class Analyzer:
    """The whole pipeline, configured by its arguments only; it keeps no state between texts and can be pickled.

    `units` takes the place of the table of units that comes with the package. A year outside 1949 to 2100 raises
    `InputError`.

    >>> report = Analyzer().analyze("一、重点工作\\n培训1.2万人。")
    >>> report.quantities[0].section, report.sentences[report.quantities[0].sentence].text
    (('一、重点工作',), '培训1.2万人。')
    """

    def __init__(self, *, units: UnitTable | None = None) -> None:
        self.units = units

    def analyze(self, text: str, *, place: str | None = None, year: int | None = None) -> Report:
        """A report as typed data; `place` and `year` overrule what the text says. An empty text is an empty report."""
        if year is not None and not 1949 <= year <= 2100:
            raise InputError(f"year {year} is outside 1949 to 2100: give the year whose work the report plans")
        clean = restore(text)
        head = outline(clean, place=place, year=year)
        return Report(
            source=text,
            title=head.title,
            place=head.place,
            year=head.year,
            speaker=head.speaker,
            date=head.date,
            sections=head.sections,
            paragraphs=head.paragraphs,
            sentences=head.sentences,
            quantities=extract(clean, self.units, locate=head.locate),
        )

    def pipe(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[Report]:
        """One report for each text, in order; `workers` processes share the work when there are more than one."""
        if workers < 1:
            raise InputError(f"workers={workers}: give 1 or more")
        if workers == 1:
            yield from map(self.analyze, texts)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(self.analyze, texts, chunksize=4)


def analyze(text_or_path: str | os.PathLike[str], *, place: str | None = None, year: int | None = None) -> Report:
    """Read a report, from its text or from a file, as typed data.

    A `Path`, or a `str` that names a file, is read with `lv.read`; any other `str` is the text itself. `place` and
    `year` are read from the text unless they are given. Raises `ReadError` for a file that is missing or cannot be
    read, `InputError` for what is neither text nor path.

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
    """Whether a `str` is meant as a path: a file of that name exists, or it ends as file names do."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\0" in text:
        return False
    try:
        exists = Path(text).is_file()
    except OSError:
        exists = False
    if not exists and text.endswith(_SUFFIXES):
        raise ReadError(f"{text}: no such file; give a path that exists, or the text of the report")
    return exists
