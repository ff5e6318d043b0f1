"""A reference number with its label, as the rules of this package hand it on."""

from __future__ import annotations

import dataclasses

from vault.reading.facts.page import Page
from vault.reading.facts.references.shapes import normal
from vault.reading.facts.references.values import cut_short


@dataclasses.dataclass(frozen=True, slots=True)
class ReferenceFound:
    """A reference number with its label; `value` has no spaces. `note` says where the screen shows only part of it.

    `rest` is where the end of `value` stands, when the lines of another cell stand between it and `span`.
    """

    span: tuple[int, int]
    value: str
    label: str | None
    rule: str
    confidence: float
    note: str | None = None
    rest: tuple[int, int] | None = None


def found_at(page: Page, label: str, span: tuple[int, int], rule: str, confidence: float) -> ReferenceFound:
    """Return the number at `span`; one that the screen cuts short or masks says so and is trusted less."""
    _, end = page.line_span(page.line_number(span[1] - 1))
    if cut := cut_short(page.text, span[1], end):
        value = normal(page.text[span[0] : cut])
        return ReferenceFound((span[0], cut), value, label, rule, confidence / 2, "truncated")
    value = normal(page.text[slice(*span)])
    return ReferenceFound(span, value, label, rule, confidence, "masked" if "*" in value else None)
