"""English dates that count from the day of the message: yesterday, 2 days ago, last Friday, in three weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Tense, Writing, english_words

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
_PART = (
    rf"(?:[0-9]{{1,3}}|an?|{english_numbers.CARDINAL}) ?"
    r"(?:second|sec|minute|min|hour|hr|day|week|wk|month|year|yr)s?"
)
_DISTANCE = re.compile(
    rf"\b(?P<in>in )?(?P<parts>{_PART}(?:,? (?:and )?{_PART}){{0,6}})"
    r"(?: (?P<way>ago|back|(?:from|after) (?P<base>now|today|tomorrow|yesterday)"
    r"|(?:before|prior to) (?P<until>today|yesterday|tomorrow)|later|hence))?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|an?\b|{english_numbers.CARDINAL}) ?(?P<unit>[a-z]+?)s?\b", re.IGNORECASE
)
_UNITS = {
    "second": ("seconds", 1), "sec": ("seconds", 1), "minute": ("seconds", 60), "min": ("seconds", 60),
    "hour": ("seconds", 3600), "hr": ("seconds", 3600), "day": ("days", 1), "week": ("days", 7), "wk": ("days", 7),
    "month": ("months", 1), "year": ("years", 1), "yr": ("years", 1),
}  # fmt: skip

_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?:(?P<week>last|past|previous|this|next|coming|on) )?(?:(?P<other>last|this|next) week(?:'s)?,? (?:on )?)?"
    r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?P<full>day)?\b"
    r"(?: (?:of )?(?P<behind>last|this|next) week)?",
    re.IGNORECASE,
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKS = {"last": -1, "this": 0, "next": 1}
_DATE_FOLLOWS = re.compile(
    r"\.?,? ?(?:the )?(?:(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[0-9]{1,2}(?: |st|nd|rd|th|/|-)"
    rf"|(?:19|20)[0-9]{{2}}|(?i:{english_numbers.DAY_ORDINAL})\b)"
)
_ROTA = re.compile(r"(?:\b(?:every|each|to|through|thru|till|until)|[-&/]) ?\Z", re.IGNORECASE)
_ROTA_FOLLOWS = re.compile(r" ?(?:[-&/]|to\b|through\b|thru\b)", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|shall|going to|see you|due|by|before|until|let's|can|please)\b|'ll\b", re.IGNORECASE)
_WORDS = frozenset(
    {"yesterday", "today", "tonight", "tomorrow", "night", "morning", "afternoon", "evening", "now"}
    | {unit + plural for unit in _UNITS for plural in ("", "s")}
    | {day + end for day in (*_WEEKDAYS, "tues", "wednes", "thur", "thurs", "satur") for end in ("", "day")}
)
"""Without one of these words a text has no such date; most Chinese pages are passed over by it."""


def written(text: str) -> Iterator[Writing]:
    """Yield the English relative dates of `text`; spans may overlap."""
    if _WORDS.isdisjoint(english_words(text)):
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
    way = (match["way"] or "").lower()
    sign = -1 if way in {"ago", "back"} or match["until"] else 1
    total = {"years": 0, "months": 0, "days": 0, "seconds": 0}
    for part in _COUNT.finditer(match["parts"]):
        field, size = _UNITS[part["unit"].lower()]
        total[field] += sign * size * english_numbers.value(part["n"])
    total["days"] += _DAYS.get((match["base"] or match["until"] or "").lower(), 0)
    return Shift(**total)


def _weekdays(text: str) -> Iterator[Writing]:
    for match in _WEEKDAY.finditer(text):
        clock, _ = clock_after(text, match.end())
        if not _DATE_FOLLOWS.match(text, match.end()) and _is_one_day(text, match, clock):
            yield _with_clock(text, match, "date.weekday", 0.8, _weekday(text, match))


def _weekday(text: str, match: re.Match[str]) -> Shift:
    word = (match["week"] or "").lower()
    weekday = _WEEKDAYS.index(match["day"][:3].lower())
    week = (match["other"] or match["behind"] or "").lower()
    if week or word in {"this", "next"}:
        return Shift(weekday=weekday, weeks=_WEEKS[week or word])
    ahead = word == "coming" or _WILL.search(text, max(0, match.start() - 30), match.start())
    backward = word in {"last", "past", "previous"}
    tense = Tense.AHEAD if ahead and not backward else Tense.BEHIND
    return Shift(weekday=weekday, days=-1 if backward else 1 if word == "coming" else 0, tense=tense)


def _is_one_day(text: str, match: re.Match[str], clock: str) -> bool:
    """Whether the word is a weekday, and none of opening hours (Monday to Friday) or of a custom (every Monday)."""
    if match["week"] or match["other"] or match["behind"]:
        return True
    if _ROTA.search(text, max(0, match.start() - 10), match.start()) or _ROTA_FOLLOWS.match(text, match.end()):
        return False
    return match["day"][:1].isupper() and bool(match["full"] or clock)
