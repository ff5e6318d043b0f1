"""Values under their labels where labels stand together and the values follow: heads of columns, lists of labels."""

from __future__ import annotations

import re

from vault.reading.facts.page import Page

_HEADS = re.compile(r" *[一-龥]{2,10}(?: {1,20}[一-龥]{2,10}){1,5} *")
_LABEL_LINE = re.compile(r" *[一-龥]{2,12} *[:]? *")
_MOST = 6


def in_column(page: Page, number: int, start: int) -> tuple[int, int] | None:
    """Return the span of the cell under the head that starts at `start` on line `number`, a line of heads alone."""
    if number + 1 >= len(page.starts) or not _HEADS.fullmatch(page.line_text(number)):
        return None
    line_start, line_end = page.line_span(number)
    heads = list(re.finditer(r"[^ ]+", page.text[line_start:line_end]))
    value_start, value_end = page.line_span(number + 1)
    cells = list(re.finditer(r"[^ ]+", page.text[value_start:value_end]))
    place = next((at for at, head in enumerate(heads) if head.end() > start - line_start), None)
    if place is None or len(heads) != len(cells):
        return None
    return value_start + cells[place].start(), value_start + cells[place].end()


def stacked(page: Page, number: int) -> int | None:
    """Return the line of the value of label line `number` where several labels and then their values follow.

    Only for text whose lines have no places: the last labels of a run belong, in order, to the run of values after it.
    """
    if page.boxes[number] is not None or not _is_label(page, number):
        return None
    last = number
    while last + 1 < len(page.starts) and last - number < _MOST and _is_label(page, last + 1):
        last += 1
    if last + 1 >= len(page.starts) or not _is_value(page, last + 1):
        return None
    first = number
    while first > 0 and number - first < _MOST and _is_label(page, first - 1):
        first -= 1
    values = last + 1
    while values < len(page.starts) and values - last <= last - first + 1 and _is_value(page, values):
        values += 1
    count = values - last - 1
    place = count - 1 - (last - number)
    return last + 1 + place if count > 1 and place >= 0 else None


def _is_label(page: Page, number: int) -> bool:
    return _LABEL_LINE.fullmatch(page.line_text(number)) is not None


def _is_value(page: Page, number: int) -> bool:
    text = page.line_text(number)
    return not _is_label(page, number) and any(char.isdigit() for char in text)
