"""Lays text out by the cells of a terminal: a Chinese character takes two, and lines break between any two of them.

Source: UAX #14 (line breaking), in the small: closing punctuation never begins a line, opening never ends one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

CLOSING = "，。、；：？！）】》」』”’,.;:?!)]}"
OPENING = "（【《「『“‘([{"
_PIECES = re.compile(
    r"\s+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
)


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph into lines.

    Args:
        text: One paragraph; its own line breaks count as spaces, and vanish between two wide characters.
        width: Cells of a line, at least 2.

    Returns:
        The lines; only a word that is wider than `width` by itself is longer.
    """
    lines, line = [], ""
    for piece in _units(
        re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    ):
        if line and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> list[str]:
    """Return pieces that stay whole: words, and characters together with the punctuation that clings to them."""
    units: list[str] = []
    for piece in _PIECES.findall(" ".join(text.split("\n")).strip()):
        clings = piece[0] in CLOSING or (units and units[-1][-1] in OPENING)
        if units and clings and not piece.isspace():
            units[-1] += piece
        else:
            units.append(" " if piece.isspace() else piece)
    return units


def in_columns(rows: Sequence[Sequence[str]], widest: int) -> list[list[str]]:
    """Fill cells up with blanks, so that columns stand below each other.

    Args:
        rows: Texts, as many in each row.
        widest: Cells that a column takes at most; a longer text pushes the rest of its line aside.

    Returns:
        The rows, each text as wide as its column.
    """
    widths = [min(widest, max(map(cell_len, column))) for column in zip(*rows, strict=True)]
    return [
        [set_cell_size(text, max(width, cell_len(text))) for text, width in zip(row, widths, strict=True)]
        for row in rows
    ]
