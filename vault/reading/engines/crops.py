"""One line cut out of a picture for a second opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.model import Box, Quad

if TYPE_CHECKING:
    from PIL.Image import Image

LEGIBLE_HEIGHT = 40
"""Pixels; Tesseract's LSTM works on lines 36 px high and reads lower ones worse than enlarged ones."""


def crop_of(picture: Image, place: Box | Quad, margin: float = 0.15) -> Image:
    """Cut a line out of its picture, with a little air, enlarged where it is small.

    Args:
        picture: The upright picture that the place was found in.
        place: Where the line stands, in pixels of the picture; parts outside are cut off.
        margin: Air on every side, as a share of the line's height, 0 or more.

    Returns:
        A new picture, at least `LEGIBLE_HEIGHT` px high and at least 1 px wide.
    """
    box = place if isinstance(place, Box) else _around(place)
    air = margin * max(box.y1 - box.y0, 0.0)
    left, top = _within(box.x0 - air, picture.width - 1), _within(box.y0 - air, picture.height - 1)
    right = max(left + 1, _within(box.x1 + air + 1, picture.width))
    bottom = max(top + 1, _within(box.y1 + air + 1, picture.height))
    crop = picture.crop((left, top, right, bottom))
    if crop.height >= LEGIBLE_HEIGHT:
        return crop
    factor = -(-LEGIBLE_HEIGHT // crop.height)
    return crop.resize((crop.width * factor, crop.height * factor))


def _around(quad: Quad) -> Box:
    xs, ys = [point[0] for point in quad], [point[1] for point in quad]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _within(value: float, limit: int) -> int:
    return int(min(max(value, 0), limit))
