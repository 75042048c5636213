"""What a paragraph says about itself in its first words: its lead, and the topics of its sentences.

A lead is the short sentence, often bold, that opens a paragraph: 加快优势产业提档升级。 A topic is a noun phrase
before the first comma of a sentence: 煤炭产业，… It holds until the next one or the end of the paragraph.
"""

import re

from lvliang_nlp.outline.words import VERBS

_LEAD_MAX = 25
_LEAD = re.compile(r"[^，。！？：；…]*(?:，[^，。！？：；…]*)?[。！]")
_NO_LEAD = re.compile(
    r"[\d０-９]|来之不易|^(?:我们|这|那|各位|同志|过去|今年|去年|一年|五年|对此|成绩|同时|但|谢谢|[一-鿿]{0,4}以来)"
)

# Endings that make the words before the first comma a field of work, unless they begin with a verb.
_TOPIC = re.compile(
    r"在?(?P<topic>(?P<stem>[一-鿿“”、A-Z]{0,14}?[一-鿿”])(?P<end>方面|领域|板块|产业|行业|工业|农业|林业|牧业|渔业|业|经济))[，：:]"
)
_VERB = re.compile("|".join(VERBS.split()))


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
    if found is None or _VERB.match(found["topic"]) or found["topic"].startswith(("业", "方面")):
        return ""
    return found["topic"]
