"""What stands around a line of a page, and how far two stretches lie side by side."""

from __future__ import annotations

import re
from collections.abc import Callable

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


Neighbours = Callable[[int], tuple[str | None, str | None]]
"""What stands left of the line at an offset in its row, and at the head of its column of the picture."""

_DAY = re.compile(r"[0-9]{2,4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?(?: ?[0-9:]{4,8})?|[ /-]{1,8}")
"""A cell of a column of days, one without a day too."""


def neighbours_of(page: Page) -> Neighbours:
    """Return what tells the folded text of the lines next to the one at an offset: beside it, and over it.

    In a column of days what stands over each is the head of the column. Both are None where the lines have no places,
    and empty where nothing stands there close enough.
    """
    heads: dict[int, str] = {}

    def over(number: int) -> str:
        passed: list[int] = []
        above: int | None = number
        while above is not None and above not in heads and (not passed or _is_day(page, above)):
            passed.append(above)
            above = page.neighbours(above)[1]
        head = "" if above is None else heads.get(above, page.line_text(above))
        heads.update(dict.fromkeys(passed, head))
        return head

    def beside_and_over(offset: int) -> tuple[str | None, str | None]:
        number = page.line_number(offset)
        if page.boxes[number] is None:
            return None, None
        left, _ = page.neighbours(number)
        return "" if left is None else page.line_text(left), over(number)

    return beside_and_over


def _is_day(page: Page, number: int) -> bool:
    return _DAY.fullmatch(page.line_text(number).strip()) is not None
