"""Marks of Markdown and HTML, and references to footnotes: what they are and which characters of them go.

Every pattern is linear: it begins at a character that no other match of it can pass.
"""

import re
from collections.abc import Iterator

from lvliang_nlp.layout.edits import Edit

_FRONT = re.compile(
    r"\s*---[^\S\n]*\n((?:(?!---)(?:[\w-]+:|[^\S\n]*-[^\S\n]|[^\S\n]+\S)[^\n]*\n){1,60})---[^\S\n]*(?:\n|\Z)"
)
_FIELD = re.compile(r"^([\w-]+):[^\S\n]*([^\n]*?)[^\S\n]*$", re.M)
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.S)
_INLINE = "a|abbr|b|big|center|em|font|i|img|ins|label|mark|o:p|s|small|span|st1:\\w+|strike|strong|sub|sup|tt|u|wbr"
_BLOCK = (
    "address|article|blockquote|br|caption|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|section|table|tbody|tfoot|thead|tr|ul"
)
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCK})|(?P<cell>t[dh])|{_INLINE})(?:[\s/][^<>]*)?>", re.I)
_SPACE_NAMES = "nbsp|ensp|emsp|thinsp|emsp13|emsp14|#32|#160|#12288|#819[4-9]|#820[0-2]|#xa0|#x3000|#x200[0-9a]"
_ENTITY = re.compile(
    rf"&(?:(?P<space>{_SPACE_NAMES})|(?:shy|zwnj|zwj|#173|#820[3-7]|#65279|#xad|#x200[b-f]|#xfeff)|(?P<amp>amp));",
    re.I,
)
_STARS = re.compile(r"\*{2,}")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s\d*])([^*\n]*)(?<=[^\s\d])\*(?!\w)"
    r"|(?<=[\u4e00-\u9fff，。、；：])\*([^\s*][^*\n]{0,30})(?<=\S)\*(?=[\u4e00-\u9fff，。、；：])"
)
_LINE_MARK = re.compile(
    r"\n[^\S\n]*(?:#{1,6}[^\S\n]+|>(?:[^\S\n]+|(?=\n|\Z))|[-*•][^\S\n]+(?=\S\S)(?!\d+[^\S\n]*[-—]))+"
)
_RULE = re.compile(r"\n[^\S\n]*(?:-{3,}|_{3,}|={3,}|\*[^\S\n]\*[^\S\n]\*|-[^\S\n]-[^\S\n]-)[^\S\n]*(?=\n|\Z)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~“”‘’])")
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\([^()\s]*(?:[^\S\n]\"[^\"\n()]*\")?\)")
_NOTE_NUMBER = r"(?:\^\w{1,8}|[^\S\n]?(?:注释?|註)?[^\S\n]?[0-9０-９]{1,3}[^\S\n]?)"
_REFERENCE = re.compile(rf"[\[［【〔﹝]{_NOTE_NUMBER}[\]］】〕﹞](?!号)|[（(]注释?[0-9０-９]{{1,3}}[）)]")
_RAISED_CHAR = re.compile("[①-⒇¹²³⁰-⁹]")
_RAISED = re.compile(
    r"[①-⒇](?:(?<=[”’》」』].)(?![①-⒇])|(?<=[\u4e00-\u9fff%].)(?=[，。、；：”）！？]))"
    r"|[¹²³⁰-⁹]+(?<=[\u4e00-\u9fff”’》」』）][¹²³⁰-⁹])(?<!米[¹²³⁰-⁹])"
)


def front_matter(text: str) -> tuple[dict[str, str], list[Edit]]:
    """The fields of YAML front matter, as plain strings, and the edit that takes it away."""
    match = _FRONT.match(text)
    if not match:
        return {}, []
    fields = {key: value.strip("\"'") for key, value in _FIELD.findall(match[1])}
    return fields, [Edit(0, match.end())]


def marks(text: str) -> Iterator[Edit]:
    """Edits that take Markdown and HTML away; each rule runs only where its character occurs."""
    if "<" in text:
        yield from (Edit(*match.span()) for match in _COMMENT.finditer(text))
        yield from _tags(text)
    if "&" in text:
        for match in _ENTITY.finditer(text):
            yield Edit(match.start() + bool(match["amp"]), match.end(), " " if match["space"] else "")
    if "*" in text:
        single = text.count("*")
        for match in _STARS.finditer(text):
            single -= match.end() - match.start()
            yield Edit(*match.span())
        for match in _EMPHASIS.finditer(text) if single else ():
            yield from (Edit(match.start(), match.start() + 1), Edit(match.end() - 1, match.end()))
    if "\\" in text:
        yield from (Edit(*match.span()) for match in _ESCAPE.finditer(text))
    if "](" in text:
        for match in _LINK.finditer(text):
            inner = match.span() if match[1] else (match.end(2), match.end())
            yield from (Edit(match.start(), match.start(2)), Edit(*inner))
    for pattern in (_LINE_MARK, _RULE):  # they begin with the line feed, a literal, which is fast
        yield from (Edit(match.start(), match.end() - 1) for match in pattern.finditer("\n" + text))


def _tags(text: str) -> Iterator[Edit]:
    """Tags go; one or several of blocks in a row leave one line feed, one of a cell leaves a tab."""
    parted = -1
    for match in _TAG.finditer(text):
        block = bool(match["block"])
        white = "" if block and parted == match.start() else "\n" if block else "\t" if match["cell"] else ""
        yield Edit(*match.span(), white)
        parted = match.end() if block else -1


def references(text: str) -> Iterator[Edit]:
    """Edits that take the marks of footnotes out of sentences; a note's own number, at the start of a line, stays."""
    if any(mark in text for mark in ("[", "［", "【", "〔", "﹝", "（注", "(注")):
        for match in _REFERENCE.finditer(text):
            if _inside_sentence(text, *match.span()):
                yield Edit(*match.span())
    if _RAISED_CHAR.search(text):
        yield from (Edit(*match.span()) for match in _RAISED.finditer(text))


def _inside_sentence(text: str, start: int, end: int) -> bool:
    before = start - 1
    while before >= 0 and text[before] in " \t\u3000\xa0*#>":
        before -= 1
        if start - before > 8:
            break
    return text[end : end + 1] in tuple("，。、；：”）！？") or (before >= 0 and text[before] != "\n")
