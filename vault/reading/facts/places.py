"""Where some characters of a line stand in the picture.

The recogniser saw each character's middle; where an engine does not say, the place is reckoned from the widths that
characters have in print. A place errs on the side of too much: a frame that is drawn around it holds the characters.
"""

from __future__ import annotations

import itertools
import math
import unicodedata

from vault.model import Box, Line, Point, Quad

AIR = 0.08
"""Added on both sides, as a share of the line's height."""
REACH = {True: 0.45, False: 0.35}
"""Farthest that a character reaches from its middle, wide or narrow, as a share of the height of the line's quad."""

_NARROW = 0.55
_WIDTHS = (
    dict.fromkeys("iIl1jtfr.,:;'|!()[]-·", 0.32)
    | dict.fromkeys("0123456789", _NARROW)
    | dict.fromkeys("mwMW@%", 0.85)
    | {" ": 0.25}
)
"""Widths in ems; what is not named is 1 for a character of full width, else 0.6 for capitals and 0.55."""


def part_box(line: Line, first: int, last: int) -> Box | None:
    """Return the upright rectangle around the characters `first` to `last` of a line, None where it has no place."""
    if line.quad is None:
        return None
    start, end = _stretch(line, first, last, _squareness(line.quad))
    top_left, top_right, bottom_right, bottom_left = line.quad
    around = [
        _between(left, right, share)
        for left, right in ((top_left, top_right), (bottom_left, bottom_right))
        for share in (start, end)
    ]
    xs, ys = [x for x, _ in around], [y for _, y in around]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _stretch(line: Line, first: int, last: int, height: float) -> tuple[float, float]:
    """Return where the characters begin and end, as shares of the line's length; `height` is the quad's, likewise."""
    edges = _seen(line, height) if len(line.places) == len(line.text) else _reckoned(line.text)
    inside = edges[first:last] or edges[first : first + 1] or [(0.0, 1.0)]
    air = AIR * height
    return max(0.0, inside[0][0] - air), min(1.0, inside[-1][1] + air)


def _seen(line: Line, height: float) -> list[tuple[float, float]]:
    """Return the left and right edge of each character: between two, by their widths, but never far from its middle."""
    wides = [_is_wide(char) for char in line.text]
    reaches = [REACH[wide] * height for wide in wides]
    edges = []
    for number, (middle, reach) in enumerate(zip(line.places, reaches, strict=True)):
        left, right = middle - reach, middle + reach
        if number:
            left = max(left, _border(line.places[number - 1], middle, reaches[number - 1], reach))
        if number + 1 < len(reaches):
            right = min(right, _border(middle, line.places[number + 1], reach, reaches[number + 1]))
        edges.append((0.0 if not number else left, 1.0 if number + 1 == len(reaches) else right))
    return edges


def _border(left: float, right: float, left_reach: float, right_reach: float) -> float:
    return left + (right - left) * left_reach / max(left_reach + right_reach, 1e-9)


def _reckoned(text: str) -> list[tuple[float, float]]:
    widths = [_width(char) for char in text]
    ends = list(itertools.accumulate(widths))
    whole = ends[-1] if ends else 1.0
    return [((end - width) / whole, end / whole) for width, end in zip(widths, ends, strict=True)]


def _width(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    return 1.0 if _is_wide(char) else 0.65 if char.isupper() else _NARROW


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _squareness(quad: Quad) -> float:
    """Return the quad's height over its width."""
    a, b, c, d = quad
    height = (_distance(a, d) + _distance(b, c)) / 2
    return height / max((_distance(a, b) + _distance(d, c)) / 2, 1e-9)


def _distance(one: Point, other: Point) -> float:
    return math.hypot(one[0] - other[0], one[1] - other[1])


def _between(left: Point, right: Point, share: float) -> Point:
    return left[0] + (right[0] - left[0]) * share, left[1] + (right[1] - left[1]) * share
