"""Companies, projects and places as they are named in open text: the learned tagger, the rules without it, and what
each mention has from its list and its inside.

Reading order: tagger.py with characters.py, features.py, network.py and decode.py; rules.py; group.py; extract.py.
"""

from lvliang_nlp.entity.extract import extract
from lvliang_nlp.entity.lexicon import companies
from lvliang_nlp.entity.rules import find_names, is_firm
from lvliang_nlp.entity.spans import NameFinder, Names
from lvliang_nlp.entity.tagger import Tagger, default_tagger

__all__ = ["NameFinder", "Names", "Tagger", "companies", "default_tagger", "extract", "find_names", "is_firm"]
