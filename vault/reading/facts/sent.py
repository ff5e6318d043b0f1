"""The time that a mail's own header gives: what its relative words count from, and a date of the item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vault.model import Fact, FactType, Role
from vault.reading.facts.dates import DateFound, resolved_dates, written_dates
from vault.reading.facts.dates.roles import Part
from vault.reading.facts.folding import fold
from vault.reading.facts.local_time import local_time

RULE = "date.mail-header"
SENT = Part(Role.MESSAGE, "message")
"""The part that the date of the header plays."""
_CONFIDENCE = 0.99
_LONGEST = 200
"""Characters of a Date field that are looked at."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The Date field of a mail.

    `said` is the field's text; `at` its moment (aware), None where it is not written as mail programs write it.
    Source: RFC 5322 section 3.6.1.
    """

    said: str
    at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SentFound:
    """When a mail was sent: a date without a place in the text, and the local time that its body counts from."""

    date: DateFound
    moment: dt.datetime
    said: str

    def fact(self, engine: str) -> Fact:
        """Return the date as a fact; its `raw` is the header's text, which stands outside of the reading."""
        return Fact(
            type=FactType.DATE,
            value=self.date.value,
            raw=self.said,
            rule=RULE,
            confidence=_CONFIDENCE,
            span=self.date.span,
            label="Date",
            role=self.date.part.role,
            engines=(engine,),
        )


def sent_as_said(sent: Sent, captured: dt.datetime | None, time_zone: dt.tzinfo) -> SentFound | None:
    """Return when a mail was sent, None where its Date field tells no day.

    Args:
        sent: The Date field.
        captured: The local time from which a day without a year counts, where people wrote the field; None
            when unknown.
        time_zone: What the moment is told in.
    """
    if sent.at is not None:
        moment = local_time(sent.at, time_zone)
        return _found(moment.isoformat(timespec="minutes"), moment, sent.said) if moment else None
    text = fold(sent.said[:_LONGEST])
    written = resolved_dates(text, written_dates(text), captured)
    if len(written) != 1 or written[0].day is None or written[0].note is not None:
        return None
    value = written[0].value
    moment = dt.datetime.fromisoformat(value) if "T" in value else dt.datetime.fromisoformat(f"{value}T12:00")
    return _found(value, moment, sent.said)


def _found(value: str, moment: dt.datetime, said: str) -> SentFound:
    return SentFound(DateFound((0, 0), value, moment.date(), SENT, None, RULE, _CONFIDENCE), moment, said)
