"""What is written on the page where a date stands, before anything is taken from context."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Tense(Enum):
    """On which side of the day that it is counted from a date lies."""

    BEHIND = "behind"
    AHEAD = "ahead"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance from the day that relative words count from.

    With `weekday` (Monday is 0), `weeks` counts calendar weeks from this one. `weeks` None means the nearest such day
    on the side that `tense` names, looking from `days` on; where `tense` is None or open, the sentence's own tense
    tells, and where that is open too, the day of this week is meant. `nth` counts the days of a month instead, or such
    weekdays of it: from 1, or its last with -1. `later` days are added to the day that all the rest names.
    """

    years: int = 0
    months: int = 0
    days: int = 0
    seconds: int = 0
    weekday: int | None = None
    weeks: int | None = None
    nth: int | None = None
    later: int = 0
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """One date as written. What the page does not say is None.

    `separator` is set for dates like 07/04/2026, with the year last; `day_first` says which of the two orders it is,
    None while that is open (`month` and `day` are then filled as if the month came first). `clock` is `HH:MM` or
    `HH:MM:SS`, empty when no time of day is written. `tense` is set where the words beside a day without a year tell
    its side. With `lunar`, `month` and `day` are of the lunar calendar.
    """

    span: tuple[int, int]
    rule: str
    confidence: float
    year: int | None = None
    month: int | None = None
    day: int | None = None
    clock: str = ""
    separator: str = ""
    day_first: bool | None = None
    shift: Shift | None = None
    tense: Tense | None = None
    lunar: bool = False


def calendar_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def full_year(year: int) -> int:
    """Return the year that a two-digit year stands for: 00 to 69 is this century (POSIX `strptime`, %y: 68)."""
    return year if year >= 100 else year + (2000 if year < 70 else 1900)
