"""Lay clean reports out the way newspapers do: seeded, with the truth kept beside the page."""

import random
from dataclasses import dataclass, field

NO_START = "，。、；：！？”’）》】%％"
NO_END = "“‘（《【"
BLANKS = (" ", "\xa0", "\u3000", "\u2002")


@dataclass
class Style:
    """How a page is laid out."""

    width: int = 18  # Chinese characters a line
    indent: str = ""  # before a paragraph's first line
    counted: bool = True  # does the indent take room on the line?
    feeds: int = 2  # line feeds between lines
    apart: int = 2  # line feeds between paragraphs
    spaced: float = 0.25  # share of letter-spaced lines
    blank: str = " "
    half: bool = True  # do digits and Latin letters take half a cell?
    kinsoku: bool = True  # are closing marks kept off the line's start?
    furniture: bool = True
    figures: bool = False  # are figures and Latin words letter-spaced too?

    @classmethod
    def draw(cls, rng: random.Random, low: int = 14, high: int = 24) -> "Style":
        """A random style."""
        feeds = rng.choice((1, 2))
        return cls(
            width=rng.randint(low, high),
            indent=rng.choice(("", "", "\u3000\u3000", "    ", "\xa0\xa0\xa0\xa0")),
            counted=rng.random() < 0.7,
            feeds=feeds,
            apart=feeds + (rng.random() < 0.2),
            spaced=rng.choice((0.0, 0.2, 0.4)),
            blank=rng.choice(BLANKS),
            half=rng.random() < 0.7,
            kinsoku=rng.random() < 0.7,
            furniture=rng.random() < 0.5,
            figures=rng.random() < 0.4,
        )


@dataclass
class Page:
    """A page and the truth: `ink` are the offsets of the text's inks, `ends` how many inks precede each paragraph."""

    text: str
    ink: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def wrap(paragraph: str, style: Style) -> list[str]:
    """Cut a paragraph into lines of the style's width."""
    room = 2 * style.width
    first = room - 4 if style.indent and style.counted else room
    rows, row, used, limit = [], "", 0, first
    for char in paragraph:
        size = 1 if style.half and ord(char) < 0x2010 else 2
        if used + size > limit and not (style.kinsoku and char in NO_START and used <= limit + 2):
            carried = ""
            if style.kinsoku and row[-1:] in tuple(NO_END):
                row, carried = row[:-1], row[-1]
            rows.append(row)
            row, used, limit = carried, 2 * len(carried), room
        row += char
        used += size
    return [*rows, row]


def lay_out(paragraphs: list[str], style: Style, rng: random.Random) -> Page:
    """The page of `paragraphs`; their own blanks are taken out first."""
    out: list[tuple[str, bool]] = []
    ends, count, rows = [], 0, 0
    page_rows = rng.randint(40, 120)
    for paragraph in paragraphs:
        text = "".join(paragraph.split())
        for i, row in enumerate(wrap(text, style)):
            rows += 1
            if style.furniture and rows % page_rows == 0:
                head = f"{rng.choice(('示例日报', '吕州时报'))} 第{rows // page_rows}版"
                out.append((head + "\n" * style.feeds, False))
            if style.furniture and rows % (3 * page_rows) == 0:
                out.append((f"（下转第{rows % 7 + 1}版）{style.blank}（上接第1版）", False))
            if i == 0:
                out.append((style.indent, False))
            out.extend(_row(row, style, rng))
            out.append(("\n" * style.feeds, False))
        count += len(text)
        ends.append(count)
        out[-1] = ("\n" * style.apart, False)
    page, at = Page("".join(part for part, _ in out), ends=ends[:-1]), 0
    for part, kept in out:
        if kept:
            page.ink.append(at)
        at += len(part)
    return page


def _row(row: str, style: Style, rng: random.Random) -> list[tuple[str, bool]]:
    """The inks of a line, letter-spaced or not; digits stay together but for `figures`."""
    spaced = rng.random() < style.spaced
    parts: list[tuple[str, bool]] = []
    for i, char in enumerate(row):
        narrow = not style.figures and char.isascii() and row[i - 1 : i].isascii() and i > 0
        if spaced and i and not narrow and (style.figures or char not in "，。、；"):
            parts.append((style.blank, False))
        parts.append((char, True))
    return parts
