"""Holidays that name one day: 2025年元旦, 去年国庆节, 教师节当天. A holiday season (国庆期间) is no day."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.rules import table

_LOOK = re.compile("[节日]|元旦|国庆|圣诞")
_YEAR = re.compile(r"(?:(?<![0-9])(?P<y>(?:19|20)[0-9]{2})年|(?P<word>大?前年|去年|[今明后]年))的?\Z")
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "前年": -2, "大前年": -3, "后年": 2}
_SEASON = re.compile("期间|假|前|后|长假|活动|福利|礼|快乐|红包")
_THAT_DAY = re.compile("当天|那天|当日|那日|这天")


@functools.cache
def _days() -> tuple[tuple[re.Pattern[str], int, int], ...]:
    return tuple((re.compile(name), month, day) for name, (month, day) in table("holidays")["days"].items())


def written(text: str) -> Iterator[Writing]:
    """Yield the days of `text` that are named by a holiday."""
    if not _LOOK.search(text):
        return
    for name, month, day in _days():
        for match in name.finditer(text):
            year = _YEAR.search(text, max(0, match.start() - 6), match.start())
            that_day = _THAT_DAY.match(text, match.end())
            if not (that_day or _is_named(text, match, year)):
                continue
            clock, end = clock_after(text, that_day.end() if that_day else match.end())
            span = (year.start() if year else match.start(), end)
            stated = int(year["y"]) if year and year["y"] else None
            shift = Shift(years=_YEARS[year["word"]]) if year and year["word"] else None
            yield Writing(span, "date.holiday", 0.8, stated, month, day, clock, shift=shift)


def _is_named(text: str, match: re.Match[str], year: re.Match[str] | None) -> bool:
    """Whether a year before it, or nothing else in the text, makes the holiday one day."""
    if year:
        return not _SEASON.match(text, match.end())
    return len(text) < 12 and text.strip() == match[0]
