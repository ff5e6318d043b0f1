"""Days of the lunar calendar: 农历八月十五, 正月初一, 去年腊月廿三, 大年三十; and which solar day each is.

Source: GB/T 33661-2017 (农历的编算和颁行); `rules/lunar.toml`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import YEAR_WORDS
from vault.reading.facts.dates.writing import Shift, Writing, full_year
from vault.reading.facts.rules import table
from vault.reading.facts.signs import around, places_of

_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_DIGITS = "一二三四五六七八九"

_SIGN = re.compile(
    "[初廿卅历月三](?:(?<=[月年]初)|(?<=[月年][廿卅])|(?<=[农阴旧]历)|(?<=[正腊冬]月)|(?<=大年三))"
)
_DAY = re.compile(
    rf"(?:(?P<calendar>农历|阴历|旧历) ?)?"
    rf"(?:(?:(?<![0-9])(?P<y>[0-9]{{4}}|[0-9]{{2}}|[〇零{_DIGITS}]{{4}})年|(?P<word>{'|'.join(YEAR_WORDS)}))的?)?"
    rf"(?:(?P<told>农历|阴历|旧历) ?)?"
    rf"(?:(?P<m>[正冬腊]|(?<![0-9])[0-9]{{1,2}}|(?<![闰{_DIGITS}十])[{_DIGITS}十]{{1,2}})月|(?P<great>大年))"
    rf"(?P<d>初(?:[{_DIGITS}十]|[0-9]{{1,2}})|[廿卅][{_DIGITS}]?|[二三]?十[{_DIGITS}]?)[日号]?"
)
_BEFORE, _AFTER = 14, 14  # characters around the sign


def written(text: str) -> Iterator[Writing]:
    """Yield the days of `text` that are told by the lunar calendar."""
    for match in around(places_of(_SIGN, text), _DAY, text, before=_BEFORE, after=_AFTER):
        if _is_lunar(match) and (writing := _day(text, match)):
            yield writing


def _is_lunar(match: re.Match[str]) -> bool:
    """Whether a word for the calendar, the month or the numeral says that the day is no solar one."""
    if match["calendar"] or match["told"] or match["great"] or match["m"] in _MONTHS:
        return True
    return match["d"][0] in "初廿卅" and match["d"][-1] not in "日号"


def _day(text: str, match: re.Match[str]) -> Writing | None:
    month = 1 if match["great"] else _MONTHS.get(match["m"]) or numerals.number(match["m"])
    day = numerals.number(match["d"].removeprefix("初").replace("卅", "三十"))
    if not month or not day or not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    year = numerals.number(match["y"]) if match["y"] else None
    shift = Shift(years=YEAR_WORDS[match["word"]]) if match["word"] else None
    if match["great"] and day == 30:  # the day before 正月初一, which may as well be a 29th
        day, shift = 1, dataclasses.replace(shift or Shift(), later=-1)
    clock, end = clock_after(text, match.end())
    return Writing(
        (match.start(), end),
        "date.lunar",
        0.85,
        None if year is None else full_year(year),
        month,
        day,
        clock,
        shift=shift,
        lunar=True,
    )


@functools.cache
def _years() -> tuple[tuple[dt.date, int, tuple[int, ...]], ...]:
    """Return of each year in the table its first solar day, its leap month, and the lengths of its months in days."""
    known = table("lunar")
    years = []
    for number, row in enumerate(known["years"], known["first"]):
        begins, leap, lengths = row.split()
        first = dt.date(number, int(begins[:2]), int(begins[2:]))
        years.append((first, int(leap), tuple(29 + int(long) for long in lengths)))
    return tuple(years)


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the solar day of a day of the lunar calendar; None outside of the table and where there is no such day."""
    number = year - table("lunar")["first"]
    if not 0 <= number < len(_years()):
        return None
    first, leap, lengths = _years()[number]
    place = month - 1 + (0 < leap < month)
    return first + dt.timedelta(days=sum(lengths[:place]) + day - 1) if day <= lengths[place] else None
