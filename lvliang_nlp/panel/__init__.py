"""All reports of all cities as one table: read in parallel processes, resumable, streamed.

sources (which reports there are) → work (a chunk of them to Arrow, in a process of its own) → store (parts on disk,
merged at the end, what is unchanged kept) → summary (how often each headline indicator was found).
"""

from lvliang_nlp.panel.run import Outcome, build
from lvliang_nlp.panel.summary import Coverage

__all__ = ["Coverage", "Outcome", "build"]
