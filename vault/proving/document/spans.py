"""Where a fact stands, line by line: as boxes in a picture, as spans of a text. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from vault.model import Box, Fact, Line, Reading

Span = tuple[int, int]


def boxes(reading: Reading, fact: Fact) -> tuple[Box, ...]:
    """Return the places of a fact in its picture, one for each line that it runs over.

    Args:
        reading: What the fact's span counts in.
        fact: The fact.

    Returns:
        Upright boxes from top to bottom; the fact's own box where it stands in one line, or where its lines are not
        known; none for a fact without a box.
    """
    if fact.box is None:
        return ()
    on_page = [part for part in _parts(reading, fact) if part[0].page == fact.page]
    found = [box for line, start, span in on_page if (box := _box(line, span[0] - start, span[1] - start))]
    return tuple(sorted(found, key=lambda box: box.y0)) if len(found) > 1 else (fact.box,)


def spans(reading: Reading, fact: Fact) -> tuple[Span, ...]:
    """Return the spans of a fact in the reading's text, one for each line that it runs over; none if not there."""
    return tuple(span for _, _, span in _parts(reading, fact))


def _parts(reading: Reading, fact: Fact) -> Iterator[tuple[Line, int, Span]]:
    """Give the lines of a fact, where each begins in the text, and the span of the fact in it.

    Nothing is given where something else stands at the span than the fact says, as in a covered copy.
    """
    if not fact.raw or reading.text[slice(*fact.span)] != fact.raw:
        return
    start = 0
    for line in reading.lines:
        first, last = max(start, fact.span[0]), min(start + len(line.text), fact.span[1])
        if first < last:
            yield line, start, (first, last)
        start += len(line.text) + 1


def _box(line: Line, first: int, last: int) -> Box | None:
    whole = line.box
    if whole is None:
        return None
    left, right = _shares(line, first, last)
    width = whole.x1 - whole.x0
    return Box(whole.x0 + left * width, whole.y0, whole.x0 + right * width, whole.y1)


def _shares(line: Line, first: int, last: int) -> tuple[float, float]:
    """Return where characters begin and end in a line, as shares of its width."""
    if len(line.places) == len(line.text):
        left = 0.0 if first == 0 else (line.places[first - 1] + line.places[first]) / 2
        right = 1.0 if last == len(line.text) else (line.places[last - 1] + line.places[last]) / 2
        return min(left, right), max(left, right)
    widths = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.text]
    return sum(widths[:first]) / sum(widths), sum(widths[:last]) / sum(widths)
