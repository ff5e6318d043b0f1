"""Which line stands beside or below a label: by place where lines have one, else by their order."""

from __future__ import annotations

import re

from vault.model import Box
from vault.reading.facts.page import Page
from vault.reading.facts.references.shapes import is_telephone_number

_REACH = 6  # lines that may stand between a label and its value in reading order
_FULL_LINE, _CUT_LINE = 18, 14  # characters of a line that reaches its end
_SHORT, _LONG = 6, 10  # characters of a number
_REST_OF_SENTENCE = re.compile(r"[A-Z]{0,4}[0-9][0-9A-Z-]{0,30}[,。;)】]")
_FRAGMENT = re.compile(r"[0-9][0-9A-Z-]{1,20}")
_LEAST_SHARE = 0.25  # of the height: a label may stand at the middle of a value of two lines


def beside(page: Page, number: int) -> int | None:
    """Return the line to the right of line `number` in the same row, None where lines have no places."""
    label = page.boxes[number]
    if label is None:
        return None
    height = label.y1 - label.y0
    row = [
        (share < 0.5, box.x0 if share >= 0.5 else box.y0, other)
        for other, box in _near(page, number)
        if (share := _share(label.y0, label.y1, box.y0, box.y1)) >= _LEAST_SHARE
        and box.x0 >= label.x1 - height / 2
    ]
    return min(row)[-1] if row else None


def below(page: Page, number: int) -> int | None:
    """Return the line under line `number`; where lines have no places, the next that is not empty."""
    label = page.boxes[number]
    if label is None:
        following = range(number + 1, min(number + 3, len(page.reading.lines)))
        return next((other for other in following if page.line_text(other).strip()), None)
    height = label.y1 - label.y0
    under = [
        (box.y0, other)
        for other, box in _near(page, number)
        if box.y0 >= label.y1 - height / 2
        and box.y0 - label.y1 <= 2.5 * height
        and _share(label.x0, label.x1, box.x0, box.x1) > 0
    ]
    return min(under)[1] if under else None


def continues_below(page: Page, number: int, span: tuple[int, int]) -> bool:
    """Whether the number at `span`, at the end of line `number`, may go on at the start of the next line.

    With places, the line must reach near the right edge of what stands around it, and the next begin under it. In
    text alone, the number must be long or stand in a sentence that the line break cuts.
    """
    if number + 1 >= len(page.reading.lines):
        return False
    line, following = page.reading.lines[number], page.reading.lines[number + 1]
    upper, lower = page.boxes[number], page.boxes[number + 1]
    if upper is None or lower is None:
        long = span[1] - span[0] >= 12 and len(line.text) >= _FULL_LINE
        return long or _is_cut_in_text(line.text, page.line_text(number + 1), span)
    height = upper.y1 - upper.y0
    if line.page != following.page or not -0.5 * height <= lower.y0 - upper.y1 <= height:
        return False
    if _has_left_neighbour(lower, _near(page, number)):
        return False  # the next line is the value of a label of its own
    right = max(box.x1 for _, box in [(number, upper), *_near(page, number)])
    reaches = upper.x1 >= right - 3 * height
    return reaches and any(
        abs(lower.x0 - start) <= 1.5 * height for start in (upper.x0, _start_of(page, span, upper))
    )


def _is_cut_in_text(line: str, following: str, span: tuple[int, int]) -> bool:
    """Whether the end of `line` cuts its number: a sentence goes on below, or a fragment of digits stands there.

    A number of another make is no fragment, nor is a telephone number.
    """
    if _REST_OF_SENTENCE.match(following):
        return span[1] - span[0] >= _SHORT and len(line) >= _CUT_LINE
    number, rest = line.strip(), following.strip()
    if len(number) != span[1] - span[0] or len(number) < _LONG or not _FRAGMENT.fullmatch(rest):
        return False
    alike = abs(len(number) - len(rest)) <= 1 and number[:2].isdigit() == rest[:2].isdigit()
    return not alike and not is_telephone_number(rest) and (not number.isdigit() or len(rest) < _LONG)


def _start_of(page: Page, span: tuple[int, int], upper: Box) -> float:
    """Return where the characters at `span` start along `upper`, the level box of their line."""
    value, line = page.box((span[0], span[0] + 1)), page.reading.lines[page.line_number(span[0])].box
    if value is None or line is None or line.x1 <= line.x0:
        return upper.x0
    return upper.x0 + (value.x0 - line.x0) / (line.x1 - line.x0) * (upper.x1 - upper.x0)


def wrapped_below(page: Page, number: int) -> int | None:
    """Return the line right under line `number` in its cell, where another cell's line stands between in reading order.

    The line must reach the edge of its cell, and the other begin under it with no more than the space between lines.
    """
    upper = page.boxes[number]
    if upper is None:
        return None
    height, near = upper.y1 - upper.y0, _near(page, number)
    beyond = [
        box.x0
        for _, box in near
        if box.x0 > upper.x1 and _share(box.y0, box.y1, upper.y0 - 3 * height, upper.y1 + 3 * height) > 0
    ]
    edge = min(beyond, default=max([upper.x1, *(box.x1 for _, box in near)]))
    under = [
        other
        for other, box in near
        if abs(box.x0 - upper.x0) <= 0.6 * height
        and box.x1 <= upper.x1
        and -0.6 * height <= box.y0 - upper.y1 <= 0.45 * height
        and not _has_left_neighbour(box, near)
    ]
    return under[0] if len(under) == 1 and edge - upper.x1 <= 2.5 * height else None


def _has_left_neighbour(line: Box, near: list[tuple[int, Box]]) -> bool:
    return any(_share(line.y0, line.y1, box.y0, box.y1) >= 0.5 and box.x1 <= line.x0 for _, box in near)


def _near(page: Page, number: int) -> list[tuple[int, Box]]:
    lines = page.reading.lines
    near = range(max(0, number - _REACH), min(len(lines), number + _REACH + 1))
    return [
        (other, box)
        for other in near
        if other != number and lines[other].page == lines[number].page and (box := page.boxes[other])
    ]


def _share(first: float, last: float, other_first: float, other_last: float) -> float:
    """Return how much of the shorter of two stretches lies within the other, 0 to 1."""
    shorter = min(last - first, other_last - other_first)
    return max(0.0, min(last, other_last) - max(first, other_first)) / shorter if shorter > 0 else 0.0
