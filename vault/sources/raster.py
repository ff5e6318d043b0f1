"""Pixels in memory: upright, in RGB, in bands to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PIL import Image

BAND = 1 << 18
"""Bytes of pixels that are copied at a time, so that no second copy of a large picture is made."""

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by its EXIF orientation (CIPA DC-008-2019 section 4.6.4, tag 0x0112)."""


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return a picture turned as its EXIF orientation asks; one without a known orientation as it is."""
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def on_white(image: Image.Image) -> Image.Image:
    """Return it in RGB: transparency on white, more than eight bits a channel scaled down."""
    if image.has_transparency_data:
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.mode in {"I", "F"}:
        return _stretched(image).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _stretched(image: Image.Image) -> Image.Image:
    """Return a picture of unbounded numbers in eight bits: its darkest is black, its lightest white."""
    numbers = image.convert("F")
    low, high = cast("tuple[float, float]", numbers.getextrema())
    scale = 255 / (high - low) if high > low else 0.0
    return numbers.point(lambda value: value * scale - low * scale).convert("L")


def from_pixels(size: tuple[int, int], data: bytes) -> Image.Image:
    """Return a picture made of pixels.

    Args:
        size: Width and height.
        data: Red, green and blue in a byte each, row by row from the top left.
    """
    return Image.frombytes("RGB", size, data)


def bands(image: Image.Image) -> Iterator[bytes]:
    """Give the pixels of a picture in RGB as `from_pixels` takes them, a few rows at a time.

    Yields:
        About `BAND` bytes each.
    """
    rows = max(1, BAND // (3 * image.width))
    for top in range(0, image.height, rows):
        yield image.crop((0, top, image.width, min(top + rows, image.height))).tobytes()
