"""Amounts that only the head of their column tells: 10,000 under Amount (CNY), 32,000 under 授信额度."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vault.model import Box, Money
from vault.reading.facts.amounts.heads import Head, Unit, head_of, may_end_in, unit_alone, unit_told
from vault.reading.facts.amounts.numbers import AmountFound, decimal
from vault.reading.facts.page import Page
from vault.reading.facts.surroundings import near, share

_FIGURE = r"(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,9}(?:\.[0-9]{1,4})?)"
_CELL = re.compile(rf" {{0,4}}(?P<sign>[+-] ?)?{_FIGURE}(?P<scale>[万亿])? {{0,4}}")
_PASSED_OVER = re.compile(r" {0,4}(?:[/-]{0,8}|[+-]?(?:[¥$€£] ?)?[0-9][0-9,.]{0,20} ?(?:[万亿]?元)?) {0,4}")
"""A cell without a figure, or with one that needs no head."""
_BETWEEN = re.compile(r" {2,}| ?\| ?")
_SPACE = re.compile(" ")
_DOWN = 200
"""Lines of a page among which the cells under a head are looked for."""
_UP = 24
_APART = 5.0  # of a line's height, between two cells of a column
_UNDER_A_LABEL = 2.5  # of a line's height, between a head without others beside it and its figure
_OF_A_LINE = 0.3  # of the narrower width, which a part of a line shares with its head
_LONGEST_ROW = 480
"""Characters of a line in which cells are looked for."""
_LONG = 4
"""Digits of a whole figure that is no count."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """A head in a picture and the cells near it, those below and above, from the nearest on."""

    below: Sequence[tuple[Box, Span]]
    above: Sequence[tuple[Box, Span]]


def under_heads(page: Page) -> Iterator[AmountFound]:
    """Yield the amounts of the columns whose heads name a currency or an amount."""
    for number in sorted({page.line_number(place) for place in may_end_in(page.text)}):
        if page.boxes[number] is None:
            yield from _in_text(page, number)
        else:
            yield from _in_a_picture(page, number)


def _in_a_picture(page: Page, number: int) -> Iterator[AmountFound]:
    for span in _heads(page, number):
        own, head = _box(page, number, span), head_of(page.text[slice(*span)])
        if own is None or head is None:
            continue
        column = _column(page, number, own)
        if head.unit is None and not _heads_figures(page, number, own, column):
            continue
        yield from _down(page, column.below, own, head, span[1])


def _heads(page: Page, number: int) -> list[Span]:
    """Return where heads may stand in a line: all of it, or its parts, which a single space parts in Chinese alone."""
    whole, parts = page.line_span(number), _cells(page, number)
    if len(parts) < 2 or head_of(page.text[slice(*whole)]):
        return [whole]
    apart = _BETWEEN.search(page.line_text(number).strip())
    return [part for part in parts if apart or not page.text[slice(*part)].isascii()]


def _box(page: Page, number: int, span: Span) -> Box | None:
    return page.boxes[number] if span == page.line_span(number) else page.box(span)


def _column(page: Page, number: int, own: Box) -> _Column:
    cells = [
        cell
        for other, line in near(page, number, before=_UP, after=_DOWN)
        if (cell := _part_under(page, other, line, own))
    ]
    middle = (own.y0 + own.y1) / 2
    return _Column(
        sorted((cell for cell in cells if cell[0].y0 >= middle), key=lambda cell: cell[0].y0),
        sorted((cell for cell in cells if cell[0].y1 <= middle), key=lambda cell: -cell[0].y1),
    )


def _part_under(page: Page, number: int, line: Box, own: Box) -> tuple[Box, Span] | None:
    """Return what of a line stands over or under a head: the line, or the part of it that recognition joined."""
    if share(own.x0, own.x1, line.x0, line.x1) <= 0:
        return None
    spans = _cells(page, number)
    if len(spans) < 2 or line.x1 - line.x0 < own.x1 - own.x0:
        return line, page.line_span(number)
    parts = [(box, span) for span in spans if (box := page.box(span))]
    best = max(parts, key=lambda part: share(own.x0, own.x1, part[0].x0, part[0].x1), default=None)
    if best is None or share(own.x0, own.x1, best[0].x0, best[0].x1) < _OF_A_LINE:
        return line, page.line_span(number)
    return best


def _heads_figures(page: Page, number: int, own: Box, column: _Column) -> bool:
    """Whether a name of an amount heads the figures below it, and is no label of the figure above it."""
    if not column.below:
        return False
    height, gap = own.y1 - own.y0, column.below[0][0].y0 - own.y1
    over = [box for box, span in column.above[:1] if _CELL.fullmatch(page.text, *span)]
    if any(own.y0 - box.y1 <= gap for box in over):
        return False
    in_a_row = any(
        share(own.y0, own.y1, box.y0, box.y1) > 0 and not _CELL.fullmatch(page.text, *page.line_span(other))
        for other, box in near(page, number, before=_UP, after=_UP)
    )
    return in_a_row or gap <= _UNDER_A_LABEL * height


def _down(
    page: Page, cells: Iterable[tuple[Box, Span]], own: Box, head: Head, end: int
) -> Iterator[AmountFound]:
    """Yield the amounts of the cells under a head, to the first that is none."""
    unit, bottom, height = head.unit, own.y1, own.y1 - own.y0
    for box, span in cells:
        if box.y0 - bottom > _APART * height:
            return
        bottom = box.y1
        if unit is None and (alone := unit_alone(page.text[slice(*span)])):
            unit = alone
            continue
        unit = unit or unit_told(page.text, end)
        found = _cell(page, span, head, unit)
        if found is None:
            return
        yield from found


def _in_text(page: Page, number: int) -> Iterator[AmountFound]:
    """Yield the amounts of a table in text: rows of as many cells as it has heads."""
    heads, may_be = _cells(page, number), _heads(page, number)
    told = {span: head for span in may_be if (head := head_of(page.text[slice(*span)]))}
    places = [(at, told[span]) for at, span in enumerate(heads) if span in told]
    last = min(number + 1 + _DOWN, len(page.starts)) if places and len(heads) > 1 else 0
    units = [head.unit or unit_told(page.text, heads[at][1]) for at, head in places] if last else []
    for row in range(number + 1, last):
        cells = _cells(page, row)
        if len(cells) != len(heads):
            return
        for (at, head), unit in zip(places, units, strict=True):
            yield from _cell(page, cells[at], head, unit) or ()


def _cells(page: Page, number: int) -> list[Span]:
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


def _cell(page: Page, span: Span, head: Head, unit: Unit) -> list[AmountFound] | None:
    """Return the amount of a cell, none of one passed over, and None where it is no cell of such a column."""
    cell = _CELL.fullmatch(page.text, *span)
    if cell is None:
        return [] if _PASSED_OVER.fullmatch(page.text, *span) else None
    number, scale = cell["n"], cell["scale"] or unit.scale
    if head.counts and number.isdigit() and len(number) < _LONG and not cell["scale"]:
        return []
    last = cell.end("scale") if cell["scale"] else cell.end("n")
    value = Money(decimal(number, scale), unit.currency)
    return [AmountFound((cell.start("n"), last), value, "amount.headed", 0.85)]
