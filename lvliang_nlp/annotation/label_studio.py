"""Label Studio: a JSON list of tasks with the text, where it comes from, and the labels as annotation."""

import json

from lvliang_nlp.annotation.item import Annotated, meta_of, rebuild
from lvliang_nlp.errors import ReadError


def to_label_studio(items: list[Annotated]) -> str:
    tasks = []
    for item in items:
        result = [
            {
                "id": f"s{i}", "from_name": "label", "to_name": "text", "type": "labels",
                "value": {"start": start, "end": end, "text": span.text, "labels": [span.label]},
                "meta": {"optional": span.optional, "attrs": span.attrs},
            }
            for i, (start, end, span) in enumerate(item.local())
        ]  # fmt: skip
        tasks.append({"data": {"text": item.text, "origin": meta_of(item)}, "annotations": [{"result": result}]})
    return json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"


def from_label_studio(text: str, where: str) -> list[Annotated]:
    try:
        tasks = json.loads(text)
        if not isinstance(tasks, list):
            raise TypeError("it is no list")
        return [_sentence(task, i) for i, task in enumerate(tasks)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ReadError(f"{where}: no export of Label Studio (a JSON list of tasks with data.text): {error}") from error


def _sentence(task: dict, number: int) -> Annotated:  # type: ignore[type-arg]
    meta = {"i": number, **task["data"].get("origin", {})}
    spans = []
    for found in task["annotations"][-1]["result"] if task.get("annotations") else []:
        if found.get("type") == "labels":
            value, more = found["value"], found.get("meta", {})
            start, end = int(value["start"]), int(value["end"])
            for label in value["labels"]:
                spans.append((start, end, label, bool(more.get("optional")), more.get("attrs", {})))
    return rebuild(task["data"]["text"], meta, spans)
