"""Why an age file, or a key, cannot be read. Whoever opened it says it to the user in words of its own."""

from __future__ import annotations

from typing import NoReturn

from vault.keeping.age.layout import VERSION


class NotForThisKeyError(Exception):
    """No stanza of the header opens with this key or passphrase."""


class BrokenFileError(Exception):
    """The bytes are not an age file, or they were changed or cut off."""


class SourceError(Exception):
    """Reading the plaintext failed; the cause is the reader's own error."""


class UnreadableKeyError(Exception):
    """A text is no age identity or recipient."""


def raise_decryption_failure(error: Exception, start: bytes) -> NoReturn:
    """Say what a failure of pyrage means, which has one class for all.

    Args:
        error: The failure.
        start: The first bytes of the file.

    Raises:
        NotForThisKeyError: No stanza fits.
        BrokenFileError: Anything else.
    """
    # The text is age's own for "no stanza fits" (age::DecryptError::NoMatchingKeys).
    if str(error) == "No matching keys found" and start.startswith(VERSION):
        raise NotForThisKeyError from None
    raise BrokenFileError from None
