"""Heads of the cells in which dates stand, where a table is lines of cells: of a text layer, a mail, a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vault.reading.facts.dates.lines import line_end

_HEAD = r"[一-龥A-Za-z][一-龥A-Za-z()/.]{1,14}"
_HEADS = re.compile(rf"(?m)^[ |]{{0,4}}{_HEAD}(?:[ |]{{1,20}}{_HEAD}){{2,11}}[ |]{{0,4}}$")
"""A line of heads alone; two words are a label and its value as often."""
_WIDE = re.compile(r" {2,}| ?\| ?")
_SPACE = re.compile(" ")
_DOWN = 200
"""Rows of a table that are looked at."""
_LONGEST = 480
"""Characters of a line in which cells are looked for."""

Span = tuple[int, int]


def heads_of(text: str) -> dict[Span, str]:
    """Return the heads of the cells of tables in the folded `text`, by where the cells stand."""
    found: dict[Span, str] = {}
    lines = [match.span() for match in _HEADS.finditer(text)]
    for line, following in pairwise((*lines, (len(text), len(text)))):
        heads = _cells(text, *line)
        for row in _rows(text, line[1], following[0]):
            cells = _cells(text, *row)
            if len(cells) != len(heads):
                break
            found.update((cell, text[slice(*head)]) for cell, head in zip(cells, heads, strict=True))
    return found


def _rows(text: str, end: int, last: int) -> Iterator[Span]:
    """Yield the lines below the one that ends at `end`, before `last`."""
    for _ in range(_DOWN):
        start = end + 1
        if start >= last:
            return
        end = line_end(text, start)
        yield start, end


def _cells(text: str, start: int, end: int) -> list[Span]:
    """Return where the cells of a line stand: apart by bars or wide gaps, else by single spaces."""
    end = min(end, start + _LONGEST)
    line = text[start:end]
    parts = (_WIDE if _WIDE.search(line.strip()) else _SPACE).finditer(line)
    gaps = [(0, 0), *(gap.span() for gap in parts), (len(line), len(line))]
    spans = [(first[1], second[0]) for first, second in pairwise(gaps)]
    return [(start + first, start + last) for first, last in spans if line[first:last].strip()]
