"""Breaks lines by the cells of a terminal: a Chinese character takes two, and lines break between any two of them.

Source: UAX #14 (line breaking), in the small: closing punctuation never begins a line, opening never ends one.
"""

from __future__ import annotations

import re

from rich.cells import cell_len

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
