"""age v1 files: the one module that knows pyrage.

Source: https://age-encryption.org/v1 (sections "Header", "Payload", "The X25519 recipient type", "The scrypt
recipient type").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, Final, NoReturn, Protocol

import pyrage

CHUNK: Final = 65536
"""Plaintext bytes of one chunk of a payload."""

TAG: Final = 16
"""Bytes that authenticate each chunk."""

NONCE: Final = 16
"""Bytes between the header and the first chunk."""

_VERSION: Final = b"age-encryption.org/v1\n"
_LAST_HEADER_LINE: Final = b"--- "
_HEADER_LIMIT: Final = 1 << 20
ENOUGH_WORK: Final = 18
"""Binary logarithm of scrypt's N that the stock program always asks for; an idle computer comes out at or above it."""

_TOO_SLOW: Final = "Excessive work parameter"
"""How age's own refusal begins (age::DecryptError::ExcessiveWork)."""

_SECRET_PREFIX: Final = "AGE-SECRET-KEY-1"  # noqa: S105 - how every secret key begins


class Readable(Protocol):
    """Anything that gives bytes piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, none at the end."""
        ...


class NotForThisKeyError(Exception):
    """No stanza of the header opens with this key or passphrase."""


class BrokenFileError(Exception):
    """The bytes are not an age file, or they were changed or cut off."""


class SourceError(Exception):
    """Reading the plaintext failed; the cause is the reader's own error."""


class UnreadableKeyError(Exception):
    """A text is no age identity or recipient."""


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
            _raise_decryption_failure(error, data)

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
        target = _Target(write)
        try:
            pyrage.decrypt_io(source, target, self._secrets)
        except (pyrage.DecryptError, OSError) as error:
            if target.failure is not None:
                raise target.failure from None
            _raise_decryption_failure(error, _VERSION)


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
    watched_source, watched_target = _Source(source), _Target(target.write)
    try:
        pyrage.encrypt_io(watched_source, watched_target, _public(recipients))
    except pyrage.EncryptError:
        if watched_source.failure is not None:
            raise SourceError from watched_source.failure
        if watched_target.failure is not None:
            raise watched_target.failure from None
        raise


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
    from vault.keeping import scrypt  # a case that most runs never see

    return scrypt.sealed(data, passphrase, ENOUGH_WORK)


def work_factor(sealed: bytes) -> int:
    """Return the binary logarithm of scrypt's N that a file under a passphrase asks for.

    Args:
        sealed: The whole age file.

    Returns:
        The number in its stanza, 0 where there is none.
    """
    found = re.match(rb"age-encryption\.org/v1\n-> scrypt \S+ (\d+)\n", sealed)
    return int(found[1]) if found else 0


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
            return _patiently(data, passphrase)
        _raise_decryption_failure(error, data)


def _patiently(data: bytes, passphrase: str) -> bytes:
    """Open a file that pyrage refuses because this computer is slower, or busier, than the one that made it.

    Raises:
        NotForThisKeyError: The passphrase is wrong.
        BrokenFileError: The file is damaged.
    """
    from vault.keeping import scrypt  # a case that most runs never see

    try:
        return scrypt.opened(data, passphrase)
    except scrypt.NotThisPassphraseError:
        raise NotForThisKeyError from None
    except scrypt.NotAPassphraseFileError:
        raise BrokenFileError from None


def header_length(start: bytes) -> int | None:
    """Measure the header of an age file.

    Args:
        start: The first bytes of the file; 1 MiB is always enough.

    Returns:
        Bytes up to the end of the header's last line; None when the bytes hold no whole header.
    """
    if not start.startswith(_VERSION):
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
    return header_length(start) is None and (_VERSION.startswith(start[: len(_VERSION)]))


def payload_length(size: int) -> int:
    """Return how many bytes follow the header for `size` bytes of plaintext."""
    chunks = max(1, -(-size // CHUNK))
    return NONCE + size + chunks * TAG


def _public(recipients: Iterable[str]) -> list[pyrage.x25519.Recipient]:
    return [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]


def _raise_decryption_failure(error: Exception, data: bytes) -> NoReturn:
    # pyrage has one class for both; this text is age's own for "no stanza fits" (age::DecryptError::NoMatchingKeys).
    if str(error) == "No matching keys found" and data.startswith(_VERSION):
        raise NotForThisKeyError from None
    raise BrokenFileError from None


class _Source:
    """A reader that remembers its own error; pyrage keeps only the text of it."""

    __slots__ = ("_source", "failure")

    def __init__(self, source: Readable) -> None:
        self._source = source
        self.failure: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except Exception as error:
            self.failure = error
            raise


class _Target:
    """A writer that remembers its own error."""

    __slots__ = ("_write", "failure")

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._write(data)
        except Exception as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever owns the file flushes it."""
