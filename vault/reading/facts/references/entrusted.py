"""Numbers that somebody is told to keep or to name later, without a label: 可凭 TS… 查询, please quote AB-12345."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.reading.facts.references.shapes import is_other_number, is_telephone_number, normal
from vault.reading.facts.references.values import number_at
from vault.reading.facts.rules import table
from vault.reading.facts.signs import any_of
from vault.reading.facts.spans import Claims

_MADE = re.compile(r"(?P<maker>[A-Z]{2,6})[0-9A-Z/-]{5,40}")
_DIGITS = re.compile(r"(?!62)[0-9]{12,24}|(?!0|[48]00|1[3-9]|9[56])[0-9]{2,6}(?:[-/][0-9A-Z]{2,6}){2,4}")
"""Digits alone: many, which are no card's, or groups of them, which are not dialled."""
_IDENTITY = re.compile(
    r"[1-8][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
)
_GAP = 3
"""Spaces and colons at most between the words and the number."""
_REACH = 48
"""Characters from the start of a number in which it ends, and what it is for is said."""


@functools.cache
def _told() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    """Return the words that entrust a number, those that may give out anything, and what such a number is for."""
    rows = table("reference_labels")["entrusted"]
    gap = rf"[ :]{{0,{_GAP}}}(?=[A-Z0-9])"
    return (
        tuple(re.compile(f"(?:{any_of(rows[part])}){gap}") for part in ("chinese", "english")),
        re.compile(f"(?:{any_of(rows['loose'])}){gap}"),
        re.compile(rf"[ ,]{{0,2}}(?:[一-龥]{{0,6}}(?:{'|'.join(rows['purposes'])}))"),
    )


def entrusted(text: str, claims: Claims) -> Iterator[tuple[int, int]]:
    """Yield where the numbers stand that the folded `text` tells somebody to keep or to name."""
    sure, loose, purpose = _told()
    for words in (*sure, loose):
        for match in words.finditer(text):
            span = _number(text, match.end(), claims)
            if span and (words is not loose or purpose.match(text, span[1], span[1] + _REACH)):
                yield span


def _number(text: str, start: int, claims: Claims) -> tuple[int, int] | None:
    end = text.find("\n", start, start + _REACH)
    span = number_at(text, start, end if end >= 0 else start + _REACH, claims)
    return span if span and _is_made_like_one(normal(text[slice(*span)])) else None


def _is_made_like_one(value: str) -> bool:
    """Whether a number is of a make that hardly anything but a reference has."""
    if is_other_number(value) or is_telephone_number(value) or _IDENTITY.fullmatch(value):
        return False
    made = _MADE.fullmatch(value)
    return (
        made["maker"] not in table("reference_labels")["keys"]["no_makers"] if made else _is_of_digits(value)
    )


def _is_of_digits(value: str) -> bool:
    return _DIGITS.fullmatch(value) is not None
