"""Put right what can be put right without losing anything."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vault.check import of_signer

if TYPE_CHECKING:
    from vault.keeping.check.finding import Finding
    from vault.keeping.repair import Repair
    from vault.opening import Vault
    from vault.world import World


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done about each finding, and what a check finds afterwards."""

    repairs: tuple[Repair, ...]
    left: tuple[Finding, ...]

    @property
    def damaged(self) -> bool:
        """Whether something is still lost or changed."""
        return any(finding.severity == "error" for finding in self.left)


def repair(
    vault: Vault, backup: pathlib.Path | None, *, done: Callable[[int], None] = lambda _n: None
) -> Repaired:
    """Check the vault, every byte of it, and do what is safe; nothing is deleted or overwritten.

    Args:
        vault: The vault; unlocked.
        backup: Where good copies may be; None for the last backup of this device, if there was one.
        done: Told after each original that was looked at.

    Returns:
        What was done and what is left.

    Raises:
        WrongKeyError: No key can be had.
        BadInputError: The system refuses to write.
    """
    from vault.keeping.check.audit import expected_originals
    from vault.keeping.repair import Workshop

    unlocked = vault.unlocked()
    found = _findings(vault, done)
    workshop = Workshop(unlocked, backup or vault.store.device.backup(), vault.world.now(), _pairs)
    repairs = tuple(workshop.repair(found, partial(expected_originals, unlocked)))
    return Repaired(repairs, _findings(vault, done) if found else ())


def settings(folder: pathlib.Path, backup: pathlib.Path, world: World) -> bool:
    """Fetch `vault.toml` from a backup where it is lost or cannot be read: without it nothing can be opened.

    Args:
        folder: The vault.
        backup: A copy of it; it counts if it names the readers that this device saw last.
        world: The clock.

    Returns:
        Whether it was fetched.

    Raises:
        CannotWriteError: The system refuses.
    """
    from vault.keeping.settings_repair import fetch_settings

    return fetch_settings(folder.absolute(), backup.absolute(), world.now())


def _findings(vault: Vault, done: Callable[[int], None]) -> tuple[Finding, ...]:
    from vault.keeping.check.audit import check

    found = check(vault.store, vault.unlocked(), read_data=True, progress=lambda _done, _total: done(1))
    return found + of_signer(vault, found)


def _pairs(key_pem: bytes, certificate_pem: bytes) -> bool:
    from vault.proving.signer import Signer, is_pair

    return is_pair(Signer(key_pem, certificate_pem))
