"""The file of the index: opening it, its transactions, and what its errors mean."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from vault.keeping.errors import CannotReadError, CannotWriteError, DiskFullError, VaultBusyError
from vault.keeping.index import cipher

Connection = sa.Connection


class IndexDamagedError(Exception):
    """The index cannot be used; it is to be built anew."""


class Database:
    """One open index file."""

    def __init__(self, path: pathlib.Path, key: bytes, *, building: bool = False) -> None:
        self._engine = sa.create_engine(
            "sqlite://",
            creator=lambda: cipher.connect(path, key, building=building),
            module=cipher.module,
            poolclass=StaticPool,
        )
        self._path = path

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the index.

        Yields:
            The connection.

        Raises:
            IndexDamagedError: The file is no index that this key opens.
        """
        with self._mapped_errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept, or none.

        Yields:
            The connection.

        Raises:
            IndexDamagedError: The file is no index that this key opens.
            DiskFullError: No space is left.
            CannotWriteError: The medium refuses.
        """
        with self._mapped_errors(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextlib.contextmanager
    def _mapped_errors(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            code = getattr(error.orig, "sqlite_errorname", "")
            if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise VaultBusyError(path=self._path) from None
            if code.startswith("SQLITE_FULL"):
                raise DiskFullError(path=self._path) from None
            if code.startswith("SQLITE_IOERR") and code != "SQLITE_IOERR_SHORT_READ":
                # The medium refuses; a file that is too short is damaged instead, and is built anew.
                refused = CannotReadError if code == "SQLITE_IOERR_READ" else CannotWriteError
                raise refused(path=self._path, reason=code) from None
            if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
                raise CannotReadError(path=self._path, reason=code) from None
            raise IndexDamagedError(code) from None
