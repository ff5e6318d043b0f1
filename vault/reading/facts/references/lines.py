"""Numbers as the lines of a page hold them: at the start of a line, over several lines, in the cell of a grid."""

from __future__ import annotations

import re

from vault.reading.facts.page import Page
from vault.reading.facts.references.labels import labels
from vault.reading.facts.references.layout import continues_below, wrapped_below
from vault.reading.facts.references.shapes import is_reference
from vault.reading.facts.references.values import number_at, with_further_groups
from vault.reading.facts.spans import Claims

_REST = re.compile(r" ?(?P<rest>[A-Za-z0-9-]{1,32})(?![,.][0-9])(?=$|[ ,.;:!?，。；！）)】\"”]|[一-龥])")
_ONE_WORD = re.compile(r"[^ ,;:!?。]{4,40}")
_FRAGMENT = re.compile(r"[A-Za-z0-9-]{1,32}")
_MOST_LINES = 3


def first_number(
    page: Page, number: int, claims: Claims, *, labelled: bool = False, told: bool = False
) -> tuple[int, int] | None:
    """Return the span of the number that line `number` starts with, None where it has none or one of another label."""
    start, end = page.line_span(number)
    skipped = len(page.text[start:end]) - len(page.text[start:end].lstrip(" \"'“#:"))
    whole = _ONE_WORD.fullmatch(page.text[start + skipped : end].rstrip()) is not None
    span = number_at(
        page.text, start + skipped, end, claims, labelled=labelled, told=told or (labelled and whole)
    )
    return None if span is None or _labels_inside(page.text[span[1] : end]) else span


def _labels_inside(text: str) -> bool:
    """Whether `text` holds a label of its own, so that the number before it is that label's row."""
    return any(label.told for label in labels(text))


def whole_over_lines(page: Page, number: int, span: tuple[int, int], claims: Claims) -> tuple[int, int]:
    """Return `span`, longer by what stands on the next lines when the number is broken there."""
    for following in range(number + 1, min(number + _MOST_LINES, len(page.starts))):
        left = page.text[span[1] : page.line_span(following - 1)[1]].strip()
        if left != "-" and (left or not continues_below(page, following - 1, span)):
            break
        start, end = page.line_span(following)
        rest = _REST.match(page.text, start, end)
        if (
            rest is None
            or not _goes_on(page.text[slice(*span)], rest["rest"])
            or claims.overlaps(rest.span("rest"))
        ):
            break
        last = with_further_groups(page.text, start, rest.end("rest"), claims.next_taken(start, end))
        if not is_reference(page.text[span[0] : last], page.text[last : last + 5], labelled=True):
            break
        span = (span[0], last)
    return span


def _goes_on(number: str, rest: str) -> bool:
    """Whether `rest` on the next line can be the end of `number`: it has digits, or letters as the number has."""
    return any(map(str.isdigit, rest)) or (
        rest.isupper() and number[-1].isalpha() and any(map(str.isdigit, number))
    )


def end_in_cell(page: Page, span: tuple[int, int], claims: Claims) -> tuple[int, int] | None:
    """Return where the end of a number stands that goes on in its cell of a grid, None where the number is whole.

    The neighbouring cell's text stands between in reading order, so that no one span holds both parts.
    """
    number = page.line_number(span[1] - 1)
    if page.line_text(number).strip() != page.text[slice(*span)]:
        return None
    following = wrapped_below(page, number)
    if following is None or following == number + 1:
        return None
    rest = page.line_text(following).strip()
    if len(rest) >= span[1] - span[0] or _FRAGMENT.fullmatch(rest) is None or not any(map(str.isdigit, rest)):
        return None
    place = page.line_span(following)
    return place if claims.take(place) else None
