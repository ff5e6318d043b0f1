"""The text of one reading as the rules see it: folded, with the way back to lines, pages and boxes."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vault.model import Box, Line, Reading
from vault.reading.facts.folding import fold
from vault.reading.facts.places import part_box
from vault.reading.facts.ruling import unruled
from vault.reading.levelling import levelled, slant_of

LIMIT = 500_000
"""Characters of one reading that the rules look at: some 400 full pages. It bounds time on hostile input."""

_ROUND = 8
"""Lines before and after one in reading order among which the one above it is looked for."""
_FARTHEST_ABOVE = 2.0  # of the line's height
_IN_ROW, _IN_COLUMN = 0.5, 0.4  # of the smaller height and width
_STATUS_BAR_HEIGHT = 0.06  # of the page's height
_STATUS_BAR_OF_WIDTH = 0.1
_IN_THE_MIDDLE = 0.2
_STATUS_BAR = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ A-Za-z0-9%.+:/|]{0,40}$")


@dataclass(frozen=True, slots=True)
class Page:
    """A reading prepared for the rules.

    `text` has the length of `reading.text` (up to `LIMIT`) and is folded; what must not be read (the phone's own
    status bar, rules of signs around a day) is blanked with spaces. `starts` are the offsets of the lines in it,
    `boxes` their places with the page turned level, None for a line without a place.
    """

    reading: Reading
    text: str
    starts: tuple[int, ...]
    boxes: tuple[Box | None, ...]

    def line_number(self, offset: int) -> int:
        """Return the index of the line that holds the character at `offset`."""
        return bisect.bisect_right(self.starts, offset) - 1

    def line_span(self, number: int) -> tuple[int, int]:
        """Return where line `number` starts and ends, without its line feed."""
        start = self.starts[number]
        return start, min(start + len(self.reading.lines[number].text), len(self.text))

    def line_text(self, number: int) -> str:
        """Return the folded text of line `number`."""
        start, end = self.line_span(number)
        return self.text[start:end]

    def parts(self, span: tuple[int, int]) -> tuple[tuple[Line, int, int], ...]:
        """Return the lines that a span touches, each with the span's first and last offset inside the line."""
        start, end = span
        if start >= end:
            return ()
        number = self.line_number(start)
        line, at = self.reading.lines[number], self.starts[number]
        if end <= at + len(line.text):  # most spans lie in one line
            return ((line, start - at, end - at),)
        numbers = range(number, self.line_number(end - 1) + 1)
        lines = ((self.reading.lines[number], self.starts[number]) for number in numbers)
        return tuple((line, max(0, start - at), min(len(line.text), end - at)) for line, at in lines)

    def neighbours(self, number: int) -> tuple[int | None, int | None]:
        """Return the lines next to line `number`: left in its row, above in its column; None where none stands close.

        Without a place no line has any.
        """
        own = self.boxes[number]
        if own is None:
            return None, None
        left, above = [], []
        for other in range(max(0, number - _ROUND), min(number + _ROUND, len(self.starts))):
            place = self.boxes[other]
            if place is None or other == number or not self._is_same_page(number, other):
                continue
            if _shared(own.y0, own.y1, place.y0, place.y1) > _IN_ROW:
                left.append((own.x0 - place.x1, other))
            elif place.y0 < own.y0 and _shared(own.x0, own.x1, place.x0, place.x1) > _IN_COLUMN:
                above.append((own.y0 - place.y1, other))
        farthest = _FARTHEST_ABOVE * (own.y1 - own.y0)
        beside = min((gap for gap in left if gap[0] >= 0), default=None)
        over = min((gap for gap in above if gap[0] < farthest), default=None)
        return beside and beside[1], over and over[1]

    def _is_same_page(self, number: int, other: int) -> bool:
        return self.reading.lines[number].page == self.reading.lines[other].page

    def box(self, span: tuple[int, int]) -> Box | None:
        """Return the rectangle around a span; None when one of its lines has no place in a picture."""
        return box_of(self.parts(span))


def box_of(parts: Sequence[tuple[Line, int, int]]) -> Box | None:
    """Return the rectangle around parts of lines; None when one of the lines has no place in a picture."""
    if not parts or any(line.quad is None for line, _, _ in parts):
        return None
    return union([box for line, first, last in parts if (box := part_box(line, first, last))])


def page_of(reading: Reading) -> Page:
    """Prepare `reading` for the rules."""
    lengths = (len(line.text) + 1 for line in reading.lines)
    starts = tuple(itertools.accumulate(lengths, initial=0))[:-1] or (0,)
    text = unruled(fold(reading.text[:LIMIT]))
    boxes = _level_boxes(reading.lines)
    for number in _status_bar_lines(reading.lines, boxes):
        start, end = starts[number], starts[number] + len(reading.lines[number].text)
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:] if start < len(text) else text
    if not reading.lines:
        return Page(Reading(reading.engine, reading.version, (Line(""),)), text, starts, (None,))
    return Page(reading, text, starts, boxes)


def _level_boxes(lines: tuple[Line, ...]) -> tuple[Box | None, ...]:
    """Return the box of each line with its page turned level."""
    pages = {line.page for line in lines if line.quad is not None}
    slants = {number: slant_of(line for line in lines if line.page == number) for number in pages}
    return tuple(levelled(line.quad, slants[line.page]) if line.quad else None for line in lines)


def _shared(start: float, end: float, other_start: float, other_end: float) -> float:
    """Return what two stretches have in common, as a share of the smaller one."""
    smaller = max(1.0, min(end - start, other_end - other_start))
    return (min(end, other_end) - max(start, other_start)) / smaller


def union(boxes: list[Box]) -> Box:
    """Return the rectangle around all `boxes` (at least one)."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _status_bar_lines(lines: tuple[Line, ...], boxes: tuple[Box | None, ...]) -> list[int]:
    """Return the lines of a phone's status bar: a bare clock at the top of the picture, and what stands beside it.

    A clock alone in the middle is not one: it is the time over a message.
    """
    placed = [
        (number, box) for number, box in enumerate(boxes) if box is not None and lines[number].page == 0
    ]
    if not placed:
        return []
    whole = union([box for _, box in placed])
    depth = max(
        _STATUS_BAR_HEIGHT * (whole.y1 - min(whole.y0, 0)), _STATUS_BAR_OF_WIDTH * (whole.x1 - whole.x0)
    )
    top = [(number, box) for number, box in placed if box.y1 <= min(whole.y0, depth / 2) + depth]
    clocks = [box for number, box in top if _STATUS_BAR.match(fold(lines[number].text).strip())]
    low = max((box.y1 for box in clocks), default=whole.y0)
    bar = [(number, box) for number, box in top if (box.y0 + box.y1) / 2 <= low]
    middle = (whole.x0 + whole.x1) / 2
    alone = len(bar) == 1 and abs(bar[0][1].x0 + bar[0][1].x1 - 2 * middle) < _IN_THE_MIDDLE * (
        whole.x1 - whole.x0
    )
    return [number for number, _ in bar] if clocks and not alone else []
