"""How an amount is written: its number, slips of recognition included (1.234.50 · 38,50 · 38 .50), and currency."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from vault.model import Money
from vault.reading.facts.rules import table

NUMBER = (
    r"(?P<n>[0-9]{1,3}(?:(?:, ?|\.)[0-9]{3}){1,4}[.,][0-9]{2}(?![0-9]|[.,][0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,4})?|[0-9]{1,9},[0-9]{2}(?![0-9]|[.,][0-9])"
    r"|[0-9]{1,7} \.[0-9]{2}(?![0-9])|[0-9]{1,12}(?:\.[0-9]{1,4})?)"
)
"""A number as group `n`."""

NUMBER_ENDS = r"(?![0-9]|[.,][0-9])"
SIGN = r"(?P<sign>[+-] ?)?"

_SCALES = {
    "k": 10**3,
    "w": 10**4,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}


@functools.cache
def currencies() -> Mapping[str, str]:
    """Return the code (ISO 4217) that each sign, code or word of a currency, in lower case, stands for."""
    return {word: code for code, words in table("currencies")["words"].items() for word in words}


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount. Signs are left out: whether money came or went is not part of a `Money`."""

    span: tuple[int, int]
    value: Money
    rule: str
    confidence: float


def decimal(number: str, scale: str | None = None) -> str:
    """Return a number as written, `scale` 万 and the like multiplied in, as a plain decimal.

    A last separator with one or two digits behind it is the decimal point whichever sign stands there: recognition
    takes points for commas, and no thousands are written with two digits.
    """
    written = number.replace(" ", "").replace(",", ".")
    whole, point, last = written.rpartition(".")
    if not point or (len(last) == 3 and "," in number) or (len(last) == 3 and "." in whole):
        value = written.replace(".", "")
    else:
        value = f"{whole.replace('.', '')}.{last}"
    return plain(Decimal(value) * _SCALES[scale]) if scale else value


def plain(value: Decimal) -> str:
    """Return a decimal without exponent or needless zeros."""
    return f"{value.normalize():f}"
