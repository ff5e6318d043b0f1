"""What a person types as the value of a fact, in the form that facts hold it in. Nothing is rounded or guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from vault.errors import BadInputError
from vault.language import mark
from vault.model import Authorization, FactType, Money, Obstacle
from vault.wording import FACT_TYPES

if TYPE_CHECKING:
    from vault.reading import Directory

_AMOUNT = re.compile(r"[¥￥]?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?P<places>\d{1,2}))?元?", re.ASCII)

YUAN = re.compile("[¥￥元]")
"""What says that an amount is in yuan."""

_PHONE = re.compile(r"\+?\d{3,20}", re.ASCII)
_AROUND_DIGITS = re.compile(r"[\s()（）-]")


class FactValueError(BadInputError):
    """A value does not fit the type of its fact."""

    code = "fact-value"
    message = mark("This is no value of the type {type}.")
    hint = mark(
        "Write a date as 2026-03-05, an amount as 1234.50, a phone number in digits, an obstacle as balance."
    )
    words = tuple(FACT_TYPES.values())


def value(directory: Directory, of_type: FactType, text: str) -> tuple[str | Money, str | None]:
    """Return the value that was typed in its form, and a platform's name.

    Args:
        directory: Knows platforms by name.
        of_type: What the fact states.
        text: As typed, not empty.

    Returns:
        The value, as `vault.model.Fact` holds it, and the name to show for a platform.

    Raises:
        FactValueError: It does not fit the type.
    """
    if of_type is FactType.PLATFORM:
        found = directory.find(text)
        return (found.id, found.brand) if found else (f"new:{text}", text)
    try:
        return _FORMS[of_type](text), None
    except ValueError:
        raise FactValueError(type=FACT_TYPES[of_type]) from None


def _date(text: str) -> str:
    """Return a day or a moment in ISO 8601 as facts hold it.

    Raises:
        ValueError: It is neither.
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return dt.date.fromisoformat(text).isoformat()
    if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?", text, re.ASCII):
        return dt.datetime.fromisoformat(text).isoformat()
    raise ValueError(text)


def _phone(text: str) -> str:
    """Return a telephone number in digits, a plus in front kept.

    Raises:
        ValueError: It is none.
    """
    digits = _AROUND_DIGITS.sub("", text)
    if not _PHONE.fullmatch(digits):
        raise ValueError(text)
    return digits


def _number(text: str) -> str:
    """Return a reference or staff number without spaces.

    Raises:
        ValueError: It has neither letter nor digit.
    """
    if not any(map(str.isalnum, text)):
        raise ValueError(text)
    return "".join(text.split())


def _decimal(text: str) -> str:
    """Return an amount as a plain decimal number with two places; nothing is rounded.

    Raises:
        ValueError: It is no number, or has more than two places.
    """
    written = _AMOUNT.fullmatch("".join(text.split()))
    if written is None:
        raise ValueError(text)
    whole, places = written["whole"].replace(",", ""), written["places"] or ""
    return f"{int(whole)}.{places:0<2}"


def _money(text: str) -> Money:
    return Money(_decimal(text))


_FORMS: Mapping[FactType, Callable[[str], str | Money]] = {
    FactType.DATE: _date,
    FactType.AMOUNT: _money,
    FactType.PHONE: _phone,
    FactType.REFERENCE: _number,
    FactType.EMPLOYEE: _number,
    FactType.AUTHORIZATION: Authorization,
    FactType.OBSTACLE: Obstacle,
}
"""How a typed value becomes that of a fact; each raises ValueError for what does not fit."""
