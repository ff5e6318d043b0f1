"""Finds the value that belongs to each label: on its line, in the row, below, or above as its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.facts.page import Page
from vault.reading.facts.references.labels import Label, labels
from vault.reading.facts.references.layout import below, beside, continues_below
from vault.reading.facts.references.values import (
    is_reference,
    is_whole,
    normal,
    number_at,
    value_at,
    with_further_groups,
)
from vault.reading.facts.spans import Claims

_TAIL = re.compile(r"[\])】:;=# ]{0,4}(?:为|是)?[: ]{0,2}(?:复制)?$")
_REST = re.compile(r" ?(?P<rest>[A-Za-z0-9-]{1,32})(?=$|[ ,.;:!?，。；！）)】\"”]|[一-龥])")
_BEFORE_LABEL = re.compile(
    r"(?P<n>[A-Za-z0-9][A-Za-z0-9-]{5,39}) ?(?:[(] ?|是(?:您的|你的|本次)?|为(?:您的|你的|本次)?)$"
)


@dataclass(frozen=True, slots=True)
class ReferenceFound:
    """A reference number with its label; `value` has no spaces."""

    span: tuple[int, int]
    value: str
    label: str
    rule: str
    confidence: float


def references(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the reference numbers of a page, and claim their characters.

    Args:
        page: The page.
        claims: What is taken already: dates that are surely dates.
    """
    for label in labels(page.text):
        found = _on_line(page, label, claims) or _off_line(page, label, claims) or _in_front(page, label)
        if found and claims.take(found.span):
            yield found


def _on_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[0])
    _, end = page.line_span(number)
    span = value_at(page.text, label.span[1], end, claims)
    if span is None:
        return None
    return _found(
        page,
        label,
        _whole_over_lines(page, number, span, claims),
        "reference.beside",
        0.97 if label.told else 0.93,
    )


def _whole_over_lines(page: Page, number: int, span: tuple[int, int], claims: Claims) -> tuple[int, int]:
    """Return `span`, longer by what stands on the next line when the number is broken there."""
    left = page.text[span[1] : page.line_span(number)[1]].strip()
    broken_at_a_dash = left == "-" and number + 1 < len(page.starts)
    if not broken_at_a_dash and (left or not continues_below(page, number, span)):
        return span
    start, end = page.line_span(number + 1)
    rest = _REST.match(page.text, start, end)
    if rest is None or not any(char.isdigit() for char in rest["rest"]) or claims.overlaps(rest.span("rest")):
        return span
    joined = (span[0], with_further_groups(page.text, start, rest.end("rest"), claims.next_taken(start, end)))
    return joined if is_reference(page.text[slice(*joined)], page.text[joined[1] : joined[1] + 5]) else span


def _off_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[0])
    start, end = page.line_span(number)
    if not _TAIL.match(page.text, label.span[1], end):
        return None
    for rule, other in (("reference.row", beside(page, number)), ("reference.below", below(page, number))):
        if other is None:
            continue
        value = _first_number(page, other, claims, labelled=True)
        if value:
            return _found(page, label, _whole_over_lines(page, other, value, claims), rule, 0.9)
    if not page.text[start : label.span[0]].strip() and number and is_whole(page.line_text(number - 1)):
        value = _first_number(page, number - 1, claims)
        return _found(page, label, value, "reference.above", 0.8) if value else None
    return None


def _first_number(
    page: Page, number: int, claims: Claims, *, labelled: bool = False
) -> tuple[int, int] | None:
    start, end = page.line_span(number)
    skipped = len(page.text[start:end]) - len(page.text[start:end].lstrip(" \"'“#:"))
    span = number_at(page.text, start + skipped, end, claims, labelled=labelled)
    return None if span is None or labels_inside(page.text[span[1] : end]) else span


def labels_inside(text: str) -> bool:
    """Whether `text` holds a label of its own, so that the number before it is that label's row."""
    return any(label.told for label in labels(text))


def _in_front(page: Page, label: Label) -> ReferenceFound | None:
    start, _ = page.line_span(page.line_number(label.span[0]))
    match = _BEFORE_LABEL.search(page.text, max(start, label.span[0] - 48), label.span[0])
    if match is None or not is_reference(match["n"]):
        return None
    return _found(page, label, match.span("n"), "reference.before", 0.85)


def _found(page: Page, label: Label, span: tuple[int, int], rule: str, confidence: float) -> ReferenceFound:
    return ReferenceFound(span, normal(page.text[slice(*span)]), label.text, rule, confidence)
