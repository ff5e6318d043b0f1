"""Numbers as the lines of a page hold them: at the start of a line, or over several lines."""

from __future__ import annotations

import dataclasses
import re

from vault.reading.facts.page import Page
from vault.reading.facts.references.broken import end_below, had_to_break, left_of_row
from vault.reading.facts.references.found import ReferenceFound, found_at
from vault.reading.facts.references.labels import Label, labels
from vault.reading.facts.references.layout import continues_in_text
from vault.reading.facts.references.shapes import is_reference, normal
from vault.reading.facts.references.values import number_at, with_further_groups
from vault.reading.facts.spans import Claims

_MOMENT = r"(?:[0-9]{1,2}[./-][0-9]{1,2} {1,2})?[0-9]{1,2}:[0-5][0-9]"
_REST = re.compile(
    rf" ?(?!{_MOMENT})" + r"(?P<rest>[A-Za-z0-9-]{1,32})(?![,.][0-9])(?=$|[ ,.;:!?，。；！）)】\"”]|[一-龥])"
)
_ONE_WORD = re.compile(r"[^ ,;:!?。]{4,40}")
_PART = re.compile(r"[\])】]{0,2}(?:[: ]|为|是){0,4}(?P<n>[A-Za-z0-9][A-Za-z0-9/_-]{0,15}) {0,2}$")
_MOST_LINES = 3


def first_number(
    page: Page, number: int, claims: Claims, *, labelled: bool = False, told: bool = False
) -> tuple[int, int] | None:
    """Return the span of the number that line `number` starts with, None where it has none or one of another label."""
    start, end = page.line_span(number)
    skipped = len(page.text[start:end]) - len(
        page.text[start:end].lstrip(" \"'“#:为是" if labelled else " \"'“#:")
    )
    whole = _ONE_WORD.fullmatch(page.text[start + skipped : end].rstrip()) is not None
    span = number_at(
        page.text, start + skipped, end, claims, labelled=labelled, told=told or (labelled and whole)
    )
    return None if span is None or _labels_inside(page.text[span[1] : end]) else span


def _labels_inside(text: str) -> bool:
    """Whether `text` holds a label of its own, so that the number before it is that label's row."""
    return any(label.told for label in labels(text))


def whole_number(
    page: Page, label: Label, span: tuple[int, int], claims: Claims, rule: str, confidence: float
) -> ReferenceFound:
    """Return the number at `span` under its label, longer by what stands on the next lines when it is broken there."""
    number = page.line_number(span[0])
    if page.boxes[number] is None:
        span = _over_lines_of_text(page, number, span, claims)
        return found_at(page, label.text, span, rule, confidence)
    whole = _over_lines_of_a_picture(page, page.line_number(label.span[1] - 1), span, claims)
    found = found_at(page, label.text, whole.span, rule, confidence)
    if whole.rest is not None:
        value = normal(page.text[slice(*whole.span)] + page.text[slice(*whole.rest)])
        found = dataclasses.replace(found, value=value, rest=whole.rest)
    return found if whole.sure or found.note else dataclasses.replace(found, note="joined")


def number_from_a_part(
    page: Page, label: Label, start: int, claims: Claims, rule: str, confidence: float
) -> ReferenceFound | None:
    """Return the number whose first characters alone, too few for a number, stand from `start` to the line's end."""
    number = page.line_number(start)
    part = _PART.match(page.text, start, page.line_span(number)[1])
    if (
        part is None
        or page.boxes[number] is None
        or not (label.told or part["n"].isupper() or part["n"].isdigit())
    ):
        return None
    found = whole_number(page, label, part.span("n"), claims, rule, confidence)
    whole = is_reference(found.value, labelled=True, told=True) and len(found.value) > len(part["n"])
    return found if whole else None


@dataclasses.dataclass(frozen=True, slots=True)
class _Whole:
    """Where a number stands; `rest` is where it ends when other lines stand between. Not `sure` without need."""

    span: tuple[int, int]
    rest: tuple[int, int] | None = None
    sure: bool = True


def _over_lines_of_a_picture(page: Page, label: int, span: tuple[int, int], claims: Claims) -> _Whole:
    """Return the whole of the number at `span` by the places of the lines; `label` is the line of its label."""
    box, part, whole, lengths = page.boxes[label], span, _Whole(span), {span[1] - span[0]}
    for _ in range(_MOST_LINES - 1):
        number = page.line_number(part[1] - 1)
        place = end_below(page, number, part, claims, box.x0 if box else None)
        if place is None:
            break
        lower = page.line_number(place[0])
        start, end = page.line_span(lower)
        place = place[0], with_further_groups(page.text, start, place[1], claims.next_taken(start, end))
        sure = whole.sure and had_to_break(page, number, lower, left_of_row(page, label, number))
        joined = _with_end(page, whole, place, sure=sure)
        if joined is None or not _is_number(page, joined):
            break
        whole, part = joined, place
        lengths.add(place[1] - place[0])
    else:
        if len(lengths) == 1:  # as many lines of one length are a list
            return _Whole(span)
    return whole


def _with_end(page: Page, whole: _Whole, place: tuple[int, int], *, sure: bool) -> _Whole | None:
    """Return `whole` with the end at `place`; None where it would be in three parts."""
    if whole.rest is None and not page.text[whole.span[1] : place[0]].strip("-_/ \n"):
        return _Whole((whole.span[0], place[1]), None, sure)
    if whole.rest is None:
        between = page.text[whole.span[1] : place[0]]
        dashes = len(between) - len(between.lstrip("-_/"))
        return _Whole((whole.span[0], whole.span[1] + dashes), place, sure)
    if not page.text[whole.rest[1] : place[0]].strip("-_/ \n"):
        return _Whole(whole.span, (whole.rest[0], place[1]), sure)
    return None


def _is_number(page: Page, whole: _Whole) -> bool:
    last = (whole.rest or whole.span)[1]
    value = page.text[slice(*whole.span)] + (page.text[slice(*whole.rest)] if whole.rest else "")
    return is_reference(value, page.text[last : last + 5], labelled=True, told=True)


def _over_lines_of_text(page: Page, number: int, span: tuple[int, int], claims: Claims) -> tuple[int, int]:
    """Return the whole of the number at `span` in text alone."""
    for following in range(number + 1, min(number + _MOST_LINES, len(page.starts))):
        left = page.text[span[1] : page.line_span(following - 1)[1]].strip()
        if left != "-" and (left or not continues_in_text(page, following - 1, span)):
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
