"""English dates that count from the day of the message: yesterday, 2 days ago, last Friday, in three weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Tense, Writing

_WORD = re.compile(r"[A-Za-z]{3}")
"""Without one a text has no such date; most Chinese pages are passed over by it."""

_DAYS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip
_DAY_WORD = re.compile(
    r"\b(?:(?:the )?(?P<day>day before yesterday|day after tomorrow|yesterday|today|tonight|tomorrow|last night"
    r"|this (?:morning|afternoon|evening)))\b",
    re.IGNORECASE,
)
_JUST_NOW = re.compile(r"\bjust now\b", re.IGNORECASE)
_NUMBERS = (
    "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
)  # fmt: skip
_DISTANCE = re.compile(
    rf"\b(?:(?P<in>in) )?(?P<n>[0-9]{{1,3}}|an|{'|'.join(_NUMBERS)}) "
    r"(?P<unit>second|minute|min|hour|day|week|month|year)s?(?: (?P<way>ago|from (?:now|today)|later|hence))?\b",
    re.IGNORECASE,
)
_UNITS = {
    "second": ("seconds", 1), "minute": ("seconds", 60), "min": ("seconds", 60), "hour": ("seconds", 3600),
    "day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("years", 1),
}  # fmt: skip
_WEEKDAY = re.compile(
    r"\b(?:(?P<week>last|this|next|on) )?(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE_FOLLOWS = re.compile(
    r"\.?,? ?(?:the )?(?:(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[0-9]{1,2}(?: |st|nd|rd|th|/|-))"
)


def written(text: str) -> Iterator[Writing]:
    """Yield the English relative dates of `text`; spans may overlap."""
    if not _WORD.search(text):
        return
    for match in _DAY_WORD.finditer(text):
        yield _with_clock(text, match, "date.relative", 0.85, Shift(days=_DAYS[match["day"].lower()]))
    for match in _JUST_NOW.finditer(text):
        yield Writing(match.span(), "date.just-now", 0.85, shift=Shift())
    for match in _DISTANCE.finditer(text):
        if bool(match["in"]) != bool(match["way"]):
            yield _with_clock(text, match, "date.relative", 0.85, _distance(match))
    yield from _weekdays(text)


def _with_clock(text: str, match: re.Match[str], rule: str, confidence: float, shift: Shift) -> Writing:
    clock, end = clock_after(text, match.end())
    return Writing((match.start(), end), rule, confidence, clock=clock, shift=shift)


def _distance(match: re.Match[str]) -> Shift:
    word = match["n"].lower()
    n = int(word) if word.isdigit() else max(1, _NUMBERS.index("a" if word == "an" else word))
    field, size = _UNITS[match["unit"].lower()]
    return Shift(**{field: n * size * (-1 if (match["way"] or "").lower() == "ago" else 1)})


def _weekdays(text: str) -> Iterator[Writing]:
    for match in _WEEKDAY.finditer(text):
        word = (match["week"] or "").lower()
        clock, _ = clock_after(text, match.end())
        if _DATE_FOLLOWS.match(text, match.end()) or not (word or (clock and match["day"][:1].isupper())):
            continue
        shift = Shift(
            weekday=_WEEKDAYS.index(match["day"][:3].lower()),
            weeks={"this": 0, "next": 1}.get(word),
            days=-1 if word == "last" else 0,
        )
        yield _with_clock(text, match, "date.weekday", 0.8, shift)
