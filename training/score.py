"""Spans found in gold sentences, scored by the scorer beside the published reports."""

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from lvliang_nlp.entity.decode import spans
from lvliang_nlp.entity.network import LAYERS
from lvliang_nlp.gold import GoldSentence
from lvliang_nlp.training import Example

Scores = Callable[[Example], np.ndarray]  # (characters, 3, 5)


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", shared / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(example: Example, scores: np.ndarray, follow: np.ndarray) -> list[dict[str, Any]]:
    """The spans inside the sentence, offsets in ink of the document as far as no ink was dropped inside it."""
    rows = []
    for layer, label in enumerate(LAYERS):
        for start, end in spans(scores[:, layer], follow[layer]):
            if example.first <= start and end <= example.last:
                rows.append({"label": label, "start": int(example.inks[start]), "end": int(example.inks[end - 1]) + 1,
                             "text": example.text[start:end]})  # fmt: skip
    return rows


def evaluate(
    shared: Path, gold: Sequence[GoldSentence], examples: Sequence[Example], scores: Scores, follow: np.ndarray
) -> dict[str, Any]:
    """label → strict (tp, fp, fn, P, R, F1) and relaxed ones, as score.py gives them."""
    rows = [{**row.model_dump(), "i": i} for i, row in enumerate(gold)]
    predicted = [{"i": i, "spans": found(e, scores(e), follow)} for i, e in enumerate(examples)]
    result, errors = scorer(shared).score(rows, predicted)
    return {"result": result, "errors": errors}


def line(result: dict[str, Any]) -> str:
    parts = []
    for label in LAYERS:
        strict, relaxed = result[label]["strict"], result[label]["relaxed"]
        parts.append(f"{label} {strict[3]:.3f}/{strict[4]:.3f} F1 {strict[5]:.3f} (relaxed {relaxed[5]:.3f})")
    return "  ".join(parts)
