"""The site of the documentation: `make docs` builds it into build/docs, without a network and without a warning."""

from types import SimpleNamespace
from typing import Any, get_type_hints

import rjieba
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.util.typing import stringify_annotation

from lvliang_nlp import __version__ as release

project = "lvliang_nlp"
author = "The lvliang_nlp developers"
copyright = f"{author}, Apache-2.0"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3  # page.md#heading leads to a heading, as on a git host
default_role = "code"  # what stands between single backticks in a docstring
autodoc_member_order = "bysource"
autodoc_default_options = {"exclude-members": "model_config"}

html_theme = "furo"
html_title = f"lvliang_nlp {release}"
html_copy_source = False


class SearchBoth(SearchEnglish):
    """Words of the search in English and Chinese; a run of Chinese characters as a whole too, for any part finds it."""

    def split(self, text: str) -> list[str]:
        runs = super().split(text)
        return runs + [word for run in runs if not run.isascii() for word in rjieba.cut_all(run)]


def add_fields(app: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    """Below the docstring of a pydantic model, its own fields: type, and what is said of each."""
    if what != "class" or not hasattr(obj, "model_fields"):
        return
    fields = obj.model_fields
    types = get_type_hints(SimpleNamespace(__annotations__={field: fields[field].annotation for field in fields}))
    for field, info in fields.items():
        if field in obj.__annotations__:
            lines.append(f":ivar {field}: {info.description or ''}")
            lines.append(f":vartype {field}: {stringify_annotation(types[field], 'smart')}")


def setup(app: Sphinx) -> None:
    app.add_search_language(SearchBoth)
    app.connect("autodoc-process-docstring", add_fields)
