"""Every public type: what `lv.analyze` and the stages hand to a user.

All are frozen pydantic models that refuse unknown fields, so each has a JSON schema and survives a round trip through
JSON. Offsets are Unicode code points into the *untouched source*, half-open. Numbers are `Decimal`.
"""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Bound = Literal["eq", "ge", "gt", "le", "lt", "approx"]
SIGNS = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "approx": "≈"}
Level = Literal["province", "prefecture", "county", "township"]
TargetKind = Literal["target", "result", "level"]
Horizon = Literal["", "year", "five_year"]
Stage = Literal["planned", "started", "under_construction", "completed", "in_operation"]
Change = Literal["none", "increase_by", "increase_to", "decrease_by", "decrease_to", "from"]


def ink(text: str) -> str:
    """The characters of `text` that are not white space: what is left of a page when its layout is gone.

    >>> ink("1.65 亿\\n吨")
    '1.65亿吨'
    """
    return "".join(text.split())


class Model(BaseModel):
    """What all public types share: frozen, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A stretch of the source: `text` is `source[start:end]` without white space."""

    start: int = Field(ge=0, description="first code point in the source")
    end: int = Field(ge=0, description="code point behind the last one")
    text: str = Field(description="the characters between, without white space")


class Mention(Span):
    """A span that means something; in a report it knows where it stands."""

    section: tuple[str, ...] = Field((), description="headings above it, from the outermost in")
    sentence: int | None = Field(None, description="index into report.sentences; None outside a report")


class Quantity(Mention):
    """An amount: a number with its unit, and what the words around say of it.

    A single amount has `value`; a range has `low` and `high` instead. Both are in `unit`, without magnitude
    (1.65亿吨 → 165000000 吨). `base_value`, `base_low`, `base_high` say the same in `base_unit` (kg, CNY, W, m² …),
    where the unit has one.

    >>> import lvliang_nlp as lv
    >>> (found,) = lv.quantities("年内煤炭产能突破1.65亿吨")
    >>> found.value, found.unit, found.bound, found.base_value, found.base_unit
    (Decimal('165000000'), '吨', 'gt', Decimal('165000000000'), 'kg')
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    number: str = Field(description="the number as written, without magnitude: 1.65")
    magnitude: str = Field("", description="千, 万, 亿, 万亿 as written between number and unit")
    unit_text: str = Field("", description="magnitude and unit as written: 亿吨")
    unit: str = Field("", description="canonical name of the unit: 吨")
    dimension: str = Field("", description="mass, money, power, area, count …; docs/units.md lists them")
    base_value: Decimal | None = None
    base_low: Decimal | None = None
    base_high: Decimal | None = None
    base_unit: str = ""
    bound: Bound = "eq"
    change: Change = "none"
    per: str = Field("", description="what the amount is for each of: 亩 in 每亩500公斤, 人 in 人均3.2万元")
    counted: str = Field("", description="the noun counted: 新建煤矿项目 in 8个新建煤矿项目")

    def __str__(self) -> str:
        """The amount in plain words: `≥ 53000 人`, `≈ 6.5 % (increase_by)`, `3–5 个`."""
        number = f"{self.low:f}–{self.high:f}" if self.value is None else f"{self.value:f}"
        change = "" if self.change == "none" else f"({self.change})"
        return " ".join(filter(None, (SIGNS[self.bound], number, self.unit, change)))

    def __repr__(self) -> str:
        return f"<Quantity {self.text!r} at {self.start}: {self}>"

    def to_pint(self, registry: Any = None) -> Any:
        """The amount as a pint quantity, of `registry` or of pint's own; a range gives a tuple of two.

        Raises `MissingExtraError` without pint, `InputError` for a unit that is no physical one (亩次, 家, 元).

        >>> import lvliang_nlp as lv
        >>> f'{lv.quantities("装机300万千瓦")[0].to_pint().to("gigawatt"):.1f}'
        '3.0 gigawatt'
        """
        from lvliang_nlp.integrations.pint import to_pint

        return to_pint(self, registry)


class Place(Mention):
    """A named place: a division with its code, a short form of several, a region, a river, a zone …

    `adcode` is the code of the division by GB/T 2260 on 2023-06-30 (nine digits for a township, 100000 for China); a
    former division has that of its successor. It is None for what is no division.

    >>> import lvliang_nlp as lv
    >>> report = lv.Analyzer(tagger=None).analyze("支持柳林县与太原市合作。", place="吕梁市", year=2023)
    >>> [(p.name, p.adcode, p.parents) for p in report.places]
    [('柳林县', '141125', ('山西省', '吕梁市')), ('太原市', '140100', ('山西省',))]
    """

    name: str = Field(description="full name of the division, or the one a profile knows, else as written")
    kind: str = Field(
        description="division, collective, nation, region, river, lake, mountain, island, scenic, zone, village …"
    )
    adcode: str | None = None
    level: Level | None = Field(None, description="of a division: province, prefecture, county or township")
    parents: tuple[str, ...] = Field((), description="names of the divisions it lies in, from the province down")
    members: tuple[str, ...] = Field(
        (), description="of a collective form, the full names: 交汾文孝 → 交城县, 汾阳市 …"
    )
    member_adcodes: tuple[str, ...] = Field((), description="their codes, in the same order")

    def __repr__(self) -> str:
        return f"<Place {self.text!r} at {self.start}: {self.adcode or self.kind}>"


class Company(Mention):
    """A named firm, bank or state company."""

    name: str = Field(description="the full one where a profile knows it, else as written")
    place: str = Field(
        "", description="full name of the place that stands before it or opens its name: 孝义鹏飞 → 孝义市"
    )

    def __repr__(self) -> str:
        return f"<Company {self.text!r} at {self.start}>"


class Project(Mention):
    """A named construction, investment or engineering undertaking."""

    name: str = Field(description="the full one where a profile knows it, else as written")
    full_name: str = Field(
        description="with the head that it shares with others: 柳林大唐 of 5个光伏项目 → 柳林大唐光伏项目"
    )
    group_count: int | None = Field(None, description="of how many it is one: 柳林大唐、交口晋能等5个光伏项目 → 5")
    places: tuple[str, ...] = Field((), description="names of the places inside its name")
    companies: tuple[str, ...] = Field((), description="names of the companies inside its name")
    capacity: Quantity | None = Field(None, description="the amount inside its name: 30万台")
    phase: str = Field("", description="二期")
    stage: Stage | None = Field(None, description="what the words around say of it; None where they say nothing")

    def __repr__(self) -> str:
        return f"<Project {self.full_name!r} at {self.start}>"


class Target(Mention):
    """What is promised, or what was reached: an indicator with its amount, for a period, by a day.

    `start` to `end` covers the subject and the amount where they stand in one clause, else the amount. An amount that
    goes for several subjects gives a target for each.

    >>> import lvliang_nlp as lv
    >>> text = "今年主要预期目标是：地区生产总值增长6%左右。"
    >>> (found,) = lv.Analyzer(tagger=None).analyze(text, place="吕梁市", year=2023).targets
    >>> found.subject, found.indicator, str(found.quantity), found.kind, found.period, str(found.deadline)
    ('地区生产总值', 'gdp_growth', '≈ 6 % (increase_by)', 'target', '2023', '2023-12-31')
    """

    subject: str = Field(description="what is measured or counted, in the words of the report")
    topic: str = Field("", description="the topic that holds where it stands: 煤炭产业")
    indicator: str | None = Field(None, description="canonical id, see docs/indicators.md; None for what has none")
    quantity: Quantity
    kind: TargetKind = Field(description="target of the coming period, result of the past, or standing level")
    period: str = Field("", description="the years it speaks of: 2023, or 2021/2025")
    deadline: datetime.date | None = Field(None, description="of a target, the last day by which words say it is due")
    deadline_text: str = Field("", description="those words: 年内")
    action: str = Field("", description="what is done: 新建, 启动, 培训")
    places: tuple[str, ...] = Field((), description="full names of the places in its clause")
    companies: tuple[str, ...] = Field((), description="names of the companies in its clause")
    projects: tuple[str, ...] = Field((), description="full names of the projects in its clause")

    def __repr__(self) -> str:
        return f"<Target {self.subject} {self.quantity} ({self.kind} {self.period}) at {self.start}>"


class Section(Span):
    """A heading and all that stands under it; `text` is the heading's, `start` to `end` covers the heading only."""

    marker: str = Field("", description="what numbers it, as written: 一、 （二） 3.")
    title: str = Field(description="the heading without its marker")
    level: int = Field(ge=1, description="1 for the outermost")
    body_end: int = Field(ge=0, description="code point in the source behind the last character under it")
    path: tuple[str, ...] = Field(description="its own heading and those above it, from the outermost in")
    children: "tuple[Section, ...]" = ()

    def walk(self) -> "Iterator[Section]":
        """This section and all below it, in order of appearance."""
        yield self
        for child in self.children:
            yield from child.walk()


class Paragraph(Span):
    """A paragraph with the short sentence that opens it and the topic that its first clause names."""

    section: tuple[str, ...] = ()
    lead: str = Field("", description="加快优势产业提档升级。")
    topic: str = Field("", description="煤炭产业")


class Sentence(Span):
    """A sentence; `paragraph` is its index in report.paragraphs.

    `topic` is the topic that holds where it stands; where the text names none, that of a profile whose words it holds.
    """

    section: tuple[str, ...] = ()
    paragraph: int = 0
    topic: str = ""


class Report(Model):
    """A report as typed data. Everything is in order of appearance; offsets point into `source`."""

    source: str = Field(repr=False, description="the text as it was given")
    title: str = ""
    place: str = ""
    year: int | None = Field(None, description="the year whose work the report plans")
    speaker: str = ""
    date: datetime.date | None = Field(None, description="the day it was delivered")
    profile: str = Field("", description="name of the profile it was read with; empty where there was none")
    sections: tuple[Section, ...] = Field((), repr=False)
    paragraphs: tuple[Paragraph, ...] = Field((), repr=False)
    sentences: tuple[Sentence, ...] = Field((), repr=False)
    quantities: tuple[Quantity, ...] = Field((), repr=False)
    places: tuple[Place, ...] = Field((), repr=False)
    companies: tuple[Company, ...] = Field((), repr=False)
    projects: tuple[Project, ...] = Field((), repr=False)
    targets: tuple[Target, ...] = Field((), repr=False)
    headline: dict[str, Target] = Field({}, repr=False, description="the main expected targets, by indicator")
    headline_horizon: Horizon = Field("", description="what they are set for: the planned year or five years")

    def walk(self) -> Iterator[Section]:
        """All sections, parents before their children."""
        for section in self.sections:
            yield from section.walk()

    def to_records(self, what: str = "quantities") -> list[dict[str, Any]]:
        """One flat dict a mention, ready for a table; `section` is joined by " / ", `sentence` is its text.

        `what` is targets, quantities, places, companies, projects, sections, paragraphs or sentences; docs/tables.md
        describes the columns. Raises `InputError` for anything else.

        >>> import lvliang_nlp as lv
        >>> report = lv.Analyzer(tagger=None).analyze("培训1.2万人。", place="吕梁市", year=2023)
        >>> [(row["place"], row["subject"], row["value"], row["unit"]) for row in report.to_records("targets")]
        [('吕梁市', '培训', Decimal('12000'), '人')]
        """
        from lvliang_nlp.tables import records

        return records(self, what)

    def to_arrow(self, what: str = "quantities") -> Any:
        """The same as a pyarrow.Table with the schema of `lvliang_nlp.tables.schema(what)`.

        Raises `MissingExtraError` without pyarrow.
        """
        from lvliang_nlp.tables import arrow

        return arrow.table_of(self.to_records(what), arrow.schema(what))

    def to_pandas(self, what: str = "quantities") -> Any:
        """The same as a pandas.DataFrame: numbers are `Decimal`, days `datetime.date`.

        Raises `MissingExtraError` without pandas.
        """
        from lvliang_nlp.errors import needs
        from lvliang_nlp.tables import columns

        with needs("pandas", "pandas", "to_pandas"):
            import pandas as pd
        return pd.DataFrame(self.to_records(what), columns=list(columns(what)))

    def to_polars(self, what: str = "quantities") -> Any:
        """The same as a polars.DataFrame, made from the Arrow table. Raises `MissingExtraError` without polars."""
        from lvliang_nlp.errors import needs

        with needs("polars", "polars", "to_polars"):
            import polars as pl
        return pl.from_arrow(self.to_arrow(what))

    def _repr_html_(self) -> str:
        """What a notebook shows: facts, headline targets and the text with its mentions in colour."""
        from lvliang_nlp.view import notebook

        return notebook(self)
