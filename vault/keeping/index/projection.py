"""Keeping the index in step with the journal."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

from vault.keeping.age import Identity
from vault.keeping.errors import CannotReadError, EventDamagedError, EventMissingError
from vault.keeping.fold import BodyError, fold, join
from vault.keeping.index import rows
from vault.keeping.index.chain import Followed, beginning, follow, listing_mark
from vault.keeping.index.database import Connection, Database
from vault.keeping.index.document import Document, KindNames, document
from vault.keeping.index.rows import EventRow, ItemRow, WriterRow
from vault.keeping.journal import Journal
from vault.model import Event, Item, ItemId, Sha256

BATCH: Final = 256
"""Events that are applied together; bounds the memory."""

Progress = Callable[[int, int], None]
"""Is told how many events were applied, and how many there are."""

T = TypeVar("T")


class LateEventsError(Exception):
    """Events came in before others that were read already: the index is to be built anew."""


class Projection:
    """Applies the journal's events to an index."""

    def __init__(self, journal: Journal, identity: Identity, kind_names: KindNames) -> None:
        self._journal = journal
        self._identity = identity
        self._kind_names = kind_names

    def is_current(self, database: Database) -> bool:
        """Tell whether no writer's folder changed since it was last listed, and no unreadable event came whole."""
        with database.reading() as connection:
            known = rows.writers(connection)
            has_healed = self._has_healed(connection)
        return not has_healed and all(
            writer in known and self._is_listed(known[writer]) for writer in self._journal.writers()
        )

    def knows_all(self, database: Database) -> bool:
        """Tell whether every event is in the index, by looking at every name; nothing is written."""
        with database.reading() as connection:
            return not any(numbers for _, _, numbers in self._todo(connection))

    def catch_up(self, database: Database, progress: Progress) -> int:
        """Apply what is new.

        Args:
            database: The index.
            progress: Is told how far it is.

        Returns:
            The number of events applied.

        Raises:
            LateEventsError: Events came in before others that were read already.
        """
        with database.writing() as connection:
            todo = list(self._todo(connection))
            total, done = sum(len(numbers) for _, _, numbers in todo), 0
            for row, mark, numbers in todo:
                last = row
                for batch in _batched(follow(self._journal, self._identity, row, numbers), BATCH):
                    self._apply(connection, batch)
                    last = batch[-1].writer
                    done += len(batch)
                    progress(done, total)
                rows.save_writer(connection, dataclasses.replace(last, listed=mark))
        return total

    def _is_listed(self, row: WriterRow) -> bool:
        return row.listed != 0 and row.listed == listing_mark(self._journal, row.id, time.time_ns())

    def _has_healed(self, connection: Connection) -> bool:
        """Tell whether an event that could not be read can be now: half a file of a sync is whole a moment later."""
        for row in rows.unreadable_events(connection):
            with contextlib.suppress(EventDamagedError, EventMissingError, CannotReadError):
                self._journal.read(row.writer, row.seq, self._identity)
                return True
        return False

    def _todo(self, connection: Connection) -> Iterator[tuple[WriterRow, int, list[int]]]:
        if self._has_healed(connection):
            raise LateEventsError
        known = rows.writers(connection)
        for writer in self._journal.writers():
            row = known.get(writer, beginning(writer))
            if not self._is_listed(row):
                # The mark is taken before the folder is listed: what comes in between changes the mark.
                mark = listing_mark(self._journal, writer, time.time_ns())
                yield row, mark, self._new_numbers(connection, row)

    def _new_numbers(self, connection: Connection, row: WriterRow) -> list[int]:
        numbers = self._journal.numbers(row.id)
        old = sum(1 for number in numbers if number <= row.seq)
        if old and old != rows.count_of_writer(connection, row.id):
            seen = rows.event_digests(connection, row.id)
            if any(number <= row.seq and number not in seen for number in numbers):
                raise LateEventsError
        return numbers[old:]

    def _apply(self, connection: Connection, batch: Sequence[Followed]) -> None:
        rows.add_events(connection, [followed.row for followed in batch])
        by_item: dict[ItemId, list[tuple[EventRow, Event]]] = defaultdict(list)
        for followed in batch:
            if followed.event is not None and followed.event.item is not None:
                by_item[followed.event.item].append((followed.row, followed.event))
        known = {
            row.id: row for row in _in_pieces(lambda ids: rows.items_by_id(connection, ids), list(by_item))
        }
        counts = rows.count_events(connection, list(by_item))
        changed = []
        for item, events in by_item.items():
            row = self._folded(connection, item, known.get(item), events, counts[item])
            if row is not None:
                changed.append(row)
        self._store(connection, changed)

    def _folded(
        self,
        connection: Connection,
        item: ItemId,
        known: ItemRow | None,
        events: list[tuple[EventRow, Event]],
        count: int,
    ) -> ItemRow | None:
        """Fold new events on, or all of the item's anew where some came in late."""
        events = sorted(events, key=lambda pair: pair[0].order)
        on_top = known is not None and events[0][0].order > known.last
        whole = known is None and count == len(events)
        if on_top and known is not None:
            return _fold(known, known.item, events)
        if not whole:
            events = list(self._events(rows.events_of(connection, [item])))
        return _fold(known, None, events)

    def _events(self, found: Iterable[EventRow]) -> Iterator[tuple[EventRow, Event]]:
        for row in found:
            try:
                yield row, self._journal.read(row.writer, row.seq, self._identity).event
            except (EventDamagedError, EventMissingError):
                continue  # the check names it

    def _store(self, connection: Connection, changed: Sequence[ItemRow]) -> None:
        """Store items; those of the same bytes as another are joined to the first added."""
        ours = {row.id: row for row in changed}
        groups: dict[Sha256, list[ItemRow]] = defaultdict(list)
        digests = list({row.sha256 for row in changed})
        for row in _in_pieces(lambda part: rows.items_by_digest(connection, part), digests):
            if row.id not in ours:
                groups[row.sha256].append(row)
        for row in changed:
            groups[row.sha256].append(row)
        fresh: list[ItemRow] = []
        searched: dict[ItemId, tuple[Item, Document]] = {}
        for group in groups.values():
            group.sort(key=lambda row: row.added)
            found = join(tuple(row.item for row in group))
            searched[found.id] = (found, document(found, self._kind_names))
            for row in group:
                joined = dataclasses.replace(row, main=found.id)
                if row.n is None:
                    fresh.append(joined)
                else:
                    rows.replace_item(connection, joined, searched.get(row.id))
        if fresh:
            rows.add_items(connection, fresh, searched)


def _fold(
    known: ItemRow | None, item: Item | None, events: Sequence[tuple[EventRow, Event]]
) -> ItemRow | None:
    for _, event in events:
        try:
            item = fold(item, event)
        except BodyError:
            continue  # nothing can be made of it; the event itself stays in the journal and in the history
    if item is None:
        return None
    if known is not None:
        return dataclasses.replace(known, item=item, last=max(known.last, events[-1][0].order))
    added, last = events[0][0].order, events[-1][0].order
    return ItemRow(id=item.id, main=item.id, sha256=item.sha256, added=added, last=last, item=item)


def _batched(values: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(values)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


K = TypeVar("K")


def _in_pieces(find: Callable[[Sequence[K]], list[T]], keys: Sequence[K]) -> Iterator[T]:
    """Look keys up, so many at once as SQLite takes values."""
    for piece in _batched(keys, BATCH):
        yield from find(piece)
