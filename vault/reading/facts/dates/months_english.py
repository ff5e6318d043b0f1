"""English days that are counted inside a month: the first Friday of May, the last day of October, 5th of next month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, Word
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.signs import around

_NTH = r"(?P<n>first|second|third|fourth|fifth|last|[1-5](?:st|nd|rd|th))"
_OF = (
    rf",? (?:of|in|this) (?:(?:the )?(?P<mon>{'|'.join(ENGLISH_MONTHS)})[a-z]{{0,6}}"
    r"(?:,? (?:of )?(?P<y>(?:19|20)[0-9]{2}))?"
    r"|(?P<month>this|next|last|the) month)\b"
)
NTH = re.compile(rf"\b{_NTH} \Z", re.IGNORECASE | re.ASCII)
OF_MONTH = re.compile(_OF, re.IGNORECASE | re.ASCII)
_COUNTED = re.compile(
    rf"\b(?:the )?{_NTH} (?:(?P<day>{'|'.join(ENGLISH_WEEKDAYS)})[a-z]{{0,6}}|day){_OF}",
    re.IGNORECASE | re.ASCII,
)
_DATED = re.compile(
    r"\b(?:(?:on )?the )?(?P<d>[0-9]{1,2})(?:st|nd|rd|th),? (?:of |in )?(?P<month>this|next|last) month\b"
    r"|\b(?P<month2>this|next|last) month(?:,? on)? the (?P<d2>[0-9]{1,2})(?:st|nd|rd|th)\b",
    re.IGNORECASE | re.ASCII,
)
_SIGNS = frozenset({"of", "in", "this"})
_FAR = {"last": -1, "next": 1}
_BEFORE, _AFTER = 26, 28  # characters around the sign


def written(text: str, words: Sequence[Word]) -> Iterator[Writing]:
    """Yield the days of `text` that are counted in a month."""
    places = [word.start for word in words if word.text in _SIGNS]
    for match in around(places, _COUNTED, text, before=_BEFORE, after=_AFTER):
        yield _counted(text, match)
    places = [word.start for word in words if word.text == "month"]
    for match in around(places, _DATED, text, before=_BEFORE, after=_AFTER):
        day = int(match["d"] or match["d2"])
        if 1 <= day <= 31:
            clock, end = clock_after(text, match.end())
            shift = Shift(months=_FAR.get((match["month"] or match["month2"]).lower(), 0))
            yield Writing((match.start(), end), "date.relative", 0.8, None, None, day, clock, shift=shift)


def _counted(text: str, match: re.Match[str]) -> Writing:
    count = match["n"].lower()
    shift = Shift(
        months=_FAR.get((match["month"] or "").lower(), 0),
        weekday=ENGLISH_WEEKDAYS.index(match["day"].lower()) if match["day"] else None,
        nth=-1 if count == "last" else int(count[0]) if count[0].isdigit() else english_numbers.value(count),
    )
    month = ENGLISH_MONTHS.index(match["mon"].lower()) + 1 if match["mon"] else None
    year = int(match["y"]) if match["y"] else None
    clock, end = clock_after(text, match.end())
    return Writing((match.start(), end), "date.counted", 0.8, year, month, clock=clock, shift=shift)
