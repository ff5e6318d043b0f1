"""Days that are counted inside a month or a year: 十月第一个星期一, 下个月最后一个周五, 本月最后一天, 今年的第一天."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import WEEKDAYS, YEAR_WORDS
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.signs import around, places_of

_SIGN = re.compile(
    "[第最头](?:(?<=第)[1-5一二三四五]个?|(?<=最)[后末]一?个?的?|一|[后末]一)(?:周|星期|礼拜|天)"
)
_COUNTED = re.compile(
    rf"(?:(?:(?P<y>(?:19|20)[0-9]{{2}})年|(?P<word>{'|'.join(YEAR_WORDS)}))的?)?"
    rf"(?:(?:(?P<m>(?<![0-9])[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,2}})月份?|(?P<month>[上下]一?个?月|[本当]月|这个?月))的?)?"
    r"(?:(?:第(?P<n>[1-5一二三四五])个?|(?P<last>最后|最末)一?个?的?)(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
    r"|(?P<edge>第一|头一|最后一|最末一)天)"
)
_BEFORE, _AFTER = 14, 9  # characters around the sign
_MONTHS = {"上": -1, "下": 1}
"""Months from this one; 本, 当 and 这 are this one."""


def written(text: str) -> Iterator[Writing]:
    """Yield the counted days of `text`."""
    for match in around(places_of(_SIGN, text), _COUNTED, text, before=_BEFORE, after=_AFTER):
        of_month = match["m"] or match["month"]
        is_told = of_month or (match["edge"] and (match["y"] or match["word"]))
        if is_told and (writing := _counted(text, match)):
            yield writing


def _counted(text: str, match: re.Match[str]) -> Writing | None:
    last = bool(match["last"]) or (match["edge"] or "").startswith("最")
    named = match["m"] or ("" if match["month"] else "12" if last else "1")
    month = numerals.number(named)
    if month is not None and not 1 <= month <= 12:
        return None
    shift = Shift(
        years=YEAR_WORDS.get(match["word"] or "", 0),
        months=_MONTHS.get(match["month"][0], 0) if match["month"] else 0,
        weekday=WEEKDAYS[match["day"]] if match["day"] else None,
        nth=-1 if last else numerals.number(match["n"] or "1"),
    )
    clock, end = clock_after(text, match.end())
    year = int(match["y"]) if match["y"] else None
    return Writing((match.start(), end), "date.counted", 0.8, year, month, clock=clock, shift=shift)
