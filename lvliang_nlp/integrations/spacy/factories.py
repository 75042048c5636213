"""What spaCy finds by the entry points `spacy_factories` and `spacy_tokenizers`; nothing heavy is imported here."""

from typing import TYPE_CHECKING, Any, Self

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

if TYPE_CHECKING:
    from lvliang_nlp.integrations.spacy.tokenizer import Tokenizer

KINDS = ("quantities", "places", "companies", "projects", "targets")


class Stateless:
    """What spaCy saves and loads of a part that its configuration says all of: nothing."""

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> Self:
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        pass

    def from_disk(self, path: Any, **_: Any) -> Self:
        return self


class Component(Stateless):
    """Puts mentions of some kinds on a Doc, whatever its tokenizer: a mention is widened to the tokens it touches."""

    def __init__(self, kinds: tuple[str, ...], names: bool, ents: bool, profile: str | None) -> None:
        self.kinds, self.names, self.ents, self.profile = kinds, names, ents, profile

    def __call__(self, doc: Doc) -> Doc:
        from lvliang_nlp.integrations.spacy.document import annotate

        return annotate(doc, self.kinds, names=self.names, ents=self.ents, profile=self.profile)


@Language.factory("lvliang", default_config={"names": True, "profile": "auto"})
def make_all(nlp: Language, name: str, names: bool, profile: str | None) -> Component:
    """All that `lv.analyze` finds, sentences and entities too."""
    return Component(KINDS, names, True, profile)


@Language.factory("lvliang_quantities", default_config={"ents": False, "profile": "auto"})
def make_quantities(nlp: Language, name: str, ents: bool, profile: str | None) -> Component:
    """`doc.spans["quantities"]`; with `ents` they are entities as well, where none is yet."""
    return Component(("quantities",), False, ents, profile)


@Language.factory("lvliang_places", default_config={"names": True, "ents": False, "profile": "auto"})
def make_places(nlp: Language, name: str, names: bool, ents: bool, profile: str | None) -> Component:
    """`doc.spans["places"]`."""
    return Component(("places",), names, ents, profile)


@Language.factory("lvliang_companies", default_config={"names": True, "ents": False, "profile": "auto"})
def make_companies(nlp: Language, name: str, names: bool, ents: bool, profile: str | None) -> Component:
    """`doc.spans["companies"]`."""
    return Component(("companies",), names, ents, profile)


@Language.factory("lvliang_projects", default_config={"names": True, "ents": False, "profile": "auto"})
def make_projects(nlp: Language, name: str, names: bool, ents: bool, profile: str | None) -> Component:
    """`doc.spans["projects"]`."""
    return Component(("projects",), names, ents, profile)


@Language.factory("lvliang_targets", default_config={"names": True, "profile": "auto"})
def make_targets(nlp: Language, name: str, names: bool, profile: str | None) -> Component:
    """`doc.spans["targets"]`."""
    return Component(("targets",), names, False, profile)


@registry.tokenizers("lvliang_nlp.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(names: bool = True, quantities: str = "split", profile: str | None = "auto") -> Any:
    """The tokenizer of `lv.load`: words of `lv.tokenize`."""

    def make(nlp: Language) -> "Tokenizer":
        from lvliang_nlp.integrations.spacy.tokenizer import Tokenizer

        return Tokenizer(nlp.vocab, names=names, quantities=quantities, profile=profile)

    return make
