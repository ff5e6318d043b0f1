"""Holidays that name one day: 2025年元旦, 去年国庆节, 教师节当天. A holiday season (国庆期间) is no day."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.rules import table

_BEFORE = re.compile(
    r"(?:(?:(?<![0-9])(?P<y>(?:19|20)[0-9]{2})年|(?P<word>大?前年|去年|[今明后]年))的?)?"
    r"(?:国际|劳动|五一|五四|六一|八一){0,2}\Z"
)
_YEARS = {"去年": -1, "今年": 0, "明年": 1, "前年": -2, "大前年": -3, "后年": 2}
_SEASON = re.compile("期间|假|前|后|长假|活动|福利|礼|快乐|红包")
_THAT_DAY = re.compile("当天|那天|当日|那日|这天")
_LONGEST = 15  # characters of a year and an adjective before a holiday


@functools.cache
def _days() -> dict[str, tuple[int, int]]:
    return {name: (month, day) for name, (month, day) in table("holidays")["days"].items()}


def written(text: str) -> Iterator[Writing]:
    """Yield the days of `text` that are named by a holiday."""
    for name, (month, day) in _days().items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            end += text.startswith("节", end)
            before = _BEFORE.search(text, max(0, at - _LONGEST), at)
            yield from _named(text, (before.start() if before else at, end), before, month, day)
            at = text.find(name, end)


def _named(
    text: str, span: tuple[int, int], before: re.Match[str] | None, month: int, day: int
) -> Iterator[Writing]:
    """Yield the day where a year, 当天, or nothing else in the text makes the holiday one."""
    year, word = (before["y"], before["word"]) if before else (None, None)
    that_day = _THAT_DAY.match(text, span[1])
    whole = len(text) < 12 and text.strip() == text[span[0] : span[1]]
    if not (that_day or whole or ((year or word) and not _SEASON.match(text, span[1]))):
        return
    clock, end = clock_after(text, that_day.end() if that_day else span[1])
    shift = Shift(years=_YEARS[word]) if word else None
    stated = int(year) if year else None
    yield Writing((span[0], end), "date.holiday", 0.8, stated, month, day, clock, shift=shift)
