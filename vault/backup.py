"""Copies of the vault: making one, getting the vault back from one, and trying that out."""

from __future__ import annotations

import pathlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.errors import NotFoundError, NoVaultError
from vault.keeping.errors import NoVaultHereError
from vault.language import mark

if TYPE_CHECKING:
    from vault.check import CheckReport
    from vault.keeping.backup import Copied
    from vault.opening import Vault

Progress = Callable[[int, int], None]
"""Told while files are copied: how many, of how many."""


class NoBackupKnownError(NotFoundError):
    """Nobody said where the backup is."""

    code = "no-backup-known"
    message = mark("This device has made no backup of this vault yet.")
    hint = mark("Name the folder: vault backup FOLDER")


class NoBackupHereError(NoVaultError):
    """The folder that was named holds no backup."""

    code = "no-backup"
    message = mark("There is no backup in {path}.")
    hint = mark("Name the folder that vault backup wrote to: the one with vault.toml in it.")


@dataclass(frozen=True, slots=True)
class Drill:
    """How a drill went: what copying said, and what the check of every event and every original said."""

    copied: Copied
    report: CheckReport

    @property
    def passed(self) -> bool:
        """Whether everything came back."""
        return not self.copied.failures and not self.report.damaged


def backup(
    vault: Vault, target: pathlib.Path | None, progress: Progress = lambda _done, _total: None
) -> tuple[pathlib.Path, Copied]:
    """Copy what is new to a folder; no key is needed.

    Args:
        vault: The vault.
        target: The folder; None for that of the last backup.
        progress: Told after each file.

    Returns:
        The folder, and how it ended.

    Raises:
        NoBackupKnownError: No folder was named, and none is remembered.
        ConflictError: The folder holds something else, or lies in the vault.
        BadInputError: It cannot be written.
    """
    from vault.keeping.backup import copy_vault  # for these commands alone

    place = (target or last(vault)).absolute()
    copied = copy_vault(vault.folder, place, vault.store.disk, progress)
    vault.store.device.note_backup(place)
    return place, copied


def last(vault: Vault) -> pathlib.Path:
    """Return the folder of the last backup.

    Raises:
        NoBackupKnownError: None was made on this device.
    """
    place = vault.store.device.backup()
    if place is None:
        raise NoBackupKnownError
    return place


def restore(
    source: pathlib.Path, target: pathlib.Path, progress: Progress = lambda _done, _total: None
) -> Copied:
    """Bring a vault back from a backup into a folder that is missing, empty, or an earlier attempt.

    Args:
        source: The backup.
        target: Where the vault is to be.
        progress: Told after each file.

    Returns:
        How it ended; run `vault check` afterwards.

    Raises:
        NoBackupHereError: The source is no backup.
        ConflictError: The target holds something else.
        BadInputError: It cannot be written.
    """
    from vault.keeping.backup import copy_vault
    from vault.keeping.durable import Disk

    try:
        return copy_vault(source.absolute(), target.absolute(), Disk(), progress)
    except NoVaultHereError:
        raise NoBackupHereError(path=source) from None


def drill(
    vault: Vault, source: pathlib.Path | None, progress: Progress = lambda _done, _total: None
) -> Drill:
    """Restore a backup to a temporary folder, open everything in it, and take it away again.

    What lies in the temporary folder is encrypted like the vault; plaintext passes through memory alone.

    Args:
        vault: The vault that the backup is of; unlocked.
        source: The backup; None for the last one.
        progress: Told after each file.

    Returns:
        How it went.

    Raises:
        NoBackupKnownError: No folder was named, and none is remembered.
        NoBackupHereError: The source is no backup.
        WrongKeyError: The key does not open it, or none can be had.
    """
    from vault.check import check

    place = (source or last(vault)).absolute()
    vault.identity()
    with tempfile.TemporaryDirectory(prefix="vault-drill-") as folder:
        target = pathlib.Path(folder) / "vault"
        copied = restore(place, target, progress)
        with vault.at(target, pathlib.Path(folder) / "state") as copy:
            return Drill(copied, check(copy, read_data=True))
