"""From page to text: `restore` undoes a layout and keeps the map to the page.

What it removes, what it keeps and how it decides is said in the docstring of `restore`. Reading order: `text` (the
result), `steps` (the order of the steps), `chars` (classes of characters), `markup`, `furniture`, `lines`, `spaces`.
"""

from lvliang_nlp.layout.steps import restore
from lvliang_nlp.layout.text import Line, Text

__all__ = ["Line", "Text", "restore"]
