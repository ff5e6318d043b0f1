"""Days of the month that a sentence names without one: 15日 14:22, 我们15号去, 请于20日前."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.telling import NOT_A_DAY
from vault.reading.facts.dates.words import WEEKDAYS
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.signs import around, places_of

_N = f"[0-9{numerals.SIMPLE}]"
_SIGN = re.compile(rf"[日号](?<={_N}.)(?<!月{_N}.)(?<!月[ 0-9{numerals.SIMPLE}]{_N}.)")
_DAY = re.compile(
    rf"(?<![0-9A-Za-z./_#*月年个每第近前后共内满超{numerals.SIMPLE}-])(?<![月年] )(?<![月年]\n)"
    rf"(?P<d>[0-3]?[0-9]|[{numerals.SIMPLE}]{{1,3}})(?P<unit>[日号])"
)
_CLOCK = re.compile(r" ?(?:凌晨|早上|上午|中午|下午|傍晚|晚上)| ?[0-9]{1,2}(?::[0-5][0-9]|时[0-9]{1,2}分)")
_BEFORE_WHICH = re.compile(r"(?:之|以)?前(?![后一二三期往台])")
_LIMIT = re.compile(r"(?:于|在|到|最晚|最迟|务必|须|需|请您?) ?\Z")
_CLAUSE_START = re.compile(r"(?:\A|[,。;我们你您他她咱定约])\Z")
_SPOKEN = re.compile(rf"(?=[\u4e00-\u9fff])(?![{NOT_A_DAY}])")
_WEEKDAY = re.compile(r" ?[(]?(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![一二三四五六日天])")
"""It tells of which month the day is."""
_SOMEBODY = re.compile(r"[你我他她您]")


def written(text: str) -> Iterator[Writing]:
    """Yield the days of the month of `text` that stand without a month, where something says that they are days."""
    for match in around(places_of(_SIGN, text), _DAY, text, before=3, after=1):
        day = numerals.number(match["d"])
        weekday = _WEEKDAY.match(text, match.end())
        found = _rule(text, match) if day and 1 <= day <= 31 else None
        if day and 1 <= day <= 31 and weekday:
            found = ("date.day-and-weekday", 0.85)
        if found:
            clock, end = clock_after(text, match.end())
            shift = Shift(weekday=WEEKDAYS[weekday["day"]]) if weekday else None
            yield Writing((match.start(), end), *found, None, None, day, clock, shift=shift)


def _rule(text: str, match: re.Match[str]) -> tuple[str, float] | None:
    """Return the rule that takes the number for a day, with its confidence."""
    spoken, end = match["unit"] == "号", match.end()
    if _CLOCK.match(text, end):
        return "date.day-and-clock", 0.8
    if _BEFORE_WHICH.match(text, end):  # 3日前 alone is three days ago
        told = spoken or _LIMIT.search(text, max(0, match.start() - 4), match.start())
        return ("date.day-and-clock", 0.8) if told else None
    if len(text) < 8 and text.strip(" 。") == match[0] and (spoken or match["d"].isascii()):
        return "date.day-alone", 0.7
    if _CLAUSE_START.search(text, max(0, match.start() - 1), match.start()):
        follows = _SPOKEN if spoken else _SOMEBODY
        return ("date.day-alone", 0.7) if follows.match(text, end) else None
    return None
