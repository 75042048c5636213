"""How often each headline indicator was found, by level of the place and by year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lvliang_nlp.panel.work import Read
from lvliang_nlp.target import default_indicators

_SHOWN = 16
_LEVELS = ("nation", "province", "prefecture", "county", "")


class Coverage:
    """Counts of reports, and of those whose headline has each indicator.

    >>> coverage = Coverage([Read("a", "", "province", 2023, ("gdp_growth",)), Read("b", "", "province", 2023, ())])
    >>> coverage.share("gdp_growth", level="province", year=2023)
    0.5
    """

    def __init__(self, read: Iterable[Read]) -> None:
        self.reports: Counter[tuple[str, int | None]] = Counter()
        self.found: Counter[tuple[str, str, int | None]] = Counter()
        for report in read:
            self.reports[report.level, report.year] += 1
            for name in set(report.headline):
                self.found[name, report.level, report.year] += 1

    def share(self, indicator: str, *, level: str | None = None, year: int | None = None) -> float | None:
        """The part of the reports of a level and year that have the indicator; None where there is no such report."""
        cells = [cell for cell in self.reports if level in (None, cell[0]) and year in (None, cell[1])]
        reports = sum(self.reports[cell] for cell in cells)
        return sum(self.found[indicator, *cell] for cell in cells) / reports if reports else None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Indicator, level, year, reports and found, for a table."""
        for (level, year), reports in sorted(self.reports.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
            for indicator in default_indicators().by_id:
                if found := self.found[indicator, level, year]:
                    yield {"indicator": indicator, "level": level, "year": year, "reports": reports, "found": found}

    def lines(self) -> Iterator[str]:
        """The commonest indicators by level, then those of each year for all levels."""
        levels = [level for level in _LEVELS if any(cell[0] == level for cell in self.reports)]
        total: Counter[str] = Counter()
        for (name, _, _), n in self.found.items():
            total[name] += n
        shown = [name for name, _ in total.most_common(_SHOWN)]
        yield f"{'headline indicator':32}" + "".join(f"{level or '(no place)':>12}" for level in levels)
        for name in shown:
            yield f"{name:32}" + "".join(_percent(self.share(name, level=level), 12) for level in levels)
        years = sorted({year for _, year in self.reports if year is not None})
        yield ""
        yield f"{'year':6}{'reports':>9}" + "".join(f"{name[:14]:>16}" for name in shown[:5])
        for year in years:
            reports = sum(n for (_, y), n in self.reports.items() if y == year)
            yield f"{year:<6}{reports:>9}" + "".join(_percent(self.share(name, year=year), 16) for name in shown[:5])


def _percent(share: float | None, width: int) -> str:
    return " " * (width - 1) + "-" if share is None else f"{share:>{width}.0%}"
