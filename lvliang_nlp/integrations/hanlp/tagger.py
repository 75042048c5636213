"""Names by a model of HanLP, merged with our own.

The rule: rules and tables find their names first; a name of the model is added where it overlaps none of its kind, and
takes the place of those it holds when it is longer. Projects are ours: no model of HanLP knows them.
"""

from typing import Any

from lvliang_nlp.entity import find_names, is_firm
from lvliang_nlp.entity.spans import Names, merge
from lvliang_nlp.integrations.hanlp.align import Pair, align
from lvliang_nlp.integrations.hanlp.models import batches, is_multi_task, load_model, task_of
from lvliang_nlp.outline.sentence import sentences
from lvliang_nlp.place import find_places, gazetteer, names_a_place

# Labels of MSRA, PKU and OntoNotes.
PLACES = frozenset({"LOCATION", "LOC", "NS", "ns", "GPE"})
ORGANISATIONS = frozenset({"ORGANIZATION", "ORG", "NT", "nt"})


class HanLPTagger:
    """Finds names as `Analyzer(tagger="hanlp:NAME-OR-FOLDER")` does: `ner/*` models and those of several tasks.

    An organization is a company when its name ends as firms' do (公司, 集团, 银行 …) or is in our table.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        load_model(name)

    def __reduce__(self) -> tuple[Any, ...]:
        return HanLPTagger, (self.name,)  # the model is loaded again in the other process

    def find(self, text: str, home: str, amounts: list[Pair], known: Names) -> Names:
        """Spans of names in a clean text; the names of a profile count as ours."""
        places, firms = self._model_names(text)
        own = merge(known.places, find_places(text, home, gazetteer()))
        merged = merge(own, [span for span in places if names_a_place(text[slice(*span)])])
        names = find_names(text, merged, amounts, known)
        return Names(merged, merge(names.companies, firms), names.projects)

    def _model_names(self, text: str) -> tuple[list[Pair], list[Pair]]:
        places: list[Pair] = []
        firms: list[Pair] = []
        for batch in batches(sentences(text)):
            shown = [text[start:end] for start, end in batch]
            for (offset, _), sentence, found in zip(batch, shown, _entities(load_model(self.name), shown), strict=True):
                for label, start, end in found:
                    span = offset + start, offset + end
                    if label in PLACES:
                        places.append(span)
                    elif label in ORGANISATIONS and is_firm("".join(sentence[start:end].split())):
                        firms.append(span)
        return places, firms


def _entities(model: Any, shown: list[str]) -> list[list[tuple[str, int, int]]]:
    """Label, start and end in characters of each sentence."""
    if is_multi_task(model):
        results = model(shown)
        _, words = task_of(results, "tok")
        _, names = task_of(results, "ner")
    else:
        words = [[c for c in sentence if not c.isspace()] for sentence in shown]
        names = model(words)
    found = []
    for sentence, tokens, entities in zip(shown, words, names, strict=True):
        spans = align(sentence, tokens)
        found.append([(str(label), spans[a][0], spans[b - 1][1]) for _, label, a, b in map(tuple, entities) if a < b])
    return found
