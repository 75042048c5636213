"""Words by HanLP: a model's (tok/* or several tasks), or a dictionary's by hanlp_trie, which needs no torch."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

from lvliang_nlp.errors import needs
from lvliang_nlp.integrations.hanlp.align import align
from lvliang_nlp.integrations.hanlp.models import batches, is_multi_task, load_model, task_of
from lvliang_nlp.outline.sentence import sentences
from lvliang_nlp.token import default_lexicon

Base = Callable[[str, Iterable[str]], list[str]]  # text and names in it → pieces that make up the text
_RUN = re.compile(r"[A-Za-z0-9.%]+|.", re.S)


def hanlp_words(name: str) -> Base:
    """Cuts with a model of HanLP; the names we found are handed to its `dict_combine`, so that it keeps them whole."""
    load_model(name)

    def cut(text: str, names: Iterable[str]) -> list[str]:
        model = load_model(name)
        component = _tokenizer(model)
        if hasattr(component, "dict_combine"):
            component.dict_combine = set(names) or None
        pieces: list[str] = []
        at = 0
        for batch in batches(sentences(text)):
            shown = [text[start:end] for start, end in batch]
            results = model(shown, tasks="tok*") if is_multi_task(model) else model(shown)
            words = task_of(results, "tok")[1] if is_multi_task(model) else results
            for (offset, _), sentence, tokens in zip(batch, shown, words, strict=True):
                for start, end in align(sentence, tokens):
                    pieces += [text[at : offset + start], text[offset + start : offset + end]]
                    at = offset + end
        return [piece for piece in [*pieces, text[at:]] if piece]

    return cut


def _tokenizer(model: Any) -> Any:
    if not is_multi_task(model):
        return model
    parts = getattr(model, "tasks", {})
    return next((parts[task] for task in parts if str(task).startswith("tok")), model)


@lru_cache(maxsize=1)
def _trie() -> Any:
    with needs("hanlp_trie", "hanlp", "tokenizer 'hanlp_trie'"):
        from hanlp_trie import TrieDict
    return TrieDict({word.text: True for word in default_lexicon().words.values() if word.whole})


def trie_words(text: str, names: Iterable[str]) -> list[str]:
    """Cuts by the longest words of our lexicon; what it lacks is cut into characters. `lv.tokenize` joins the names."""
    trie = _trie()
    known = [(start, end) for start, end, _ in trie.tokenize(text)]
    pieces: list[str] = []
    at = 0
    for start, end in known:
        pieces += [*_RUN.findall(text[at:start]), text[start:end]]
        at = end
    pieces += _RUN.findall(text[at:])
    return [piece for blank, run in groupby(pieces, str.isspace) for piece in (["".join(run)] if blank else run)]
