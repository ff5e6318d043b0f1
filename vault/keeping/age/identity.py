"""X25519 keys, and what is decrypted with them by pyrage.

Source: https://age-encryption.org/v1 (section "The X25519 recipient type").
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO, Final, NoReturn

import pyrage

from vault.keeping.age.errors import UnreadableKeyError, raise_decryption_failure
from vault.keeping.age.layout import VERSION
from vault.keeping.age.streams import Target

_SECRET_PREFIX: Final = "AGE-SECRET-KEY-1"  # noqa: S105 - how every secret key begins


class Identity:
    """Secret keys, kept out of every representation. `recipients` are their public keys."""

    __slots__ = ("_secrets", "recipients")

    def __init__(self, secrets: Sequence[pyrage.x25519.Identity]) -> None:
        self._secrets = tuple(secrets)
        self.recipients: tuple[str, ...] = tuple(str(secret.to_public()) for secret in self._secrets)

    def __repr__(self) -> str:
        return f"<Identity of {', '.join(self.recipients)}>"

    def __reduce__(self) -> NoReturn:
        message = "an identity is never pickled"
        raise TypeError(message)

    def text(self) -> bytes:
        """Return the secret keys as an age identity file holds them; for writing that file only."""
        return b"".join(str(secret).encode("ascii") + b"\n" for secret in self._secrets)

    def decrypt(self, data: bytes) -> bytes:
        """Decrypt a small age file.

        Args:
            data: The whole file.

        Returns:
            The plaintext.

        Raises:
            NotForThisKeyError: It is encrypted to other keys, or its stanza was changed.
            BrokenFileError: It was changed or cut off.
        """
        try:
            return bytes(pyrage.decrypt(data, self._secrets))
        except pyrage.DecryptError as error:
            raise_decryption_failure(error, data)

    def decrypt_stream(self, source: BinaryIO, write: Callable[[bytes], object]) -> None:
        """Decrypt an age file of any size, chunk by chunk.

        Each chunk is authentic when it is handed on; only the end of the call says that none is missing.

        Args:
            source: The age file, from its beginning.
            write: Takes the plaintext piece by piece.

        Raises:
            NotForThisKeyError: It is encrypted to other keys, or its stanza was changed.
            BrokenFileError: It was changed or cut off.
        """
        target = Target(write)
        try:
            pyrage.decrypt_io(source, target, self._secrets)
        except (pyrage.DecryptError, OSError) as error:
            if target.failure is not None:
                raise target.failure from None
            raise_decryption_failure(error, VERSION)


def generate() -> Identity:
    """Return a new identity; the randomness is age's own."""
    return Identity([pyrage.x25519.Identity.generate()])


def parse_identity(text: str) -> Identity:
    """Read the text of an age identity file.

    Args:
        text: Lines; those that begin with `#` and empty ones are skipped.

    Returns:
        The identities in the file.

    Raises:
        UnreadableKeyError: There is none, or one of them cannot be read.
    """
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys or not all(key.startswith(_SECRET_PREFIX) for key in keys):
        raise UnreadableKeyError
    try:
        return Identity([pyrage.x25519.Identity.from_str(key) for key in keys])
    except pyrage.IdentityError:
        raise UnreadableKeyError from None


def is_recipient(text: str) -> bool:
    """Tell whether a text is the public key of an X25519 identity.

    Args:
        text: `age1…`.

    Returns:
        Whether age accepts it.
    """
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True
