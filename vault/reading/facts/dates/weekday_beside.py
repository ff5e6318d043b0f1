"""The weekday that is written beside a date, and settles what the date leaves open: its year, or its order."""

from __future__ import annotations

import re

from vault.reading.facts.dates.telling import WEEKDAY_BEFORE, WEEKDAY_REACH
from vault.reading.facts.dates.words import ENGLISH_WEEKDAYS, WEEKDAYS

_INSIDE = re.compile(r"(?:星期|周|礼拜)(?P<day>[一二三四五六日天])")
_AFTER = re.compile(rf" ?[(]?{_INSIDE.pattern}")


def weekday_beside(text: str, span: tuple[int, int]) -> int | None:
    """Return the weekday before, behind or in the date at `span`: Monday is 0; None where there is none."""
    start, end = span
    beside = (
        _INSIDE.search(text, start, end)
        or WEEKDAY_BEFORE.search(text, max(0, start - WEEKDAY_REACH), start)
        or _AFTER.match(text, end)
    )
    if beside is None:
        return None
    word = beside["day"].lower()
    return ENGLISH_WEEKDAYS.index(word) if word.isascii() else WEEKDAYS[word]
