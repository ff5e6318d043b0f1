"""Who can read the vault: listing, adding and removing public keys, and agreeing to a list that was changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault import free_text

if TYPE_CHECKING:
    from vault.keeping.recipients import Renewal
    from vault.keeping.store import Store
    from vault.opening import Vault

Progress = Callable[[int, int], None]
"""Told while files are encrypted anew: how many, of how many."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One who can read: the public key, what they are called ("" if never said), and whether it is this user."""

    recipient: str
    name: str
    own: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How `vault.toml`, and the signing certificate, differ from what this device knows."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    signer: bool = False


def listed(vault: Vault) -> tuple[Reader, ...]:
    """Return who can read the vault; unlocks."""
    identity = vault.identity()
    names = vault.store.keys.names(identity)
    return tuple(
        Reader(recipient, names.get(recipient, ""), recipient in identity.recipients)
        for recipient in vault.store.settings.recipients
    )


def add(
    vault: Vault, recipient: str, name: str | None, progress: Progress = lambda _done, _total: None
) -> Renewal:
    """Let somebody read all that is kept, and all that will be.

    Args:
        vault: The vault; unlocked.
        recipient: An age public key.
        name: What they are called, None for nothing; kept encrypted.
        progress: Told while files are encrypted anew.

    Returns:
        How many files were written anew.

    Raises:
        RecipientUnreadableError: It is no public key.
        RecipientKnownError: It can read already.
        BlankTextError: The name is blank.
        LockedError: Another process was writing all the time.
    """
    from vault.keeping import age
    from vault.keeping.errors import RecipientKnownError, RecipientUnreadableError

    free_text.ensure(free_text.NAME, name)
    if not age.is_recipient(recipient):
        raise RecipientUnreadableError(recipient=recipient)
    if recipient in vault.store.settings.recipients:
        raise RecipientKnownError(recipient=recipient)
    _name(vault, {recipient: (name or "").strip()})
    return _change(vault, (*vault.store.settings.recipients, recipient), progress)


def find(vault: Vault, called: str) -> Reader:
    """Return the reader with this public key or name; unlocks.

    Raises:
        RecipientUnknownError: There is none, or the name fits several.
    """
    from vault.keeping.errors import RecipientUnknownError

    found = [one for one in listed(vault) if called in {one.recipient, one.name}]
    if len(found) != 1:
        raise RecipientUnknownError(recipient=called)
    return found[0]


def remove(vault: Vault, reader: Reader, progress: Progress = lambda _done, _total: None) -> Renewal:
    """Encrypt everything anew without somebody. Copies that they have stay readable to them.

    Args:
        vault: The vault; unlocked.
        reader: Who shall read no more.
        progress: Told while files are encrypted anew.

    Returns:
        How many files were written anew.

    Raises:
        OwnRecipientError: It is the key in use.
        LockedError: Another process was writing all the time.
    """
    from vault.keeping.errors import OwnRecipientError

    if reader.own:
        raise OwnRecipientError
    left = tuple(one for one in vault.store.settings.recipients if one != reader.recipient)
    return _change(vault, left, progress, conclude=vault.sign_anew)


def finish(vault: Vault, progress: Progress = lambda _done, _total: None) -> Renewal:
    """Bring a stopped change of recipients to its end; it may have been a removal, so the signing key is made anew."""
    return _change(vault, vault.store.settings.recipients, progress, conclude=vault.sign_anew)


def difference(vault: Vault) -> Difference:
    """Return how the recipients and the signer differ from those that this device knows."""
    known = vault.store.device.recipients() or ()
    now = vault.store.settings.recipients
    return Difference(
        tuple(one for one in now if one not in known),
        tuple(one for one in known if one not in now),
        vault.store.device.signer() not in {None, vault.store.keys.certificate_digest()},
    )


def accept(vault: Vault) -> None:
    """Trust the recipients that `vault.toml` names, and the signing certificate; the key of this user must fit.

    The journal is told, so that every check knows that somebody agreed.
    """
    from vault.keeping.keys import ensure_fits
    from vault.keeping.recipients import record

    ensure_fits(vault.identity(), vault.store.settings)
    vault.store.device.trust(vault.store.settings.recipients)
    vault.store.trust_signer()
    record(vault.store, vault.world.now())


def _name(vault: Vault, more: dict[str, str]) -> None:
    names = vault.store.keys.names(vault.identity()) | more
    vault.store.keys.store_names(names, vault.store.settings.recipients)


def _change(
    vault: Vault,
    recipients: tuple[str, ...],
    progress: Progress,
    conclude: Callable[[Store], None] = lambda _store: None,
) -> Renewal:
    from vault.keeping.recipients import change

    identity = vault.identity()
    vault.close()
    renewal = change(vault.store, identity, recipients, vault.world.now(), progress, conclude)
    vault.reopen()
    return renewal
