"""The day that the evidence is about, and why: the date whose topic fits the kind of evidence best."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from vault.model import Kind, Role
from vault.reading.facts.dates import DateFound
from vault.reading.facts.kinds import topics_of

_LAST = {Role.HAPPENED: 20, Role.MESSAGE: 21, Role.ISSUED: 22}
_BACKGROUND = frozenset({"opening"})
_SCREEN = "screen"
"""Topic of the day that a lock screen shows."""
_LATEST_COUNTS = frozenset({Kind.CUSTOMER_SERVICE, Kind.DUNNING})


def event_date(kind: Kind, dates: Sequence[DateFound]) -> tuple[str | None, str]:
    """Return the day (`YYYY-MM-DD`) that an item of `kind` is about, and the rule that chose it.

    Deadlines and periods are never that day, nor a date whose order of day and month is open. Without a date that
    fits, the day is None.
    """
    fitting = [
        (rank, date.day, date.part)
        for date in dates
        if date.day and date.note != "ambiguous" and (rank := _rank(kind, date)) is not None
    ]
    if not fitting:
        return None, ""
    best = min(rank for rank, _, _ in fitting)
    chosen = [(day, part) for rank, day, part in fitting if rank == best]
    day, part = max(chosen, key=itemgetter(0)) if kind in _LATEST_COUNTS else chosen[0]
    return day.isoformat(), f"{part.role.value}.{part.topic}" if part.topic else part.role.value


def _rank(kind: Kind, date: DateFound) -> int | None:
    topics = topics_of(kind)
    if date.part.topic in _BACKGROUND:
        return 30
    if date.part.topic == _SCREEN:
        return 25
    if date.part.topic in topics:
        return topics.index(date.part.topic)
    return _LAST.get(date.part.role)
