"""Files that are either whole or absent, whenever the process or the machine stops.

A file is written beside its final place under a temporary name, synced, given its name in one step, and its
folder is synced. Files are readable by their owner alone, whatever the umask.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pathlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from vault.keeping.errors import CannotReadError, CannotWriteError, DiskFullError

TEMPORARY_PREFIX = ".tmp-"
"""Names that begin so are unfinished files of a process that was stopped; they mean nothing."""

FILE_MODE = 0o600
FOLDER_MODE = 0o700

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

Step = Callable[[str, pathlib.Path], None]
T = TypeVar("T")


def ignore(step: str, path: pathlib.Path) -> None:
    """Take no notice of a step."""


@contextlib.contextmanager
def writing(path: pathlib.Path) -> Iterator[None]:
    """Turn the operating system's complaints into errors that say what to do.

    Args:
        path: What is being written, named in the error.

    Yields:
        Nothing.

    Raises:
        FileExistsError: As it came; to whoever wanted to create a file it is an answer.
        DiskFullError: The disk or the quota is full.
        CannotWriteError: Anything else that the system refuses.
    """
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(path=path) from error
        raise CannotWriteError(path=path, reason=error.strerror or type(error).__name__) from error


@contextlib.contextmanager
def reading(path: pathlib.Path) -> Iterator[None]:
    """Turn refusals to read into an error that says what to do; a missing file stays `FileNotFoundError`.

    Args:
        path: What is being read, named in the error.

    Yields:
        Nothing.

    Raises:
        FileNotFoundError: As it came.
        CannotReadError: The system refuses to read.
    """
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise CannotReadError(path=path, reason=error.strerror or type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class Disk:
    """How files come to be.

    `sync=False` leaves out every fsync: for bulk imports into a vault that is thrown away if the machine
    stops, and for nothing else. `step` is told of each step (`written`, `synced`, `named`, `settled`) and its
    final path; tests stop the process there.
    """

    sync: bool = True
    step: Step = ignore

    def create(self, path: pathlib.Path, write: Callable[[BinaryIO], T]) -> T:
        """Write a file that must not exist yet.

        Args:
            path: The final path; missing folders are made.
            write: Writes the content; what it returns is returned.

        Returns:
            What `write` returned.

        Raises:
            FileExistsError: There is a file of that name already; it is left as it is.
            CannotWriteError: The system refuses.
        """
        return self._publish(path, write, _name_once)

    def replace(self, path: pathlib.Path, write: Callable[[BinaryIO], T]) -> T:
        """Write a file in the place of the one that is there, if any; no reader ever sees half of it.

        Args:
            path: The final path; missing folders are made.
            write: Writes the content; what it returns is returned.

        Returns:
            What `write` returned.

        Raises:
            CannotWriteError: The system refuses.
        """
        return self._publish(path, write, os.replace)

    def make_folder(self, path: pathlib.Path) -> None:
        """Make a folder and those above it, each for the owner alone, durably.

        Args:
            path: The folder; one that exists is left as it is.

        Raises:
            CannotWriteError: The system refuses, or a file is in the way.
        """
        if path.is_dir():
            return
        self.make_folder(path.parent)
        with writing(path):
            try:
                path.mkdir(FOLDER_MODE)
            except FileExistsError:
                if path.is_dir():
                    return
                raise CannotWriteError(path=path, reason=os.strerror(errno.ENOTDIR)) from None
            path.chmod(FOLDER_MODE)
            self.sync_folder(path.parent)

    def sync_folder(self, path: pathlib.Path) -> None:
        """Make the names in a folder durable.

        Args:
            path: The folder.

        Raises:
            CannotWriteError: The system refuses.
        """
        if not self.sync:
            return
        with writing(path):
            descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _publish(
        self,
        path: pathlib.Path,
        write: Callable[[BinaryIO], T],
        name: Callable[[pathlib.Path, pathlib.Path], None],
    ) -> T:
        self.make_folder(path.parent)
        with writing(path):
            descriptor, temporary_name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
            temporary = pathlib.Path(temporary_name)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    os.fchmod(file.fileno(), FILE_MODE)
                    result = write(file)
                    file.flush()
                    self.step("written", path)
                    if self.sync:
                        os.fsync(file.fileno())
                self.step("synced", path)
                name(temporary, path)
                self.step("named", path)
            finally:
                temporary.unlink(missing_ok=True)
            self.sync_folder(path.parent)
            self.step("settled", path)
        return result


def _name_once(temporary: pathlib.Path, path: pathlib.Path) -> None:
    try:
        os.link(temporary, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # File systems without hard links (exFAT, some network folders): the vault's lock keeps our own processes apart.
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        temporary.rename(path)
