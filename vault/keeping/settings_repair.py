"""`vault.toml` fetched from a backup where it is lost or cannot be read, if this device can vouch for it.

Whoever writes to the backup could name readers of their own there; what the device remembers lies in neither folder.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import pathlib
from typing import Final

from vault.errors import VaultError
from vault.keeping import settings
from vault.keeping.canonical import digest
from vault.keeping.check.folder import SET_ASIDE
from vault.keeping.device import Device, default_folder
from vault.keeping.durable import Disk, writing
from vault.keeping.errors import NoVaultHereError, SettingsDamagedError
from vault.keeping.settings import FILE_NAME
from vault.model import Sha256

MOMENT: Final = "%Y%m%d-%H%M%S"


def fetch_settings(
    vault: pathlib.Path,
    backup: pathlib.Path,
    now: dt.datetime,
    *,
    state_folder: pathlib.Path | None = None,
    disk: Disk = Disk(),  # noqa: B008 - a frozen value
) -> bool:
    """Fetch `vault.toml` from a backup; what was there is set aside.

    Args:
        vault: The vault's folder.
        backup: A copy of it.
        now: The moment, aware.
        state_folder: Where this device keeps its memory; the user's state folder, if not given.
        disk: How files are written.

    Returns:
        Whether it was fetched; False where it is whole, where it is no vault, and where the backup's names other
        readers than this device saw last.

    Raises:
        CannotWriteError: The system refuses.
    """
    if not _is_lost(vault):
        return False
    try:
        there = settings.load(backup)
    except VaultError:
        return False
    device = Device(state_folder or default_folder(), there.id, vault, disk)
    if set(device.recipients() or ()) != set(there.recipients):
        return False
    _set_aside(vault, now, disk)
    keys = vault / "keys"
    fitting = dataclasses.replace(
        there,
        sealed_identities=_fitting(keys / "identity.age", there.sealed_identities),
        sealed_recoveries=_fitting(keys / "recovery.age", there.sealed_recoveries),
    )
    settings.save(vault, fitting, disk, first=True)
    return True


def _is_lost(vault: pathlib.Path) -> bool:
    try:
        settings.load(vault)
    except SettingsDamagedError:
        return True
    except NoVaultHereError:
        return (vault / "journal").is_dir()
    except VaultError:
        return False
    return False


def _set_aside(vault: pathlib.Path, now: dt.datetime, disk: Disk) -> None:
    path = vault / FILE_NAME
    if path.exists():
        target = vault / SET_ASIDE / now.strftime(MOMENT) / FILE_NAME
        disk.make_folder(target.parent)
        with writing(path):
            path.rename(target)


def _fitting(path: pathlib.Path, known: tuple[Sha256, ...]) -> tuple[Sha256, ...]:
    """Return the digests if the file is one of them or gone; the passphrase may have changed since the backup."""
    return known if not path.exists() or digest(path.read_bytes()) in known else ()
