"""Long pictures, read in overlapping tiles so that nothing is lost or doubled at the seams.

A tile keeps the proportions of a phone's screen, which the engines read best. Neighbours share a band that is
higher than any line of text, so every line stands whole in at least one tile. What both saw in the shared
band is matched by place; the half of the band that it lies in decides whose view counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault.model import Box, Line
from vault.reading.engines.engine import Engine, failures_of
from vault.reading.engines.order import in_reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 2.5
"""Height over width up to which a picture is read in one piece: phones' screens reach 2.34."""
TILE = 2.2
OVERLAP = 0.35
"""Height of a tile, and of the band that two share, over the width."""
SMALLEST_WIDTH = 320
"""Pixels; narrower pictures are cut as if they were this wide."""
EDGE = 2.0
"""Pixels; a line that ends this near to a cut may go on behind it."""
SAME = 0.5
"""Two views show the same line when they share this much of the smaller one's area."""

Views = tuple[tuple[Line, ...], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Seam:
    """The band that two neighbouring tiles share, in pixels of the whole picture."""

    top: int
    bottom: int

    @property
    def middle(self) -> float:
        """The height that decides between the two views."""
        return (self.top + self.bottom) / 2


def read_picture(engine: Engine, picture: Image, page: int = 0) -> tuple[Line, ...]:
    """Read an upright picture of any length.

    Args:
        engine: The engine to read with.
        picture: Upright, mode RGB.
        page: The page that the lines belong to, from 0.

    Returns:
        The lines in reading order with quads in pixels of `picture`; () where there is no text.

    Raises:
        EngineFailedError: The engine broke down.
    """
    lines: tuple[Line, ...] = ()
    before: tuple[int, int] | None = None
    for top, bottom in spans(picture.width, picture.height):
        tile = (
            picture
            if before is None and bottom == picture.height
            else picture.crop((0, top, picture.width, bottom))
        )
        with failures_of(engine.name):
            seen = tuple(_moved(line, top, page) for line in engine.read(tile))
        lines = seen if before is None else joined(lines, seen, Seam(top, before[1]))
        before = (top, bottom)
    return in_reading_order(lines)


def spans(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Cut a height into tiles.

    Args:
        width: Of the picture, in pixels, 1 or more.
        height: Of the picture, in pixels, 1 or more.

    Returns:
        Top and bottom of each tile, from the top; neighbours overlap by at least `OVERLAP` widths.
    """
    unit = max(width, SMALLEST_WIDTH)
    if height <= LONGEST * unit:
        return ((0, height),)
    overlap = math.ceil(OVERLAP * unit)
    count = math.ceil((height - overlap) / (TILE * unit - overlap))
    tile = math.ceil((height + (count - 1) * overlap) / count)
    tops = [step * (height - tile) // (count - 1) for step in range(count)]
    return tuple((top, top + tile) for top in tops)


def joined(above: tuple[Line, ...], below: tuple[Line, ...], seam: Seam) -> tuple[Line, ...]:
    """Join the lines of the tiles so far with those of the next, each line once.

    Args:
        above: Lines of the tiles so far; the last of these tiles ends at `seam.bottom`.
        below: Lines of the next tile, which begins at `seam.top`.
        seam: The band that both show.

    Returns:
        The lines of both, in no particular order.
    """
    kept = [line for line in above if _of(line).y1 <= seam.top]
    shared = tuple(line for line in above if _of(line).y1 > seam.top)
    for upper, lower in _groups(shared, below):
        if upper and lower:
            kept.extend(upper if _middle(upper + lower) < seam.middle else lower)
        else:
            kept.extend(line for line in upper if _of(line).y1 < seam.bottom - EDGE)
            kept.extend(line for line in lower if _of(line).y0 > seam.top + EDGE)
    return tuple(kept)


def _groups(above: tuple[Line, ...], below: tuple[Line, ...]) -> list[Views]:
    """Return the views of the same writing: one line in a tile may be two in the other, or none."""
    groups: list[Views] = [((line,), ()) for line in above]
    for line in below:
        same = [views for views in groups if any(_same(line, view) for view in views[0])]
        uppers = tuple(view for views in same for view in views[0])
        lowers = tuple(view for views in same for view in views[1])
        groups = [views for views in groups if views not in same]
        groups.append((uppers, (*lowers, line)))
    return groups


def _same(one: Line, other: Line) -> bool:
    a, b = _of(one), _of(other)
    shared = max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))
    smaller = min((box.x1 - box.x0) * (box.y1 - box.y0) for box in (a, b))
    return smaller > 0 and shared >= SAME * smaller


def _middle(lines: tuple[Line, ...]) -> float:
    boxes = [_of(line) for line in lines]
    return (min(box.y0 for box in boxes) + max(box.y1 for box in boxes)) / 2


def _of(line: Line) -> Box:
    return line.box or Box(0, 0, 0, 0)


def _moved(line: Line, down: int, page: int) -> Line:
    if line.quad is None:
        return replace(line, page=page)
    a, b, c, d = ((x, y + down) for x, y in line.quad)
    return replace(line, quad=(a, b, c, d), page=page)
