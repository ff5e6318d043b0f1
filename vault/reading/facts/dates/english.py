"""Dates with English month names: Jul 7, 2026 · 7th of July 2026 · 07-Jul-2026 · May twenty-first · on the 5th."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Writing, calendar_day, english_words, full_year

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_NAMES = (
    "january february febuary march april may june july august september sept october november december"
).split()
_MONTHS = frozenset({*_NAMES, *_LONG_NAMES})
"""Without one of these words none of the longer patterns is tried."""

_MONTH = (
    r"(?P<mon>(?i:Jan(?:uary)?|Feb(?:r?uary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)|May|MAY)"
)
_SUFFIX = r"(?: ?(?i:st|nd|rd|th)\b)?"
_DAY = rf"(?:(?P<d>[0-9]{{1,2}}){_SUFFIX}|(?P<word>(?i:{english_numbers.DAY_ORDINAL}))\b)"
_FULL_YEAR = r"(?:,? ?of|,)?[ \n]?\b(?P<y>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
_YEAR = rf"(?:{_FULL_YEAR}|(?:,? ?'|(?<=[A-Za-z][-/])|(?<=[A-Za-z][-/][0-9]{{2}}[-/]))(?P<y2>[0-9]{{2}})(?![0-9:]))?"
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z]){_MONTH}(?![A-Za-z])\.?[ \n/-]?(?:the )?{_DAY}(?![0-9A-Za-z:%]|[.,][0-9])[-/]?{_YEAR}"
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,:/-]){_DAY}(?: day)?(?: of)?(?P<gap>[ \n/-]?){_MONTH}(?![A-Za-z])\.?[-/]?,?{_YEAR}"
)
_YEAR_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,:/-])(?P<y>(?:19|20)[0-9]{{2}}),?[ /-]{_MONTH}(?![A-Za-z])\.?[ /-]{_DAY}(?![0-9A-Za-z:%]|[.,][0-9])"
)
_NTH = re.compile(
    r"\b(?:(?:on|by|before|until|since|till|from|after|for) the|the) (?P<d>[0-9]{1,2})(?:st|nd|rd|th)\b"
    r"(?= ?(?:$|[.,;!?\n)]|(?:at|and|to|we|i|you|he|she|they|of (?:this|the) month)\b))",
    re.IGNORECASE,
)


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` in English words; spans may overlap."""
    words = english_words(text)
    if not _MONTHS.isdisjoint(words):
        for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST):
            for match in pattern.finditer(text):
                if writing := _named(text, match):
                    yield writing
    if "the" in words:
        for match in _NTH.finditer(text):
            if 1 <= int(match["d"]) <= 31:
                clock, end = clock_after(text, match.end())
                yield Writing((match.start("d"), end), "date.day-alone", 0.7, None, None, int(match["d"]), clock)


def _named(text: str, match: re.Match[str]) -> Writing | None:
    groups = match.groupdict()
    month = _NAMES.index(match["mon"][:3].lower()) + 1
    day = english_numbers.value(match["d"] or match["word"])
    if groups.get("gap") == "\n" and not match["y"]:
        return None
    short = groups.get("y2")
    year = int(match["y"]) if match["y"] else full_year(int(short)) if short else None
    if calendar_day(year or 2000, month, day) is None:
        return None
    clock, end = clock_after(text, match.end())
    return Writing((match.start(), end), "date.english", 0.97 if year else 0.9, year, month, day, clock)
