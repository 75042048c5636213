"""spaCy: `load()` for a pipeline of ours, and components that go into anyone's Chinese pipeline.

factories (what spaCy finds by its entry points; imports in milliseconds) → tokenizer (our words as a Doc) → document
(mentions on the Doc, and back to our types).
"""

from typing import TYPE_CHECKING, Literal

from lvliang_nlp.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language


def load(*, names: bool = True, quantities: Literal["split", "merge"] = "split") -> "Language":
    """A spaCy `Language` (zh) whose words are those of `lv.tokenize` and whose Doc carries what `lv.analyze` finds.

    `doc.spans` has quantities, places, companies, projects and targets, `doc.ents` the outermost of the first four,
    `doc.sents` our sentences; `span._.lvliang` is the object of `lvliang_nlp.schema`, `span._.section` the headings
    above. `names=False` leaves names to rules and tables, several times as fast. The pipeline is saved and loaded as
    any other (`nlp.to_disk`, `spacy.load`).

    >>> doc = load(names=False)("年内煤炭产能突破1.65亿吨。")
    >>> [(span.text, span._.lvliang.value) for span in doc.spans["quantities"]]
    [('1.65亿吨', Decimal('165000000'))]
    """
    import spacy

    if quantities not in ("split", "merge"):
        raise InputError(f'quantities={quantities!r}: give "split" or "merge"')
    tokenizer = {"@tokenizers": "lvliang_nlp.Tokenizer.v1", "names": names, "quantities": quantities}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("lvliang", config={"names": names})
    return nlp
