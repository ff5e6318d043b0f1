"""How a page is looked at: by every engine, whole and in parts, as it is, inverted and turned.

One look misses what another sees: small writing on a large page, white on black, a photograph upside down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageOps

from vault.model import Box, Line, Point
from vault.proving.redaction import pixels

Reader = Callable[[Image.Image], tuple[Line, ...]]
"""Reads an upright RGB picture; the quads of the lines are in its pixels."""

Codes = Callable[[Image.Image], tuple[Box, ...]]
"""Finds QR codes and bar codes."""

View = tuple[Line, ...]

SMALL = 700  # pixels of the shorter side below which a page is not looked at in parts
MOST_PIXELS = 24_000_000  # of a page that is looked at in parts as well: others are long screenshots, read in tiles anyway


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a page is read with. `readers` are engines, the best first, at least one."""

    readers: tuple[Reader, ...]
    codes: Codes

    def first_look(self, page: Image.Image) -> Iterator[View]:
        """Yield what stands on a page, to find what must be covered."""
        for read in self.readers:
            yield read(page)
        yield from self._in_parts(page)

    def second_look(self, page: Image.Image) -> Iterator[View]:
        """Yield what can be read of a page that was covered, by every means."""
        yield from self.first_look(page)
        read = self.readers[0]
        yield read(ImageOps.invert(page))
        for turn, back in TURNS:
            turned = page.transpose(turn)
            yield tuple(_mapped(line, back, page.size) for line in read(turned))

    def _in_parts(self, page: Image.Image) -> Iterator[View]:
        if min(page.size) < SMALL or page.width * page.height > MOST_PIXELS:
            return
        for part, (left, top) in pixels.tiles(page):
            yield tuple(_moved(line, left, top) for line in self.readers[0](part))


Back = Callable[[Point, tuple[int, int]], Point]

TURNS: tuple[tuple[Image.Transpose, Back], ...] = (
    (Image.Transpose.ROTATE_90, lambda at, size: (size[0] - at[1], at[0])),
    (Image.Transpose.ROTATE_180, lambda at, size: (size[0] - at[0], size[1] - at[1])),
    (Image.Transpose.ROTATE_270, lambda at, size: (at[1], size[1] - at[0])),
)
"""A turn, and where a point of the turned page stands on the page itself."""


def _moved(line: Line, left: int, top: int) -> Line:
    return _mapped(line, lambda at, _size: (at[0] + left, at[1] + top), (0, 0))


def _mapped(line: Line, back: Back, size: tuple[int, int]) -> Line:
    if line.quad is None:
        return line
    a, b, c, d = (back(point, size) for point in line.quad)
    return replace(line, quad=(a, b, c, d))
