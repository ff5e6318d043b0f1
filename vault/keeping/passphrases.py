"""How strong a passphrase is: the one module that knows zxcvbn.

Source: D. Wheeler, "zxcvbn: Low-Budget Password Strength Estimation", USENIX Security 2016: strength is the number
of guesses that an attacker needs who tries words, names, dates, keyboard rows and repetitions first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from zxcvbn import zxcvbn

from vault.keeping.errors import PassphraseCommonError, PassphrasePatternError, WeakPassphraseError

GUESSES_LOG10: Final = 8.0
"""At a second a guess, which age's scrypt takes, a hundred million guesses are three years of one core."""

_JUDGED: Final = 72
"""Characters that are looked at: zxcvbn takes no more, and what is longer is strong by its beginning or not at all."""


def ensure_strong(passphrase: str, known: Sequence[str] = ()) -> None:
    """Refuse a new passphrase that can be guessed.

    Args:
        passphrase: What was chosen; not empty.
        known: Words that an attacker would try first, such as the vault's folder.

    Raises:
        PassphraseCommonError: It is, or is made of, words that are tried first.
        PassphrasePatternError: It is a date, a row of keys, a sequence or a repetition.
        WeakPassphraseError: It is too short.
    """
    judged = zxcvbn(passphrase[:_JUDGED], user_inputs=list(known))
    if judged["guesses_log10"] >= GUESSES_LOG10:
        return
    told = [match for match in judged["sequence"] if match["pattern"] != "bruteforce"]
    longest = max(told, key=lambda match: len(match["token"]), default=None)
    if longest is None or 2 * len(longest["token"]) < len(passphrase):
        raise WeakPassphraseError
    raise PassphraseCommonError if longest["pattern"] == "dictionary" else PassphrasePatternError
