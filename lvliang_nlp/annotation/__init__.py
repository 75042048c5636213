"""Annotation between our stand-off gold and the files of other tools, so that people annotate with real tools.

exchange (what a file holds, read and written by its kind), formats in files of their own.
"""

from lvliang_nlp.annotation.exchange import convert, read_annotation, write_annotation
from lvliang_nlp.annotation.item import Annotated

__all__ = ["Annotated", "convert", "read_annotation", "write_annotation"]
