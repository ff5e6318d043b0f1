"""The writing of one picture as a conversation would have it: blocks of lines, flush with one side or in the middle."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from vault.model import Box
from vault.reading.facts.conversation.marks import Dated, moment_of_mark
from vault.reading.facts.page import Page, union
from vault.reading.levelling import levelled, slant_of

_LINE_GAP = 0.9
"""Height of a line; a wider gap between two lines begins a new block."""
_FLUSH = 0.75
"""Height of a line; the left edges of one block's lines, or of the blocks of one side, differ by less. A bracket 【
begins half a character late."""
_WIDEST_MARGIN = 0.25
"""Share of the page's width beside bubbles, with a portrait."""
_RAGGED = 1.5
"""Height of a line; a wrapped bubble at the right ends up to this far before its edge."""
_IN_THE_MIDDLE = 0.06
"""Share of the page's width that the middle of a mark or of the title is off the page's middle."""

Placed = tuple[int, Box]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand under each other, by their numbers; `height` is a line's."""

    numbers: tuple[int, ...]
    box: Box
    height: float
    heights: tuple[float, ...]

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self.numbers[0]

    def is_beside(self, other: Block) -> bool:
        """Whether two blocks share a stretch of the page's height."""
        shared = min(self.box.y1, other.box.y1) - max(self.box.y0, other.box.y0)
        return shared > 0.3 * min(self.height, other.height)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The blocks of a picture from the top; `margin` is how far from the page's edges bubbles' writing begins."""

    extent: Box
    margin: float
    blocks: tuple[Block, ...]

    @property
    def width(self) -> float:
        """Of the page."""
        return self.extent.x1 - self.extent.x0

    def is_in_the_middle(self, block: Block) -> bool:
        """Whether a block stands in the middle of the page."""
        off = (block.box.x0 + block.box.x1 - self.extent.x0 - self.extent.x1) / 2
        return abs(off) <= _IN_THE_MIDDLE * self.width

    def indents(self, block: Block) -> tuple[float, float]:
        """Return how far a block stays behind the left and the right edge of bubbles, in heights of its line."""
        left, right = _distances(block.box, self.extent)
        return (left - self.margin) / block.height, (right - self.margin) / block.height

    def is_flush_left(self, block: Block) -> bool:
        """Whether a block begins where the bubbles of the left begin."""
        return abs(self.indents(block)[0]) <= _FLUSH

    def is_flush_right(self, block: Block) -> bool:
        """Whether a block ends where the bubbles of the right end, a wrapped one a little before."""
        return -_FLUSH <= self.indents(block)[1] <= _RAGGED


def sheet_of(page: Page, number: int, dates: Sequence[Dated]) -> Sheet | None:
    """Put the lines of one picture into blocks, without the portraits beside bubbles; None where nothing stands."""
    lines = page.reading.lines
    slant = slant_of(line for line in lines if line.page == number)
    placed = [
        (index, levelled(line.quad, slant))
        for index, line in enumerate(lines)
        if line.page == number and line.quad is not None
    ]
    written = [(index, box) for index, box in placed if page.line_text(index).strip()]
    if not written:
        return None
    marks = {index: box for index, box in written if is_mark(page.text, page.line_span(index), dates)}
    extent = _centred(union([box for _, box in placed]), list(marks.values()))
    margin = _margin(
        extent, [(box, len(page.line_text(index))) for index, box in written if index not in marks]
    )
    inside = [
        (index, box) for index, box in written if box.x1 > extent.x0 + margin and box.x0 < extent.x1 - margin
    ]
    return Sheet(extent, margin, tuple(_block(group) for group in _groups(inside)))


def is_mark(text: str, span: tuple[int, int], dates: Sequence[Dated] = ()) -> bool:
    """Whether a stretch of the text is nothing but a moment."""
    return moment_of_mark(text, span, dates, None) is not None


def _centred(extent: Box, marks: Sequence[Box]) -> Box:
    """Return the extent of the whole page: its middle is where the marks of time stand, whatever the bubbles cover."""
    if not marks:
        return extent
    middle = median((box.x0 + box.x1) / 2 for box in marks)
    half = max(middle - extent.x0, extent.x1 - middle)
    return Box(middle - half, extent.y0, middle + half, extent.y1)


def _margin(extent: Box, written: Sequence[tuple[Box, int]]) -> float:
    """Return how far from the left edge the most characters begin; bubbles at the right end as far from theirs."""
    widest = _WIDEST_MARGIN * (extent.x1 - extent.x0)
    begun = [(box.x0 - extent.x0, _FLUSH * (box.y1 - box.y0), length) for box, length in written]
    begins = dict.fromkeys(begin for begin, _, _ in begun if begin <= widest)
    best = max(begins, key=_characters(begun), default=0.0)
    return median(
        [distance for distance, tolerance, _ in begun if abs(distance - best) <= tolerance] or [best]
    )


def _characters(begun: Sequence[tuple[float, float, int]]) -> Callable[[float], int]:
    """Return what counts the characters of the lines that begin within their tolerance of a place."""
    lower = sorted((distance - tolerance, length) for distance, tolerance, length in begun)
    upper = sorted((distance + tolerance, length) for distance, tolerance, length in begun)
    reached, left = ([0, *accumulate(length for _, length in ends)] for ends in (lower, upper))

    def characters(place: float) -> int:
        return reached[bisect_right(lower, place, key=_end)] - left[bisect_left(upper, place, key=_end)]

    return characters


def _end(stretch: tuple[float, int]) -> float:
    return stretch[0]


def _distances(box: Box, extent: Box) -> tuple[float, float]:
    return box.x0 - extent.x0, extent.x1 - box.x1


def _groups(placed: Iterable[Placed]) -> list[list[Placed]]:
    groups: list[list[Placed]] = []
    for index, box in placed:
        if groups and _goes_on(groups[-1][-1][1], box):
            groups[-1].append((index, box))
        else:
            groups.append([(index, box)])
    return groups


def _block(group: Sequence[Placed]) -> Block:
    boxes = [box for _, box in group]
    heights = tuple(max(box.y1 - box.y0, 1.0) for box in boxes)
    return Block(tuple(index for index, _ in group), union(boxes), median(heights), heights)


def _goes_on(upper: Box, lower: Box) -> bool:
    height = min(upper.y1 - upper.y0, lower.y1 - lower.y0)
    return lower.y0 - upper.y1 < _LINE_GAP * height and abs(lower.x0 - upper.x0) < _FLUSH * height
