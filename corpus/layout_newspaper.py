"""Lays the demonstration report out like a newspaper page as a PDF gives it up: `python corpus/layout_newspaper.py`.

Reads `demonstration.txt`, one paragraph a line, and writes `demonstration_newspaper.txt` beside it: lines of about 17
characters, about a fifth of them letter-spaced, numbers and chains cut at line ends, headings over two lines, page
furniture in between. Only white space and `FURNITURE` are added; the same seed gives the same bytes.
"""

import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).parent
CONTINUED, RUNNING_HEAD = "（上接 1版）", "吕梁日报 要闻 2版"
FURNITURE = (CONTINUED, RUNNING_HEAD)
WIDTH, HEADING_WIDTH, INDENT = 17.0, 9.0, 2.0
SEED = 2042  # one that cuts the chain 1+7+N, numbers and units at line ends
SPREAD_SHARE, LOOSE_SHARE = 0.26, 0.6
PAGE_TURN = 0.46  # how far down the running head stands, here inside a sentence

OPENING, CLOSING = "“（", "，、；：。！？”）"
JOINING = "+-/×—"  # stand without a space beside them, as in 1+7+N
TOKEN = re.compile(r"[0-9A-Za-z.]+%?|.")  # a number or a Latin word is never cut inside
SECTION = re.compile(r"[一二三四五六七八九十]+、")
SUBSECTION = re.compile(r"（[一二三四五六七八九十]+）[^。]*。")


def width(text: str) -> float:
    """How wide `text` is, in Chinese characters: ASCII takes half of one."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def cut(tokens: list[str], room: float) -> int:
    """How many tokens go on a line: what fits; no opening mark ends a line, no closing mark or joint begins one."""
    end, used = 1, width(tokens[0])
    while end < len(tokens) and used + width(tokens[end]) <= room:
        used += width(tokens[end])
        end += 1
    while end < len(tokens) and tokens[end] in CLOSING + JOINING:
        end += 1
    while end > 1 and tokens[end - 1] in OPENING:
        end -= 1
    return end


def gap(left: str, right: str, spread: bool, loose: bool) -> str:
    """The space a PDF reader sees between two neighbouring tokens of a line."""
    if left in JOINING:
        return ""
    if left.isascii():
        return " " if (spread or loose) and left[-1].isalnum() and right not in CLOSING + JOINING else ""
    if right.isascii() or right in JOINING:
        before_word = right[0].isalnum() or (spread and right.isascii())
        return " " if before_word and left not in OPENING + CLOSING else ""
    # A letter-spaced line pushes a mark away from the character before it and pulls it to the one behind it.
    return " " if spread and right not in OPENING and (left in OPENING or left == "。" or left not in CLOSING) else ""


def set_line(tokens: list[str], spread: bool, loose: bool) -> str:
    """One line of type with the spaces between its tokens."""
    return tokens[0] + "".join(gap(left, right, spread, loose) + right for left, right in pairwise(tokens))


def set_paragraph(paragraph: str, rng: random.Random) -> Iterator[tuple[str, bool]]:
    """The lines of a paragraph, each with whether it belongs to a heading that goes on in the next line."""
    tokens = TOKEN.findall(paragraph)
    section, subsection = SECTION.match(paragraph), SUBSECTION.match(paragraph)
    heading_end = len(paragraph) if section else subsection.end() if subsection else 0
    done, room = 0, HEADING_WIDTH if section else WIDTH - INDENT
    while tokens:
        spread, loose = rng.random() < SPREAD_SHARE, rng.random() < LOOSE_SHARE
        spread = spread and done >= heading_end
        end = cut(tokens, room - spread)  # the white space of a letter-spaced line is that of a character less
        line, tokens = tokens[:end], tokens[end:]
        done += len("".join(line))
        yield set_line(line, spread and bool(tokens), loose), done < heading_end
        room = HEADING_WIDTH if section else WIDTH


def lay_out(text: str, seed: int = SEED) -> str:
    """The newspaper page of `text`, whose first paragraph is the title."""
    title, *paragraphs = text.split("\n\n")
    rng = random.Random(seed)
    lines = [line for paragraph in paragraphs for line in set_paragraph(paragraph.strip(), rng)]
    lines.insert(round(len(lines) * PAGE_TURN), (RUNNING_HEAD, False))
    page = f" {' '.join(title.strip())}\n{CONTINUED}\n\n"
    for line, heading_goes_on in lines:
        # Behind a half-width character, and inside a heading, the extracted text has no blank line.
        page += line + ("\n" if heading_goes_on or line[-1].isascii() else "\n\n")
    return page


if __name__ == "__main__":
    clean = (FOLDER / "demonstration.txt").read_text(encoding="utf-8")
    (FOLDER / "demonstration_newspaper.txt").write_text(lay_out(clean), encoding="utf-8", newline="\n")
