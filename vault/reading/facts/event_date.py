"""The day that the evidence is about, and why: the date whose topic fits the kind of evidence best."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from operator import itemgetter

from vault.model import Kind, Role
from vault.reading.facts.dates import DateFound
from vault.reading.facts.dates.roles import Part
from vault.reading.facts.kinds import topics_of

_Day = tuple[dt.date, Part]
"""A day, and what it is the day of."""
_LAST = {Role.HAPPENED: 20, Role.MESSAGE: 21, Role.ISSUED: 22}
_BACKGROUND = frozenset({"opening"})
_OPENED = 30
_NEVER = "birth"
_SCREEN = "screen"
"""Topic of the day that a lock screen shows."""
_LATEST_COUNTS = frozenset({Kind.CUSTOMER_SERVICE, Kind.DUNNING, Kind.CREDIT_REPORT})
_LATEST_OF = {Kind.SETTLEMENT: ("settling",), Kind.REPAYMENT: ("paying",)}
"""Topics of which the latest day counts: several loans are all settled when the last one is; of payments, the last."""
_DUE = frozenset({Kind.DUNNING, Kind.REPAYMENT})
"""Kinds that are about the day on which payment was due, where no other day is told."""
_FEWEST_STATIONS = 3

_ENDS_LINE = re.compile(r"[^\n]{0,6}(?:\n|\Z)")
_HEAD = 3
"""Lines of a note of a call among which stands when the call was."""
_ASKED = re.compile(r" ?(?:[(][^()\n]{0,6}[)])? ?(?:[0-9]{1,2} ?[点时:][0-9]{0,2}分?)?(?:之前|以前|前|内)")
"""Behind a day by which payment is asked for."""


def _never() -> None:
    """Tell no day: that of a message on a page without any."""


def event_date(
    kind: Kind,
    dates: Sequence[DateFound],
    told_on: Callable[[], str | None] = _never,
    *,
    text: str = "",
    captured_on: dt.date | None = None,
) -> tuple[str | None, str]:
    """Return the day (`YYYY-MM-DD`) that an item of `kind` is about, and the rule that chose it.

    Deadlines and periods are never that day, nor a date whose order of day and month is open; only a dunning letter
    or a bill without any other date is about the day on which payment was due. Without a date that fits, it is None.

    Args:
        kind: What the item is evidence of.
        dates: The dates of the item, in order of place.
        told_on: Tells the day (ISO 8601) of the message of a thread that says what the item is evidence of; it is the
            day where nothing but the days of messages could be. Called only where there are several such days.
        text: The folded text of the item.
        captured_on: When the item was captured: what is due later has not come to pass.
    """
    if kind is Kind.IDENTITY_DOCUMENT:
        return None, ""
    fitting = [
        (rank, date.day, date.part)
        for date in dates
        if date.day and date.note != "ambiguous" and (rank := _rank(kind, date)) is not None
    ]
    if not fitting:
        return _day_due(kind, dates, text, captured_on) if captured_on else (None, "")
    best = min(rank for rank, _, _ in fitting)
    chosen = [(day, part) for rank, day, part in fitting if rank == best]
    if best == _OPENED and kind is Kind.OTHER and len({day for day, _ in chosen}) > 1:
        return None, ""  # a list of what was opened is about no one day
    called = _day_of_call(dates, text) if kind is Kind.CALL_NOTE else None
    day, part = called or _latest(kind, dates, chosen) or _told(chosen, told_on)
    return day.isoformat(), f"{part.role.value}.{part.topic}" if part.topic else part.role.value


def _day_of_call(dates: Sequence[DateFound], text: str) -> _Day | None:
    """Return the first date of a note where it heads the note: in one of its first lines, with the time of the call."""
    first = next((date for date in dates if date.part.role is not Role.DUE), None)
    if first is None or first.day is None or text.count("\n", 0, first.span[0]) >= _HEAD:
        return None
    label, topic = first.part.label, first.part.topic
    begins = text.rfind("\n", 0, first.span[0]) + 1  # alone on its line it is when the note was written
    ends_its_line = _ENDS_LINE.match(text, first.span[1]) and text[begins : first.span[0]].strip()
    is_row = label is not None and (topic == "accepting" or first.part.role is Role.MESSAGE)
    is_time = bool(ends_its_line) and (topic == "" or first.part.role is Role.MESSAGE)
    return (first.day, first.part) if is_row or is_time or topic == "calling" else None


def _latest(kind: Kind, dates: Sequence[DateFound], chosen: Sequence[_Day]) -> _Day | None:
    """Return the latest of the days that may be meant, None where the latest is not the one that counts."""
    first = chosen[0][1]
    if kind is Kind.OTHER and _are_stations(dates):
        return max(((date.day, date.part) for date in dates if date.day), key=itemgetter(0))
    if kind in _LATEST_COUNTS or first.topic in _LATEST_OF.get(kind, ()):
        return max(chosen, key=itemgetter(0))
    if kind is Kind.REPAYMENT and first.label:  # of several rows the last payment
        return max((one for one in chosen if one[1].label == first.label), key=itemgetter(0))
    return None


def _told(chosen: Sequence[_Day], told_on: Callable[[], str | None]) -> _Day:
    """Return of several days the one of the message that counts; the first where they are no days of messages."""
    stamps = [(day, part) for day, part in chosen if part.role is Role.MESSAGE]
    if len(chosen) == 1 or not stamps:
        return chosen[0]
    on = told_on()
    return next((stamp for stamp in stamps if stamp[0].isoformat() == on), chosen[0])


def _are_stations(dates: Sequence[DateFound]) -> bool:
    """Whether the dates are moments of one course of things, as of a parcel's way, the newest or the oldest first."""
    moments = [date.value for date in dates if date.day and date.note != "ambiguous" and "T" in date.value]
    in_order = moments in (sorted(moments), sorted(moments, reverse=True))
    return len(moments) == len(dates) >= _FEWEST_STATIONS and in_order


def _day_due(
    kind: Kind, dates: Sequence[DateFound], text: str, captured_on: dt.date
) -> tuple[str | None, str]:
    """Return the latest day up to `captured_on` on which something was due, not one by which it is asked for.

    A bill, or a plan of payments of which none is due yet, is about the first that will be.
    """
    due = [date for date in dates if date.part.role is Role.DUE and date.note != "ambiguous"]
    days = [date.day for date in due if date.day and not _ASKED.match(text, date.span[1])]
    passed = [day for day in days if day <= captured_on]
    if kind not in _DUE or not days or not (passed or kind is Kind.REPAYMENT):
        return None, ""
    return (max(passed) if passed else min(days)).isoformat(), "due"


def day_of_message(text: str, dates: Sequence[DateFound], place: int) -> str | None:
    """Return the day (ISO 8601) on which the message at `place` came, None without stamps of messages.

    Stamps stand over their messages, or below them where a message is written before the first stamp.
    """
    stamps = [date for date in dates if date.day and date.part.role is Role.MESSAGE]
    if not stamps:
        return None
    below = "】" in text[: stamps[0].span[0]]
    beside = [stamp for stamp in stamps if (stamp.span[0] > place) is below]
    if not beside:
        return None
    stamp = beside[0] if below else beside[-1]
    return stamp.day.isoformat() if stamp.day else None


def _rank(kind: Kind, date: DateFound) -> int | None:
    topics = topics_of(kind)
    if date.part.topic == _NEVER:
        return None
    if date.part.topic in _BACKGROUND:
        return _OPENED
    if date.part.topic == _SCREEN:
        return 25
    if date.part.topic in topics:
        return topics.index(date.part.topic)
    return _LAST.get(date.part.role)
