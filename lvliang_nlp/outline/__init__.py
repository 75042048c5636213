"""The outline of a report: its head, sections, paragraphs and sentences.

Reading order: sentence.py, heading.py and tree.py, paragraph.py, head.py (with date.py and year.py), build.py.
"""

from lvliang_nlp.outline.build import Outline, outline
from lvliang_nlp.outline.sentence import sentences

__all__ = ["Outline", "outline", "sentences"]
