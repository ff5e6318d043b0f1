"""The one font of the document, and which characters it can draw.

The font comes in a wheel (Noto Sans CJK, one collection for all regions), so a document looks the same wherever
it is made. PDF/A forbids characters without a glyph, so what the font covers must be known before typesetting.
"""

from __future__ import annotations

import functools
import pathlib
import struct
from bisect import bisect_right
from typing import BinaryIO

from noto_cjk import otc_path

SEGMENTED_COVERAGE = 12  # subtable format of the cmap table that covers all of Unicode


def folder() -> pathlib.Path:
    """Return the folder that holds the font collection and nothing else of weight."""
    return pathlib.Path(otc_path("sans")).parent


def file() -> pathlib.Path:
    """Return the font collection."""
    return pathlib.Path(otc_path("sans"))


@functools.cache
def coverage() -> Coverage:
    """Return what the font can draw; all faces of the collection cover the same characters."""
    with pathlib.Path(otc_path("sans")).open("rb") as file:
        return Coverage.read(file)


class Coverage:
    """The characters of a font, as sorted ranges of code points."""

    def __init__(self, ranges: list[tuple[int, int]]) -> None:
        self._starts = [first for first, _ in ranges]
        self._ends = [last for _, last in ranges]

    def __contains__(self, char: object) -> bool:
        if not isinstance(char, str):
            return False
        at = bisect_right(self._starts, ord(char)) - 1
        return at >= 0 and ord(char) <= self._ends[at]

    @classmethod
    def read(cls, file: BinaryIO) -> Coverage:
        """Read the coverage of the first face of an OpenType collection.

        Args:
            file: The collection, open at its start.

        Returns:
            The characters that have a glyph.

        Raises:
            ValueError: The face has no cmap subtable of format 12.

        Source: OpenType 1.9, "Font Collections" and "cmap", subtable format 12.
        """
        face = _unpack(file, 12, ">I")[0]
        start = next(offset for tag, offset in _tables(file, face) if tag == b"cmap")
        count = _unpack(file, start + 2, ">H")[0]
        for number in range(count):
            subtable = start + _unpack(file, start + 4 + 8 * number, ">HHI")[2]
            if _unpack(file, subtable, ">H")[0] == SEGMENTED_COVERAGE:
                groups = _unpack(file, subtable + 12, ">I")[0]
                return cls(
                    [(first, last) for first, last, _ in struct.iter_unpack(">III", file.read(12 * groups))]
                )
        raise ValueError


def _tables(file: BinaryIO, face: int) -> list[tuple[bytes, int]]:
    count = _unpack(file, face + 4, ">H")[0]
    return [_unpack(file, face + 12 + 16 * number, ">4s4xI")[:2] for number in range(count)]  # type: ignore[misc]


def _unpack(file: BinaryIO, offset: int, layout: str) -> tuple[int, ...]:
    file.seek(offset)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))
