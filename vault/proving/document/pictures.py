"""Pictures of exhibits made ready for paper: checked, cut where they are long, and light enough to send.

What is printed is a copy for reading; the original lies untouched in the packet.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image

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

FLAT = 0.1
"""Bytes a pixel up to which a PNG is a drawn screen: 256 colours keep it sharper than JPEG, at half the size."""

HEAVY = 0.12
"""Bytes a pixel above which a JPEG is encoded once more, with its colours at half the resolution."""

UNDRAWABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


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


def pieces(picture: bytes, *, column_mm: float, width_mm: float, height_mm: float) -> tuple[Piece, ...]:
    """Cut and encode one upright picture for print.

    Args:
        picture: PNG or JPEG bytes.
        column_mm: Printed width of the pieces of a long picture.
        width_mm: Largest printed width of a picture that is not cut.
        height_mm: Largest printed height.

    Returns:
        The pieces from top to bottom, one for a picture that fits a page; none if the bytes cannot be decoded.
    """
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            flat = opened.format == "PNG" and len(picture) <= FLAT * opened.width * opened.height
            whole = _on_white(opened)
    except UNDRAWABLE:
        return ()
    width, height = whole.size
    spans = cuts(width, height)
    printed_mm = column_mm if len(spans) > 1 else min(width_mm, height_mm * width / height)
    return tuple(_encode(whole, top, bottom, printed_mm, flat=flat) for top, bottom in spans)


def smaller(picture: bytes, widest: int) -> bytes:
    """Return a picture as a JPEG that is at most `widest` pixels across, as it is if it cannot be decoded."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            whole = _on_white(opened)
    except UNDRAWABLE:
        return picture
    if whole.width > widest:
        size = (widest, max(1, round(whole.height * widest / whole.width)))
        whole = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _jpeg(whole, SMALL_QUALITY, "4:2:0")


def width_of(picture: bytes) -> int:
    """Return how many pixels a picture is across, 1 if it cannot be decoded."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            return opened.width
    except UNDRAWABLE:
        return 1


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


def _on_white(opened: Image.Image) -> Image.Image:
    if opened.mode.startswith("I"):  # 16 bits a pixel: Pillow would clip, not scale
        opened = opened.convert("I").point(lambda level: level / 256).convert("L")
    if not opened.has_transparency_data:
        opened.load()
        return opened if opened.mode == "RGB" else opened.convert("RGB")
    picture = opened.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


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
    reduced = piece.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(out, "PNG", compress_level=1)  # the PDF compresses it once more
    return out.getvalue()


def _jpeg(piece: Image.Image, quality: int, subsampling: str) -> bytes:
    out = io.BytesIO()
    piece.save(out, "JPEG", quality=quality, subsampling=subsampling)
    return out.getvalue()
