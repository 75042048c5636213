"""Places: divisions of China with their codes, collective short forms, named regions and natural features.

Reading order: divisions.py (the table), gazetteer.py (names in a text), link.py with collective.py and kinds.py (what a
name means), rules.py (names without the learned tagger).
"""

from lvliang_nlp.place.collective import find_collectives
from lvliang_nlp.place.divisions import Divisions, divisions
from lvliang_nlp.place.gazetteer import Gazetteer, Kind, Match, gazetteer
from lvliang_nlp.place.home import home_code, infer_home
from lvliang_nlp.place.link import Linked, Linker
from lvliang_nlp.place.rules import find_places
from lvliang_nlp.place.words import names_a_place

__all__ = [
    "Divisions", "Gazetteer", "Kind", "Linked", "Linker", "Match", "divisions", "find_collectives", "find_places",
    "gazetteer", "home_code", "infer_home", "names_a_place",
]  # fmt: skip
