"""Reading order: rows from top to bottom, left to right within a row."""

from __future__ import annotations

from collections.abc import Iterable

from vault.model import Box, Line

Placed = tuple[Box, Line]


def in_reading_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Order lines as a person reads a phone's screen.

    A line belongs to the row before it when it stands beside every line of that row: their middles differ by
    at most half the flatter one's height, and they share no columns. A label and its value are one row; two
    small lines beside one large amount are rows of their own.

    Args:
        lines: Lines with quads; one without a quad keeps its place after the others.

    Returns:
        The same lines, each once. Equal places keep their order.
    """
    given = tuple(lines)
    placed = [(box, line) for line in given if (box := line.box) is not None]
    rows: list[list[Placed]] = []
    for box, line in sorted(placed, key=lambda pair: (pair[0].y0 + pair[0].y1, pair[0].x0)):
        if rows and _stands_beside(box, rows[-1]):
            rows[-1].append((box, line))
        else:
            rows.append([(box, line)])
    ordered = [line for row in rows for _, line in sorted(row, key=lambda pair: pair[0].x0)]
    return (*ordered, *(line for line in given if line.quad is None))


def _stands_beside(box: Box, row: list[Placed]) -> bool:
    return all(_level(box, other) and _apart(box, other) for other, _ in row)


def _level(one: Box, other: Box) -> bool:
    flat, tall = sorted((one, other), key=lambda box: box.y1 - box.y0)
    middles = abs((flat.y0 + flat.y1) - (tall.y0 + tall.y1)) / 2
    return middles <= (flat.y1 - flat.y0) / 2


def _apart(one: Box, other: Box) -> bool:
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared <= 0.2 * min(one.x1 - one.x0, other.x1 - other.x0)
