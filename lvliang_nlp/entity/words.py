"""data/project_words.toml, compiled: heads of projects, the words of their stages, the patterns of the rules."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, get_args

from lvliang_nlp.patterns import any_of
from lvliang_nlp.schema import Stage

_HAN = r"\u4e00-\u9fff"
_STOP = "，。；：！？\n"  # no name goes over these


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """`ends` matches the type word at the end of a name, `route` a line's; `stage` finds the words of all stages,
    `sure` are those behind a project that none before it outweighs."""

    ends: re.Pattern[str]
    bare: frozenset[str]
    first_bare: re.Pattern[str]
    modifier: re.Pattern[str]
    route: re.Pattern[str]
    stage: re.Pattern[str]
    stage_of: dict[str, Stage]
    sure: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The patterns of rules.py: `company` finds candidates, `project` and `list` the ends of some that go back to the
    last `stop` (a list over 、 too); the others cut or refuse them."""

    company: re.Pattern[str]
    unnamed: re.Pattern[str]
    project: re.Pattern[str]
    list: re.Pattern[str]
    stop: re.Pattern[str]
    verbs: re.Pattern[str]
    opening: re.Pattern[str]
    kinds: re.Pattern[str]


def _read() -> dict[str, Any]:
    text = (files("lvliang_nlp") / "data" / "project_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def project_words() -> ProjectWords:
    """The words of the package, read once."""
    data = _read()
    head = data["head"]
    stage_of: dict[str, Stage] = {word: stage for stage in get_args(Stage) for word in data["stage"][stage]}
    return ProjectWords(
        ends=re.compile(f"(?:{any_of(head['types'])})(?:[一二三四五六七八九十]+期)?$"),
        bare=frozenset(head["bare"]),
        first_bare=re.compile(f"(?:{any_of(head['bare'])})+"),
        modifier=re.compile(f"^(?:{any_of(head['modifiers'])})+"),
        route=re.compile(f"(?:{any_of(head['routes'])})"),
        stage=re.compile(any_of(stage_of)),
        stage_of=stage_of,
        sure=frozenset(data["stage"]["sure"]),
    )


@lru_cache(maxsize=1)
def rule_words() -> RuleWords:
    """The patterns of the rules, made once."""
    words = {name: any_of(listed) for name, listed in _read()["rules"].items()}
    firm = rf"(?P<name>[{_HAN}A-Za-z0-9·]{{2,10}}?(?:{words['firm_endings']})(?:集团|股份|有限责任|有限|公司)*)"
    project = rf"(?:{words['types']})(?:[一二三四]期)?(?=[、，。；：等和及建开竣前]|$|\n)"
    number = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,3})?(?:个|项|条)?(?:重点|重大)?"
    listed = rf"等{number}[^{_STOP}、]{{0,8}}?(?:项目|工程)"
    return RuleWords(
        company=re.compile(firm),
        unnamed=re.compile(rf"{words['not_firms']}|商业银行$|新能源$"),
        project=re.compile(project),
        list=re.compile(listed),
        stop=re.compile(f"[{_STOP}、]"),
        verbs=re.compile(f"^.*(?:{words['verbs']})"),
        opening=re.compile(f"^(?:{words['opening']})+"),
        kinds=re.compile(rf"^(?:{words['kinds']}|\d+个)*(?:项目|工程)$"),
    )
