"""A picture as sixels: six rows of pixels in a band, one pass over the band for each colour.

Source: DEC STD 070, section "SIXEL Graphics Extension" (VT330/VT340 Programmer Reference Manual, chapter 14).
"""

from __future__ import annotations

import io
import re

from PIL import Image

COLOURS = 64
"""Registers that are used; terminals with sixels have at least 256, a VT340 has 16 and takes what comes."""

_BAND = 6
_LONG_RUN = re.compile(rb"([?-~])\1{3,}")
_TO_CHARACTERS = bytes((code + 0x3F) % 256 for code in range(256))


def sixels(png: bytes, width: int) -> str:
    """Return the escape sequence that draws a picture where the cursor stands.

    Args:
        png: A PNG file.
        width: Pixels that the terminal has for it, at least 1; a wider picture is made smaller.
    """
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGB")
    if picture.width > width:
        picture = picture.resize((width, max(1, picture.height * width // picture.width)))
    indexed = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    bands = "-".join(
        _band(indexed.crop((0, top, indexed.width, min(top + _BAND, indexed.height))))
        for top in range(0, indexed.height, _BAND)
    )
    return f'\x1bP0;1;0q"1;1;{indexed.width};{indexed.height}{_registers(indexed)}{bands}\x1b\\'


def _registers(indexed: Image.Image) -> str:
    """Return the definitions of the colours in use, in percent of red, green and blue."""
    palette = indexed.getpalette() or []
    used = sorted(set(indexed.tobytes()))
    return "".join(
        "#{};2;{};{};{}".format(
            colour, *(round(part * 100 / 255) for part in palette[3 * colour : 3 * colour + 3])
        )
        for colour in used
    )


def _band(band: Image.Image) -> str:
    pixels, width = band.tobytes(), band.width
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    return "$".join(f"#{colour}{_pass(rows, colour)}" for colour in sorted(set(pixels)))


def _pass(rows: list[bytes], colour: int) -> str:
    """Return one colour of a band: a character for each column, its bits the rows from the top, runs counted."""
    # The rows' bits differ, so adding them as numbers never carries from one column into the next.
    columns = sum(
        int.from_bytes(row.translate(_only(colour, 1 << place)), "big") for place, row in enumerate(rows)
    )
    characters = columns.to_bytes(len(rows[0]), "big").translate(_TO_CHARACTERS).rstrip(b"?")
    return _LONG_RUN.sub(lambda run: b"!%d%c" % (len(run[0]), run[0][0]), characters).decode("ascii")


def _only(colour: int, bit: int) -> bytes:
    """Return the table that turns `colour` into `bit` and all else into 0."""
    return bytes(bit if code == colour else 0 for code in range(256))
