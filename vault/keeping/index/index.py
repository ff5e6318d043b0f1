"""The index as the hall sees it: finds items, follows the journal, heals itself."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vault.keeping.errors import AmbiguousIdError, ItemNotFoundError
from vault.keeping.fold import join, shown_ids
from vault.keeping.identifiers import is_prefix
from vault.keeping.index import rows
from vault.keeping.index.chain import moment_of
from vault.keeping.index.database import Database, IndexDamagedError
from vault.keeping.index.file import IndexFile, Place
from vault.keeping.index.projection import BATCH, Progress
from vault.keeping.index.query import Query, terms
from vault.keeping.index.rows import EventRow, ItemRow, WriterRow
from vault.keeping.index.search import search
from vault.keeping.index.snippet import Snippet, snippet
from vault.keeping.journal import Recorded
from vault.model import Event, EventType, Item, ItemId, Sha256, WriterId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item, the piece that shows why, and how well it fits: greater is better, comparable within one search."""

    item: Item
    snippet: Snippet
    score: float


class Index:
    """The index of an unlocked vault. Use `open_index`."""

    def __init__(self, place: Place, progress: Progress) -> None:
        self._place = place
        self._file = IndexFile(place, progress)

    @property
    def rebuilt(self) -> bool:
        """Whether a file that was there had to be built anew: it was damaged, out of step, or of another schema."""
        return self._file.rebuilt

    def refresh(self) -> None:
        """Take in the events that came since; raises what `open_index` raises."""
        self._file.refresh()

    def rebuild(self) -> None:
        """Build the index anew from the journal; raises what `open_index` raises."""
        self._file.rebuild()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self._file.close()

    def search(self, query: Query) -> tuple[Hit, ...]:
        """Find items by words, facts, kind, platform, dates and reference numbers.

        Args:
            query: What to search for. Any text may be typed.

        Returns:
            The hits, best first; without a text the latest event dates first.
        """
        wanted = terms(query.text)

        def find(database: Database) -> tuple[Hit, ...]:
            with database.reading() as connection:
                found = search(connection, query)
                items: dict[int, Item] = {}
                for piece in _pieces(found):
                    items |= _joined(rows.items_at(connection, [hit.n for hit in piece]))
            names = self._place.kind_names
            shown = ((items[hit.n], hit.score) for hit in found if hit.n in items)
            return tuple(Hit(item, snippet(item, wanted, names), score) for item, score in shown)

        return self._file.use(find)

    def items(self, query: Query = Query(limit=None)) -> Iterator[Item]:  # noqa: B008 - a frozen value
        """Go through items one by one, without keeping them all.

        They are remembered by their ids: the index may be built anew in between, by this process or another.

        Args:
            query: What to search for; everything that is not removed, if not given.

        Yields:
            The items, best first.
        """

        def find(database: Database) -> list[ItemId]:
            with database.reading() as connection:
                places = [hit.n for hit in search(connection, query)]
                return [found for piece in _pieces(places) for found in rows.ids_at(connection, piece)]

        given: set[ItemId] = set()
        for piece in _pieces(self._file.use(find)):
            found = self._file.use(functools.partial(_read, piece))
            for item in (found[one] for one in piece if one in found):
                if item.id not in given:  # two may have been joined since
                    given.add(item.id)
                    yield item

    def item(self, prefix: str) -> Item:
        """Return the item whose id, or the id of a joined copy, begins so.

        Args:
            prefix: One character or more, in either case.

        Returns:
            The item, its copies joined; removed ones as well.

        Raises:
            ItemNotFoundError: There is none.
            AmbiguousIdError: There are several.
        """
        wanted = prefix.strip().lower()

        def find(database: Database) -> Item:
            with database.reading() as connection:
                ids = rows.ids_with_prefix(connection, wanted, 64) if is_prefix(wanted) else []
                exact = [main for found, main in ids if found == wanted]
                mains = set(exact or [main for _, main in ids])
                if len(mains) > 1:
                    raise AmbiguousIdError(id=prefix)
                if not mains:
                    raise ItemNotFoundError(id=prefix)
                return join(tuple(row.item for row in rows.items_joined(connection, list(mains))))

        return self._file.use(find)

    def by_digest(self, sha256: Sha256) -> Item | None:
        """Return the item of these bytes, if there is one; removed ones as well.

        Args:
            sha256: The digest of the bytes.

        Returns:
            The item, its copies joined.
        """

        def find(database: Database) -> Item | None:
            with database.reading() as connection:
                found = rows.items_by_digest(connection, [sha256])
            return join(tuple(row.item for row in found)) if found else None

        return self._file.use(find)

    def history(self, item: Item) -> tuple[Event, ...]:
        """Return the events about an item and its copies: its chain of custody.

        Args:
            item: The item.

        Returns:
            The events, the addition first, then by time.

        Raises:
            EventMissingError: One of them is gone.
            EventDamagedError: One of them cannot be read.
        """
        return tuple(recorded.event for recorded in self.recorded(item))

    def shown_ids(self, item: Item) -> dict[tuple[ItemId, str], str]:
        """Return under which id an item shows each fact of its own and of its copies.

        Args:
            item: The item.

        Returns:
            The ids, by the item or copy that an event is about and the fact's id in that event.
        """

        def find(database: Database) -> list[ItemRow]:
            with database.reading() as connection:
                return rows.items_joined(connection, [item.id])

        return shown_ids(tuple(row.item for row in self._file.use(find)))

    def recorded(self, item: Item) -> tuple[Recorded, ...]:
        """Return the same as `history`, with the digest of each event; raises the same."""

        def find(database: Database) -> list[EventRow]:
            with database.reading() as connection:
                return rows.events_of(connection, [item.id, *item.copies])

        journal, identity = self._place.journal, self._place.identity
        return tuple(journal.read(row.writer, row.seq, identity) for row in self._file.use(find))

    def latest(self, item: ItemId) -> dt.datetime | None:
        """Return the moment that the last event about an item counts as, its copies apart; None for no item."""

        def find(database: Database) -> list[ItemRow]:
            with database.reading() as connection:
                return rows.items_by_id(connection, [item])

        return next((moment_of(row.last) for row in self._file.use(find)), None)

    def addition(self, item: ItemId) -> EventRow | None:
        """Return where the event that added an item stands, None where none was read; the file may be gone since."""

        def find(database: Database) -> EventRow | None:
            with database.reading() as connection:
                told = rows.events_of(connection, [item])
            return next((row for row in told if row.type == EventType.ITEM_ADDED), None)

        return self._file.use(find)

    def heads(self) -> tuple[WriterRow, ...]:
        """Return the end of each writer's chain as the index has read it, sorted by writer."""

        def find(database: Database) -> tuple[WriterRow, ...]:
            with database.reading() as connection:
                return tuple(sorted(rows.writers(connection).values(), key=lambda row: row.id))

        return self._file.use(find)

    def verify(self) -> None:
        """Read every page of the file, and build the index anew if one is damaged."""

        def look(database: Database) -> None:
            with database.reading() as connection:
                if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
                    raise IndexDamagedError

        self._file.use(look)

    def seen(self, writer: WriterId) -> dict[int, str]:
        """Return the digests of a writer's events as the index has read them, empty where it could not.

        Args:
            writer: Whose.

        Returns:
            The digests by number.
        """

        def find(database: Database) -> dict[int, str]:
            with database.reading() as connection:
                return rows.event_digests(connection, writer)

        return self._file.use(find)


def open_index(place: Place, progress: Progress = lambda _done, _total: None) -> Index:
    """Open the index and bring it in step with the journal; build it where there is none of use.

    Args:
        place: Where and what.
        progress: Is told how many events were taken in, and how many there are.

    Returns:
        The index.

    Raises:
        VaultBusyError: Another process was writing the index all the time.
        CannotWriteError: The system refuses.
    """
    index = Index(place, progress)
    index.refresh()
    return index


def _joined(found: list[ItemRow]) -> dict[int, Item]:
    """Join copies; by the row of the first."""
    groups: dict[ItemId, list[ItemRow]] = {}
    for row in found:
        groups.setdefault(row.main, []).append(row)
    return {
        row.n: join(tuple(member.item for member in groups[row.id]))
        for row in found
        if row.id == row.main and row.n is not None
    }


def _read(ids: Sequence[ItemId], database: Database) -> dict[ItemId, Item]:
    """Read items, by their own ids and those of their copies."""
    with database.reading() as connection:
        found = _joined(rows.items_joined(connection, rows.mains(connection, ids)))
    return {one: item for item in found.values() for one in (item.id, *item.copies)}


def _pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]
