"""Reports to look at: the text with its mentions in colour, for notebooks and pages."""

from lvliang_nlp.view.notebook import notebook

__all__ = ["notebook"]
