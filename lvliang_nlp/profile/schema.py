"""The type of a profile, and its JSON schema for editors."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from lvliang_nlp.schema import Model

PlaceKind = Literal[
    "zone", "scenic", "river", "lake", "mountain", "island", "sea", "port", "region", "village", "road", "other"
]


def _no_blanks(value: object) -> object:
    return "".join(value.split()) if isinstance(value, str) else value


Name = Annotated[str, BeforeValidator(_no_blanks), Field(min_length=1)]
Names = tuple[Name, ...]


class Entry(Model):
    """One name: other forms of it, and what is known of it. `"鹏飞集团" = ["鹏飞"]` is short for aliases alone."""

    aliases: Names = ()
    place: Name | None = Field(None, description="full name of the division it lies in: 孝义市")
    kind: PlaceKind | None = Field(None, description="of a place; else its ending decides")

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        return {"aliases": value} if isinstance(value, list | tuple) else value


class OwnIndicator(Model):
    """An indicator of the place's own, as a line of data/indicators.tsv: docs/indicators.md tells what each means."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: Name
    en: str = ""
    of: str = Field("", description="id of the indicator whose growth or level this is")
    dimension: str = Field(description="of its amounts: ratio, money, mass, count …, several parted by |")
    unit: str = ""
    stock: bool = Field(False, description="it counts how many there are, so what is newly added is not it")
    flow: bool = Field(False, description="it counts what is added or done, so what is newly added is it")
    aliases: Names = Field(min_length=1, description="small patterns: 煤层气(产量|年产量)")


class Profile(Model):
    """What a place's reports speak of: names with their other forms, topics, words, units, indicators.

    >>> profile = Profile(name="lvliang", place="吕梁市", companies={"鹏飞集团": ["鹏飞"]})
    >>> profile.companies["鹏飞集团"].aliases
    ('鹏飞',)
    """

    version: Literal[1] = Field(1, description="of this format")
    name: str = Field(pattern=r"^[\w-]+$", description="short and without blanks: lvliang")
    place: Name = Field(description="full name of the division it is for: 吕梁市")
    places: dict[Name, Entry] = Field({}, description="villages, zones, rivers, scenic areas, roads")
    companies: dict[Name, Entry] = Field({}, description="firms, banks, state companies")
    projects: dict[Name, Entry] = Field({}, description="named undertakings")
    collectives: dict[Name, Annotated[Names, Field(min_length=1)]] = Field(
        {}, description="short forms of several divisions: 交汾文孝 → 交城县, 汾阳市, 文水县, 孝义市"
    )
    topics: dict[Name, Annotated[Names, Field(min_length=1)]] = Field(
        {}, description="topics and industry chains with the words that tell them"
    )
    words: Names = Field((), description="words that lv.tokenize keeps whole")
    units: str = Field("", description="lines in the form of data/units.txt")
    indicators: tuple[OwnIndicator, ...] = ()


def json_schema() -> dict[str, Any]:
    """The JSON schema of a profile, for editors and other programs.

    >>> json_schema()["required"]
    ['place']
    """
    schema = Profile.model_json_schema()
    schema["required"].remove("name")  # in a file it is the file's own name where it is left out
    entry = schema["$defs"]["Entry"]
    aliases = {"type": "array", "items": {"type": "string", "minLength": 1}, "description": "its other forms"}
    schema["$defs"]["Entry"] = {"anyOf": [aliases, entry]}
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return draft | schema | {"title": "A profile of lvliang_nlp"}
