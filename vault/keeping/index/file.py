"""The file of the index: opened, kept in step with the journal, built anew where it is of no use."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from vault.keeping.age import Identity
from vault.keeping.durable import FILE_MODE, TEMPORARY_PREFIX, Disk, writing
from vault.keeping.errors import CannotWriteError
from vault.keeping.index import schema
from vault.keeping.index.database import Database, IndexDamagedError
from vault.keeping.index.document import KindNames
from vault.keeping.index.projection import LateEventsError, Progress, Projection
from vault.keeping.journal import Journal
from vault.keeping.locks import INDEXING, hold

FILE_NAME: Final = "index.db"
_BUILDING: Final = f"{TEMPORARY_PREFIX}index.db"

T = TypeVar("T")


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


class IndexFile:
    """The index of an unlocked vault, as a file that heals itself."""

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
            CannotWriteError: Something is new, and the system refuses to write.
        """
        try:
            if self._is_current():
                return
        except IndexDamagedError:
            self.close()
        try:
            self._catch_up_or_build()
        except CannotWriteError:
            if not self._knows_all():  # a vault on a medium that takes no writing is still read
                raise

    def _catch_up_or_build(self) -> None:
        with hold(self._place.vault / INDEXING, self._place.timeout):
            try:
                self._catch_up()
            except (IndexDamagedError, LateEventsError):
                self._build()

    def _knows_all(self) -> bool:
        try:
            return self._projection.knows_all(self._opened())
        except (IndexDamagedError, LateEventsError):
            return False

    def rebuild(self) -> None:
        """Build the index anew from the journal.

        Raises:
            VaultBusyError: Another process was writing the index all the time.
        """
        with hold(self._place.vault / INDEXING, self._place.timeout):
            self._build()

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def use(self, use: Callable[[Database], T]) -> T:
        """Do something with the open index; if it turns out to be damaged, build it anew and do it once more.

        Args:
            use: What to do.

        Returns:
            What `use` returned.
        """
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
        try:
            with writing(temporary):
                _remove_with_journal(temporary)
                os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
                temporary.chmod(FILE_MODE)
            self._fill(temporary)
            with writing(final):
                _remove_with_journal(final, file=False)
                _sync(temporary)
                temporary.replace(final)
                self._place.disk.sync_folder(final.parent)
        finally:
            with contextlib.suppress(OSError):  # what stays is named by `check`, and goes with the next build
                _remove_with_journal(temporary)

    def _fill(self, path: pathlib.Path) -> None:
        with contextlib.closing(Database(path, self._place.key, building=True)) as database:
            with database.writing() as connection:
                schema.create(connection, self._place.about())
            self._projection.catch_up(database, self._progress)
            with database.writing() as connection:
                schema.finish(connection)


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
