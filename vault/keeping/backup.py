"""Copying a vault's folder, to a backup and back: whole files, read again after writing, and nothing ever deleted.

A backup is a vault's folder itself without what is made anew (index, locks, unfinished files). What is copied is
ciphertext; no key is needed. Originals and events are never overwritten: where they differ, one of the two is damaged,
and nobody can tell here which. After a change of readers all of them are others, and then they are.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import os
import pathlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import BinaryIO, Final

from vault.errors import VaultError
from vault.keeping import settings
from vault.keeping.canonical import digest
from vault.keeping.check.folder import check_folder
from vault.keeping.durable import Disk, reading
from vault.keeping.errors import (
    BackupDiffersError,
    BackupInsideError,
    BackupOfAnotherError,
    BackupUnverifiedError,
    CannotReadError,
    KeyDamagedError,
    NoVaultHereError,
)
from vault.keeping.locks import APPENDING, INDEXING
from vault.keeping.settings import FILE_NAME, Settings

WORKERS: Final = 8
"""Files copied at once: each waits for the medium twice, so that more than the cores are worth it."""

_MADE_ANEW: Final = frozenset({"index.db", "index.db-journal", APPENDING, INDEXING})
_FIRST: Final = ("objects", "journal", "keys")
"""Originals before the events that tell of them, and `vault.toml` last: a backup that stopped is none that lies."""


class Done(StrEnum):
    """What became of one file."""

    COPIED = "copied"
    KEPT = "kept"  # the same is there already


@dataclass(frozen=True, slots=True)
class Copied:
    """How copying ended. `failures` names files (paths within the vault) with what stood in the way."""

    copied: int
    kept: int
    size: int
    failures: tuple[tuple[str, VaultError], ...]


def copy_vault(
    source: pathlib.Path,
    target: pathlib.Path,
    disk: Disk,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Copied:
    """Copy what is new, and read it again.

    Args:
        source: A vault's folder, or a backup.
        target: A folder that is missing, empty, or holds an earlier copy of the same vault.
        disk: How files are written.
        progress: Is told how many files are done, and how many there are.

    Returns:
        How it ended; with failures everything else is copied all the same.

    Raises:
        NoVaultHereError: The source is no vault.
        BackupInsideError: One folder lies in the other.
        BackupOfAnotherError: The target holds something else.
        CannotWriteError: The target cannot be made.
    """
    known = settings.load(source)
    _ensure_apart(source, target)
    reencrypted = _is_encrypted_otherwise(known, target)
    files = list(_files(source))
    disk.make_folder(target)
    failures: list[tuple[str, VaultError]] = []
    done, size = {Done.COPIED: 0, Done.KEPT: 0}, 0
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        copying = partial(_copy, source, target, known, disk, replace=reencrypted)
        for number, (name, outcome, length) in enumerate(pool.map(copying, files)):
            progress(number + 1, len(files) + 1)
            if isinstance(outcome, VaultError):
                failures.append((name, outcome))
            else:
                done[outcome] += 1
                size += length
    if not any(isinstance(error, KeyDamagedError) for _name, error in failures):
        _, outcome, length = _copy(source, target, known, disk, FILE_NAME, replace=True)
        if isinstance(outcome, VaultError):
            failures.append((FILE_NAME, outcome))
        else:
            done[outcome] += 1
            size += length
    progress(len(files) + 1, len(files) + 1)
    return Copied(done[Done.COPIED], done[Done.KEPT], size, tuple(failures))


def _ensure_apart(source: pathlib.Path, target: pathlib.Path) -> None:
    one, other = source.resolve(), target.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise BackupInsideError(path=target)


def _is_encrypted_otherwise(known: Settings, target: pathlib.Path) -> bool:
    """Tell whether all files of the copy that is there may differ by right: readers have changed since.

    Raises:
        BackupOfAnotherError: Something else is there.
    """
    try:
        there = settings.load(target)
    except NoVaultHereError:
        if target.exists() and {entry.name for entry in target.iterdir()} - {*_FIRST, "particulars.age"}:
            raise BackupOfAnotherError(path=target) from None
        return False
    if there.id != known.id:
        raise BackupOfAnotherError(path=target)
    same = (set(there.recipients), there.encryptions) == (set(known.recipients), known.encryptions)
    return there.reencrypting or not same


def _files(vault: pathlib.Path) -> Iterator[str]:
    """Yield the paths of what is copied before `vault.toml`.

    Events are listed before originals and copied after them, so that none of the copy lacks its original.
    """
    strange = {one.subject for one in check_folder(vault) if one.code != "open-to-others"}
    listed = {name: sorted(_under(vault, name)) for name in ("journal", "objects", "keys")}
    for name in _FIRST:
        yield from (path for path in listed[name] if path not in strange)
    for path in sorted(vault.iterdir()):
        if path.is_file() and path.name not in {*_MADE_ANEW, *strange, FILE_NAME}:
            yield path.name


def _under(vault: pathlib.Path, name: str) -> Iterator[str]:
    for folder, _folders, names in os.walk(vault / name):
        for file in names:
            yield pathlib.Path(folder, file).relative_to(vault).as_posix()


def _copy(
    source: pathlib.Path, target: pathlib.Path, known: Settings, disk: Disk, name: str, *, replace: bool
) -> tuple[str, Done | VaultError, int]:
    try:
        _ensure_good(source / name, name, known)
        return name, *_brought(source / name, target / name, disk, replace=replace or not _is_fixed(name))
    except VaultError as error:
        return name, error, 0
    except FileNotFoundError as error:
        return name, CannotReadError(path=source / name, reason=error.strerror or ""), 0


def _is_fixed(name: str) -> bool:
    return name.startswith(("objects/", "journal/"))


def _ensure_good(path: pathlib.Path, name: str, known: Settings) -> None:
    """Refuse to put a damaged key in the place of a good one.

    Raises:
        KeyDamagedError: It is not what the settings know.
    """
    good = {"keys/identity.age": known.sealed_identities, "keys/recovery.age": known.sealed_recoveries}.get(
        name
    )
    if good and digest(path.read_bytes()) not in good:
        raise KeyDamagedError(path=path)


def _brought(source: pathlib.Path, target: pathlib.Path, disk: Disk, *, replace: bool) -> tuple[Done, int]:
    with reading(source):
        wanted = source.stat()
    if target.exists():
        if _looks_same(wanted, target.stat()) or _digest(source) == _digest(target):
            return Done.KEPT, 0
        if not replace and target.stat().st_size >= wanted.st_size:
            raise BackupDiffersError(path=target)
    written = disk.replace(target, partial(_write, source))
    if _digest(target) != written:
        raise BackupUnverifiedError(path=target)
    os.utime(target, ns=(wanted.st_atime_ns, wanted.st_mtime_ns))
    return Done.COPIED, wanted.st_size


def _looks_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _write(source: pathlib.Path, file: BinaryIO) -> bytes:
    with reading(source), source.open("rb") as original:
        shutil.copyfileobj(_Hashed(original, hasher := hashlib.sha256()), file)
    return hasher.digest()


def _digest(path: pathlib.Path) -> bytes:
    """Return the digest of a file as the medium holds it, not as the system remembers it, where that can be asked."""
    with reading(path), path.open("rb") as file:
        with contextlib.suppress(AttributeError, OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return hashlib.file_digest(file, "sha256").digest()


class _Hashed:
    """Passes a file on and hashes what passes."""

    def __init__(self, file: BinaryIO, hasher: hashlib._Hash) -> None:
        self._file = file
        self._hasher = hasher

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self._hasher.update(data)
        return data
