"""Files under a passphrase, by pyrage; where this computer is too slow or too busy for that, by `scrypt`.

Source: https://age-encryption.org/v1 (section "The scrypt recipient type").
"""

from __future__ import annotations

from typing import Final

import pyrage

from vault.keeping.age.errors import NotForThisKeyError, raise_decryption_failure
from vault.keeping.age.layout import work_factor

ENOUGH_WORK: Final = 18
"""Binary logarithm of scrypt's N that the stock program always asks for; an idle computer comes out at or above it."""

_TOO_SLOW: Final = "Excessive work parameter"
"""How age's own refusal begins (age::DecryptError::ExcessiveWork)."""


def encrypt_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Encrypt under a passphrase by age's scrypt, at about one second of work.

    pyrage measures how much work that is; where the computer is busy at that moment it would be too little.

    Args:
        data: The plaintext.
        passphrase: Not empty.

    Returns:
        The whole age file.
    """
    sealed = bytes(pyrage.passphrase.encrypt(data, passphrase))
    if work_factor(sealed) >= ENOUGH_WORK:
        return sealed
    from vault.keeping.age import scrypt  # a case that most runs never see

    return scrypt.sealed(data, passphrase, ENOUGH_WORK)


def decrypt_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Decrypt what `encrypt_with_passphrase` made.

    Args:
        data: The whole age file.
        passphrase: The passphrase.

    Returns:
        The plaintext.

    Raises:
        NotForThisKeyError: The passphrase is wrong, or the stanza was changed.
        BrokenFileError: It was changed or cut off.
    """
    try:
        return bytes(pyrage.passphrase.decrypt(data, passphrase))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            raise NotForThisKeyError from None
        if str(error).startswith(_TOO_SLOW):
            from vault.keeping.age import scrypt  # a case that most runs never see

            return scrypt.opened(data, passphrase)
        raise_decryption_failure(error, data)
