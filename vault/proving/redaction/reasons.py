"""Why a place is covered: the classes of personal data, and what a person points at."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vault.language import mark


class Reason(StrEnum):
    """One class of what is covered."""

    IDS = "ids"
    CARDS = "cards"
    PHONES = "phones"
    ADDRESSES = "addresses"
    NAMES = "names"
    EMAILS = "emails"
    CODES = "codes"  # QR and bar codes: nobody sees what they say
    CHOSEN = "chosen"  # a fact or an area that the user named


CLASSES = frozenset(Reason) - {Reason.CHOSEN}
"""What can be asked for by name; the codes go with every one of them."""

WORDS: Mapping[Reason, str] = {
    Reason.IDS: mark("identity numbers"),
    Reason.CARDS: mark("card numbers"),
    Reason.PHONES: mark("telephone numbers"),
    Reason.ADDRESSES: mark("addresses"),
    Reason.NAMES: mark("names"),
    Reason.EMAILS: mark("e-mail addresses"),
    Reason.CODES: mark("QR and bar codes"),
    Reason.CHOSEN: mark("chosen places"),
}
MARK = mark("[redacted]")
"""What stands in a text where something was taken out: the same length whatever it was."""

STAMP = mark("redacted")
"""What is written on a covered area that has room for it."""
