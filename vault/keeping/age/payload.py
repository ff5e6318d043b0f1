"""What all age files have in common beneath their first stanza: the header's seal, and the payload in chunks.

pyrage does this for nearly every file. `scrypt` and `x25519` say when it does not.

Source: https://age-encryption.org/v1 (sections "Header", "Payload"); RFC 5869 (HKDF); RFC 8439 (ChaCha20-Poly1305).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault.keeping.age.errors import BrokenFileError
from vault.keeping.age.layout import CHUNK, NONCE, TAG
from vault.keeping.age.streams import Readable

_LENGTH: Final = 32
"""Bytes of every key that is derived: one block of HKDF-SHA256."""


def derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """Return 32 bytes by HKDF-SHA256."""
    return hmac.digest(hmac.digest(salt or bytes(_LENGTH), key, "sha256"), info + b"\x01", "sha256")


def seal(file_key: bytes, covered: bytes) -> bytes:
    """Return the code that authenticates a header, from its first byte to `---`."""
    return hmac.digest(derived(file_key, b"", b"header"), covered, "sha256")


def wrapped(key: bytes, file_key: bytes) -> bytes:
    """Return a file's key as it stands in a stanza."""
    return ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)


def unwrapped(key: bytes, body: bytes) -> bytes | None:
    """Return the file's key of a stanza; None where `key` is not the stanza's."""
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), body, None)
    except InvalidTag:
        return None


def plaintext(file_key: bytes, source: Readable) -> Iterator[bytes]:
    """Decrypt a payload.

    Args:
        file_key: The file's key.
        source: The file, from the end of its header on; it gives fewer bytes than it is asked for only at the end.

    Yields:
        The plaintext of each chunk; it is authentic, and only the end says that none is missing.

    Raises:
        BrokenFileError: It was changed or cut off.
    """
    cipher = ChaCha20Poly1305(derived(file_key, source.read(NONCE), b"payload"))
    chunk, number, last = source.read(CHUNK + TAG), 0, False
    while not last:
        following = source.read(CHUNK + TAG)
        last = not following
        if last and number and len(chunk) == TAG:
            raise BrokenFileError  # only an empty file may end in an empty chunk
        try:
            yield cipher.decrypt(_nonce(number, last=last), chunk, None)
        except InvalidTag:
            raise BrokenFileError from None
        chunk, number = following, number + 1


def ciphertext(file_key: bytes, nonce: bytes, data: bytes) -> bytes:
    """Encrypt a payload.

    Args:
        file_key: The file's key.
        nonce: 16 random bytes.
        data: The plaintext.

    Returns:
        All that follows the header.
    """
    cipher = ChaCha20Poly1305(derived(file_key, nonce, b"payload"))
    chunks = [data[start : start + CHUNK] for start in range(0, max(1, len(data)), CHUNK)]
    encrypted = (
        cipher.encrypt(_nonce(number, last=number == len(chunks) - 1), chunk, None)
        for number, chunk in enumerate(chunks)
    )
    return nonce + b"".join(encrypted)


def encoded(data: bytes) -> bytes:
    """Return bytes in base64 as age writes them, without padding."""
    return base64.b64encode(data).rstrip(b"=")


def decoded(text: bytes) -> bytes:
    """Decode base64 without padding.

    Raises:
        BrokenFileError: It is none, or not in the one form that age writes.
    """
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise BrokenFileError from None
    if encoded(data) != text:
        raise BrokenFileError
    return data


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
