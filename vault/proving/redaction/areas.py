"""From places in lines to areas of a picture. Pure.

An engine may say where each character of a line stands; where it does not, the place within the line is reckoned from
the widths of characters, with more room around it. Too much covered is a smaller harm than half a digit left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vault.model import Box, Line, Point, Quad
from vault.proving.redaction.finding import Place
from vault.proving.redaction.reasons import Reason

KNOWN_AIR, RECKONED_AIR = 0.15, 0.5
"""Room left and right of a cover, over the line's height: where characters are known, where they are reckoned."""
RECKONED_SHARE = 0.015
"""Further room where places are reckoned, over the line's width: the error grows with it."""
ABOVE = 0.14
"""Room above and below, over the line's height."""
SAME = 0.5
"""Two areas are one place when they share this much of the smaller."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area of one page to be covered, and why; `quad` in pixels, slanted as the writing is."""

    page: int
    quad: Quad
    reason: Reason

    @property
    def box(self) -> Box:
        """The upright rectangle around it."""
        return _around(self.quad)


def upright(page: int, box: Box, reason: Reason) -> Area:
    """Return the area of an upright box."""
    return Area(page, ((box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)), reason)


def areas(lines: Sequence[Line], places: Iterable[Place], *, air: bool = True) -> tuple[Area, ...]:
    """Return what must be covered so that places in the text of some lines cannot be read.

    Args:
        lines: Their texts, joined by line feeds, are what the places count in; lines without a quad give no area.
        places: What to cover.
        air: With room around.

    Returns:
        One area for each line that a place touches.
    """
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line.text) + 1
    found = []
    for place in places:
        for line, start in zip(lines, starts, strict=True):
            first = max(0, place.span[0] - start)
            last = min(len(line.text), place.span[1] - start)
            if first < last and line.quad is not None:
                found.append(Area(line.page, _quad(line, first, last, air=air), place.reason))
    return tuple(found)


def distinct(found: Iterable[Area]) -> tuple[Area, ...]:
    """Return areas, those of the same page and reason that show the same writing once, the largest of each."""
    kept: list[Area] = []
    for area in sorted(found, key=lambda one: -_size(one.box)):
        alike = (k for k in kept if k.page == area.page and k.reason is area.reason)
        if not any(shared(area.box, other.box) >= SAME for other in alike):
            kept.append(area)
    return tuple(kept)


def shared(one: Box, other: Box) -> float:
    """Return how much of the smaller box the larger one holds, 0 to 1."""
    return max(held(one, other), held(other, one))


def held(one: Box, by: Box) -> float:
    """Return how much of a box another holds, 0 to 1."""
    across = min(one.x1, by.x1) - max(one.x0, by.x0)
    down = min(one.y1, by.y1) - max(one.y0, by.y0)
    size = _size(one)
    return across * down / size if across > 0 and down > 0 and size > 0 else 0.0


def under(line: Line, box: Box) -> tuple[int, int] | None:
    """Return the span of a line's characters that an area touches, None if it touches none."""
    if line.quad is None or line.box is None or shared(line.box, box) <= 0:
        return None
    touched = [
        at for at in range(len(line.text)) if shared(_around(_quad(line, at, at + 1, air=False)), box) > 0
    ]
    return (touched[0], touched[-1] + 1) if touched else None


def inside(quad: Quad, across: float, down: float) -> Point:
    """Return the point at shares of a quad's width and height; beyond 0 to 1 it lies outside."""
    a, b, c, d = quad
    return _along(_along(a, b, across), _along(d, c, across), down)


def sides(quad: Quad) -> tuple[float, float]:
    """Return width and height of a quad, each at least 1 pixel."""
    a, b, _, d = quad
    return max(_distance(a, b), 1.0), max(_distance(a, d), 1.0)


def _quad(line: Line, first: int, last: int, *, air: bool = True) -> Quad:
    """Return the area of characters `first` to `last` of a line that has a quad, with room around it."""
    quad = line.quad or ((0.0, 0.0),) * 4
    known = len(line.places) == len(line.text)
    left, right = _known(line.places, first, last) if known else _reckoned(line.text, first, last)
    width, height = sides(quad)
    beside = (KNOWN_AIR if known else RECKONED_AIR) * height + (0 if known else RECKONED_SHARE * width)
    room, above = (beside / width, ABOVE) if air else (0.0, 0.0)
    left, right = max(left - room, -room / 2), min(right + room, 1 + room / 2)
    return (
        inside(quad, left, -above),
        inside(quad, right, -above),
        inside(quad, right, 1 + above),
        inside(quad, left, 1 + above),
    )


def _around(quad: Quad) -> Box:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _known(places: Sequence[float], first: int, last: int) -> tuple[float, float]:
    left = 0.0 if first == 0 else (places[first - 1] + places[first]) / 2
    right = 1.0 if last == len(places) else (places[last - 1] + places[last]) / 2
    return min(left, right), max(left, right)


def _reckoned(text: str, first: int, last: int) -> tuple[float, float]:
    widths = [
        2.0 if unicodedata.east_asian_width(char) in "WF" else 0.6 if char in " .,:;|'!ilI1" else 1.1
        for char in text
    ]
    total = sum(widths) or 1.0
    return sum(widths[:first]) / total, sum(widths[:last]) / total


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _size(box: Box) -> float:
    return max(0.0, box.x1 - box.x0) * max(0.0, box.y1 - box.y0)
