"""What a reference number can look like, and what looks like one and is something else."""

from __future__ import annotations

import datetime as dt
import re

_GROUP = re.compile(r"[A-Za-z0-9*]+(?:[-_/][A-Za-z0-9*]+)*")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}|0(?:10|2[0-9]|[3-9][0-9]{2})[2-8][0-9]{6,7}")
_MASKED_MOBILE = re.compile(r"1[3-9][0-9]\*{3,5}[0-9]{3,4}")
_MASKED_ID = re.compile(r"[1-8][0-9]{2,13}\*{4,14}[0-9]{0,4}[0-9Xx]")
_ID_LENGTH = 18
_SERVICE_NUMBER = re.compile(r"[48]00[0-9]{7}|95[0-9]{3}|1010[0-9]{4}|12[1-4][0-9]{2}")
_UNIT = re.compile(r"(?P<gap> ?)(?:[元万%笔期天年月次人位条分秒折]|个工作日|小时)|:[0-5][0-9]|\.[0-9]")
_MONTH_AND_DAY = re.compile(r"(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12][0-9]|3[01])")
_IN_FOURS = re.compile(r"[A-Z]{4}(?:-[A-Z]{4}){1,5}")
_LONGEST_QUANTITY = 7
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_reference(raw: str, after: str = "", *, labelled: bool = False, told: bool = False) -> bool:
    """Whether `raw` can be a reference number at all, and nothing else: no ID number, no amount.

    Args:
        raw: The number as it stands.
        after: What follows it: a unit makes it a quantity.
        labelled: Whether its label stands right before it; without, what could be a telephone number is not one.
        told: Whether a colon or 为 announces it, so that four digits are enough.
    """
    value = normal(raw)
    if (
        _is_hidden(value)
        or is_quantity(value, after)
        or _MONTH_AND_DAY.fullmatch(value)
        or not _is_long_enough(value, labelled=labelled, told=told)
    ):
        return False
    plain = value.replace("-", "")
    phone = not labelled and (_MOBILE.fullmatch(plain) or _SERVICE_NUMBER.fullmatch(plain))
    return not (phone or is_id_number(plain))


def _is_hidden(value: str) -> bool:
    """Whether asterisks hide most of a number, or it is a masked mobile or resident identity number."""
    if "*" not in value:
        return False
    mostly = value.startswith("*") or value.count("*") > len(value) // 2
    identity = len(value) == _ID_LENGTH and _PROVINCE.match(value) and _MASKED_ID.fullmatch(value)
    return bool(mostly or identity or _MASKED_MOBILE.fullmatch(value))


def is_quantity(value: str, after: str) -> bool:
    """Whether what follows the number `value` makes it a quantity, an amount or a time of day."""
    unit = _UNIT.match(after)
    return unit is not None and value.isdigit() and (not unit["gap"] or len(value) <= _LONGEST_QUANTITY)


def _is_long_enough(value: str, *, labelled: bool, told: bool) -> bool:
    digits = sum(map(str.isdigit, value))
    if digits == len(value):
        return digits >= 5 or (told and digits == 4 and not _YEAR.fullmatch(value))
    if digits >= 3:
        return len(value) >= 4
    if not value.isupper() or not (told or (labelled and len(value) >= 6)):
        return False
    return len(value) >= 5 if digits else _IN_FOURS.fullmatch(value) is not None


def is_id_number(text: str) -> bool:
    """Whether `text` is a resident identity number: place, day of birth and check digit (GB 11643-1999, GB/T 2260)."""
    if len(text) != 18 or not text[:17].isdigit() or not ("0" <= text[17] <= "9" or text[17] in "Xx"):
        return False
    try:
        born = dt.date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    checked = "10X98765432"[total % 11] == text[17].upper()
    return checked and born.year >= 1900 and _PROVINCE.match(text) is not None


def is_card_number(text: str) -> bool:
    """Whether `text` is a bank card's number with a right check digit (ISO/IEC 7812-1, annex B)."""
    if not (text.isdigit() and 15 <= len(text) <= 19 and text[0] in "3456"):
        return False
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in text[-2::-2])
    return (doubled + sum(int(digit) for digit in text[::-2])) % 10 == 0


def is_other_number(text: str) -> bool:
    """Whether `text` has the make of a bank card's number or of a landline with its area."""
    return is_card_number(text) or _LANDLINE.fullmatch(text) is not None


def is_mobile(text: str) -> bool:
    """Whether `text` has the digits of a mainland mobile."""
    return _MOBILE.fullmatch(text) is not None


def is_telephone_number(text: str) -> bool:
    """Whether `text` has the digits of a mobile or of a service number."""
    return is_mobile(text) or _SERVICE_NUMBER.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    """Whether a line is nothing but one reference number (quotes, a hash and a copy button aside)."""
    bare = text.strip(" \"'“”#:").removesuffix("复制").strip()
    groups = bare.split(" ")
    return (
        len(groups) <= 6
        and all(_GROUP.fullmatch(group) for group in groups)
        and all(len(group) > 1 or group.isdigit() for group in groups)
        and sum(map(str.isdigit, bare)) >= 5
        and is_reference(bare)
    )


def normal(raw: str) -> str:
    """Return the number without spaces and line breaks."""
    return "".join(raw.split())
