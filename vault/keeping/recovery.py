"""Recovery words: a second, written way to the identity.

`keys/recovery.age` holds the identity under the words as a passphrase, so that the stock `age` program opens it, too.
The one module that knows mnemonic. Source: BIP-39 (generating the mnemonic, word lists); age-encryption.org/v1 (the
scrypt recipient type).
"""

from __future__ import annotations

from typing import Final

from mnemonic import Mnemonic

from vault.keeping.errors import RecoveryWordsError
from vault.keeping.identifiers import Entropy

ENTROPY_BYTES: Final = 16
"""128 bits, twelve words: behind a second of scrypt for each guess nobody tries them all."""

_LANGUAGES: Final = ("english", "chinese_simplified")


def new_words(entropy: Entropy, *, chinese: bool = False) -> str:
    """Make recovery words.

    Args:
        entropy: Where they come from.
        chinese: Whether they are Chinese characters rather than English words.

    Returns:
        Twelve words with single spaces.
    """
    return str(Mnemonic(_LANGUAGES[chinese]).to_mnemonic(entropy(ENTROPY_BYTES)))


def cleaned(typed: str) -> str:
    """Return recovery words as they were made.

    Args:
        typed: What a person typed or pasted: any case and spaces; Chinese characters may stand together.

    Returns:
        The words with single spaces.

    Raises:
        RecoveryWordsError: They are not twelve words of one list, or their checksum is wrong.
    """
    words = typed.casefold().split()
    if len(words) == 1 and not words[0].isascii():
        words = list(words[0])
    joined = " ".join(words)
    if len(words) != ENTROPY_BYTES * 3 // 4 or not any(Mnemonic(name).check(joined) for name in _LANGUAGES):
        raise RecoveryWordsError
    return joined
