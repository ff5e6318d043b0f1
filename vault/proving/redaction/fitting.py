"""Covers fitted to the writing: an edge that cuts through ink moves out to where there is none.

A character of which a few rows of pixels stick out from under a cover is read by no engine, and guessed by people. So
what an edge cuts is not left to the reading afterwards: it is seen in the pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, ImageChops

from vault.proving.redaction.areas import Area, inside, sides

UP_AND_DOWN = 0.6
"""How far an edge moves up or down, over the cover's height; farther away the next line begins."""
WITHIN = 0.25
"""How far within an edge a clear row says that what the edge cuts is the next line, over the cover's height."""
TEXTURE = 0.2
"""How far it moves where it meets no clear row: on a photograph there is none."""
BESIDE = 0.35
"""How far an edge moves to a side: the width of a digit. A wider character is a neighbour, cut or not."""
CONTRAST = 32
"""Levels of grey from which a pixel is ink, against the most common level around."""
SMALLEST, LARGEST = 6, 4000
"""Pixels of a cover's sides for which this is done."""

Rows = Sequence[bytes]
"""Rows of a picture of ink: 0 is none."""


def fitted(page: Image.Image, area: Area) -> Area:
    """Return an area whose edges cut through nothing, as far as they may move.

    Args:
        page: Not covered yet, in RGB.
        area: To be covered, slanted as the writing is.

    Returns:
        The area, larger or as it was.
    """
    width, height = sides(area.quad)
    if min(width, height) < SMALLEST or max(width, height) > LARGEST:
        return area
    reach = round(UP_AND_DOWN * height)
    ink = _ink(page, area, (round(width), round(height)), reach)
    rows = _rows(ink)
    left, right = reach, ink.width - reach
    middle = [row[left:right] for row in rows]
    above = _up_or_down(middle[reach - 1 :: -1], middle[reach:], height)
    below = _up_or_down(middle[-reach:], middle[-reach - 1 :: -1], height)
    columns = _rows(ink.transpose(Image.Transpose.TRANSPOSE))
    top, bottom = reach - above, ink.height - reach + below
    before = _beside([column[top:bottom] for column in reversed(columns[:reach])], height)
    after = _beside([column[top:bottom] for column in columns[len(columns) - reach :]], height)
    return _grown(area, -before / width, 1 + after / width, -above / height, 1 + below / height)


def _ink(page: Image.Image, area: Area, size: tuple[int, int], reach: int) -> Image.Image:
    """Return an area with `reach` pixels around it, upright, with its ink as 255 and all else as 0."""
    width, height = size
    room_x, room_y = reach / width, reach / height
    quad = _grown(area, -room_x, 1 + room_x, -room_y, 1 + room_y).quad
    a, b, c, d = quad
    upright = page.transform(
        (width + 2 * reach, height + 2 * reach),
        Image.Transform.QUAD,
        data=(*a, *d, *c, *b),
        resample=Image.Resampling.BILINEAR,
    ).convert("L")
    levels = upright.histogram()
    ground = Image.new("L", upright.size, levels.index(max(levels)))
    return ImageChops.difference(upright, ground).point(lambda level: 255 if level > CONTRAST else 0)


def _up_or_down(outwards: Rows, inwards: Rows, height: float) -> int:
    if _clear(inwards[: round(WITHIN * height)]) is not None:
        return 0
    clear = _clear(outwards)
    return round(TEXTURE * height) if clear is None else clear


def _beside(columns: Rows, height: float) -> int:
    return _clear(columns[: round(BESIDE * height)]) or 0


def _clear(rows: Rows) -> int | None:
    """Return how many rows have ink before the first without; None if all have."""
    return next((at for at, row in enumerate(rows) if not any(row)), None)


def _rows(ink: Image.Image) -> Rows:
    data, width = ink.tobytes(), ink.width
    return [data[at : at + width] for at in range(0, len(data), width)]


def _grown(area: Area, left: float, right: float, top: float, bottom: float) -> Area:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    a, b, c, d = (inside(area.quad, across, down) for across, down in corners)
    return replace(area, quad=(a, b, c, d))
