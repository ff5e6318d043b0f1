"""age files to X25519 keys, read by another implementation than the one that wrote them, and quicker.

The check compares every original with its digest. With OpenSSL's ciphers that takes less time than pyrage's decryption
alone; and where two implementations read the same bytes, a third will. What this one does not read is left to pyrage,
which says what is wrong with it.

Source: https://age-encryption.org/v1 (sections "Header", "The X25519 recipient type"); RFC 7748 (X25519);
BIP 173 (Bech32).
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NoReturn

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from vault.keeping.age.errors import BrokenFileError, NotForThisKeyError
from vault.keeping.age.payload import decoded, derived, plaintext, seal, unwrapped

_ANY_STANZA: Final = rb"-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
_HEADER: Final = re.compile(
    rb"(?P<covered>age-encryption\.org/v1\n(?:" + _ANY_STANZA + rb")+---) (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_OURS: Final = re.compile(
    rb"^-> X25519 (?P<share>[A-Za-z0-9+/]{43})\n(?P<body>[A-Za-z0-9+/]{43})\n", re.MULTILINE
)
_HEADER_LIMIT: Final = 1 << 14
_LABEL: Final = b"age-encryption.org/v1/X25519"
_PREFIX: Final = "AGE-SECRET-KEY-1"
_BECH32: Final = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
_CHECKSUM: Final = 6


class Reader:
    """Reads age files with secret keys, which are kept out of every representation."""

    __slots__ = ("_keys",)

    def __init__(self, identities: bytes) -> None:
        """Take the secret keys of an identity file, one a line, as `Identity.text` writes them."""
        secrets = (_secret(line) for line in identities.decode("ascii").split())
        self._keys = tuple(X25519PrivateKey.from_private_bytes(secret) for secret in secrets)

    def __reduce__(self) -> NoReturn:
        message = "a secret key is never pickled"
        raise TypeError(message)

    def plaintext(self, file: BinaryIO) -> Iterator[bytes]:
        """Decrypt a file.

        Args:
            file: The age file, from its beginning; it can seek.

        Returns:
            The plaintext piece by piece, each authentic; only the end says that none is missing.

        Raises:
            NotForThisKeyError: It is encrypted to other keys, or its header was changed.
            BrokenFileError: It was changed or cut off, or is of a kind that is not read here.
        """
        header = _HEADER.match(file.read(_HEADER_LIMIT))
        if header is None:
            raise BrokenFileError
        file.seek(header.end())
        return plaintext(self._file_key(header["covered"], decoded(header["mac"])), file)

    def _file_key(self, covered: bytes, mac: bytes) -> bytes:
        for stanza in _OURS.finditer(covered):
            share, body = decoded(stanza["share"]), decoded(stanza["body"])
            for key in self._keys:
                file_key = unwrapped(_wrapping(key, share), body)
                if file_key is not None and hmac.compare_digest(seal(file_key, covered), mac):
                    return file_key
        raise NotForThisKeyError


def _wrapping(key: X25519PrivateKey, share: bytes) -> bytes:
    """Return the key that the file's key is wrapped in.

    Raises:
        BrokenFileError: The share is no point that age uses.
    """
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise BrokenFileError from None
    return derived(shared, share + key.public_key().public_bytes_raw(), _LABEL)


def _secret(line: str) -> bytes:
    """Return the 32 bytes of a secret key; pyrage has compared its checksum."""
    digits = line.removeprefix(_PREFIX)[:-_CHECKSUM]
    number = 0
    for digit in digits:
        number = number << 5 | _BECH32.index(digit)
    return (number >> (5 * len(digits) - 256)).to_bytes(32, "big")
