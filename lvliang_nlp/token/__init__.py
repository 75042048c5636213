"""Words: text cut so that no word crosses the border of an amount or a name, and what can be counted with them.

segment (where words begin and end) → tokens (words with parts of speech) → keyness (telling words), counting (words of
concepts). lexicon holds the words of the field with their background, docs/segmentation.md is the guide.
"""

from lvliang_nlp.token.counting import Concept, ConceptTable, concepts, find_concepts, read_concepts
from lvliang_nlp.token.keyness import Term, terms
from lvliang_nlp.token.lexicon import Lexicon, Word, default_lexicon
from lvliang_nlp.token.tokens import Token, tokenize, tokens_of, tokens_without_names

__all__ = [
    "Concept",
    "ConceptTable",
    "Lexicon",
    "Term",
    "Token",
    "Word",
    "concepts",
    "default_lexicon",
    "find_concepts",
    "read_concepts",
    "terms",
    "tokenize",
    "tokens_of",
    "tokens_without_names",
]
