"""Locks between processes: held by the operating system, so that a dead process never keeps one."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterator
from typing import Final

from vault.keeping.durable import FILE_MODE, Disk
from vault.keeping.errors import CannotWriteError, VaultBusyError

APPENDING: Final = "lock"
"""Name of the lock file, in the vault's folder, of whoever writes to the journal or `vault.toml`."""

APPEND_SECONDS: Final = 10.0
"""How long to wait for another process that appends; an append takes milliseconds."""

INDEXING: Final = "index.lock"
"""Name of the lock file of whoever writes the index, or the key that it lies under."""

INDEX_SECONDS: Final = 600.0
"""How long to wait for another process that writes the index; building one takes minutes at worst."""


@contextlib.contextmanager
def hold(path: pathlib.Path, timeout: float) -> Iterator[None]:
    """Hold the lock of a file for the time of a block.

    Args:
        path: The lock file; it is made where it is missing and says nothing.
        timeout: Seconds to wait for another process, 0 for none.

    Yields:
        Nothing.

    Raises:
        VaultBusyError: Another process held it all the time.
        CannotWriteError: The lock file cannot be made.
    """
    import filelock

    Disk().make_folder(path.parent)
    lock = filelock.FileLock(path, timeout=timeout, mode=FILE_MODE)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise VaultBusyError(path=path) from None
    except OSError as error:
        raise CannotWriteError(path=path, reason=error.strerror or type(error).__name__) from error
    try:
        yield
    finally:
        lock.release()
