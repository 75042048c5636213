"""What a paragraph says about itself in its first words: its lead, and the topics of its sentences.

A lead is the short sentence, often bold, that opens a paragraph: 加快优势产业提档升级。 A topic is a noun phrase
before the first comma of a sentence: 煤炭产业，… It holds until the next one or the end of the paragraph.
"""

import re

from lvliang_nlp.outline.words import VERBS, VERBS_INSIDE

_LEAD_MAX = 25
_LEAD = re.compile(r"[^，。！？：；…]*(?:，[^，。！？：；…]*)?[。！]")
_NO_LEAD = re.compile(
    r"[\d０-９]|来之不易|^(?:我们|这|那|各位|同志|过去|今年|去年|一年|五年|对此|成绩|同时|但|谢谢|[一-鿿]{0,4}以来)"
)

# Endings that make the words before the first comma a field of work, unless they say what is done or count aspects.
_TOPIC = re.compile(
    r"在?(?P<topic>[一-鿿“”、A-Z]{1,14}(?:(?<![个下各等多这些大种])方面|领域|板块|产业|工业|农业"
    r"|(?<![就事企创开伟职失专毕营从转])业|经济))[，：:]"
)
_VERB = re.compile("|".join(VERBS.split()))
_VERB_INSIDE = re.compile("|".join(VERBS_INSIDE.split()))


def lead_of(first: str, alone: bool) -> str:
    """The first sentence of a paragraph if it is its lead, else an empty text; `alone`: nothing follows it.

    >>> lead_of("加快优势产业提档升级。", alone=False)
    '加快优势产业提档升级。'
    """
    if alone or len(first) > _LEAD_MAX:
        return ""
    return first if _LEAD.fullmatch(first) and not _NO_LEAD.search(first) and not topic_of(first) else ""


def topic_of(sentence: str) -> str:
    """The field of work that a sentence names before its first comma, else an empty text.

    >>> topic_of("煤炭产业，有序释放先进产能。"), topic_of("大力发展煤炭产业，释放产能。")
    ('煤炭产业', '')
    """
    found = _TOPIC.match(sentence)
    if found is None:
        return ""
    topic = found["topic"]
    if _VERB.match(topic) or topic.count("“") != topic.count("”"):
        return ""
    # 新型城镇化建设方面 may speak of doing, 壮大县域经济 may not.
    return topic if topic.endswith("方面") or not _VERB_INSIDE.search(topic) else ""
