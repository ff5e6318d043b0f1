"""The index as the hall sees it: finds items, follows the journal, heals itself."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import pathlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from vault.keeping.age import Identity
from vault.keeping.durable import FILE_MODE, TEMPORARY_PREFIX, Disk, writing
from vault.keeping.errors import AmbiguousIdError, ItemNotFoundError
from vault.keeping.fold import join
from vault.keeping.index import rows, schema
from vault.keeping.index.database import Database, IndexDamagedError
from vault.keeping.index.document import KindNames
from vault.keeping.index.projection import BATCH, LateEventsError, Progress, Projection
from vault.keeping.index.query import Query, terms
from vault.keeping.index.rows import EventRow, ItemRow, WriterRow
from vault.keeping.index.search import search
from vault.keeping.index.snippet import Snippet, snippet
from vault.keeping.journal import Journal, Recorded
from vault.keeping.locks import hold
from vault.model import Event, Item, ItemId, Sha256, WriterId

FILE_NAME: Final = "index.db"
LOCK_NAME: Final = "index.lock"
_BUILDING: Final = f"{TEMPORARY_PREFIX}index.db"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item, the piece that shows why, and how well it fits: greater is better, comparable within one search."""

    item: Item
    snippet: Snippet
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index lies, what opens it, and what it is made from.

    `timeout` is in seconds, for the lock while it is written. `kind_names` must not depend on the language
    that is
    shown: other names mean a rebuild.
    """

    vault: pathlib.Path
    vault_id: str
    key: bytes
    journal: Journal
    identity: Identity
    kind_names: KindNames
    timeout: float
    disk: Disk

    def about(self) -> dict[str, str]:
        """Return what an index must say of itself to be of use here."""
        names = sorted((kind.value, *map(repr, names)) for kind, names in self.kind_names.items())
        return {
            "schema": schema.SCHEMA,
            "vault": self.vault_id,
            "kinds": hashlib.sha256(repr(names).encode("utf-8")).hexdigest(),
        }


class Index:
    """The index of an unlocked vault. Use `open_index`."""

    def __init__(self, place: Place, progress: Progress) -> None:
        self._place = place
        self._progress = progress
        self._projection = Projection(place.journal, place.identity, place.kind_names)
        self._database: Database | None = None
        self.rebuilt = False
        """Whether a file that was there had to be built anew: it was damaged, out of step, or of another schema."""

    def refresh(self) -> None:
        """Take in the events that came since.

        Raises:
            VaultBusyError: Another process was writing the index all the time.
        """
        try:
            if self._is_current():
                return
        except IndexDamagedError:
            self.close()
        with hold(self._place.vault / LOCK_NAME, self._place.timeout):
            try:
                self._catch_up()
            except (IndexDamagedError, LateEventsError):
                self._build()

    def rebuild(self) -> None:
        """Build the index anew from the journal.

        Raises:
            VaultBusyError: Another process was writing the index all the time.
        """
        with hold(self._place.vault / LOCK_NAME, self._place.timeout):
            self._build()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

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

        return self._healed(find)

    def items(self, query: Query = Query(limit=None)) -> Iterator[Item]:  # noqa: B008 - a frozen value
        """Go through items one by one, without keeping them all.

        Args:
            query: What to search for; everything that is not removed, if not given.

        Yields:
            The items, best first.
        """

        def find(database: Database) -> list[int]:
            with database.reading() as connection:
                return [hit.n for hit in search(connection, query)]

        for piece in _pieces(self._healed(find)):
            found = self._healed(functools.partial(_read_at, piece))
            yield from (found[n] for n in piece if n in found)

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
                ids = rows.ids_with_prefix(connection, wanted, 64) if wanted else []
                exact = [main for found, main in ids if found == wanted]
                mains = set(exact or [main for _, main in ids])
                if len(mains) > 1:
                    raise AmbiguousIdError(id=prefix)
                if not mains:
                    raise ItemNotFoundError(id=prefix)
                return join(tuple(row.item for row in rows.items_joined(connection, list(mains))))

        return self._healed(find)

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

        return self._healed(find)

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

    def recorded(self, item: Item) -> tuple[Recorded, ...]:
        """Return the same as `history`, with the digest of each event; raises the same."""

        def find(database: Database) -> list[EventRow]:
            with database.reading() as connection:
                return rows.events_of(connection, [item.id, *item.copies])

        journal, identity = self._place.journal, self._place.identity
        return tuple(journal.read(row.writer, row.seq, identity) for row in self._healed(find))

    def heads(self) -> tuple[WriterRow, ...]:
        """Return the end of each writer's chain as the index has read it, sorted by writer."""

        def find(database: Database) -> tuple[WriterRow, ...]:
            with database.reading() as connection:
                return tuple(sorted(rows.writers(connection).values(), key=lambda row: row.id))

        return self._healed(find)

    def verify(self) -> None:
        """Read every page of the file, and build the index anew if one is damaged."""

        def look(database: Database) -> None:
            with database.reading() as connection:
                if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
                    raise IndexDamagedError

        self._healed(look)

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

        return self._healed(find)

    def _healed(self, use: Callable[[Database], T]) -> T:
        try:
            return use(self._opened())
        except IndexDamagedError:
            self.rebuild()
            return use(self._opened())

    def _opened(self) -> Database:
        if self._database is None:
            self._database = self._open()
        return self._database

    def _open(self) -> Database:
        path = self._place.vault / FILE_NAME
        if not path.exists():
            raise IndexDamagedError
        database = Database(path, self._place.key)
        try:
            with database.reading() as connection:
                about = schema.read_about(connection)
        except BaseException:
            database.close()
            raise
        if about != self._place.about():
            database.close()
            raise IndexDamagedError
        return database

    def _is_current(self) -> bool:
        return self._projection.is_current(self._opened())

    def _catch_up(self) -> None:
        self.close()  # another process may have put a new file in its place
        self._projection.catch_up(self._opened(), self._progress)

    def _build(self) -> None:
        self.close()
        self.rebuilt |= (self._place.vault / FILE_NAME).exists()
        temporary, final = self._place.vault / _BUILDING, self._place.vault / FILE_NAME
        _remove_with_journal(temporary)
        try:
            with writing(temporary):
                os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
                temporary.chmod(FILE_MODE)
            self._fill(temporary)
            with writing(final):
                _remove_with_journal(final, file=False)
                _sync(temporary)
                temporary.replace(final)
                self._place.disk.sync_folder(final.parent)
        finally:
            _remove_with_journal(temporary)

    def _fill(self, path: pathlib.Path) -> None:
        with contextlib.closing(Database(path, self._place.key, building=True)) as database:
            with database.writing() as connection:
                schema.create(connection, self._place.about())
            self._projection.catch_up(database, self._progress)
            with database.writing() as connection:
                schema.finish(connection)


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


def _read_at(places: Sequence[int], database: Database) -> dict[int, Item]:
    with database.reading() as connection:
        return _joined(rows.items_at(connection, places))


def _pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), BATCH):
        yield values[start : start + BATCH]


def _remove_with_journal(path: pathlib.Path, *, file: bool = True) -> None:
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    if file:
        path.unlink(missing_ok=True)


def _sync(path: pathlib.Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
