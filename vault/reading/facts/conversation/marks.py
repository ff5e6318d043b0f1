"""The marks of a conversation that say when the messages under them were sent."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Protocol

from vault.reading.facts.dates.clock import clock_after

_LONGEST = 28  # characters of a mark: 2026年12月31日 星期四 下午10:22
_CLOCK = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)? ?[0-9]{1,2} ?: ?[0-9]{2}(?: ?: ?[0-9]{2})?(?: ?[AaPp][Mm])?"
)
_REST = re.compile(
    r"[ ,()（）·|-]*(?:(?:周|星期)[一二三四五六日天])?[ ,()（）·|-]*(?:已读|未读|短信|SMS|iMessage|信息)?"
)
"""What may stand beside the time in a mark."""


class Dated(Protocol):
    """A date on a page: where it stands, its ISO 8601 value, and its day, None while that is open."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""

    @property
    def value(self) -> str:
        """ISO 8601."""

    @property
    def day(self) -> dt.date | None:
        """The day, None where the year stays unknown."""


def moment_of_mark(
    text: str, span: tuple[int, int], dates: Sequence[Dated], day: dt.date | None
) -> str | None:
    """Return the moment that a line shows which holds nothing but one, None where it is no such mark.

    Args:
        text: The folded text of the page.
        span: Where the line stands in it.
        dates: The dates of the page, in order of place.
        day: The day of the mark before it, or of the capture, for a clock alone; None when neither is known.

    Returns:
        ISO 8601: a date, a date and time, or "" for a clock of an unknown day and a date whose order stays open.
    """
    line = text[slice(*span)]
    if not 0 < len(line.strip()) <= _LONGEST:
        return None
    for date in _within(dates, span):
        if date.span[1] <= span[1]:
            beside = text[span[0] : date.span[0]] + text[date.span[1] : span[1]]
            clock = _CLOCK.search(beside)
            if _REST.fullmatch(_CLOCK.sub("", beside, count=1)) is None or date.day is None:
                return None
            if "," in date.value:  # two days, as its order stays open
                return ""
            return date.value if clock is None or "T" in date.value else f"{date.day}T{_time(clock[0])}"
    return _clock_alone(line.strip(), day)


def _within(dates: Sequence[Dated], span: tuple[int, int]) -> Iterator[Dated]:
    """Yield the dates that begin in a stretch of the text, without looking at all the others."""
    for place in range(bisect_left(dates, span[0], key=lambda date: date.span[0]), len(dates)):
        if dates[place].span[0] >= span[1]:
            return
        yield dates[place]


def _clock_alone(line: str, day: dt.date | None) -> str | None:
    if _CLOCK.fullmatch(line) is None or not (time := _time(line)):
        return None
    return f"{day.isoformat()}T{time}" if day else ""


def _time(text: str) -> str:
    return clock_after(text, 0)[0]
