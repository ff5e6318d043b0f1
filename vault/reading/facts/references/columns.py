"""Values under their labels where labels stand together and the values follow: heads of columns, lists of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.page import Page
from vault.reading.facts.references.shapes import is_whole

_HEADS = re.compile(r"[ |]{0,4}[一-龥]{2,10}(?:[ |]{1,20}[一-龥]{2,10}){1,5}[ |]{0,4}")
_WORD = re.compile(r"[^ ]+")
_BETWEEN_BARS = re.compile(r"[^ |](?:[^|]*[^ |])?")
_RULE = re.compile(r"[ |:+-]+")
_LABEL_LINE = re.compile(r" {0,40}[一-龥]{2,12} {0,40}[:]? {0,40}")
_MOST = 6
_LONG = 9


def cells_under(page: Page, number: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the cells under the head that starts at `start` on line `number`, a line of heads alone.

    Cells stand apart by spaces, or by bars where the heads do; a line of another number of cells ends the table.
    """
    head_line = page.line_text(number)
    if not _HEADS.fullmatch(head_line):
        return
    cell = _BETWEEN_BARS if "|" in head_line else _WORD
    line_start, _ = page.line_span(number)
    heads = list(cell.finditer(head_line))
    place = next((at for at, head in enumerate(heads) if head.end() > start - line_start), None)
    for row in range(number + 1, len(page.starts)):
        cells = list(cell.finditer(page.line_text(row)))
        if place is None or len(cells) != len(heads):
            return
        if not _RULE.fullmatch(page.line_text(row)):
            yield page.starts[row] + cells[place].start(), page.starts[row] + cells[place].end()


def stacked(page: Page, number: int) -> int | None:
    """Return the line of the value of label line `number` where several labels and then their values follow.

    Only for text whose lines have no places: the last labels of a run belong, in order, to the run of values after it.
    """
    if page.boxes[number] is not None or not _is_label(page, number):
        return None
    last = number
    while last + 1 < len(page.starts) and last - number < _MOST and _is_label(page, last + 1):
        last += 1
    if last + 1 >= len(page.starts) or not _is_value(page, last + 1) or _is_cut(page, last + 1):
        return None
    first = number
    while first > 0 and number - first < _MOST and _is_label(page, first - 1):
        first -= 1
    values = last + 1
    while values < len(page.starts) and values - last <= last - first + 1 and _is_value(page, values):
        values += 1
    count = values - last - 1
    place = count - 1 - (last - number)
    if count > 1 and place >= 0:
        return last + 1 + place
    return _only_number(page, range(last + 1, min(2 * last - first + 2, len(page.starts))))


def _is_cut(page: Page, number: int) -> bool:
    """Whether a value goes on in the next line, so that lines cannot be counted."""
    return page.line_text(number).rstrip().endswith("-")


def _only_number(page: Page, lines: range) -> int | None:
    """Return which of `lines` is a number alone, where one is and words stand for the other values."""
    numbers = [
        line for line in lines if len(page.line_text(line)) >= _LONG and is_whole(page.line_text(line))
    ]
    return numbers[0] if len(numbers) == 1 else None


def _is_label(page: Page, number: int) -> bool:
    return _LABEL_LINE.fullmatch(page.line_text(number)) is not None


def _is_value(page: Page, number: int) -> bool:
    text = page.line_text(number)
    return not _is_label(page, number) and any(char.isdigit() for char in text)
