"""A first draft of a place's profile, mined from its reports: lines that are sure, and others commented out to decide.

A name is sure when it stands in two reports or three times, and most of what reads like it is the name. Each line
carries its evidence: mentions, reports, years, and a short quotation.
"""

import json
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from lvliang_nlp.analyzer import Analyzer
from lvliang_nlp.errors import InputError
from lvliang_nlp.extend import mine
from lvliang_nlp.extend.mine import Candidate, Candidates
from lvliang_nlp.panel.sources import Source, sources
from lvliang_nlp.place import divisions, home_code
from lvliang_nlp.readers import read
from lvliang_nlp.schema import Report

_SURE = 0.7
_MOST = 400  # lines of a table
_FIRM_END = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|股份)$")


def reports_from(paths: Iterable[str | os.PathLike[str]], place: str, analyzer: Analyzer) -> list[Report]:
    """Read the reports of a place: files, folders, and tables (.parquet), whose rows of other places are left out.

    Raises `InputError` where none is of the place; what cannot be read raises as `lv.read` does.
    """
    code = home_code(place)
    found = []
    others: set[str] = set()
    for source in (source for path in paths for source in _sources(path)):
        if source.place is not None and home_code(source.place) != code:
            others.add(source.place)
            continue
        report = analyzer.analyze(source.text, place=source.place, year=source.year)
        if home_code(report.place, report.year) == code:
            found.append(report)
        else:
            others.add(report.place or f"{source.name} (no place found)")
    if not found:
        there = f": they are of {'、'.join(sorted(others)[:5])}" if others else ""
        raise InputError(f"none of the reports is of {place}{there}")
    return sorted(found, key=lambda report: (report.year or 0, report.source))


def _sources(path: str | os.PathLike[str]) -> Iterable[Source]:
    target = Path(path)
    if not (target.is_dir() or target.suffix.lower() == ".parquet"):
        return [Source(target.name, read(target))]
    given = list(sources(target))
    if given and all(source.problem for source in given):
        raise InputError(f"{target}: no report in it can be read: {given[0].problem}")
    return [source for source in given if not source.problem]


def draft_profile(
    place: str, paths: Sequence[str | os.PathLike[str]], *, name: str = "", quotes: bool = True,
    analyzer: Analyzer | None = None,
) -> str:  # fmt: skip
    """The TOML text of a draft for a place, from its reports.

    `paths` are files, folders or tables (.parquet) of reports; those of other places are left out. `quotes` adds a few
    characters around each name to its evidence. Raises `InputError` for a place that is no division of the table and
    where no report is of it. Linear time in the text.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "report.txt")
    >>> _ = file.write_text("吕梁市政府工作报告\\n2023年重点工作\\n推动交汾文孝组团发展，培育白酒产业链。")
    >>> print(draft_profile("吕梁市", [file]).split("[collectives]")[1].split("\\n")[1])
    "交汾文孝" = ["交城县", "汾阳市", "文水县", "孝义市"]  # 1 mention, 2023: …推动交汾文孝组团发展，培育白…
    """
    code = home_code(place) if isinstance(place, str) else ""
    if not code:
        raise InputError(f"{place}: is no division of the table: give its full name, such as 晋中市")
    full = divisions().by_code[code].name
    reports = reports_from(paths, full, analyzer or Analyzer(profile=None))
    rules = Analyzer(profile=None, tagger=None)
    by_rules = [rules.analyze(report.source, place=full, year=report.year) for report in reports]
    return _Draft(full, name, reports, by_rules, quotes).text()


def quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False)


class _Draft:
    """`by_rules` are the same reports read without the tagger: what only rules find is left to the user."""

    def __init__(self, place: str, name: str, reports: list[Report], by_rules: list[Report], quotes: bool) -> None:
        self.place, self.name, self.reports, self.by_rules, self.quotes = place, name, reports, by_rules, quotes
        self.code = home_code(place)
        self.listed: dict[str, str] = {}  # where a name stands already

    def text(self) -> str:
        found = mine.names_of(self.reports)
        for kind, more in mine.names_of(self.by_rules).items():
            for one in more.values():
                if one.name not in found[kind]:
                    one.doubtful = True
                    found[kind][one.name] = one
        years = sorted({report.year for report in self.reports if report.year})
        span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
        lines = [
            f"# A profile of {self.place}: first draft from {len(self.reports)} reports, {span}.",
            "# Lines that are commented out are unsure: read the evidence, take the mark away or delete the line.",
            "# Then: lvliang-nlp profile check THIS_FILE; docs/profiles.md tells what each table means.",
            *([f'name = "{self.name}"'] if self.name else []),
            f'place = "{self.place}"',
            *self._words(),
        ]
        lines += self._table("companies", self._firms(found["companies"]))
        lines += self._table("places", [(one, []) for one in found["places"].values()])
        lines += self._table("projects", [(one, []) for one in found["projects"].values()])
        lines += self._collectives()
        lines += self._topics()
        return "\n".join(lines) + "\n"

    def _firms(self, found: Candidates) -> list[tuple[Candidate, list[str]]]:
        """Forms of one firm together: 鹏飞集团 with its short name 鹏飞."""
        stems: dict[str, list[Candidate]] = {}
        for one in found.values():
            stems.setdefault(_FIRM_END.sub("", one.name) or one.name, []).append(one)
        groups = []
        for forms in stems.values():
            full, *short = sorted(forms, key=lambda one: -len(one.name))
            for one in short:
                full.note(one)
                full.elsewhere += one.elsewhere
            groups.append((full, [one.name for one in short]))
        return groups

    def _table(self, kind: str, entries: list[tuple[Candidate, list[str]]]) -> list[str]:
        lines = ["", f"[{kind}]"]
        ordered = sorted(entries, key=lambda entry: (-len(entry[0].reports), -entry[0].mentions, entry[0].name))
        often = [entry for entry in ordered if entry[0].mentions >= 2]
        for one, aliases in often[:_MOST]:
            sure = (len(one.reports) >= 2 or one.mentions >= 3) and one.surety >= _SURE and not one.doubtful
            sure = sure and (kind != "projects" or (one.named and not one.name.startswith(("市", "县", "省", "全"))))
            listed = ", ".join(map(quoted, aliases))
            value = f"[{listed}]"
            if kind == "companies" and one.place not in ("", self.place):
                value = f"{{ aliases = {value}, place = {quoted(one.place)} }}"
            taken = self.listed.get(one.name, "")
            note = f"; stands in [{taken}] too" if taken else ""
            self.listed.setdefault(one.name, kind)
            lines.append(self._line(f"{quoted(one.name)} = {value}", one, sure and not taken, one.surety) + note)
        if len(often) > _MOST:
            lines.append(f"# … and {len(often) - _MOST} more that stand there twice or more")
        return lines

    def _line(self, line: str, one: Candidate, sure: bool, surety: float = 1.0) -> str:
        mentions = f"{one.mentions} mention{'s' * (one.mentions > 1)}"
        reports = f" in {len(one.reports)} reports" if len(one.reports) > 1 else ""
        years = f", {min(one.years)}" + (f"–{max(one.years)}" if len(one.years) > 1 else "") if one.years else ""
        rules = ", by rules alone" if one.doubtful else ""
        doubt = f", as a name in {surety:.0%} of the places where it stands" if surety < 1 else ""
        quote = f": {one.quote}" if self.quotes and one.quote else ""
        return f"{'' if sure else '# '}{line}  # {mentions}{reports}{years}{rules}{doubt}{quote}"

    def _collectives(self) -> list[str]:
        lines = ["", "[collectives]"]
        found = mine.short_forms_of(self.reports, self.code)
        for name, (one, members) in sorted(found.items(), key=lambda item: (-item[1][0].mentions, item[0])):
            listed = ", ".join(map(quoted, members))
            lines.append(self._line(f"{quoted(name)} = [{listed}]", one, bool(members)))
        return lines

    def _topics(self) -> list[str]:
        lines = ["", "[topics]"]
        found = mine.chains_of(self.reports)
        for one in sorted(found.values(), key=lambda one: (-one.mentions, one.name))[:40]:
            if one.mentions >= 2:
                topic = one.name if one.name.endswith("业") else f"{one.name}产业"
                line = f"{quoted(topic)} = [{quoted(one.name)}]"
                lines.append(self._line(line, one, len(one.reports) >= 2))
        return lines

    def _words(self) -> list[str]:
        """What stands in quotation marks again and again: “四个一体化”."""
        found = mine.slogans_of(self.reports)
        least = min(2, len(self.reports))
        often = [one for one in found.values() if one.mentions >= 3 and len(one.reports) >= least]
        ordered = sorted(often, key=lambda one: (-one.mentions, one.name))[:60]
        lines = [self._line(f"{quoted(one.name)},", one, True) for one in ordered]
        return ["words = [", *(f"    {line}" for line in lines), "]"]
