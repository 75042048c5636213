"""`restore`: the order of the steps from a page to clean text."""

import re

import numpy as np

from lvliang_nlp.errors import InputError
from lvliang_nlp.layout import chars
from lvliang_nlp.layout.edits import Draft
from lvliang_nlp.layout.furniture import furniture
from lvliang_nlp.layout.joins import joins
from lvliang_nlp.layout.lines import Lines, lines
from lvliang_nlp.layout.markup import front_matter, marks, references
from lvliang_nlp.layout.spaces import layout_gaps
from lvliang_nlp.layout.text import Text

_ROUNDS = 8
_PIECE = 500_000  # characters; the longest report has 60,000
_PARAGRAPH_END, _LINE_END = re.compile(r"。\n++"), re.compile(r"\n++")
_ODD = re.compile("[" + re.escape(chars.HIDDEN_CHARS + chars.NEWLINE_CHARS.replace("\n", "")) + "]")
_SUSPECT = re.compile(
    "[" + re.escape(chars.HIDDEN_CHARS + chars.NEWLINE_CHARS + chars.SPACE_CHARS) + r"*#<&\\\[［【〔﹝版注①-⒇¹²³⁰-⁹]"
    r"|^[->_=]"
)


def restore(text: str) -> Text:
    """Undo the layout of a page: clean text, its paragraphs, and the map back to the page.

    Clean text only leaves characters of the page out; none is replaced or moved, but for the line feed (or, between
    Latin words, the blank) that stands for white space. Left out are: letter-spacing and blanks beside Chinese
    characters in running text; line breaks and blank lines inside a paragraph; indents; page furniture (（上接1版）,
    page numbers, running heads that come again); marks of Markdown and HTML, front matter (its fields are in `.meta`);
    references to footnotes; characters without ink or width (BOM, soft hyphen).

    Text that is clean comes back as it is, blank lines between its paragraphs too. Lines without a sentence mark (a
    speaker's line, a table) keep their blanks. Time grows linearly; `restore` of a result changes nothing.

    Raises `InputError` if `text` is no `str`.

    >>> restore("年 产 能 达 到 10\\n万吨，采-输-\\n用全 链 条 。").text
    '年产能达到10万吨，采-输-用全链条。'
    """
    if not isinstance(text, str):
        raise InputError(f"restore needs the text as a str, not {type(text).__name__}; read a file with lv.read(path)")
    if not _SUSPECT.search(text):
        return Text(text, text)
    return _page(text) if len(text) <= 2 * _PIECE else _pieces(text)


def _pieces(text: str) -> Text:
    """A text longer than any report: page by page, cut behind paragraphs, so that time stays linear in the cache."""
    cuts = [0]
    while len(text) - cuts[-1] > 2 * _PIECE:
        end = _PARAGRAPH_END.search(text, cuts[-1] + _PIECE) or _LINE_END.search(text, cuts[-1] + _PIECE)
        if end is None or end.end() == len(text):
            break
        cuts.append(end.end())
    pages = [_page(text[start:end]) for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    if all(page.index is None for page in pages):
        return Text(text, text, pages[0].meta)
    clean: list[str] = []
    index: list[chars.Ints] = []
    for page, start in zip(pages, cuts, strict=True):
        if page.text and clean and not clean[-1].endswith("\n"):
            clean.append("\n")
            index.append(np.array([start - 1]))
        if page.text:
            clean.append(page.text)
            index.append(start + (np.arange(len(page.text)) if page.index is None else page.index))
    return Text(text, "".join(clean), pages[0].meta, np.concatenate(index) if index else np.zeros(0, np.int64))


def _page(text: str) -> Text:
    draft, meta = Draft(text), dict[str, str]()
    for _ in range(_ROUNDS):
        before = draft.text
        meta = _round(draft) | meta
        if draft.text == before:
            break
    if draft.text == text.rstrip("\n"):
        return Text(text, text, meta)
    return Text(text, draft.text, meta, draft.index)


def _round(draft: Draft) -> dict[str, str]:
    """One pass of all steps; returns the fields of front matter it met."""
    if _ODD.search(draft.text):
        _plain_feeds(draft)
    meta, edits = front_matter(draft.text)
    draft.edit(edits)
    draft.edit(marks(draft.text))
    draft.edit(references(draft.text))
    cuts = draft.edit(furniture(draft.text))
    _white_space(draft, cuts)
    return meta


def _plain_feeds(draft: Draft) -> None:
    """Characters without width go; each kind of line end becomes a line feed."""
    codes = chars.encode(draft.text).copy()
    kinds = chars.table()[codes]
    keep = kinds != chars.HIDDEN
    keep[:-1] &= ~((codes[:-1] == 13) & (codes[1:] == 10))
    codes[kinds == chars.NEWLINE] = 10
    draft.text = chars.decode(codes[keep])
    draft.select(keep)


def _white_space(draft: Draft, cuts: chars.Ints) -> None:
    """Lines become paragraphs, and white space that is layout goes. `cuts` is where furniture was."""
    codes = chars.encode(draft.text).copy()
    page = lines(codes)
    if not len(page.ink):
        draft.text = ""
        draft.select(np.zeros(len(codes), np.bool_))
        return
    together, wrapped = joins(page, cuts)
    keep = _kept(page, together, wrapped)
    draft.text = chars.decode(page.codes[keep])
    if not keep.all():
        draft.select(keep)


def _kept(page: Lines, together: chars.Bools, wrapped: bool) -> chars.Bools:
    """Which characters stay. Between Latin words that stood on two lines, the line feed becomes a blank."""
    keep = page.kinds >= chars.INK
    gap = np.flatnonzero((np.diff(page.ink) > 1) & (page.row[:-1] == page.row[1:]))
    if len(gap):
        gap = gap[~layout_gaps(page, gap, together)]
        left, length = page.ink[gap], page.ink[gap + 1] - page.ink[gap] - 1
        keep[np.repeat(left + 1 - np.cumsum(length) + length, length) + np.arange(length.sum())] = True
    feeds = np.flatnonzero(page.kinds == chars.NEWLINE)
    after = np.searchsorted(feeds, page.last[:-1])
    words = together & _latin_words(page)
    keep[feeds[after[~together | words]]] = True
    page.codes[feeds[after[words]]] = 32
    if not wrapped:
        keep[feeds[after[~together & (page.feeds[1:] > 1)] + 1]] = True
    return keep


def _latin_words(page: Lines) -> chars.Bools:
    """Breaks between two words of a language that parts them by blanks; capitals alone (LN-G) are one name."""
    ends, starts = page.last[:-1], page.first[1:]
    latin = (page.kinds[ends] == chars.LATIN) & (page.kinds[starts] == chars.LATIN)
    return np.asarray(latin & ((page.codes[ends] >= 97) | (page.codes[starts] >= 97)))
