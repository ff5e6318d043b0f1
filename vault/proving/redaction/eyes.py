"""How a page is looked at: at first to find what must be covered, then to see whether any of it is left.

Which looks are worth their time was measured (docs/decisions/0014): the page inverted, upside down or in four parts
showed the engines nothing more; the surroundings of each cover did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from PIL import Image

from vault.model import Box, Line, Point
from vault.proving.redaction.areas import SAME, shared

Reader = Callable[[Image.Image], tuple[Line, ...]]
"""Reads an upright RGB picture; the quads of the lines are in its pixels."""

Codes = Callable[[Image.Image], tuple[Box, ...]]
"""Finds QR codes and bar codes."""

View = tuple[Line, ...]

BESIDE, ABOVE = 3.0, 1.2
"""Room around a cover that is looked at once more, over the shorter side of the cover."""
SMALL = 28
"""Pixels of a cover's shorter side below which its surroundings are looked at in twice their size."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """What a page is read with: the best engine, a second one if there is one, and what finds codes."""

    best: Reader
    second: Reader | None
    codes: Codes

    def first_look(self, page: Image.Image, stored: View | None) -> Iterator[View]:
        """Yield what stands on a page, to find what must be covered.

        Args:
            page: Upright, in RGB.
            stored: What the best engine has read of these very pixels before, None if it has not.
        """
        yield self.best(page) if stored is None else stored
        if self.second is not None:
            yield self.second(page)

    def second_look(self, page: Image.Image, covers: Iterable[Box]) -> Iterator[View]:
        """Yield what can still be read of a page: as a whole, then closely around each cover."""
        yield self.best(page)
        for box in _joined(_around(cover, page.size) for cover in covers):
            yield self._closely(page, box)

    def _closely(self, page: Image.Image, box: Whole) -> View:
        left, top, right, bottom = box
        part, scale = page.crop(box), 1
        if min(right - left, bottom - top) < SMALL * (1 + 2 * ABOVE):
            scale = 2
            part = part.resize((2 * part.width, 2 * part.height), Image.Resampling.BICUBIC)
        return tuple(_moved(line, left, top, scale) for line in self.best(part))


Whole = tuple[int, int, int, int]
"""A box in whole pixels: left, top, right, bottom."""


def _around(cover: Box, size: tuple[int, int]) -> Whole:
    short = min(cover.x1 - cover.x0, cover.y1 - cover.y0)
    left, top = cover.x0 - BESIDE * short, cover.y0 - ABOVE * short
    right, bottom = cover.x1 + BESIDE * short, cover.y1 + ABOVE * short
    return max(0, int(left)), max(0, int(top)), min(size[0], int(right) + 1), min(size[1], int(bottom) + 1)


def _joined(boxes: Iterable[Whole]) -> list[Whole]:
    """Return boxes, those that share most of the smaller one as one box around both."""
    joined: list[Whole] = []
    for box in boxes:
        grown = box
        while (other := next((one for one in joined if _overlap(one, grown)), None)) is not None:
            joined.remove(other)
            grown = _around_both(grown, other)
        joined.append(grown)
    return joined


def _around_both(one: Whole, other: Whole) -> Whole:
    lows = (min(a, b) for a, b in zip(one[:2], other[:2], strict=True))
    highs = (max(a, b) for a, b in zip(one[2:], other[2:], strict=True))
    left, top, right, bottom = *lows, *highs
    return left, top, right, bottom


def _overlap(one: Whole, other: Whole) -> bool:
    return shared(Box(*map(float, one)), Box(*map(float, other))) >= SAME


def _moved(line: Line, left: int, top: int, scale: int) -> Line:
    if line.quad is None:
        return line

    def back(at: Point) -> Point:
        return at[0] / scale + left, at[1] / scale + top

    a, b, c, d = line.quad
    return replace(line, quad=(back(a), back(b), back(c), back(d)))
