"""From what the rules found in a page to facts: value, raw text, place and confidence."""

from __future__ import annotations

import dataclasses
import datetime as dt

from vault.model import Fact, FactType, Money, Role
from vault.reading.facts.amounts import AmountFound
from vault.reading.facts.dates import DateFound
from vault.reading.facts.employees import EmployeeFound
from vault.reading.facts.page import Page, box_of, union
from vault.reading.facts.phones import PhoneFound
from vault.reading.facts.platforms import PlatformFound, label_of
from vault.reading.facts.reasons import ReasonFound
from vault.reading.facts.references import ReferenceFound


def date_fact(page: Page, date: DateFound) -> Fact:
    """Return a date as a fact."""
    part = date.part
    return _fact(
        page,
        FactType.DATE,
        date.value,
        date.span,
        date.rule,
        date.confidence,
        part.label,
        role=part.role,
        note=date.note,
    )


def reference_fact(page: Page, number: ReferenceFound) -> Fact:
    """Return a reference number as a fact, as it is printed."""
    fact = _fact(
        page,
        FactType.REFERENCE,
        _as_printed(page, number),
        number.span,
        number.rule,
        number.confidence,
        number.label,
        note=number.note,
    )
    rest = page.box(number.rest) if number.rest else None
    return dataclasses.replace(fact, box=union([fact.box, rest])) if fact.box and rest else fact


def _as_printed(page: Page, number: ReferenceFound) -> str:
    """Return the number with its Chinese characters as they stand, not in the one spelling that rules look at."""
    if number.value.isascii():
        return number.value
    spans = [number.span] if number.rest is None else [number.span, number.rest]
    places = [at for span in spans for at in range(*span) if not page.text[at].isspace()]
    if "".join(page.text[at] for at in places) != number.value:
        return number.value
    return "".join(_printed(page, at) for at in places)


def _printed(page: Page, at: int) -> str:
    """Return the character at `at`: a Chinese one as it stands, any other folded."""
    number = page.line_number(at)
    standing = page.reading.lines[number].text[at - page.starts[number]]
    return standing if "一" <= standing <= "龥" else page.text[at]


def employee_fact(page: Page, number: EmployeeFound) -> Fact:
    """Return a staff number as a fact."""
    return _fact(
        page, FactType.EMPLOYEE, number.value, number.span, number.rule, number.confidence, number.label
    )


def phone_fact(page: Page, phone: PhoneFound) -> Fact:
    """Return a telephone number as a fact."""
    return _fact(page, FactType.PHONE, phone.value, phone.span, phone.rule, phone.confidence)


def amount_fact(page: Page, amount: AmountFound) -> Fact:
    """Return an amount as a fact."""
    return _fact(page, FactType.AMOUNT, amount.value, amount.span, amount.rule, amount.confidence)


def platform_fact(page: Page, found: PlatformFound, on: dt.date | None) -> Fact:
    """Return a platform as a fact, under the name that it bore `on` that day."""
    value = found.platform.id if found.platform else f"new:{found.name}"
    name = found.platform.name_on(on) if found.platform else found.name
    label = label_of(page.text, found.span)
    return _fact(
        page,
        FactType.PLATFORM,
        value,
        found.span,
        found.rule,
        found.confidence,
        label,
        role=found.role,
        name=name,
    )


def reason_fact(page: Page, of_type: FactType, reason: ReasonFound) -> Fact:
    """Return what the words of a clause tell as a fact."""
    return _fact(page, of_type, reason.value, reason.span, reason.rule, reason.confidence, reason.label)


def _fact(
    page: Page,
    type_: FactType,
    value: str | Money,
    span: tuple[int, int],
    rule: str,
    confidence: float,
    label: str | None = None,
    *,
    role: Role | None = None,
    name: str | None = None,
    note: str | None = None,
) -> Fact:
    parts = page.parts(span)
    if len(parts) == 1:  # most facts lie in one line
        line, first, last = parts[0]
        raw, seen, number = line.text[first:last], line.confidence, line.page
        box = box_of(parts) if line.quad else None
    else:
        raw = "\n".join(line.text[first:last] for line, first, last in parts)
        seen = min((line.confidence for line, _, _ in parts), default=1.0)
        number, box = parts[0][0].page if parts else 0, box_of(parts)
    return Fact(
        type=type_,
        value=value,
        raw=raw,
        rule=rule,
        confidence=round(confidence * seen, 4),
        span=span,
        label=label,
        role=role,
        name=name,
        page=number,
        box=box,
        engines=(page.reading.engine,),
        note=note,
    )
