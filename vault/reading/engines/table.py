"""Tesseract's table of words (TSV) turned into lines.

Source: Tesseract manual, tesseract(1), config file `tsv`: level, page, block, paragraph, line, word, left,
top, width, height, confidence 0..100 or -1, text; level 5 is a word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.model import Box, Line

WORD = "5"
COLUMNS = 12
CJK = re.compile("[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")
"""Unicode blocks: CJK punctuation, ideographs, extension A, compatibility ideographs, full-width forms."""
WIDE_GAP = 1.0
"""Heights of a line; a gap as wide stands between columns and stays a space."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the table, with its line's key."""

    line: tuple[str, ...]
    box: Box
    confidence: float
    text: str


def lines_of(table: str) -> tuple[Line, ...]:
    """Turn a table into lines, in the table's order.

    Args:
        table: TSV with or without its heading.

    Returns:
        Lines with upright quads; confidence is the mean over the characters, in 0..1. No line is empty.
    """
    groups = itertools.groupby(_words(table), key=lambda word: word.line)
    return tuple(_line(tuple(words)) for _, words in groups)


def _words(table: str) -> Iterator[Word]:
    for row in table.split("\n"):
        cells = row.rstrip("\r").split("\t", COLUMNS - 1)
        if len(cells) < COLUMNS or cells[0] != WORD or not cells[-1].strip():
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        box = Box(left, top, left + width, top + height)
        yield Word(tuple(cells[1:5]), box, float(cells[10]), cells[-1].strip())


def _line(words: tuple[Word, ...]) -> Line:
    x0, y0 = min(word.box.x0 for word in words), min(word.box.y0 for word in words)
    x1, y1 = max(word.box.x1 for word in words), max(word.box.y1 for word in words)
    text = words[0].text
    for left, right in itertools.pairwise(words):
        text += _between(left, right, y1 - y0) + right.text
    sure = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    return Line(text, min(max(sure / 100, 0.0), 1.0), ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def _between(left: Word, right: Word, height: float) -> str:
    """Return what stands between two words: Tesseract sees spaces in Chinese where none is written."""
    chinese = CJK.match(left.text[-1]) or CJK.match(right.text[0])
    return "" if chinese and right.box.x0 - left.box.x1 < WIDE_GAP * height else " "
