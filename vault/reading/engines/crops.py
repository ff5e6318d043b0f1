"""One line cut out of a picture for a second opinion, and the colour that it is written on."""

from __future__ import annotations

import collections
import math
from typing import TYPE_CHECKING

from vault.model import Box, Point, Quad

if TYPE_CHECKING:
    from PIL.Image import Image

LEGIBLE_HEIGHT = 40
"""Pixels; Tesseract's LSTM works on lines 36 px high and reads lower ones worse than enlarged ones."""

ASKEW = 0.15
"""Share of a line's height that its corners may be off an upright rectangle."""


GRAIN = (48, 12)
"""Points, across and down, that the colour of a line's ground is judged by."""


def crop_of(picture: Image, place: Box | Quad, margin: float = 0.15) -> Image:
    """Cut a line out of its picture, with a little air, straight, and enlarged where it is small.

    Args:
        picture: The upright picture that the place was found in.
        place: Where the line stands, in pixels of the picture; parts outside are cut off.
        margin: Air on every side, as a share of the line's height, 0 or more.

    Returns:
        A new picture, at least `LEGIBLE_HEIGHT` px high and at least 1 px wide.
    """
    if not isinstance(place, Box) and _is_askew(place):
        return _enlarged(_straightened(picture, place, margin))
    box = place if isinstance(place, Box) else _around(place)
    return _enlarged(_clipped(picture, box, margin))


def _clipped(picture: Image, box: Box, margin: float) -> Image:
    """Cut an upright rectangle out with some air, as far as it lies in the picture, at least a pixel."""
    air = margin * max(box.y1 - box.y0, 0.0)
    left, top = _within(box.x0 - air, picture.width - 1), _within(box.y0 - air, picture.height - 1)
    right = max(left + 1, _within(box.x1 + air + 1, picture.width))
    bottom = max(top + 1, _within(box.y1 + air + 1, picture.height))
    return picture.crop((left, top, right, bottom))


def ground_of(picture: Image, quad: Quad) -> tuple[int, int, int]:
    """Return the colour that a line is written on: the one that most of its place has.

    Args:
        picture: The upright picture, mode RGB, that the line was found in.
        quad: Where the line stands, in pixels of the picture; parts outside do not count.

    Returns:
        Red, green and blue in 0..255, each the middle of a step of 16.
    """
    pixels = _clipped(picture, _around(quad), 0.0).resize(GRAIN, resample=0).tobytes()  # 0: the nearest pixel
    steps = [part // 16 * 16 + 8 for part in pixels]
    colours = collections.Counter(zip(steps[::3], steps[1::3], steps[2::3], strict=True))
    return max(colours, key=colours.__getitem__)


def _straightened(picture: Image, quad: Quad, margin: float) -> Image:
    """Cut a quad out so that its first point comes to the top left, its writing level."""
    from PIL.Image import Resampling, Transform  # loaded with the picture; this module goes without

    height = (math.dist(quad[0], quad[3]) + math.dist(quad[1], quad[2])) / 2
    width = (math.dist(quad[0], quad[1]) + math.dist(quad[3], quad[2])) / 2
    beside, above = margin * height / max(width, 1), margin  # as shares of the quad's sides
    corners = [
        _inside(quad, along, down)
        for along, down in (
            (-beside, -above),
            (-beside, 1 + above),
            (1 + beside, 1 + above),
            (1 + beside, -above),
        )
    ]  # in the order of Pillow's QUAD: from the upper left against the clock
    size = (max(1, round(width * (1 + 2 * beside))), max(1, round(height * (1 + 2 * above))))
    flat = tuple(value for corner in corners for value in corner)
    return picture.transform(size, Transform.QUAD, flat, Resampling.BICUBIC, fillcolor=(255, 255, 255))


def _inside(quad: Quad, along: float, down: float) -> Point:
    """Return the point at shares of a quad's width and height; beyond 0 and 1 it lies outside."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    x = (ax + (bx - ax) * along) * (1 - down) + (dx + (cx - dx) * along) * down
    y = (ay + (by - ay) * along) * (1 - down) + (dy + (cy - dy) * along) * down
    return x, y


def _is_askew(quad: Quad) -> bool:
    """Whether a quad's sides are off the upright by more than the detector's unsteadiness, or lie on another side."""
    (ax, ay), (bx, by), (_, cy), (dx, dy) = quad
    tolerance = ASKEW * math.dist(quad[0], quad[3])
    return max(abs(by - ay), abs(cy - dy), abs(dx - ax)) > tolerance or bx < ax or dy < ay


def _enlarged(crop: Image) -> Image:
    if crop.height >= LEGIBLE_HEIGHT:
        return crop
    factor = -(-LEGIBLE_HEIGHT // crop.height)
    return crop.resize((crop.width * factor, crop.height * factor))


def _around(quad: Quad) -> Box:
    xs, ys = [point[0] for point in quad], [point[1] for point in quad]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _within(value: float, limit: int) -> int:
    return int(min(max(value, 0), limit))
