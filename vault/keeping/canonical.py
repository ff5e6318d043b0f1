"""Events as bytes: canonical JSON, so that a digest of an event has one meaning.

Source: RFC 8785 (JSON Canonicalization Scheme); FIPS 180-4 (SHA-256).
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec
import rfc8785

from vault.keeping.errors import EventUnwritableError
from vault.model import Event, Sha256

NO_EVENT: Final = Sha256("0" * 64)
"""`prev` of a writer's first event."""


class NotAnEventError(ValueError):
    """Bytes that are no event as this program knows them."""


def canonical(event: Event) -> bytes:
    """Return the canonical form of an event.

    Args:
        event: The event; its body holds what JSON can carry, or dataclasses of `vault.model`.

    Returns:
        UTF-8 without a byte order mark or line feed.

    Raises:
        EventUnwritableError: A text holds lone surrogates, or a number is no finite one.
    """
    try:
        return rfc8785.dumps(msgspec.to_builtins(event))
    except ValueError as error:
        raise EventUnwritableError from error


def digest(data: bytes) -> Sha256:
    """Return the SHA-256 of bytes."""
    return Sha256(hashlib.sha256(data).hexdigest())


def decode(data: bytes) -> Event:
    """Read an event back from its canonical form.

    Args:
        data: The bytes.

    Returns:
        The event; its body is a mapping of plain JSON values.

    Raises:
        NotAnEventError: They are something else.
    """
    try:
        return msgspec.json.decode(data, type=Event)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise NotAnEventError from None
