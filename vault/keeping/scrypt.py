"""Opens and makes age files under a passphrase however slow, or busy, this computer is.

pyrage measures the computer. It refuses a file that would take it sixteen times the second that age aims at: a vault
made on a fast desktop would not open on an old laptop. And it asks for less work where the computer is busy, which
makes guessing the passphrase as much quicker. The stock `age` program has fixed numbers instead, and so has this.

Source: https://age-encryption.org/v1 (sections "Header", "The scrypt recipient type", "Payload"); RFC 7914 (scrypt);
RFC 5869 (HKDF); RFC 8439 (ChaCha20-Poly1305).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import re
from collections.abc import Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MOST_WORK: Final = 22
"""Binary logarithm of scrypt's N that is accepted, as by the stock program: 4 GiB of memory."""

_HEADER: Final = re.compile(
    rb"(?P<covered>age-encryption\.org/v1\n-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]?)\n"
    rb"(?P<body>[A-Za-z0-9+/]{43})\n---) (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_LABEL: Final = b"age-encryption.org/v1/scrypt"
_KEY: Final = 16
_SALT: Final = 16
_NONCE: Final = 16
_TAG: Final = 16
_CHUNK: Final = 65536 + _TAG


class NotThisPassphraseError(Exception):
    """The passphrase is wrong, or the stanza was changed."""


class NotAPassphraseFileError(Exception):
    """The bytes are no age file under a passphrase, were changed or cut off, or ask for too much work."""


def opened(data: bytes, passphrase: str) -> bytes:
    """Decrypt a small age file.

    Args:
        data: The whole file.
        passphrase: The passphrase.

    Returns:
        The plaintext.

    Raises:
        NotThisPassphraseError: The passphrase is wrong, or the stanza was changed.
        NotAPassphraseFileError: The file is damaged, another kind, or asks for more work than the limit.
    """
    header = _HEADER.match(data)
    if header is None or int(header["work"]) > MOST_WORK:
        raise NotAPassphraseFileError
    file_key = _file_key(header, passphrase)
    if not hmac.compare_digest(
        hmac.digest(_derived(file_key, b"", b"header"), header["covered"], "sha256"), _decoded(header["mac"])
    ):
        raise NotAPassphraseFileError
    payload = data[header.end() :]
    return _plaintext(_derived(file_key, payload[:_NONCE], b"payload"), payload[_NONCE:])


def sealed(data: bytes, passphrase: str, work: int) -> bytes:
    """Encrypt a small file as age does.

    Args:
        data: The plaintext.
        passphrase: Not empty.
        work: Binary logarithm of scrypt's N, at most `MOST_WORK`.

    Returns:
        The whole age file.
    """
    file_key, salt, nonce = os.urandom(_KEY), os.urandom(_SALT), os.urandom(_NONCE)
    body = ChaCha20Poly1305(_wrapping(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %b %d\n%b\n---" % (_encoded(salt), work, _encoded(body))
    covered = b"age-encryption.org/v1\n" + stanza
    mac = hmac.digest(_derived(file_key, b"", b"header"), covered, "sha256")
    payload = _ciphertext(_derived(file_key, nonce, b"payload"), data)
    return b"%b %b\n%b%b" % (covered, _encoded(mac), nonce, payload)


def _wrapping(passphrase: str, salt: bytes, work: int) -> bytes:
    """Return the key that the file's key is wrapped in."""
    return Scrypt(_LABEL + salt, 32, n=1 << work, r=8, p=1).derive(passphrase.encode("utf-8"))


def _file_key(header: re.Match[bytes], passphrase: str) -> bytes:
    """Open the stanza.

    Raises:
        NotThisPassphraseError: The passphrase is wrong.
    """
    wrapping = _wrapping(passphrase, _decoded(header["salt"]), int(header["work"]))
    try:
        return ChaCha20Poly1305(wrapping).decrypt(bytes(12), _decoded(header["body"]), None)
    except InvalidTag:
        raise NotThisPassphraseError from None


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _plaintext(key: bytes, payload: bytes) -> bytes:
    """Decrypt the chunks of a payload; the last one says that it is.

    Raises:
        NotAPassphraseFileError: It was changed or cut off.
    """
    cipher, found = ChaCha20Poly1305(key), []
    try:
        for nonce, chunk in _chunks(payload, _CHUNK):
            found.append(cipher.decrypt(nonce, chunk, None))
    except InvalidTag:
        raise NotAPassphraseFileError from None
    return b"".join(found)


def _ciphertext(key: bytes, data: bytes) -> bytes:
    """Encrypt in chunks; the last one says that it is."""
    cipher = ChaCha20Poly1305(key)
    return b"".join(cipher.encrypt(nonce, chunk, None) for nonce, chunk in _chunks(data, _CHUNK - _TAG))


def _chunks(data: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the nonce of each chunk with its bytes; there is one even for nothing."""
    count = max(1, -(-len(data) // size))
    for number in range(count):
        yield (
            number.to_bytes(11, "big") + bytes([number == count - 1]),
            data[number * size : (number + 1) * size],
        )


def _encoded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    """Decode base64 without padding.

    Raises:
        NotAPassphraseFileError: It is none.
    """
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise NotAPassphraseFileError from None
