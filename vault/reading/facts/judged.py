"""The event date of an item whose facts a person has judged: derived anew from the dates as they now stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from vault.model import Fact, FactState, FactType, Kind, Reading, Role
from vault.reading.facts.dates import DateFound
from vault.reading.facts.dates.roles import Part, parts_of
from vault.reading.facts.event_date import event_date
from vault.reading.facts.page import page_of
from vault.reading.facts.sent import RULE, SENT
from vault.reading.facts.surroundings import neighbours_of


def event_date_as_judged(
    reading: Reading, facts: Sequence[Fact], kind: Kind, captured_on: dt.date | None = None
) -> tuple[str | None, str]:
    """Return the day that an item is about, as the facts now stand, and the rule that chose it.

    Args:
        reading: What the engine gave; it stays as it was.
        facts: The item's facts with what a person said of them; rejected ones do not count.
        kind: The item's kind as it now stands.
        captured_on: When it was captured, where that is known.

    Returns:
        As for `vault.model.Findings`: `YYYY-MM-DD` and why; None and an empty text without a date that fits.
    """
    dates = [fact for fact in facts if fact.type is FactType.DATE and fact.state is not FactState.REJECTED]
    read = sorted((fact for fact in dates if _stands(fact)), key=lambda fact: fact.span)
    page = page_of(reading)
    parts = parts_of(page.text, [fact.span for fact in read], neighbours_of(page))
    sent = [(fact, SENT) for fact in dates if fact.rule == RULE]
    added = [(fact, Part(fact.role or Role.HAPPENED, "")) for fact in dates if not fact.raw]
    stated = [*sent, *zip(read, parts, strict=True), *added]
    found = [_found(fact, part) for fact, part in stated]
    return event_date(kind, found, text=page.text, captured_on=captured_on)


def _stands(fact: Fact) -> bool:
    """Whether a date stands in the text; one that a person added does not, nor one of a mail's header."""
    return bool(fact.raw) and fact.rule != RULE


def _found(fact: Fact, part: Part) -> DateFound:
    value = str(fact.value)
    note = "ambiguous" if value.startswith("[") else None
    return DateFound(fact.span, value, _day(value), part, note, fact.rule, fact.confidence)


def _day(value: str) -> dt.date | None:
    """Return the day of an ISO 8601 value, None of a set or of a day without a year."""
    try:
        return dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
