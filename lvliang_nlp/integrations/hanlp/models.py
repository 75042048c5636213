"""Loading a model of HanLP, and asking it in batches."""

from functools import lru_cache
from typing import Any

from lvliang_nlp.errors import ReadError, needs

_BATCH = 32  # sentences a call


@lru_cache(maxsize=4)
def load_model(name: str) -> Any:
    """A component of HanLP by name (MSRA_NER_ELECTRA_SMALL_ZH) or folder; kept for the process.

    Raises `MissingExtraError` without HanLP and `ReadError` where the model is missing or cannot be downloaded.
    """
    with needs("hanlp", "hanlp", "tagger or tokenizer 'hanlp:…'"):
        import hanlp
    try:
        return hanlp.load(name, verbose=False)
    except (Exception, SystemExit) as error:  # HanLP leaves the process where a download fails
        raise ReadError(
            f"hanlp:{name}: the model cannot be loaded ({_short(error)}): give the folder of a model, or download it "
            "where there is a network and set HANLP_HOME to the folder it was kept in"
        ) from error


def _short(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:120] if lines else type(error).__name__


def is_multi_task(model: Any) -> bool:
    """Whether it gives all tasks at once, as a dict of task → results."""
    return hasattr(model, "tasks")


def batches(sentences: list[Any]) -> list[list[Any]]:
    return [sentences[i : i + _BATCH] for i in range(0, len(sentences), _BATCH)]


def task_of(results: Any, kind: str) -> tuple[str, Any]:
    """Name and results of the first task of a kind (ner, tok) that a multi-task model gave; raises `ReadError`."""
    for name in results:
        if name == kind or str(name).startswith(f"{kind}/"):
            return str(name), results[name]
    raise ReadError(f"the model of HanLP has no task {kind!r}, only {', '.join(map(str, results))}: choose another one")
