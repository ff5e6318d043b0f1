"""Pages to print, as pixels: whoever makes a packet opens no foreign file."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

FLAT = 0.1
"""Bytes a pixel up to which a PNG is a drawn screen: 256 colours keep it sharper than JPEG, at half the size."""

DRAWING_COLOURS = 4096
"""More of them are a photograph; fewer may still be one, in shades of grey."""

SAMPLES, SAMPLE_ROWS = 16, 8
"""Strips of a page, and rows of each, from which the weight of its PNG is reckoned."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its pixels, upright and in RGB, and whether it is a screen or a text rather than a photograph."""

    image: Image.Image
    drawn: bool


def sheet(image: Image.Image, media_type: str, file_bytes: int) -> Sheet:
    """Return a page of a file.

    Args:
        image: Upright, in RGB.
        media_type: Of the file that it was decoded from.
        file_bytes: Its size.
    """
    if media_type == "image/jpeg":
        return Sheet(image, drawn=False)
    if media_type == "image/png":
        return Sheet(image, file_bytes <= FLAT * image.width * image.height)
    return Sheet(image, image.getcolors(DRAWING_COLOURS) is not None and _weight(image) <= FLAT)


def reopened(data: bytes) -> Sheet:
    """Return a page that this program encoded itself, as PNG or JPEG bytes. Never for bytes that came from elsewhere.

    Raises:
        ValueError: The bytes are neither.
    """
    return sheet(decoded(data), "image/png" if _is_png(data) else "image/jpeg", len(data))


def decoded(data: bytes) -> Image.Image:
    """Return the pixels of a page that this program encoded itself, in RGB.

    Raises:
        ValueError: They are neither PNG nor JPEG.
    """
    plugin = PngImageFile if _is_png(data) else JpegImageFile
    try:
        with plugin(io.BytesIO(data)) as opened:
            opened.load()
            return opened if opened.mode == "RGB" else opened.convert("RGB")
    except (OSError, SyntaxError) as error:
        raise ValueError("page") from error


def _weight(image: Image.Image) -> float:
    """Return about how many bytes a pixel the page would take as a PNG."""
    step = max(SAMPLE_ROWS, image.height // SAMPLES)
    tops = range(0, image.height, step)
    strips = Image.new("RGB", (image.width, SAMPLE_ROWS * len(tops)))
    for number, top in enumerate(tops):
        strips.paste(image.crop((0, top, image.width, top + SAMPLE_ROWS)), (0, number * SAMPLE_ROWS))
    strips.save(file := io.BytesIO(), "PNG")
    return len(file.getvalue()) / (strips.width * strips.height)


def _is_png(data: bytes) -> bool:
    return data.startswith(b"\x89PNG")
