"""English weekdays: last Friday, on Monday, Friday next week, the first Monday of May."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Tense, Word, Writing
from vault.reading.facts.signs import around

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WORDS = frozenset(
    name + end for name in (*_NAMES, "tues", "wednes", "thur", "thurs", "satur") for end in ("", "day")
)
_NOTE = 14
_BEFORE, _AFTER = 32, 32  # characters before the name of a weekday, and from it on

_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?:(?P<week>last|past|previous|this|next|coming|on) )?"
    r"(?:(?P<other>last|this|next) week(?:'s)?,? (?:on )?)?"
    r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?P<full>day)?\b"
    r"(?:,? (?:of )?(?P<behind>last|this|next) week)?",
    re.IGNORECASE,
)
_NTH = re.compile(r"\b(?P<n>first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)) \Z", re.IGNORECASE)
_OF_MONTH = re.compile(
    r" (?:of|in) (?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?:,? (?P<y>(?:19|20)[0-9]{2}))?\b",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKS = {"last": -1, "this": 0, "next": 1}
_DATE_FOLLOWS = re.compile(
    r"\.?,? ?(?:the )?(?:(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[0-9]{1,2}(?: |st|nd|rd|th|/|-)"
    rf"|(?:19|20)[0-9]{{2}}|(?i:{english_numbers.DAY_ORDINAL})\b)"
)
_DAY_FOLLOWS = re.compile(
    r"\.?,? (?:the )?(?P<d>[0-9]{1,2})(?:st|nd|rd|th)\b(?!,? (?:of )?[A-Z])", re.IGNORECASE
)
_ROTA = re.compile(r"(?:\b(?:every|each|to|through|thru|till|until)|[-&/]) ?\Z", re.IGNORECASE)
_ROTA_FOLLOWS = re.compile(r" ?(?:[-&/]|to\b|through\b|thru\b)", re.IGNORECASE)
_STAMP = re.compile(r" ?[0-9]{1,2}:[0-9]{2}")
_DID = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|did|had|spoke|told|said|got|went|sent|paid|wrote|rang|met)\b[^.;!?]*\Z",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall|going to|see you|due|by|before|until|let'?s|can|please)\b|'ll\b", re.IGNORECASE
)


def written(text: str, words: Sequence[Word]) -> Iterator[Writing]:
    """Yield the English weekdays of `text` that mean one day."""
    places = [word.start for word in words if word.text in _WORDS]
    for match in around(places, _WEEKDAY, text, before=_BEFORE, after=_AFTER):
        if nth := _NTH.search(text, max(0, match.start() - 8), match.start()):
            yield from _nth(text, match, nth)
            continue
        if (match["week"] or "").lower() == "last" and (of := _OF_MONTH.match(text, match.end())):
            yield _of_month(match, match.start(), of, -1)
            continue
        if day := _DAY_FOLLOWS.match(text, match.end()):
            clock, end = clock_after(text, day.end())
            shift = Shift(weekday=_day(match))
            yield Writing(
                (match.start(), end), "date.weekday", 0.8, None, None, int(day["d"]), clock, shift=shift
            )
            continue
        clock, end = clock_after(text, match.end())
        if not _DATE_FOLLOWS.match(text, match.end()) and _is_one_day(text, match, clock):
            shift = _weekday(text, match)
            yield Writing((match.start(), end), "date.weekday", 0.8, clock=clock, shift=shift)


def _nth(text: str, match: re.Match[str], nth: re.Match[str]) -> Iterator[Writing]:
    of = _OF_MONTH.match(text, match.end())
    if of is None:
        return
    count = int(nth["n"][0]) if nth["n"][0].isdigit() else english_numbers.value(nth["n"])
    yield _of_month(match, nth.start(), of, count)


def _of_month(match: re.Match[str], start: int, of: re.Match[str], count: int) -> Writing:
    month, year = _MONTHS.index(of["mon"].lower()) + 1, int(of["y"]) if of["y"] else None
    shift = Shift(weekday=_day(match), weeks=count)
    return Writing((start, of.end()), "date.weekday", 0.8, year, month, shift=shift)


def _day(match: re.Match[str]) -> int:
    return _NAMES.index(match["day"][:3].lower())


def _weekday(text: str, match: re.Match[str]) -> Shift:
    word = (match["week"] or "").lower()
    week = (match["other"] or match["behind"] or "").lower()
    if week or word in {"this", "next"}:
        return Shift(weekday=_day(match), weeks=_WEEKS[week or word])
    if word in {"last", "past", "previous", "coming"}:
        side = 1 if word == "coming" else -1
        return Shift(weekday=_day(match), days=side, tense=Tense.AHEAD if side > 0 else Tense.BEHIND)
    return Shift(weekday=_day(match), tense=_tense(text, match))


def _tense(text: str, match: re.Match[str]) -> Tense | None:
    before = (max(0, match.start() - 40), match.start())
    if _STAMP.match(text, match.end()) or _DID.search(text, *before):
        return Tense.BEHIND
    return Tense.AHEAD if _WILL.search(text, *before) else None


def _is_one_day(text: str, match: re.Match[str], clock: str) -> bool:
    """Whether the word is a weekday, and none of opening hours (Monday to Friday) or of a custom (every Monday)."""
    if match["week"] or match["other"] or match["behind"]:
        return True
    if _ROTA.search(text, max(0, match.start() - 10), match.start()) or _ROTA_FOLLOWS.match(
        text, match.end()
    ):
        return False
    whole = len(text) < _NOTE and text.strip(" .") == match[0]
    return whole or (match["day"][:1].isupper() and bool(match["full"] or clock))
