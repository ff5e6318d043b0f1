"""Amounts whose currency only the head of their column names: 10,000 under Amount (CNY), 500 under 金额(元)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.model import Money
from vault.reading.facts.amounts.numbers import AmountFound, currencies, decimal
from vault.reading.facts.page import Page
from vault.reading.facts.surroundings import near, share

_CURRENCY = "元|CNY|RMB|USD|HKD|EUR"
_HEAD = re.compile(
    r"(?P<name>[一-龥A-Za-z][一-龥A-Za-z. ]{1,30}?) ?(?:[(/] ?(?:in |单位:? ?)?|in )(?:人民币)?(?P<scale>万)?"
    rf"(?P<code>{_CURRENCY})(?: ?[)])?"
)
_LOOK = re.compile(rf"(?:{_CURRENCY})(?: ?[)])?(?= |\n|\||\Z)")
_CELL = re.compile(
    r" {0,4}(?P<sign>[+-] ?)?(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,9}(?:\.[0-9]{1,4})?) {0,4}"
)
_NOTHING = re.compile(r"[ /-]{0,8}")
_BETWEEN = re.compile(r" {2,}| ?\| ?")
_SPACE = re.compile(" ")
_DOWN = 200
"""Lines of a page among which the cells under a head are looked for."""
_APART = 5.0  # of a line's height, between two cells of a column
_LONGEST_ROW = 480
"""Characters of a line in which cells are looked for."""


def under_heads(page: Page) -> Iterator[AmountFound]:
    """Yield the amounts of the columns whose heads name a currency."""
    for number in _lines_with_a_currency(page):
        if page.boxes[number] is None:
            yield from _in_text(page, number)
        elif head := _HEAD.fullmatch(page.line_text(number).strip()):
            yield from _in_a_picture(page, number, head)


def _lines_with_a_currency(page: Page) -> list[int]:
    numbers = (page.line_number(match.start()) for match in _LOOK.finditer(page.text))
    return list(dict.fromkeys(numbers))


def _in_a_picture(page: Page, number: int, head: re.Match[str]) -> Iterator[AmountFound]:
    own = page.boxes[number]
    if own is None:
        return
    column = sorted(
        (box.y0, box.y1, other)
        for other, box in near(page, number, before=0, after=_DOWN)
        if box.y0 >= (own.y0 + own.y1) / 2 and share(own.x0, own.x1, box.x0, box.x1) > 0
    )
    bottom, height = own.y1, own.y1 - own.y0
    for top, low, line in column:
        if top - bottom > _APART * height or not (found := _cell(page, page.line_span(line), head)):
            return
        bottom = low
        yield from found


def _in_text(page: Page, number: int) -> Iterator[AmountFound]:
    """Yield the amounts of a table in text: rows of as many cells as it has heads."""
    heads = _cells(page, number)
    places = [(at, head) for at, span in enumerate(heads) if (head := _HEAD.fullmatch(page.text, *span))]
    last = min(number + 1 + _DOWN, len(page.starts)) if places and len(heads) > 1 else 0
    for row in range(number + 1, last):
        cells = _cells(page, row)
        if len(cells) != len(heads):
            return
        for at, head in places:
            yield from _cell(page, cells[at], head) or ()


def _cells(page: Page, number: int) -> list[tuple[int, int]]:
    """Return where the cells of a line stand, apart by bars or wide gaps, else by single spaces."""
    start, _ = page.line_span(number)
    text = page.line_text(number)[:_LONGEST_ROW]
    parts = _BETWEEN if _BETWEEN.search(text.strip()) else _SPACE
    spans, first = [], 0
    for gap in [*parts.finditer(text), None]:
        last = gap.start() if gap else len(text)
        if text[first:last].strip():
            spans.append((start + first, start + last))
        first = gap.end() if gap else last
    return spans


def _cell(page: Page, span: tuple[int, int], head: re.Match[str]) -> list[AmountFound] | None:
    """Return the amount of a cell, none of an empty one, and None where it is no cell of such a column."""
    cell = _CELL.fullmatch(page.text, *span)
    if cell is None:
        return [] if _NOTHING.fullmatch(page.text, *span) else None
    value = Money(decimal(cell["n"], head["scale"]), currencies()[head["code"].lower()])
    return [AmountFound(cell.span("n"), value, "amount.headed", 0.85)]
