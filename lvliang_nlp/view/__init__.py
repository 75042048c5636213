"""Reports to look at: the text with its mentions in colour, for notebooks and pages."""

from lvliang_nlp.view.notebook import notebook
from lvliang_nlp.view.page import page

__all__ = ["notebook", "page"]
