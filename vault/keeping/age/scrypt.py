"""Opens and makes age files under a passphrase however slow, or busy, this computer is.

pyrage measures the computer. It refuses a file that would take it sixteen times the second that age aims at: a vault
made on a fast desktop would not open on an old laptop. And it asks for less work where the computer is busy, which
makes guessing the passphrase as much quicker. The stock `age` program has fixed numbers instead, and so has this.

Source: https://age-encryption.org/v1 (sections "Header", "The scrypt recipient type"); RFC 7914 (scrypt).
"""

from __future__ import annotations

import hmac
import io
import os
import re
from typing import Final

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vault.keeping.age.errors import BrokenFileError, NotForThisKeyError
from vault.keeping.age.layout import FILE_KEY, NONCE, VERSION
from vault.keeping.age.payload import ciphertext, decoded, encoded, plaintext, seal, unwrapped, wrapped

MOST_WORK: Final = 22
"""Binary logarithm of scrypt's N that is accepted, as by the stock program: 4 GiB of memory."""

_HEADER: Final = re.compile(
    rb"(?P<covered>age-encryption\.org/v1\n-> scrypt (?P<salt>[A-Za-z0-9+/]{22}) (?P<work>[1-9][0-9]?)\n"
    rb"(?P<body>[A-Za-z0-9+/]{43})\n---) (?P<mac>[A-Za-z0-9+/]{43})\n"
)
_LABEL: Final = b"age-encryption.org/v1/scrypt"
_SALT: Final = 16


def opened(data: bytes, passphrase: str) -> bytes:
    """Decrypt a small age file.

    Args:
        data: The whole file.
        passphrase: The passphrase.

    Returns:
        The plaintext.

    Raises:
        NotForThisKeyError: The passphrase is wrong, or the stanza was changed.
        BrokenFileError: The file is damaged, another kind, or asks for more work than the limit.
    """
    header = _HEADER.match(data)
    if header is None or int(header["work"]) > MOST_WORK:
        raise BrokenFileError
    file_key = _file_key(header, passphrase)
    if not hmac.compare_digest(seal(file_key, header["covered"]), decoded(header["mac"])):
        raise BrokenFileError
    return b"".join(plaintext(file_key, io.BytesIO(data[header.end() :])))


def sealed(data: bytes, passphrase: str, work: int) -> bytes:
    """Encrypt a small file as age does.

    Args:
        data: The plaintext.
        passphrase: Not empty.
        work: Binary logarithm of scrypt's N, at most `MOST_WORK`.

    Returns:
        The whole age file.
    """
    file_key, salt = os.urandom(FILE_KEY), os.urandom(_SALT)
    body = wrapped(_wrapping(passphrase, salt, work), file_key)
    stanza = b"-> scrypt %b %d\n%b\n---" % (encoded(salt), work, encoded(body))
    covered = VERSION + stanza
    return b"%b %b\n%b" % (
        covered,
        encoded(seal(file_key, covered)),
        ciphertext(file_key, os.urandom(NONCE), data),
    )


def _wrapping(passphrase: str, salt: bytes, work: int) -> bytes:
    """Return the key that the file's key is wrapped in."""
    return Scrypt(_LABEL + salt, 32, n=1 << work, r=8, p=1).derive(passphrase.encode("utf-8"))


def _file_key(header: re.Match[bytes], passphrase: str) -> bytes:
    """Open the stanza.

    Raises:
        NotForThisKeyError: The passphrase is wrong.
    """
    wrapping = _wrapping(passphrase, decoded(header["salt"]), int(header["work"]))
    file_key = unwrapped(wrapping, decoded(header["body"]))
    if file_key is None:
        raise NotForThisKeyError
    return file_key
