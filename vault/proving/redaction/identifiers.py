"""Numbers with a check digit: resident identity numbers and payment cards.

Source: GB 11643-1999 (resident identity number: area, birth date, sequence, check character of ISO 7064 MOD 11-2; the
15-digit form before it has no century and no check character); ISO/IEC 7812-1:2017 annex B (Luhn).
"""

from __future__ import annotations

import datetime as dt
import re

from stdnum import luhn
from stdnum.cn import ric

PROVINCES = frozenset(
    str(number)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
        (91, 91),
    )
    for number in range(first, last + 1)
)
"""The first two digits (GB/T 2260; 81 to 83 residence permits of Hong Kong, Macao and Taiwan, 91 foreigners)."""

YOUNGEST = 10
"""Years; nobody younger has a loan. Keeps numbers that begin with a recent date from being taken for a birth date."""

CARD_LENGTHS = (
    (re.compile(r"6[0-9]"), range(16, 20)),  # UnionPay (62) and older domestic cards
    (re.compile(r"4"), range(16, 17)),
    (re.compile(r"5[1-5]|2[2-7]|35"), range(16, 17)),
    (re.compile(r"3[47]"), range(15, 16)),
    (re.compile(r"955|9[0-4]"), range(16, 20)),  # domestic debit cards from before the 62 range
)


def is_identity_number(text: str) -> bool:
    """Tell whether 18 characters, or 15 digits, are a resident identity number with all its checks."""
    if len(text) == 15 and text.isdigit():
        longer = f"{text[:6]}19{text[6:]}0"
        text = longer[:-1] + str(ric.calc_check_digit(longer))
    try:
        return len(text) == 18 and bool(ric.is_valid(text))
    except KeyError:  # its list knows the city and none of its counties
        return False


def resembles_identity_number(text: str, as_of: dt.date) -> bool:
    """Tell whether a number has the build of an identity number though its check fails: one character misread.

    Args:
        text: 16 to 20 digits, the last perhaps an X: one lost or doubled by an engine is allowed for.
        as_of: A day in the present.

    Returns:
        True for a province followed by a birth date in its place, of somebody old enough.
    """
    if not 16 <= len(text) <= 20 or text[:2] not in PROVINCES:
        return False
    around = range(6 - (len(text) < 18), 7 + (len(text) > 18))
    return any(_is_birth_date(text[at : at + 8], as_of) for at in around)


def is_card_number(text: str) -> bool:
    """Tell whether digits are a payment card's number: first digits, length and check digit."""
    return is_card_length(text) and bool(luhn.is_valid(text))


def is_card_length(text: str) -> bool:
    """Tell whether digits begin like a card's number and have its length."""
    return text.isdigit() and any(
        first.match(text) and len(text) in lengths for first, lengths in CARD_LENGTHS
    )


def _is_birth_date(text: str, as_of: dt.date) -> bool:
    if not text.isdigit() or len(text) != 8:
        return False
    try:
        born = dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return 1900 <= born.year <= as_of.year - YOUNGEST
