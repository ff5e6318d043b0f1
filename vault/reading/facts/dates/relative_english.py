"""English dates that count from the day of the message: yesterday, 2 days ago, in three weeks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import Word
from vault.reading.facts.dates.writing import Shift, Writing
from vault.reading.facts.signs import around

_DAYS = {
    "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "last night": -1,
    "night before last": -2, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip
_DAY_WORD = re.compile(
    r"\b(?:(?:the )?(?P<day>day before yesterday|day after tomorrow|yesterday|today|tonight|tomorrow|tmrw?|last night"
    r"|night before last|this (?:morning|afternoon|evening)))\b",
    re.IGNORECASE | re.ASCII,
)
_JUST_NOW = re.compile(r"\bjust now\b", re.IGNORECASE | re.ASCII)
_N = (
    r"(?:(?P<half>half an?)|(?P<two>(?:a )?couple(?: of)?)|(?P<n>[0-9]{1,4}(?:\.[0-9])?|an?\b"
    rf"|{english_numbers.CARDINAL}))(?P<more> and a half)?"
)
_UNIT = r"(?:second|sec|minute|min|hour|hr|day|week|wk|fortnight|month|year|yr|decade)s?|century|centuries"
_GROUP = re.compile(r"\?P<[a-z]+>")
_PART = rf"{_GROUP.sub('?:', _N)} ?(?:{_UNIT})(?: and a half)?"
_DISTANCE = re.compile(
    rf"\b(?P<in>in |(?P<within>within ))?(?P<parts>{_PART}(?:,? (?:and )?{_PART}){{0,6}})"
    r"(?: (?P<way>ago|earlier|back|(?:from|after) (?P<base>now|today|tomorrow|yesterday)"
    r"|(?:before|prior to) (?P<until>today|yesterday|tomorrow)|later|hence|before(?= ?\Z)))?\b",
    re.IGNORECASE | re.ASCII,
)
_SHORT = re.compile(r"\b(?P<parts>[0-9]{1,3} ?(?:mo|[dhmswy])(?: ?[0-9]{1,3} ?[dhms]){0,3}) ago\b", re.ASCII)
"""As feeds write it: 2d ago, 3h 20m ago."""
_SHORT_UNITS = {
    "s": ("seconds", 1), "m": ("seconds", 60), "h": ("seconds", 3600), "d": ("days", 1), "w": ("days", 7),
    "mo": ("months", 1), "y": ("years", 1),
}  # fmt: skip
_SHORT_COUNT = re.compile(r"(?P<n>[0-9]{1,3}) ?(?P<unit>mo|[dhmswy])")
_COUNT = re.compile(rf"\b{_N} ?(?P<unit>[a-z]+?)s?\b(?P<later> and a half)?", re.IGNORECASE | re.ASCII)
_UNITS = {
    "second": ("seconds", 1), "sec": ("seconds", 1), "minute": ("seconds", 60), "min": ("seconds", 60),
    "hour": ("seconds", 3600), "hr": ("seconds", 3600), "day": ("days", 1), "week": ("days", 7), "wk": ("days", 7),
    "fortnight": ("days", 14),
    "month": ("months", 1), "year": ("years", 1), "yr": ("years", 1), "decade": ("years", 10),
    "century": ("years", 100), "centurie": ("years", 100),
}  # fmt: skip
_SMALLER = {
    "day": ("seconds", 86400), "week": ("seconds", 604800), "wk": ("seconds", 604800), "month": ("days", 30),
    "year": ("months", 12), "yr": ("months", 12),
}  # fmt: skip
"""Units whose fractions are told in a smaller one."""

_DAY_WORDS = frozenset(
    {"yesterday", "today", "tonight", "tomorrow", "tmr", "tmrw", "night", "morning", "afternoon", "evening"}
)
_UNIT_WORDS = frozenset(unit + plural for unit in _UNITS for plural in ("", "s"))
_NOTE, _SHORT_NOTE = 60, 24
_WILL = re.compile(
    r"\b(?:will|shall|'ll|be|due|again|back|call|reply|expires?|ends?|starts?)\b|'ll\b",
    re.IGNORECASE | re.ASCII,
)
_BEFORE, _AFTER = 22, 110  # characters before the first unit of a distance, and from it on


def written(text: str, words: Sequence[Word]) -> Iterator[Writing]:
    """Yield the English relative dates of `text`; spans may overlap."""
    day_words = [word.start for word in words if word.text in _DAY_WORDS]
    for match in around(day_words, _DAY_WORD, text, before=25, after=25):
        yield _with_clock(text, match, Shift(days=_DAYS[match["day"].lower()]))
    if any(word.text == "now" for word in words):
        for match in _JUST_NOW.finditer(text):
            yield Writing(match.span(), "date.just-now", 0.85, shift=Shift())
    agos = [word.start for word in words if word.text == "ago"]
    for match in around(agos, _SHORT, text, before=28, after=4):
        yield _with_clock(text, match, _short_distance(match["parts"]))
    units = [word.start for word in words if word.text in _UNIT_WORDS]
    for match in around(units, _DISTANCE, text, before=_BEFORE, after=_AFTER):
        told = len(text) < _NOTE if match["within"] else match["way"] != "before" or len(text) < _SHORT_NOTE
        told = told and (match["way"] is not None or _is_ahead(text, match.start()))
        if bool(match["in"]) != bool(match["way"]) and told:
            yield _with_clock(text, match, _distance(match))


def _is_ahead(text: str, start: int) -> bool:
    """Whether in three weeks tells when, not during which time (no enquiries in 12 months)."""
    return len(text) < _NOTE or _WILL.search(text, max(0, start - 60), start) is not None


def _with_clock(text: str, match: re.Match[str], shift: Shift) -> Writing:
    clock, end = clock_after(text, match.end())
    return Writing((match.start(), end), "date.relative", 0.85, clock=clock, shift=shift)


def _short_distance(parts: str) -> Shift:
    total = dict.fromkeys(("years", "months", "days", "seconds"), 0)
    for part in _SHORT_COUNT.finditer(parts):
        field, size = _SHORT_UNITS[part["unit"]]
        total[field] -= size * int(part["n"])
    return Shift(total["years"], total["months"], total["days"], total["seconds"])


def _distance(match: re.Match[str]) -> Shift:
    way = (match["way"] or "").lower()
    sign = -1 if way in {"ago", "earlier", "back", "before"} or match["until"] else 1
    total = dict.fromkeys(("years", "months", "days", "seconds"), 0)
    for part in _COUNT.finditer(match["parts"]):
        unit = part["unit"].lower().removesuffix("s")
        count = _count(part)
        whole = int(count)
        smaller = _SMALLER.get(unit, _UNITS[unit])
        for number, (field, size) in ((whole, _UNITS[unit]), (count - whole, smaller)):
            total[field] += sign * round(number * size)
    total["days"] += _DAYS.get((match["base"] or match["until"] or "").lower(), 0)
    return Shift(total["years"], total["months"], total["days"], total["seconds"])


def _count(part: re.Match[str]) -> float:
    half = 0.5 if part["more"] or part["later"] else 0.0
    if part["half"]:
        return 0.5
    if part["two"]:
        return 2 + half
    return (float(part["n"]) if part["n"][0].isdigit() else english_numbers.value(part["n"])) + half
