"""Audit the own vault; without the key at hand only what can be told without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.keys import NoKeyError

if TYPE_CHECKING:
    from vault.keeping.check.finding import Finding
    from vault.keeping.store import Unlocked
    from vault.opening import Vault


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the audit found. `unlocked` and `data_read` say how deep it went."""

    findings: tuple[Finding, ...]
    originals: int
    events: int
    unlocked: bool
    data_read: bool

    @property
    def damaged(self) -> bool:
        """Whether something is lost or was changed."""
        return any(finding.severity == "error" for finding in self.findings)


def check(
    vault: Vault, *, read_data: bool = False, done: Callable[[int], None] = lambda _n: None
) -> CheckReport:
    """Compare the vault's folder with its journal.

    Args:
        vault: What to audit; unlocked if a key can be had.
        read_data: Whether to decrypt every original and compare its digest.
        done: Told after each original.

    Returns:
        The findings.

    Raises:
        NoKeyError: The originals are to be read and there is no key.
        WrongKeyError: The key that was given does not fit.
        LockedError: Another process was writing the index all the time.
    """
    from vault.keeping.check.audit import check as audit  # for this command alone

    unlocked = _unlocked(vault, needed=read_data)
    findings = audit(vault.store, unlocked, read_data=read_data, progress=lambda _done, _total: done(1))
    journal = vault.store.journal
    return CheckReport(
        findings,
        originals=sum(1 for _id in vault.store.objects.ids()),
        events=sum(len(journal.numbers(writer)) for writer in journal.writers()),
        unlocked=unlocked is not None,
        data_read=read_data,
    )


def _unlocked(vault: Vault, *, needed: bool) -> Unlocked | None:
    try:
        return vault.unlocked()
    except NoKeyError:
        if needed:
            raise
        return None
