"""Moments as the clock on a screen shows them."""

from __future__ import annotations

import datetime as dt


def local_time(moment: dt.datetime, time_zone: dt.tzinfo) -> dt.datetime | None:
    """Return an aware moment as the (naive) time that clocks in a zone show; None outside of the years 1 to 9999."""
    try:
        return moment.astimezone(time_zone).replace(tzinfo=None)
    except OverflowError:  # the calendar's first or last day, told in a zone further west or east
        return None
