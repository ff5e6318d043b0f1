"""Put right what can be put right without losing anything."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.keeping.check.finding import Finding
    from vault.keeping.repair import Repair
    from vault.opening import Vault


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
    from vault.keeping.check.audit import check, expected_originals
    from vault.keeping.repair import Workshop

    unlocked = vault.unlocked()
    found = check(vault.store, unlocked, read_data=True, progress=lambda _done, _total: done(1))
    workshop = Workshop(unlocked, backup or vault.store.device.backup(), vault.world.now())
    repairs = tuple(workshop.repair(found, partial(expected_originals, unlocked)))
    left = (
        check(vault.store, unlocked, read_data=True, progress=lambda _done, _total: done(1)) if found else ()
    )
    return Repaired(repairs, left)
