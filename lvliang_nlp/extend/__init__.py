"""What a user needs to take the library to another city: a draft of a profile, a check of it, scores, training.

draft (a profile mined from a place's reports, with mine for the counting) → check (what is wrong with one, by line) →
evaluate (spans against gold) → the package `lvliang_nlp.training` for weights of one's own.
"""

from lvliang_nlp.extend.check import Finding, check_profile
from lvliang_nlp.extend.draft import draft_profile
from lvliang_nlp.extend.evaluate import Scores, evaluate, predict, read_texts, score

__all__ = ["Finding", "Scores", "check_profile", "draft_profile", "evaluate", "predict", "read_texts", "score"]
