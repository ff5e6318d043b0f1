"""What stands around a line of a page, and how far two stretches lie side by side."""

from __future__ import annotations

from vault.model import Box
from vault.reading.facts.page import Page


def near(page: Page, number: int, *, before: int, after: int) -> list[tuple[int, Box]]:
    """Return the lines of the same page around line `number`, with their places; without it and those without a place.

    Args:
        page: The page.
        number: The line.
        before: Lines in reading order that are looked at before it.
        after: Those behind it.
    """
    lines = page.reading.lines
    around = range(max(0, number - before), min(len(lines), number + after + 1))
    return [
        (other, box)
        for other in around
        if other != number and lines[other].page == lines[number].page and (box := page.boxes[other])
    ]


def share(first: float, last: float, other_first: float, other_last: float) -> float:
    """Return how much of the shorter of two stretches lies within the other, 0 to 1."""
    shorter = min(last - first, other_last - other_first)
    return max(0.0, min(last, other_last) - max(first, other_first)) / shorter if shorter > 0 else 0.0
