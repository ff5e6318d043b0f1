"""The identity under a passphrase and under recovery words: changing either costs the same for any size of vault."""

from __future__ import annotations

from dataclasses import replace

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
    store.change_settings(
        lambda now: replace(now, sealed_identities=tuple(dict.fromkeys((*now.sealed_identities, digest))))
    )
    store.keys.store_sealed(sealed)
    store.change_settings(lambda now: replace(now, sealed_identities=(digest,)))


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
    store.change_settings(
        lambda now: replace(now, sealed_recoveries=tuple(dict.fromkeys((*now.sealed_recoveries, digest))))
    )
    store.keys.store_sealed(sealed, recovery=True)
    store.change_settings(lambda now: replace(now, sealed_recoveries=(digest,)))
