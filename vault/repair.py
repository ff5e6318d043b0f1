"""Put right what can be put right without losing anything."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vault.check import is_damage, of_signer
from vault.world import World

if TYPE_CHECKING:
    from vault.keeping.check.finding import Finding
    from vault.keeping.repair import Repair
    from vault.opening import Vault


@dataclass(frozen=True, slots=True)
class Left:
    """What a check finds after a repair, and whether something of it is lost or was changed."""

    findings: tuple[Finding, ...]
    is_damage: bool


def repair(
    folder: pathlib.Path,
    backup: pathlib.Path | None,
    open_vault: Callable[[], Vault],
    told: Callable[[Repair], None],
    *,
    done: Callable[[int], None] = lambda _n: None,
    world: World | None = None,
) -> Left:
    """Make a vault open again, check every byte of it, and do what is safe; nothing is deleted or overwritten.

    Args:
        folder: The vault.
        backup: Where good copies may be; None for the last backup of this device, if there was one.
        open_vault: Opens the vault; asked once its settings can be read.
        told: Told what was done about each finding, at once: what follows may fail.
        done: Told after each original that was looked at.
        world: The clock.

    Returns:
        What is left.

    Raises:
        NoVaultHereError: There is no vault, and no backup that could give back its settings.
        WrongKeyError: No key can be had.
        BadInputError: The system refuses to write.
    """
    now = (world or World()).now()
    if backup is not None:
        _repair_settings(folder, backup, now, told)
    with open_vault() as vault:
        left = _repair_contents(vault, backup, now, told, done)
    return Left(left, is_damage(left))


def _repair_settings(
    folder: pathlib.Path, backup: pathlib.Path, now: dt.datetime, told: Callable[[Repair], None]
) -> None:
    """Fetch `vault.toml` where it is lost or cannot be read: without it nothing can be opened."""
    from vault.keeping.repair import Fix, Repair
    from vault.keeping.settings import FILE_NAME
    from vault.keeping.settings_repair import fetch_settings

    if fetch_settings(folder.absolute(), backup.absolute(), now):
        told(Repair("settings-damaged", FILE_NAME, Fix.FETCHED))


def _repair_contents(
    vault: Vault,
    backup: pathlib.Path | None,
    now: dt.datetime,
    told: Callable[[Repair], None],
    done: Callable[[int], None],
) -> tuple[Finding, ...]:
    from vault.keeping.check.audit import expected_originals
    from vault.keeping.repair import Workshop, put_right

    unlocked = vault.unlocked()
    workshop = Workshop(unlocked, backup or vault.store.device.backup(), now, _pairs)
    return put_right(workshop, partial(_findings, vault, done), partial(expected_originals, unlocked), told)


def _findings(vault: Vault, done: Callable[[int], None]) -> tuple[Finding, ...]:
    from vault.keeping.check.audit import check

    found = check(vault.store, vault.unlocked(), read_data=True, progress=lambda _done, _total: done(1))
    return found + of_signer(vault, found)


def _pairs(key_pem: bytes, certificate_pem: bytes) -> bool:
    from vault.proving.signer import Signer, is_pair

    return is_pair(Signer(key_pem, certificate_pem))
