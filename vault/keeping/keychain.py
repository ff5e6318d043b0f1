"""The system's keychain, which keeps an identity for a while: the one module that knows keyring.

An entry carries its own end, so that it opens nothing afterwards even where nothing cleans up.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import keyring
from keyring.backends import fail, null
from keyring.errors import KeyringError, PasswordDeleteError

from vault.keeping import age
from vault.keeping.errors import NoKeychainError

SERVICE: Final = "evidence-vault"
_IN_THE_CLEAR: Final = "keyrings.alt"
"""Backends that write secrets to plain files; worse than being asked for the passphrase."""


def put(name: str, identity: age.Identity, until: dt.datetime) -> None:
    """Keep an identity until a moment.

    Args:
        name: Which vault.
        identity: The identity.
        until: Aware.

    Raises:
        NoKeychainError: The system has none, or it refuses.
    """
    _ensure_safe()
    secret = f"{until.astimezone(dt.UTC).isoformat()}\n{identity.text().decode('ascii')}"
    try:
        keyring.set_password(SERVICE, name, secret)
    except KeyringError:
        raise NoKeychainError from None


def get(name: str, now: dt.datetime) -> age.Identity | None:
    """Return the identity that is kept, None where there is none any more.

    Args:
        name: Which vault.
        now: Aware; an entry whose end has passed is taken out.

    Returns:
        The identity.
    """
    try:
        found = keyring.get_password(SERVICE, name)
    except KeyringError:
        return None
    until, _, secret = (found or "").partition("\n")
    try:
        if dt.datetime.fromisoformat(until) > now:
            return age.parse_identity(secret)
    except (ValueError, TypeError, age.UnreadableKeyError):
        pass
    if found is not None:
        drop(name)
    return None


def drop(name: str) -> None:
    """Take an identity out; nothing happens where there is none.

    Args:
        name: Which vault.

    Raises:
        NoKeychainError: The keychain refuses.
    """
    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except KeyringError:
        raise NoKeychainError from None


def _ensure_safe() -> None:
    backend = keyring.get_keyring()
    if isinstance(backend, fail.Keyring | null.Keyring) or type(backend).__module__.startswith(_IN_THE_CLEAR):
        raise NoKeychainError
