"""Pictures of exhibits made ready for paper: cut where they are long, and light enough to send.

What is printed is a copy for reading; the original lies untouched in the packet.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image

from vault.proving.sheets import Sheet

PAPER_DPI = 330
"""Pixels an inch above which a picture is made smaller: a little over the 300 that print needs, so that a phone's
screen keeps its own pixels."""

SLACK = 1.21
"""How much wider than that a picture may be before it is made smaller: for less, the work does not pay."""

TALLEST = 2.53
"""Height over width of what still fits one column of a page; longer pictures are cut."""

OVERLAP = 0.04
"""Part of a piece's height that it repeats from the piece above."""

QUALITY = 85
"""JPEG quality that keeps small characters crisp, with colours at full resolution."""

SMALL_QUALITY = 72
"""JPEG quality of the pictures of a smaller copy."""

COLOURS = 256
SAMPLED = 2
"""Of so many pixels in a row, and so many rows, one has a say in which colours a drawn screen keeps: a quarter of all
takes half the time, and the pictures differ by less than a grey level on average."""

HEAVY = 0.12
"""Bytes a pixel above which a JPEG is encoded once more, with its colours at half the resolution."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture as it is printed: JPEG or PNG bytes, its size in pixels, and what of the whole picture it shows.

    `top` and `bottom` are rows of the whole picture, which is `across` pixels wide; `follows` and
    `continues` tell whether there is more of it above and below.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    top: int
    bottom: int
    across: int
    follows: bool = False
    continues: bool = False

    @property
    def aspect(self) -> float:
        """Height over width."""
        return self.height / self.width


def pieces(sheet: Sheet, *, column_mm: float, width_mm: float, height_mm: float) -> tuple[Piece, ...]:
    """Cut and encode one page for print.

    Args:
        sheet: The page.
        column_mm: Printed width of the pieces of a long picture.
        width_mm: Largest printed width of a picture that is not cut.
        height_mm: Largest printed height.

    Returns:
        The pieces from top to bottom, one for a picture that fits a page.
    """
    width, height = sheet.image.size
    spans = cuts(width, height)
    printed_mm = column_mm if len(spans) > 1 else min(width_mm, height_mm * width / height)
    return tuple(_encode(sheet.image, top, bottom, printed_mm, flat=sheet.drawn) for top, bottom in spans)


def smaller(sheet: Sheet, widest: int) -> bytes:
    """Return a page as a JPEG that is at most `widest` pixels across."""
    whole = sheet.image
    if whole.width > widest:
        size = (widest, max(1, round(whole.height * widest / whole.width)))
        whole = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _jpeg(whole, SMALL_QUALITY, "4:2:0")


def cuts(width: int, height: int) -> tuple[tuple[int, int], ...]:
    """Divide the rows of a picture into spans that fit a column, each repeating a little of the one above.

    Args:
        width: In pixels.
        height: In pixels.

    Returns:
        Pairs (first row, row after the last), top to bottom, covering every row.
    """
    tallest = max(1, math.floor(width * TALLEST))
    if height <= tallest:
        return ((0, height),)
    overlap = math.ceil(tallest * OVERLAP)
    count = math.ceil((height - overlap) / (tallest - overlap)) if tallest > overlap else height
    step = (height - overlap) / count
    return tuple((round(i * step), min(height, round((i + 1) * step) + overlap)) for i in range(count))


def _encode(whole: Image.Image, top: int, bottom: int, printed_mm: float, *, flat: bool) -> Piece:
    width, height = whole.width, bottom - top
    piece = whole if height == whole.height else whole.crop((0, top, width, bottom))
    widest = round(printed_mm / 25.4 * PAPER_DPI)
    if width > widest * SLACK:
        size = (widest, max(1, round(height * widest / width)))
        piece = piece.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    data, media_type = _lightest(piece, flat=flat)
    return Piece(
        data, media_type, piece.width, piece.height, top, bottom, width, top > 0, bottom < whole.height
    )


def _lightest(piece: Image.Image, *, flat: bool) -> tuple[bytes, str]:
    if flat:
        return _palette(piece), "image/png"
    jpeg = _jpeg(piece, QUALITY, "4:4:4")
    if len(jpeg) <= HEAVY * piece.width * piece.height:
        return jpeg, "image/jpeg"
    return _jpeg(piece, QUALITY - 5, "4:2:0"), "image/jpeg"


def _palette(piece: Image.Image) -> bytes:
    out = io.BytesIO()
    size = max(1, piece.width // SAMPLED), max(1, piece.height // SAMPLED)
    sample = piece.resize(size, Image.Resampling.NEAREST)
    palette = sample.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced = piece.quantize(palette=palette, dither=Image.Dither.NONE)
    reduced.save(out, "PNG", compress_level=1)  # the PDF compresses it once more
    return out.getvalue()


def _jpeg(piece: Image.Image, quality: int, subsampling: str) -> bytes:
    out = io.BytesIO()
    piece.save(out, "JPEG", quality=quality, subsampling=subsampling)
    return out.getvalue()
