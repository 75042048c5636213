"""spaCy: `load()` for a pipeline of ours, and components that go into anyone's Chinese pipeline.

factories (what spaCy finds by its entry points; imports in milliseconds) → tokenizer (our words as a Doc) → document
(mentions on the Doc, and back to our types).
"""

import os
from typing import TYPE_CHECKING, Literal

from lvliang_nlp.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language


def load(
    *, profile: str | os.PathLike[str] | None = "auto", names: bool = True,
    quantities: Literal["split", "merge"] = "split",
) -> "Language":  # fmt: skip
    """A spaCy `Language` (zh) whose words are those of `lv.tokenize` and whose Doc carries what `lv.analyze` finds.

    `doc.spans` has quantities, places, companies, projects and targets, `doc.ents` the outermost of the first four,
    `doc.sents` our sentences; `span._.lvliang` is the object of `lvliang_nlp.schema`, `span._.section` the headings
    above. `names=False` leaves names to rules and tables, several times as fast; `profile` is that of `Analyzer`, by
    path or name. The pipeline is saved and loaded as any other (`nlp.to_disk`, `spacy.load`); what it saves of a
    profile is the path. Raises `ProfileError` for a bad one.

    >>> doc = load(names=False)("年内煤炭产能突破1.65亿吨。")
    >>> [(span.text, span._.lvliang.value) for span in doc.spans["quantities"]]
    [('1.65亿吨', Decimal('165000000'))]
    """
    import spacy

    if quantities not in ("split", "merge"):
        raise InputError(f'quantities={quantities!r}: give "split" or "merge"')
    if profile is not None and not isinstance(profile, (str, os.PathLike)):
        raise InputError(f'profile is "auto", None, a path or a name here, not {type(profile).__name__}')
    chosen = None if profile is None else os.fspath(profile)
    tokenizer = {
        "@tokenizers": "lvliang_nlp.Tokenizer.v1", "names": names, "quantities": quantities, "profile": chosen
    }  # fmt: skip
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("lvliang", config={"names": names, "profile": chosen})
    return nlp
