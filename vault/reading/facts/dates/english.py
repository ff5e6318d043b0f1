"""Dates with English month names: Jul 7, 2026 · 7 July 2026 · 07-Jul-2026 · March 5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Writing, calendar_day, full_year

_WORD = re.compile(r"[A-Za-z]{3}")
"""Without one a text has no English month; most Chinese pages are passed over by it."""

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<mon>(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)|May|MAY)"
)
_FULL_YEAR = r",?[ \n]?\b(?P<y>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
_YEAR = rf"(?:{_FULL_YEAR}|(?:,? ?'|(?<=[A-Za-z]-))(?P<y2>[0-9]{{2}})(?![0-9:]))?"
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z]){_MONTH}(?![A-Za-z])\.?[ \n-]?(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?"
    rf"(?![0-9A-Za-z:%]|[.,][0-9])-?{_YEAR}"
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,:/-])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?(?P<gap>[ \n-]?){_MONTH}(?![A-Za-z])\.?-?{_YEAR}"
)


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` with English month names; spans may overlap."""
    if not _WORD.search(text):
        return
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            month, day = _NAMES.index(match["mon"][:3].lower()) + 1, int(match["d"])
            if match.groupdict().get("gap") == "\n" and not match["y"]:
                continue
            year = int(match["y"]) if match["y"] else full_year(int(match["y2"])) if match["y2"] else None
            if calendar_day(year or 2000, month, day) is None:
                continue
            clock, end = clock_after(text, match.end())
            yield Writing(
                (match.start(), end), "date.english", 0.97 if year else 0.9, year, month, day, clock
            )
