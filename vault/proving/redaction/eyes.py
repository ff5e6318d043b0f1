"""How a page is looked at: by every engine, whole and in parts, as it is, inverted and turned.

One look misses what another sees: small writing on a large page, white on black, a photograph upside down.
"""

from __future__ import annotations

import re
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

FIRST_WORD, LAST_WORD = re.compile(r"^[!-~ ]+"), re.compile(r"[!-~ ]+$")
CUT = "\N{REPLACEMENT CHARACTER}"
EDGE = 1.0  # of a line's height: nearer to the edge of a part than this, a line is cut

SMALL = 700  # pixels of the shorter side below which a page is not looked at in parts
MOST_PIXELS = (
    24_000_000  # of a page that is looked at in parts: larger ones are long, and read in tiles anyway
)


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
        # Lines written up or down the page are found and read either way; upside down is another picture.
        turned = page.transpose(Image.Transpose.ROTATE_180)
        yield tuple(_mapped(line, _upside_down, page.size) for line in read(turned))

    def _in_parts(self, page: Image.Image) -> Iterator[View]:
        if min(page.size) < SMALL or page.width * page.height > MOST_PIXELS:
            return
        for part, (left, top) in pixels.tiles(page):
            cut = (left > 0, left + part.width < page.width)
            lines = (_without_cut_words(line, part.width, cut) for line in self.readers[0](part))
            yield tuple(_moved(line, left, top) for line in lines)


Back = Callable[[Point, tuple[int, int]], Point]


def _upside_down(at: Point, size: tuple[int, int]) -> Point:
    return size[0] - at[0], size[1] - at[1]


def _without_cut_words(line: Line, width: int, cut: tuple[bool, bool]) -> Line:
    """Make unreadable what a part's edge cuts through: the rest of a long number could pass for a short one."""
    if line.box is None:
        return line
    text, near = line.text, EDGE * (line.box.y1 - line.box.y0)
    if cut[0] and line.box.x0 <= near:
        text = FIRST_WORD.sub(lambda word: CUT * len(word[0]), text)
    if cut[1] and line.box.x1 >= width - near:
        text = LAST_WORD.sub(lambda word: CUT * len(word[0]), text)
    return line if text == line.text else replace(line, text=text)


def _moved(line: Line, left: int, top: int) -> Line:
    return _mapped(line, lambda at, _size: (at[0] + left, at[1] + top), (0, 0))


def _mapped(line: Line, back: Back, size: tuple[int, int]) -> Line:
    if line.quad is None:
        return line
    a, b, c, d = (back(point, size) for point in line.quad)
    return replace(line, quad=(a, b, c, d))
