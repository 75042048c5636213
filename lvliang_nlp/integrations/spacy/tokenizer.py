"""Our words as a spaCy Doc: every character of the text is kept, white space as words of its own."""

from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from lvliang_nlp.integrations.spacy.document import analyzer, keep
from lvliang_nlp.integrations.spacy.factories import Stateless


class Tokenizer(Stateless):
    """Text to Doc. The analysis that names need is kept on the Doc, so that the component behind need not repeat it."""

    def __init__(self, vocab: Vocab, *, names: bool, quantities: Any, profile: str | None) -> None:
        self.vocab, self.names, self.quantities, self.profile = vocab, names, quantities, profile
        analyzer(names, profile)  # a bad profile is said now

    def __call__(self, text: str) -> Doc:
        reader = analyzer(self.names, self.profile)
        report = reader.analyze(text)
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        at = 0
        for token in reader.tokens(report, quantities=self.quantities):
            _blank(text[at : token.start], words, spaces, tags)
            words.append(text[token.start : token.end])
            spaces.append(False)
            tags.append(token.pos)
            at = token.end
        _blank(text[at:], words, spaces, tags)
        doc = Doc(self.vocab, words=words, spaces=spaces, tags=tags)
        keep(doc, report)
        return doc


def _blank(gap: str, words: list[str], spaces: list[bool], tags: list[str]) -> None:
    """White space and what the layout dropped: one blank belongs to the word before, all else is a word."""
    if gap[:1] == " " and words:
        spaces[-1], gap = True, gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
        tags.append("x")
