"""Dates that count from the date before them: 同年5月8日, 同月9号, 次日, 第二天; and which date that is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Writing, calendar_day

RULE = "date.following"

_NUMBER = rf"[0-9]{{1,2}}|[{numerals.SIMPLE}廿]{{1,3}}"
_SAME = re.compile(
    rf"[同次翌隔第](?:(?<=同)(?:年 ?(?P<m>{_NUMBER})月 ?|月 ?)(?P<d>{_NUMBER})[日号]"
    r"|(?:(?<=[次翌隔])日|(?<=第)二天)(?<![每首]..)(?!达|送|起息))"
)
_SENTENCE_END = re.compile(r"[。;!?\n]")
_REACH = 120
"""Characters back to the date that 同年 and 同月 mean; 次日 means one of its own sentence."""


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` that are told by the one before."""
    for match in _SAME.finditer(text):
        clock, end = clock_after(text, match.end())
        span = (match.start(), end)
        if match["d"] is None:
            yield Writing(span, RULE, 0.8, clock=clock, shift=Shift(days=1))
            continue
        month, day = numerals.number(match["m"] or ""), numerals.number(match["d"])
        if day and calendar_day(2000, month or 1, day):
            yield Writing(span, RULE, 0.85, None, month, day, clock, shift=Shift())


def counts_from(text: str, writing: Writing, last: tuple[int, dt.date | None] | None) -> dt.datetime | None:
    """Return noon of the day that `writing`, one of this module, counts from; None where none is near.

    Args:
        text: The folded text.
        writing: The date.
        last: Where the date before it ends, and its day.
    """
    if last is None or last[1] is None or writing.span[0] - last[0] > _REACH:
        return None
    if writing.day is None and _SENTENCE_END.search(text, last[0], writing.span[0]):
        return None
    return dt.datetime.combine(last[1], dt.time(12))
