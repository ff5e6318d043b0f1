"""From what is written to a calendar date: the missing year, relative words, the order of 07/04/2026.

Nothing is guessed silently: `note` says what was taken from context (`year`, `month`, `relative`), and a date whose
order stays open keeps both readings (`ambiguous`).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from vault.reading.facts.dates.lunar import solar_day
from vault.reading.facts.dates.writing import Shift, Tense, Writing, calendar_day

_MONTHS_AROUND = 11
_PAST_DUE = 60
"""Days that a deadline without a year may lie before the day it is counted from."""
_NEAR = 400
"""Days from what a date is counted from within which the weekday beside it settles its year; farther off, one fits by
chance."""
_YEARS_AROUND = 8
"""Years to look in for a day without one: 29 February is as far from itself, where a century is no leap year."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the item says about dates.

    `moment` is the capture in local time, None when unknown. `latest` is the latest full date of the item that is not
    after the capture. `day_first` tells, for each separator that another date settles, whether the day comes first.
    """

    moment: dt.datetime | None
    latest: dt.date | None
    day_first: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Resolved:
    """An ISO 8601 value (a set of two when ambiguous), its first day, and the note."""

    value: str
    day: dt.date | None
    note: str | None = None


def context_of(writings: Sequence[Writing], moment: dt.datetime | None) -> Context:
    """Gather from all writings of an item what settles the open ones."""
    full = [
        calendar_day(w.year, w.month, w.day)
        for w in writings
        if w.year and w.month and w.day and not _is_open(w)
    ]
    past = [day for day in full if day and (moment is None or day <= moment.date())]
    seen: dict[str, set[bool]] = {}
    for writing in writings:
        if writing.separator and writing.day_first is not None and writing.month != writing.day:
            seen.setdefault(writing.separator, set()).add(writing.day_first)
    settled = {separator: orders.pop() for separator, orders in seen.items() if len(orders) == 1}
    return Context(moment, max(past, default=None), settled)


def resolve(
    writing: Writing,
    context: Context,
    *,
    since: dt.datetime | None,
    tense: Tense,
    start: dt.date | None = None,
    weekday: int | None = None,
) -> Resolved | None:
    """Return the date that `writing` means, None when it cannot be told or lies outside of the years 1 to 9999.

    Args:
        writing: What stands on the page.
        context: What the rest of the item says.
        since: The local time that relative words count from.
        tense: Whether the date lies behind, ahead (a deadline), or may lie on either side.
        start: The day on which the period starts that the date ends, None where it ends none.
        weekday: The weekday that is written beside the date, Monday is 0; None where none is.
    """
    tense = writing.tense or tense
    if writing.lunar:
        return _lunar(writing, context, since, tense)
    if writing.shift is not None:
        return _relative(writing, writing.shift, since, tense)
    if writing.day is None or writing.month is None:
        return _month_missing(writing, context, since, tense)
    if writing.year is None:
        return _year_missing(writing, writing.month, writing.day, context, tense, start, weekday)
    return _full(writing, calendar_day(writing.year, writing.month, writing.day), context)


def _full(writing: Writing, day: dt.date | None, context: Context) -> Resolved | None:
    if day is None:
        return None
    return _ordered(writing, day, context) if _is_open(writing) else Resolved(_value(day, writing.clock), day)


def _is_open(writing: Writing) -> bool:
    return bool(writing.separator) and writing.day_first is None and writing.month != writing.day


def _ordered(writing: Writing, month_first: dt.date, context: Context) -> Resolved:
    day_first = month_first.replace(month=month_first.day, day=month_first.month)
    settled = context.day_first.get(writing.separator)
    if settled is not None:
        day = day_first if settled else month_first
        return Resolved(_value(day, writing.clock), day)
    both = sorted((month_first, day_first))
    values = ",".join(_value(day, writing.clock) for day in both)
    return Resolved(f"[{values}]", both[0], "ambiguous")


def _year_missing(
    writing: Writing,
    month: int,
    day: int,
    context: Context,
    tense: Tense,
    start: dt.date | None,
    weekday: int | None,
) -> Resolved | None:
    anchor = context.latest or (context.moment.date() if context.moment else None)
    if anchor is None:
        unspecified = f"XXXX-{month:02}-{day:02}"  # ISO 8601-2 section 4.6.2: unspecified digits
        return Resolved(unspecified + (f"T{writing.clock}" if writing.clock else ""), None, "year")
    near = (start or anchor).year
    years = range(near - _YEARS_AROUND, near + _YEARS_AROUND + 1)
    days = [found for year in years if (found := calendar_day(year, month, day))]
    if tense is Tense.AHEAD and not start:
        late = 0 if writing.tense else _PAST_DUE
        days = [found for found in days if (found - anchor).days >= -late]
    fitting = [found for found in days if found.weekday() == weekday and abs((found - anchor).days) <= _NEAR]
    if fitting:
        best: dt.date | None = min(fitting, key=lambda found: abs((found - anchor).days))
    elif start:
        best = min((found for found in days if found >= start), default=None)
    elif tense is Tense.AHEAD:
        best = min(days, default=None)
    else:
        today = context.moment.date() if tense is Tense.BEHIND and context.moment else dt.date.max
        passed = [found for found in days if (found - today).days <= 1]
        best = min(passed or days, key=lambda found: abs((found - anchor).days))
    return Resolved(_value(best, writing.clock), best, "year") if best else None


def _month_missing(
    writing: Writing, context: Context, since: dt.datetime | None, tense: Tense
) -> Resolved | None:
    anchor = since.date() if since else context.latest
    if anchor is None or writing.day is None:
        return None
    way = 1 if tense is Tense.AHEAD else -1
    for step in range(4):
        found = _day_of_month(anchor, way * step, writing.day)
        if found and (found == anchor or (found > anchor) is (way > 0)):
            return Resolved(_value(found, writing.clock), found, "month")
    return None


def _relative(writing: Writing, shift: Shift, since: dt.datetime | None, tense: Tense) -> Resolved | None:
    if since is None:
        return None
    try:
        if shift.nth is not None:
            month = _months_later(since.date().replace(day=1), shift.months + 12 * shift.years)
            month = month.replace(year=writing.year or month.year, month=writing.month or month.month)
            day = _nth_day(month, shift.weekday, shift.nth)
        elif shift.weekday is not None and writing.day:
            day = _day_on_weekday(since.date(), writing.day, shift.weekday, tense)
            return Resolved(_value(day, writing.clock), day, "month")
        else:
            day = _shifted(since, shift, tense)
        if writing.day is not None:
            day = day.replace(month=writing.month or day.month, day=writing.day)
        day += dt.timedelta(days=shift.later)
    except (ValueError, OverflowError):
        return None
    return Resolved(_value(day, writing.clock), day, "relative")


def _lunar(writing: Writing, context: Context, since: dt.datetime | None, tense: Tense) -> Resolved | None:
    """Return the solar day of a day of the lunar calendar, in the stated year or in the one that lies next."""
    shift = writing.shift or Shift()
    anchor = since.date() if since else context.latest
    years: Sequence[int] = (writing.year,) if writing.year else ()
    if anchor and not years:
        told = writing.shift is not None and (shift.years or not shift.later)
        years = (anchor.year + shift.years,) if told else range(anchor.year - 1, anchor.year + 2)
    days = [found for year in years if (found := solar_day(year, writing.month or 1, writing.day or 1))]
    days = [day + dt.timedelta(days=shift.later) for day in days]
    if not days:
        return None
    ahead = [day for day in days if anchor and tense is Tense.AHEAD and day >= anchor]
    day = min(ahead or days, key=lambda found: abs((found - (anchor or found)).days))
    note = None if writing.year else "relative" if writing.shift and shift.years else "year"
    return Resolved(_value(day, writing.clock), day, note)


def _shifted(since: dt.datetime, shift: Shift, tense: Tense) -> dt.date:
    if shift.weekday is not None:
        return _weekday(
            since.date() + dt.timedelta(days=shift.days), shift.weekday, shift.weeks, shift.tense or tense
        )
    moved = since + dt.timedelta(days=shift.days, seconds=shift.seconds)
    return _months_later(moved.date(), shift.months + 12 * shift.years)


def _weekday(day: dt.date, weekday: int, weeks: int | None, tense: Tense) -> dt.date:
    """Return the `weekday` of a calendar week, or the nearest one on the side of `tense` from `day` on."""
    if weeks is None and tense is Tense.BEHIND:
        return day - dt.timedelta(days=(day.weekday() - weekday) % 7)
    if weeks is None and tense is Tense.AHEAD:
        return day + dt.timedelta(days=(weekday - day.weekday()) % 7)
    monday = day - dt.timedelta(days=day.weekday())
    return monday + dt.timedelta(days=7 * (weeks or 0) + weekday)


def _nth_day(first: dt.date, weekday: int | None, nth: int) -> dt.date:
    """Return the `nth` day of the month that begins on `first`, or its `nth` such weekday; the last for -1.

    Raises:
        ValueError: The month has none.
    """
    if nth < 0:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return last if weekday is None else last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    day = nth if weekday is None else 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return first.replace(day=day)


def _day_on_weekday(since: dt.date, day: int, weekday: int, tense: Tense) -> dt.date:
    """Return the nearest such day of a month that is such a weekday, behind or ahead where `tense` says so.

    Raises:
        ValueError: None is near.
    """
    days = [_day_of_month(since, step, day) for step in range(-_MONTHS_AROUND, _MONTHS_AROUND + 1)]
    fitting = [found for found in days if found and found.weekday() == weekday]
    sides = {Tense.BEHIND: lambda found: found <= since, Tense.AHEAD: lambda found: found >= since}
    told = list(filter(sides.get(tense), fitting))
    return min(told or fitting, key=lambda found: abs((found - since).days))


def _day_of_month(since: dt.date, months: int, day: int) -> dt.date | None:
    """Return a day of the month that lies `months` from that of `since`; None where there is none."""
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    return calendar_day(year, month + 1, day)


def _months_later(day: dt.date, months: int) -> dt.date:
    """Return the day of the month that lies `months` on, or that month's last where it is shorter.

    Raises:
        ValueError: The month lies outside of the years 1 to 9999.
    """
    if not months:
        return day
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _value(day: dt.date, clock: str) -> str:
    return f"{day.isoformat()}T{clock}" if clock else day.isoformat()
