"""Changing the passphrase, and keeping the key in the system's keychain for a while."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.opening import Vault


def change_passphrase(vault: Vault, passphrase: str) -> None:
    """Put the vault's identity under another passphrase; takes seconds, however much is kept.

    Args:
        vault: The vault; unlocked with the old passphrase or with an identity file.
        passphrase: The new one.

    Raises:
        WeakPassphraseError: It can be guessed; nothing is changed.
        WrongKeyError: No key can be had.
    """
    from vault.keeping import passphrases, sealing

    identity = vault.identity()
    passphrases.ensure_strong(passphrase, (vault.folder.name,))
    sealing.change_passphrase(vault.store, identity, passphrase)


def unlock(vault: Vault, duration: dt.timedelta) -> dt.datetime:
    """Keep the key in the system's keychain, so that commands do not ask for a while.

    Args:
        vault: The vault.
        duration: How long.

    Returns:
        Until when.

    Raises:
        NoKeychainError: The system has none.
        WrongKeyError: No key can be had.
    """
    from vault.keeping import keychain

    until = vault.world.now() + duration
    keychain.put(vault.store.device.name, vault.identity(), until)
    vault.store.device.note_unlocked(until)
    return until


def lock(vault: Vault) -> None:
    """Take the key out of the keychain; nothing happens where it is not in it.

    Raises:
        NoKeychainError: The keychain refuses.
    """
    from vault.keeping import keychain

    if vault.store.device.unlocked_until() is not None:
        keychain.drop(vault.store.device.name)
        vault.store.device.note_unlocked(None)
