"""Audit the own vault; without the key at hand only what can be told without it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import signing
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
        return is_damage(self.findings)


def is_damage(findings: Iterable[Finding]) -> bool:
    """Tell whether something is lost or was changed."""
    return any(finding.severity == "error" for finding in findings)


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
        NoDecoderError: The process that opens files cannot be started, so that nothing could be added.
    """
    from vault.keeping.check.audit import check as audit  # for this command alone

    unlocked = _unlocked(vault, needed=read_data)
    findings = audit(vault.store, unlocked, read_data=read_data, progress=lambda _done, _total: done(1))
    if unlocked is not None:
        findings += of_signer(vault, findings)
    journal = vault.store.journal
    return CheckReport(
        findings + _of_decoding(vault),
        originals=sum(1 for _id in vault.store.objects.ids()),
        events=sum(len(journal.numbers(writer)) for writer in journal.writers()),
        unlocked=unlocked is not None,
        data_read=read_data,
    )


def of_signer(vault: Vault, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Look whether key and certificate belong together; a file that is missing or damaged was told of already."""
    from vault.keeping.check.finding import finding
    from vault.keeping.signer_repair import CERTIFICATE

    told = any(one.code.startswith("key-") and one.subject.startswith("keys/signer") for one in findings)
    return () if told or signing.can_sign(vault) else (finding("signer-mismatch", CERTIFICATE),)


def _of_decoding(vault: Vault) -> tuple[Finding, ...]:
    """Return what this system leaves within reach of a decoder that a hostile file has taken over."""
    from vault.keeping.check.finding import finding

    lacking = vault.decoders().lacking()
    return (finding("decoding-unconfined", "vault add", lacking=", ".join(lacking)),) if lacking else ()


def _unlocked(vault: Vault, *, needed: bool) -> Unlocked | None:
    try:
        return vault.unlocked()
    except NoKeyError:
        if needed:
            raise
        return None
