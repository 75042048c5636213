"""HanLP: its models as tagger and tokenizer of an `Analyzer`; the extra `lvliang-nlp[hanlp]`.

models (loading, with one clear error) → align (tokens back to characters) → tagger (names) and words (words). The
published Chinese models are for research and teaching only (CC BY-NC-SA 4.0); those you train are your own.
"""

from lvliang_nlp.integrations.hanlp.tagger import HanLPTagger
from lvliang_nlp.integrations.hanlp.words import Base, hanlp_words, trie_words

__all__ = ["Base", "HanLPTagger", "hanlp_words", "trie_words"]
