"""Reads a file and notices when it changes meanwhile."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vault.errors import VaultError
from vault.sources.errors import (
    NoPermissionError,
    SourceChangedError,
    SourceNotFoundError,
    SpecialFileError,
    SymlinkLoopError,
    UnreadableSourceError,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass(frozen=True, slots=True)
class Steady:
    """A file open for reading, with its size in bytes and its time of change in UTC as found at the start."""

    path: Path
    file: BinaryIO
    size: int
    modified: dt.datetime
    _first: os.stat_result

    def check(self) -> None:
        """Make sure that the file is still the one that was opened: same inode, size and time of change.

        Raises:
            SourceChangedError: It was written to, replaced or removed.
        """
        try:
            now = (os.fstat(self.file.fileno()), self.path.stat())
        except OSError as error:
            raise SourceChangedError(path=self.path) from error
        if any(_mark(state) != _mark(self._first) for state in now):
            raise SourceChangedError(path=self.path)


@contextlib.contextmanager
def open_steadily(path: Path) -> Iterator[Steady]:
    """Open a file for reading, and check at the end of the block that it did not change meanwhile.

    A failure of the medium while reading is raised as one of our errors too; an error that the block raises
    for another reason is left as it is.

    Args:
        path: A file, or a symbolic link to one.

    Yields:
        The open file.

    Raises:
        SourceNotFoundError: There is nothing.
        NoPermissionError: It may not be read.
        SymlinkLoopError: Its symbolic link leads to itself.
        SpecialFileError: It is a folder, pipe, device or socket.
        UnreadableSourceError: The operating system failed to read it.
        SourceChangedError: It changed between opening and the end of the block.
    """
    with _opened(path) as source, io.BufferedReader(source) as file:
        first = os.fstat(source.fileno())
        if not stat.S_ISREG(first.st_mode):
            raise SpecialFileError(path=path)
        steady = Steady(path, file, first.st_size, dt.datetime.fromtimestamp(first.st_mtime, dt.UTC), first)
        yield steady
        steady.check()


def explained(error: OSError, path: Path) -> VaultError:
    """Return the error of ours that says what the operating system's means for this path."""
    known: dict[int | None, type[VaultError]] = {
        errno.ENOENT: SourceNotFoundError,
        errno.ENOTDIR: SourceNotFoundError,
        errno.EACCES: NoPermissionError,
        errno.EPERM: NoPermissionError,
        errno.ELOOP: SymlinkLoopError,
        errno.EISDIR: SpecialFileError,
        errno.ENXIO: SpecialFileError,  # a socket, or a device that is not there
    }
    if error.errno in known:
        return known[error.errno](path=path)
    return UnreadableSourceError(
        path=path, reason=os.strerror(error.errno) if error.errno else type(error).__name__
    )


class _Source(io.FileIO):
    """A file whose failures are told as ours."""

    def readinto(self, buffer: WriteableBuffer) -> int:
        try:
            return super().readinto(buffer) or 0
        except OSError as error:
            raise explained(error, Path(os.fsdecode(self.name))) from error

    def readall(self) -> bytes:
        try:
            return super().readall() or b""
        except OSError as error:
            raise explained(error, Path(os.fsdecode(self.name))) from error


def _opened(path: Path) -> _Source:
    try:
        return _Source(os.fspath(path), opener=_without_waiting)
    except ValueError as error:  # a NUL in the name
        raise SourceNotFoundError(path=path) from error
    except OSError as error:
        raise explained(error, path) from error


def _without_waiting(path: str, flags: int) -> int:
    """Return a descriptor, without waiting for the other end of a pipe; files do not mind the flag."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _mark(state: os.stat_result) -> tuple[int, int, int, int]:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns
