"""Files to source text.

`read` opens a file, `decode` turns bytes into text; both refuse what is no text with one clear line.
"""

from lvliang_nlp.readers.text import decode, read

__all__ = ["decode", "read"]
