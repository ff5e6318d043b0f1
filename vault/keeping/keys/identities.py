"""Identities that are kept in plain files of their own, and whether a vault is encrypted to one."""

from __future__ import annotations

import pathlib
from typing import Final

from vault.keeping import age
from vault.keeping.durable import Disk, reading
from vault.keeping.errors import CannotReadError, IdentityUnreadableError, WrongIdentityError
from vault.keeping.settings import Settings

_LONGEST: Final = 1 << 20
"""Bytes that are read of an identity file; what was named may be a device without an end."""


def identity_from_file(path: pathlib.Path) -> age.Identity:
    """Read a plain age identity file.

    Args:
        path: The file.

    Returns:
        The identities in it.

    Raises:
        IdentityUnreadableError: It is missing or holds none.
    """
    try:
        with reading(path), path.open("rb") as file:
            return age.parse_identity(file.read(_LONGEST).decode("utf-8-sig"))
    except (FileNotFoundError, UnicodeDecodeError, age.UnreadableKeyError, CannotReadError):
        raise IdentityUnreadableError(path=path) from None


def identity_file(path: pathlib.Path, disk: Disk) -> age.Identity:
    """Read a plain age identity file, or make one.

    Args:
        path: The file; where it is missing it is made with a new identity, for its owner alone.
        disk: How it is made.

    Returns:
        The identities in it.

    Raises:
        IdentityUnreadableError: It is there and holds none.
        CannotWriteError: It cannot be made.
    """
    if not path.exists():
        identity = age.generate()
        content = f"# public key: {identity.recipients[0]}\n".encode("ascii") + identity.text()
        try:
            disk.create(path, lambda file: file.write(content))
        except FileExistsError:
            return identity_from_file(path)
        return identity
    return identity_from_file(path)


def ensure_fits(identity: age.Identity, settings: Settings) -> None:
    """Refuse an identity that the vault is not encrypted to.

    Args:
        identity: The identity.
        settings: Of the vault.

    Raises:
        WrongIdentityError: None of its public keys is among the recipients.
    """
    if not set(identity.recipients) & set(settings.recipients):
        raise WrongIdentityError
