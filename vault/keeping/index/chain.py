"""Following the writers' chains: which events are new, and whether each continues the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vault.keeping.age import Identity
from vault.keeping.canonical import NO_EVENT
from vault.keeping.errors import EventDamagedError, EventMissingError
from vault.keeping.index.rows import EventRow, WriterRow
from vault.keeping.journal import Journal
from vault.model import Event, EventType, Sha256, WriterId

FRESH_NANOSECONDS: Final = 2_000_000_000
"""A folder that changed within this time before it was listed may change again without a new mtime."""

_TICK: Final = dt.timedelta(microseconds=1)

REORDERED: Final = "event-reordered"
GAP: Final = EventMissingError.code


@dataclass(frozen=True, slots=True)
class Followed:
    """An event that was read, or its place when it could not be, and the writer's row after it."""

    row: EventRow
    writer: WriterRow
    event: Event | None


def beginning(writer: WriterId) -> WriterRow:
    """Return the row of a writer of whom nothing was read."""
    return WriterRow(writer, 0, NO_EVENT, "", 0)


def listing_mark(journal: Journal, writer: WriterId, now: int) -> int:
    """Return what tells whether a writer's folder changed since it was listed.

    Args:
        journal: The journal.
        writer: Whose folder.
        now: Nanoseconds since the epoch.

    Returns:
        The folder's mtime in nanoseconds; 0, which equals nothing, when it is too fresh to be trusted.
    """
    changed = (journal.folder / writer).stat().st_mtime_ns
    return changed if changed < now - FRESH_NANOSECONDS else 0


def follow(journal: Journal, identity: Identity, known: WriterRow, numbers: list[int]) -> Iterator[Followed]:
    """Read a writer's new events in order; what is wrong with one is noted, and the next is read.

    Args:
        journal: The journal.
        identity: The key.
        known: How far the chain was read.
        numbers: The numbers beyond that, ascending.

    Yields:
        Each event with the complaint about it, if any.
    """
    seq, prev, moment = known.seq, known.sha256, known.moment
    for number in numbers:
        gap, seq = number != seq + 1, number
        try:
            recorded = journal.read(known.id, number, identity)
        except (EventDamagedError, EventMissingError) as error:
            row = EventRow(known.id, number, "", "", "", None, error.code)
            prev = Sha256("")
            yield Followed(row, WriterRow(known.id, number, prev, moment, 0), None)
            continue
        event = recorded.event
        moment = max(moment, _text(event.at), _following(event))
        complaint = GAP if gap else REORDERED if prev and event.prev != prev else None
        prev = recorded.sha256
        row = EventRow(known.id, number, prev, event.type.value, order(event, moment), event.item, complaint)
        yield Followed(row, WriterRow(known.id, number, prev, moment, 0), event)


def order(event: Event, moment: str) -> str:
    """Return what sorts the events of an item.

    The addition comes first, the rest by time; a clock that was set back does not turn one writer's events
    around, and what was written in sight of another writer's event comes after it, whatever the clocks say.

    Args:
        event: An event.
        moment: The latest instant of its writer's events so far.

    Returns:
        A text that sorts.
    """
    first = 0 if event.type is EventType.ITEM_ADDED else 1
    return f"{first}|{moment}|{event.writer}|{event.seq:08}"


def moment_of(order: str) -> dt.datetime:
    """Return the moment in what `order` gave."""
    return dt.datetime.fromisoformat(order.split("|")[1])


def _following(event: Event) -> str:
    """Return the moment just after the one that an event says it follows, "" where it says none."""
    told = event.body.get("after")
    try:
        return _text(dt.datetime.fromisoformat(told) + _TICK) if isinstance(told, str) else ""
    except (ValueError, OverflowError):  # anybody can write to a journal; the end of all dates has no after
        return ""


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
