"""The slant of a page: how far its lines of writing are turned from the horizontal, and boxes as if they were level.

A photograph of a screen or a scanned letter is hardly ever straight. Reading order, rows and columns are told from
boxes of the page turned level; places that are shown or cut out stay those of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from vault.model import Box, Line, Quad

LEAST = math.radians(0.3)
"""Slants below it are the detector's own unsteadiness; boxes then stay as they are."""
LONG = 3.0
"""Width over height from which the direction of a line can be trusted."""


def slant_of(lines: Iterable[Line]) -> float:
    """Return how far the writing of one page is turned, clockwise, in radians, -pi to pi; 0 where it is level.

    The writing of a quad runs from its first point to its second, so that a page lying on its side has a slant of a
    quarter turn. It is the median over the lines, each weighed by its length.
    """
    quads = [line.quad for line in lines if line.quad is not None]
    long = [quad for quad in quads if _length(quad) >= LONG * _height(quad)] or quads
    if not long:
        return 0.0
    heading = math.atan2(sum(_run(quad)[1] for quad in long), sum(_run(quad)[0] for quad in long))
    turns = sorted((_turned(_angle(quad) - heading), _length(quad)) for quad in long)
    slant = _turned(heading + _median(turns))
    return slant if abs(slant) >= LEAST else 0.0


def levelled(quad: Quad, slant: float) -> Box:
    """Return the rectangle around a quad after the page was turned level around its origin."""
    cos, sin = math.cos(slant), math.sin(slant)
    xs = [x * cos + y * sin for x, y in quad] if slant else [x for x, _ in quad]
    ys = [y * cos - x * sin for x, y in quad] if slant else [y for _, y in quad]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _run(quad: Quad) -> tuple[float, float]:
    """Return the way along a line: the mean of its upper and its lower edge."""
    a, b, c, d = quad
    return (b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2


def _length(quad: Quad) -> float:
    return math.hypot(*_run(quad))


def _height(quad: Quad) -> float:
    a, b, c, d = quad
    return math.hypot((d[0] - a[0] + c[0] - b[0]) / 2, (d[1] - a[1] + c[1] - b[1]) / 2)


def _angle(quad: Quad) -> float:
    x, y = _run(quad)
    return math.atan2(y, x)


def _turned(angle: float) -> float:
    """Return the same direction in -pi to pi."""
    return math.remainder(angle, math.tau)


def _median(weighed: Sequence[tuple[float, float]]) -> float:
    """Return the value in the middle of sorted (value, weight) pairs."""
    half, passed = sum(weight for _, weight in weighed) / 2, 0.0
    for value, weight in weighed:
        passed += weight
        if passed >= half:
            return value
    return 0.0
