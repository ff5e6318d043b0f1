"""Where the key to a vault comes from: an identity file, a passphrase from a file or command, or the user.

The order: `VAULT_IDENTITY`, `VAULT_PASSPHRASE_FILE`, `VAULT_PASSPHRASE_COMMAND`, the system's keychain while
`vault unlock` lasts, then asking.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import pathlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from vault import processes
from vault.errors import NotFoundError, VaultError, WrongKeyError
from vault.language import mark

if TYPE_CHECKING:
    from vault.keeping.age import Identity
    from vault.keeping.store import Store

LONGEST = 1 << 16
"""Bytes that are read of a file with a passphrase; what was named may be a device without an end."""

Ask = Callable[[WrongKeyError | None], str | None]
"""Asks the user for a passphrase, told why the one before was refused; None when there is nobody to ask."""

TRIES = 3
"""Passphrases that a person may type; one from a file, a command or a pipe is tried once."""


class NoKeyError(WrongKeyError):
    """A command needs the key, and none is at hand."""

    code = "no-key"
    message = mark("This needs the passphrase or identity of the vault, and there is no terminal to ask on.")
    hint = mark("Set VAULT_IDENTITY, VAULT_PASSPHRASE_FILE or VAULT_PASSPHRASE_COMMAND.")


class PassphraseFileError(WrongKeyError):
    """The file that should hold the passphrase does not."""

    code = "passphrase-file"
    message = mark("{path} holds no passphrase that can be read.")
    hint = mark("Put the passphrase on the first line of the file that VAULT_PASSPHRASE_FILE names.")


def identity_file(environment: Mapping[str, str]) -> pathlib.Path | None:
    """Return the identity file that the environment names."""
    named = environment.get("VAULT_IDENTITY")
    return pathlib.Path(named).expanduser() if named else None


def new_passphrase(environment: Mapping[str, str]) -> str | None:
    """Return the new passphrase that the environment leads to, None when it names no file.

    Raises:
        PassphraseFileError: The file cannot be read or is empty.
    """
    named = environment.get("VAULT_NEW_PASSPHRASE_FILE")
    return _first_line(named) if named else None


def weakness(passphrase: str) -> VaultError | None:
    """Return why a new passphrase is refused, None if it is strong enough.

    Args:
        passphrase: What the user chose; not empty.
    """
    from vault.keeping.errors import WeakPassphraseError
    from vault.keeping.passphrases import ensure_strong  # its word lists take a tenth of a second

    try:
        ensure_strong(passphrase)
    except WeakPassphraseError as error:
        return error
    return None


def passphrase(environment: Mapping[str, str]) -> str | None:
    """Return the passphrase that the environment leads to, None when it names neither a file nor a command.

    Raises:
        PassphraseFileError: The file cannot be read or is empty.
        PassphraseCommandError: The command failed.
    """
    if named := environment.get("VAULT_PASSPHRASE_FILE"):
        return _first_line(named)
    if command := environment.get("VAULT_PASSPHRASE_COMMAND"):
        return processes.passphrase_from(command)
    return None


def _first_line(named: str) -> str:
    path = pathlib.Path(named).expanduser()
    try:
        with path.open("rb") as file:
            found = file.read(LONGEST).decode("utf-8-sig").splitlines()[0]
    except (OSError, ValueError, IndexError) as error:
        raise PassphraseFileError(path=path) from error
    if not found:
        raise PassphraseFileError(path=path)
    return found


def identity(store: Store, environment: Mapping[str, str], ask: Ask, now: dt.datetime) -> Identity:
    """Open the identity of a vault.

    Args:
        store: The vault, locked.
        environment: May name an identity file or lead to a passphrase.
        ask: Called when neither it nor the keychain gives one, again after a wrong one.
        now: The moment, aware; the keychain's entry has an end.

    Returns:
        The identity; whether it fits the vault is checked when the vault is unlocked.

    Raises:
        NoKeyError: There is nobody to ask.
        WrongKeyError: The passphrase is wrong, or a file holds no key.
        VaultDamagedError: The vault's own key file is damaged.
    """
    from vault.keeping.keys import identity_from_file  # age is loaded when a key is needed

    if path := identity_file(environment):
        return identity_from_file(path)
    given = passphrase(environment)
    if given is None and (kept := from_keychain(store, now)) is not None:
        return kept
    return store.identity(given) if given else _asked(store, ask)


def _asked(store: Store, ask: Ask) -> Identity:
    """Open the identity with what a person types.

    Raises:
        NoKeyError: There is nobody to ask.
        WrongPassphraseError: Each was wrong.
    """
    from vault.keeping.errors import WrongPassphraseError

    refused: WrongPassphraseError | None = None
    for _ in range(TRIES):
        typed = ask(refused)
        if not typed:
            break
        try:
            return store.identity(typed)
        except WrongPassphraseError as error:
            refused = error
    raise refused or NoKeyError


def from_keychain(store: Store, now: dt.datetime) -> Identity | None:
    """Return the identity that `vault unlock` put into the keychain, None when its time is over.

    Args:
        store: The vault.
        now: The moment, aware.
    """
    if (until := store.device.unlocked_until()) is None:
        return None
    from vault.keeping import keychain  # a tenth of a second that few runs need

    kept = keychain.get(store.device.name, now) if until > now else None
    if kept is None:
        with contextlib.suppress(NotFoundError):
            keychain.drop(store.device.name)
        store.device.note_unlocked(None)
    return kept


def is_at_hand(store: Store, environment: Mapping[str, str]) -> bool:
    """Tell whether the vault can be unlocked without asking anybody."""
    return store.device.unlocked_until() is not None or any(
        environment.get(name)
        for name in ("VAULT_IDENTITY", "VAULT_PASSPHRASE_FILE", "VAULT_PASSPHRASE_COMMAND")
    )
