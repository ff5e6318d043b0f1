"""Appending to the journal: needs no secret, and never two events of one number."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pathlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from vault.keeping.canonical import NO_EVENT, canonical, digest
from vault.keeping.device import Device, Position
from vault.keeping.identifiers import Entropy, new_id
from vault.keeping.journal import Journal, Link
from vault.keeping.locks import hold
from vault.model import (
    Acquired,
    Added,
    Edited,
    Event,
    EventType,
    Exported,
    ItemId,
    Judged,
    Packed,
    Removed,
    Stamped,
    WriterId,
)

Body = Added | Acquired | Stamped | Edited | Judged | Removed | Exported | Packed | Mapping[str, object]

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """What an event is to say; its place in the chain comes when it is appended."""

    type: EventType
    item: ItemId | None
    body: Body


class Writer:
    """Appends this device's events."""

    def __init__(
        self,
        journal: Journal,
        device: Device,
        lock: pathlib.Path,
        timeout: float,
        entropy: Entropy,
        before: Callable[[], None] = lambda: None,
    ) -> None:
        self._journal = journal
        self._device = device
        self._lock = lock
        self._timeout = timeout
        self._entropy = entropy
        self._before = before

    def append(self, entries: Iterable[Entry], at: dt.datetime) -> tuple[Event, ...]:
        """Append events durably, in order; those before a failure stay.

        Args:
            entries: What the events say.
            at: The moment, aware.

        Returns:
            The events as they stand in the journal.

        Raises:
            VaultBusyError: Another process was appending all the time.
            CannotWriteError: The system refuses.
            EventUnwritableError: An entry holds what JSON cannot carry.
        """
        events = []
        with hold(self._lock, self._timeout):
            self._before()
            position = self._position()
            for entry in entries:
                event, position = self._append(entry, position, at.astimezone(dt.UTC))
                events.append(event)
            if events:
                self._device.settle(position)
        return tuple(events)

    def head(self) -> Position | None:
        """Return where this device stands, None when it would begin a new chain."""
        return self._known()

    def _position(self) -> Position:
        return self._known() or Position(WriterId(new_id(self._entropy)), Link(0, NO_EVENT))

    def _known(self) -> Position | None:
        position = self._device.position()
        if position is None:
            return None
        for link in (position.pending, position.head):
            if link is not None and (link.seq == 0 or self._journal.has(position.writer, link.seq)):
                return Position(position.writer, link)
        return None

    def _append(self, entry: Entry, position: Position, at: dt.datetime) -> tuple[Event, Position]:
        event = Event(
            writer=position.writer,
            seq=position.head.seq + 1,
            prev=position.head.sha256,
            at=at,
            type=entry.type,
            salt=self._entropy(_SALT_BYTES).hex(),
            item=entry.item,
            body=msgspec.to_builtins(entry.body),
        )
        data = canonical(event)
        link = Link(event.seq, digest(data))
        self._device.remember(dataclasses.replace(position, pending=link))
        try:
            self._journal.publish(event.writer, event.seq, data)
        except FileExistsError:
            # Another device goes on with our memory (a copied home folder): leave it that chain.
            return self._append(entry, Position(WriterId(new_id(self._entropy)), Link(0, NO_EVENT)), at)
        return event, Position(position.writer, link)
