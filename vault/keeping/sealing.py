"""The identity under a passphrase and under recovery words: changing either costs the same for any size of vault."""

from __future__ import annotations

import dataclasses

from vault.keeping import age
from vault.keeping.store import Store


def change_passphrase(store: Store, identity: age.Identity, passphrase: str) -> None:
    """Put the identity under another passphrase; a stop leaves either the old or the new one.

    Args:
        store: The vault.
        identity: Its identity.
        passphrase: The new passphrase; one that `passphrases.ensure_strong` lets pass.

    Raises:
        VaultBusyError: Another process was writing all the time.
        CannotWriteError: The system refuses.
    """
    sealed, digest = store.keys.seal(identity, passphrase)
    both = tuple(dict.fromkeys((*store.settings.sealed_identities, digest)))
    store.save_settings(dataclasses.replace(store.settings, sealed_identities=both))
    store.keys.store_sealed(sealed)
    store.save_settings(dataclasses.replace(store.settings, sealed_identities=(digest,)))


def change_recovery(store: Store, identity: age.Identity, words: str) -> None:
    """Put the identity under recovery words; those of an earlier kit open nothing any more.

    Args:
        store: The vault.
        identity: Its identity.
        words: From `recovery.new_words`.

    Raises:
        VaultBusyError: Another process was writing all the time.
        CannotWriteError: The system refuses.
    """
    sealed, digest = store.keys.seal(identity, words)
    both = tuple(dict.fromkeys((*store.settings.sealed_recoveries, digest)))
    store.save_settings(dataclasses.replace(store.settings, sealed_recoveries=both))
    store.keys.store_sealed(sealed, recovery=True)
    store.save_settings(dataclasses.replace(store.settings, sealed_recoveries=(digest,)))
