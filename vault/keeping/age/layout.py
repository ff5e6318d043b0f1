"""How an age file is laid out: a header of text, a nonce, the plaintext in chunks that are each authenticated.

Source: https://age-encryption.org/v1 (sections "Header", "Payload", "The scrypt recipient type").
"""

from __future__ import annotations

import re
from typing import Final

VERSION: Final = b"age-encryption.org/v1\n"
"""The first line."""

FILE_KEY: Final = 16
"""Bytes of the key that a file's own keys are derived from."""

NONCE: Final = 16
"""Bytes between the header and the first chunk."""

CHUNK: Final = 65536
"""Plaintext bytes of one chunk of a payload."""

TAG: Final = 16
"""Bytes that authenticate each chunk."""

_LAST_HEADER_LINE: Final = b"--- "
_HEADER_LIMIT: Final = 1 << 20


def header_length(start: bytes) -> int | None:
    """Measure the header of an age file.

    Args:
        start: The first bytes of the file; 1 MiB is always enough.

    Returns:
        Bytes up to the end of the header's last line; None when the bytes hold no whole header.
    """
    if not start.startswith(VERSION):
        return None
    mac = start.find(b"\n" + _LAST_HEADER_LINE, 0, _HEADER_LIMIT)
    end = start.find(b"\n", mac + 1)
    return None if mac < 0 or end < 0 else end + 1


def is_cut_off(start: bytes) -> bool:
    """Tell whether bytes without a whole header are the beginning of an age file.

    Args:
        start: The first bytes of the file.

    Returns:
        Whether they are nothing, or what an age file begins with.
    """
    return header_length(start) is None and VERSION.startswith(start[: len(VERSION)])


def payload_length(size: int) -> int:
    """Return how many bytes follow the header for `size` bytes of plaintext."""
    chunks = max(1, -(-size // CHUNK))
    return NONCE + size + chunks * TAG


def work_factor(sealed: bytes) -> int:
    """Return the binary logarithm of scrypt's N that a file under a passphrase asks for.

    Args:
        sealed: The whole age file.

    Returns:
        The number in its stanza, 0 where there is none.
    """
    found = re.match(rb"age-encryption\.org/v1\n-> scrypt \S+ (\d+)\n", sealed)
    return int(found[1]) if found else 0
