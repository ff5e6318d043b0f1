"""Short random ids.

Source: Douglas Crockford, "Base 32", https://www.crockford.com/base32.html (symbols; i, l, o and u are left
out).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 8

Entropy = Callable[[int], bytes]
"""Gives so many random bytes; `os.urandom` outside tests."""


def new_id(entropy: Entropy) -> str:
    """Return eight random characters of Crockford's base 32 in lower case (40 bits).

    Args:
        entropy: Where the randomness comes from.

    Returns:
        The id.
    """
    number = int.from_bytes(entropy(5), "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def is_prefix(text: str) -> bool:
    """Tell whether an id can begin so; nothing begins with an empty text."""
    return 0 < len(text) <= LENGTH and all(char in ALPHABET for char in text)


def is_id(text: str) -> bool:
    """Tell whether a text has the shape of an id."""
    return len(text) == LENGTH and all(char in ALPHABET for char in text)
