"""lvliang_nlp: Chinese government work reports (政府工作报告) as typed data.

The public names live here and are imported on first use, so that `import lvliang_nlp` stays light.

>>> import lvliang_nlp as lv
>>> [str(q) for q in lv.quantities("力争培训1.2万人，实现就业5.3万人以上")]
['12000 人', '≥ 53000 人']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lvliang_nlp.analyzer import Analyzer, analyze
    from lvliang_nlp.errors import InputError, LvliangError, MissingExtraError, ProfileError, ReadError, WriteError
    from lvliang_nlp.integrations.spacy import load
    from lvliang_nlp.layout import Text, restore
    from lvliang_nlp.profile import Profile, load_profile
    from lvliang_nlp.quantity import quantities
    from lvliang_nlp.readers import read
    from lvliang_nlp.schema import (
        Company,
        Mention,
        Paragraph,
        Place,
        Project,
        Quantity,
        Report,
        Section,
        Sentence,
        Target,
    )
    from lvliang_nlp.token import Token, concepts, terms, tokenize

__version__ = "0.1.0"

_HOME = {
    "analyzer": ("Analyzer", "analyze"),
    "errors": ("InputError", "LvliangError", "MissingExtraError", "ProfileError", "ReadError", "WriteError"),
    "integrations.spacy": ("load",),
    "layout": ("Text", "restore"),
    "profile": ("Profile", "load_profile"),
    "quantity": ("quantities",),
    "readers": ("read",),
    "schema": (
        *("Company", "Mention", "Paragraph", "Place", "Project", "Quantity", "Report", "Section", "Sentence"),
        "Target",
    ),
    "token": ("Token", "concepts", "terms", "tokenize"),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "Analyzer", "Company", "InputError", "LvliangError", "Mention", "MissingExtraError", "Paragraph", "Place",
    "Profile", "ProfileError", "Project", "Quantity", "ReadError", "Report", "Section", "Sentence", "Target", "Text",
    "Token", "WriteError", "analyze", "concepts", "load", "load_profile", "quantities", "read", "restore", "terms",
    "tokenize",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'lvliang_nlp' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"lvliang_nlp.{_MODULE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE])
