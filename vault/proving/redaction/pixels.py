"""Pixels: areas replaced by a solid colour, a watermark across, and a file made from nothing but pixels."""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Callable, Iterable

from PIL import Image, ImageChops, ImageDraw, ImageFont

from vault.model import Quad
from vault.proving.document import font

COVER, EDGE, LETTERS = (16, 16, 16), (160, 160, 160), (235, 235, 235)
EDGE_WIDTH = 5  # pixels, half of which lie under the cover
SIMPLIFIED_CHINESE = 2  # the face of that name in the collection
LEAST_LETTER = 10  # pixels of height below which no mark is written
PHOTOGRAPH = 4096  # colours from which a page is written as JPEG
QUALITY = 90
LOSSLESS = "image/png"

WATERMARK_INK = (196, 30, 30, 105)  # seen in print without grey, and the document still read through it
WATERMARK_HALO = (255, 255, 255, 120)  # around each letter: on a dark picture it is what is read
WATERMARK_TURN = 28  # degrees


def covered(page: Image.Image, areas: Iterable[Quad], mark: str) -> Image.Image:
    """Return a page with areas replaced by one solid colour, and `mark` written on those with room for it."""
    result = page.copy()
    draw = ImageDraw.Draw(result)
    whole = list(areas)
    for quad in whole:
        draw.line((*quad, quad[0]), fill=EDGE, width=EDGE_WIDTH)  # its outer half is seen on a dark page too
    for quad in whole:
        draw.polygon(quad, fill=COVER)
    written: list[Whole] = []
    for box in sorted((_whole(quad, page.size) for quad in whole), key=lambda one: one[0] - one[2]):
        if not any(_touch(box, other) for other in written):
            _write(draw, box, mark)
            written.append(box)
    return result


def hidden(areas: Iterable[Quad], size: tuple[int, int]) -> Callable[[Quad], float]:
    """Return what tells how much of an area lies under `areas`, 0 to 1.

    Args:
        areas: What is covered.
        size: Of the page, in pixels.
    """
    mask = Image.new("L", size, 0)
    draw = ImageDraw.Draw(mask)
    for quad in areas:
        draw.polygon(quad, fill=1)

    def share(area: Quad) -> float:
        left, top, right, bottom = _whole(area, size)
        shape = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(shape).polygon([(x - left, y - top) for x, y in area], fill=1)
        all_, under = (
            shape.histogram()[1],
            ImageChops.multiply(
                shape, mask.crop((left, top, right, bottom)).point(lambda value: 255 * value)
            ).histogram()[1],
        )
        return under / all_ if all_ else 1.0

    return share


def watermarked(page: Image.Image, text: str) -> Image.Image:
    """Return a page with a text written across all of it, slanted and half transparent."""
    width, height = page.size
    size = max(LEAST_LETTER, round(min(width, height) / 22))
    letters = _font(size)
    reach = math.ceil(math.hypot(width, height))
    layer = Image.new("RGBA", (reach, reach), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    halo = max(1, size // 16)
    step = math.ceil(draw.textlength(text, font=letters)) + 3 * size
    for row, y in enumerate(range(0, reach, 4 * size)):
        for x in range(-(row % 2) * step // 2, reach, step):
            draw.text((x, y), text, WATERMARK_INK, letters, stroke_width=halo, stroke_fill=WATERMARK_HALO)
    turned = layer.rotate(WATERMARK_TURN, resample=Image.Resampling.BICUBIC)
    left, top = (reach - width) // 2, (reach - height) // 2
    cut = turned.crop((left, top, left + width, top + height))
    return Image.alpha_composite(page.convert("RGBA"), cut).convert("RGB")


def encoded(page: Image.Image, *, always_jpeg: bool = False) -> tuple[bytes, str]:
    """Return a page as a file of its pixels alone, and its media type: JPEG for many colours, else PNG."""
    bare = Image.frombytes("RGB", page.size, page.tobytes())  # nothing that the page carried comes along
    file = io.BytesIO()
    if always_jpeg or bare.getcolors(PHOTOGRAPH) is None:
        bare.save(file, "JPEG", quality=QUALITY, subsampling=0)
        return file.getvalue(), "image/jpeg"
    bare.save(file, "PNG", compress_level=6)
    return file.getvalue(), LOSSLESS


Whole = tuple[int, int, int, int]
"""A box in whole pixels."""


def _touch(one: Whole, other: Whole) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _whole(quad: Quad, size: tuple[int, int]) -> Whole:
    """Return the pixels around an area that lie on a page, at least one."""
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    x0, y0 = (
        min(max(0, math.floor(at)), most - 1) for at, most in zip((min(xs), min(ys)), size, strict=True)
    )
    x1, y1 = (min(max(0, math.ceil(at)), most) for at, most in zip((max(xs), max(ys)), size, strict=True))
    return x0, y0, max(x1, x0 + 1), max(y1, y0 + 1)


def _write(draw: ImageDraw.ImageDraw, box: Whole, mark: str) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    size = min(round(height * 0.5), 40)
    if size < LEAST_LETTER:
        return
    letters = _font(size)
    if draw.textlength(mark, font=letters) <= width - size / 2:
        draw.text(
            ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), mark, font=letters, fill=LETTERS, anchor="mm"
        )


@functools.lru_cache(maxsize=16)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        str(font.file()), pixels, index=SIMPLIFIED_CHINESE, layout_engine=ImageFont.Layout.BASIC
    )
