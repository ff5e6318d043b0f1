"""Holidays that name one day: 2025年元旦, 去年国庆节, 教师节当天, 中秋节. A holiday season (国庆期间) is no day."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import YEAR_WORDS
from vault.reading.facts.dates.writing import Shift, Writing, full_year
from vault.reading.facts.rules import table

_BEFORE = re.compile(
    rf"(?:(?:(?<![0-9])(?P<y>(?:19|20)[0-9]{{2}}|[〇零一二三四五六七八九]{{2}}|[〇零一二三四五六七八九]{{4}})年"
    rf"|(?P<word>{'|'.join(YEAR_WORDS)}))的?)?(?:国际|农历|劳动|五一|五四|六一|八一|十一){{0,2}}\Z"
)
_SEASON = re.compile("期间|假|前|后|长假|活动|福利|礼|快乐|红包")
_THAT_DAY = re.compile("当天|那天|当日|那日|这天")
_NUMBER = re.compile(rf"[{numerals.SIMPLE}年月日号点个]")
_LONGEST = 15  # characters of a year and an adjective before a holiday
_NOTE = 20
"""Below this length a text that is a holiday and nothing else means its day."""


@dataclass(frozen=True, slots=True)
class _Holiday:
    """A day of a month, which its weekday or the lunar calendar may count."""

    month: int
    day: int | None
    shift: Shift | None = None
    lunar: bool = False


@functools.cache
def _holidays() -> tuple[re.Pattern[str], dict[str, _Holiday]]:
    """Return a pattern of the names, the longest first, and the day that each names."""
    known = table("holidays")
    named = {name: _Holiday(month, day) for name, (month, day) in known["days"].items()}
    for name, (month, day, later) in known["lunar"].items():
        named[name] = _Holiday(month, day, Shift(later=later) if later else None, lunar=True)
    for name, (month, nth, weekday) in known["weekdays"].items():
        named[name] = _Holiday(month, None, Shift(weekday=weekday, nth=nth))
    return re.compile("|".join(sorted(named, key=len, reverse=True))), named


def written(text: str) -> Iterator[Writing]:
    """Yield the days of `text` that are named by a holiday."""
    names, named = _holidays()
    for match in names.finditer(text):
        at, end = match.span()
        end += text.startswith("节", end)
        before = _BEFORE.search(text, max(0, at - _LONGEST), at)
        if not _NUMBER.match(text, end) and (before or not _NUMBER.match(text[at - 1 : at])):
            span = (before.start() if before else at, end)
            if writing := _named(text, span, before, named[match[0]]):
                yield writing


def _named(
    text: str, span: tuple[int, int], before: re.Match[str] | None, holiday: _Holiday
) -> Writing | None:
    """Return the day where a year, 当天, or nothing else in the text makes the holiday one."""
    year, word = (before["y"], before["word"]) if before else (None, None)
    that_day = _THAT_DAY.match(text, span[1])
    clock, end = clock_after(text, that_day.end() if that_day else span[1])
    whole = len(text) < _NOTE and text.strip() == text[span[0] : end]
    if not (that_day or whole or ((year or word) and not _SEASON.match(text, span[1]))):
        return None
    shift = dataclasses.replace(holiday.shift or Shift(), years=YEAR_WORDS[word]) if word else holiday.shift
    stated = full_year(numerals.number(year) or 0) if year else None
    return Writing(
        (span[0], end),
        "date.holiday",
        0.8,
        stated,
        holiday.month,
        holiday.day,
        clock,
        shift=shift,
        lunar=holiday.lunar,
    )
