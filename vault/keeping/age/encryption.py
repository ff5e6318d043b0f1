"""Encryption to public keys, by pyrage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyrage

from vault.keeping.age.errors import SourceError
from vault.keeping.age.streams import Readable, Source, Target


def encrypt(data: bytes, recipients: Iterable[str]) -> bytes:
    """Encrypt a small file.

    Args:
        data: The plaintext.
        recipients: Public keys, at least one; each is one that `is_recipient` accepts.

    Returns:
        The whole age file.
    """
    return bytes(pyrage.encrypt(data, _public(recipients)))


def encrypt_stream(source: Readable, target: BinaryIO, recipients: Iterable[str]) -> None:
    """Encrypt a file of any size; memory does not grow with it.

    Args:
        source: The plaintext.
        target: Takes the age file.
        recipients: Public keys, at least one; each is one that `is_recipient` accepts.

    Raises:
        SourceError: Reading the plaintext failed.
        EncryptError: age itself failed; what the target raises comes as it is.
    """
    watched_source, watched_target = Source(source), Target(target.write)
    try:
        pyrage.encrypt_io(watched_source, watched_target, _public(recipients))
    except pyrage.EncryptError:
        if watched_source.failure is not None:
            raise SourceError from watched_source.failure
        if watched_target.failure is not None:
            raise watched_target.failure from None
        raise


def _public(recipients: Iterable[str]) -> list[pyrage.x25519.Recipient]:
    return [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
