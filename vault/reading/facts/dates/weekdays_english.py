"""English weekdays: last Friday, on Monday, Friday next week, a week from Monday, Tuesday the 19th."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.months_english import NTH, OF_MONTH
from vault.reading.facts.dates.words import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, Word
from vault.reading.facts.dates.writing import Shift, Tense, Writing
from vault.reading.facts.signs import around

_WORDS = frozenset(
    name + end
    for name in (*ENGLISH_WEEKDAYS, "tues", "wednes", "thur", "thurs", "satur")
    for end in ("", "day")
)
_NOTE = 14
_BEFORE, _AFTER = 32, 32  # characters before the name of a weekday, and from it on

_WEEKDAY = re.compile(
    r"(?<![A-Za-z])(?<!Good )(?<!Black )(?:(?P<week>last|past|previous|this|next|coming|upcoming|following|on) )?"
    r"(?:(?P<other>last|this|next) week(?:'s)?,? (?:on )?)?"
    r"(?P<day>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?P<full>day)?\b"
    r"(?:,? (?:(?:of |from )?(?P<behind>last|this|next) week|(?P<beyond>before last|after next)\b))?",
    re.IGNORECASE | re.ASCII,
)
_FROM = re.compile(
    r"\b(?P<n>an?|[0-9]{1,2}|two|three|four|five|six) (?P<unit>day|week)s? (?P<way>from|after|before) (?:the )?\Z",
    re.IGNORECASE | re.ASCII,
)
_WEEKS = {"last": -1, "this": 0, "next": 1}
_BEYOND = {"before last": Shift(days=-8, tense=Tense.BEHIND), "after next": Shift(days=14, weeks=0)}
_COMING = frozenset({"coming", "upcoming", "following"})
_PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night)\b)"
_DATE_FOLLOWS = re.compile(
    rf"{_PART_OF_DAY}?\.?,? ?(?:- )?(?:the )?(?:(?i:{'|'.join(ENGLISH_MONTHS)})"
    r"|[0-9]{1,2}(?: (?!at\b|in\b|[AaPp]\.?[Mm]\b|o'?clock)|st|nd|rd|th|[/-]|\.[0-9]{1,2}\.[0-9])|(?:19|20)[0-9]{2}"
    rf"|(?i:{english_numbers.DAY_ORDINAL})\b)"
)
_PART_FOLLOWS = re.compile(_PART_OF_DAY)
_DAY_FOLLOWS = re.compile(
    r"\.?,? (?:the )?(?P<d>[0-9]{1,2})(?:(?:st|nd|rd|th)\b|(?= ?(?:\Z|\n|[,;)]|\.(?![0-9]))))"
    rf"(?!,? (?:day )?(?:of )?(?:{'|'.join(ENGLISH_MONTHS)}))",
    re.IGNORECASE | re.ASCII,
)
_ROTA = re.compile(r"(?:\b(?:every|each|to|through|thru|till|until)|[-&/]) ?\Z", re.IGNORECASE | re.ASCII)
_ROTA_FOLLOWS = re.compile(r" ?(?:[-&/]|to\b|through\b|thru\b)", re.IGNORECASE | re.ASCII)
_STAMP = re.compile(r" ?[0-9]{1,2}:[0-9]{2}")
_DID = re.compile(
    r"\b(?:[a-z]{2,}ed|was|were|did|had|spoke|told|said|got|went|sent|paid|wrote|rang|met)\b[^.;!?]*\Z",
    re.IGNORECASE | re.ASCII,
)
_WILL = re.compile(
    r"\b(?:will|shall|going to|see you|due|by|before|until|let'?s|can|please)\b|'ll\b",
    re.IGNORECASE | re.ASCII,
)


def written(text: str, words: Sequence[Word]) -> Iterator[Writing]:
    """Yield the English weekdays of `text` that mean one day."""
    places = [word.start for word in words if word.text in _WORDS]
    for match in around(places, _WEEKDAY, text, before=_BEFORE, after=_AFTER):
        if NTH.search(text, max(0, match.start() - 12), match.start()) or OF_MONTH.match(text, match.end()):
            continue  # it is counted in a month
        if day := _DAY_FOLLOWS.match(text, match.end()):
            clock, end = clock_after(text, day.end())
            shift = Shift(weekday=_day(match))
            yield Writing(
                (match.start(), end), "date.weekday", 0.8, None, None, int(day["d"]), clock, shift=shift
            )
            continue
        if away := _FROM.search(text, max(0, match.start() - 24), match.start()):
            yield _away(text, match, away)
            continue
        clock, end = clock_after(text, match.end())
        if not _DATE_FOLLOWS.match(text, match.end()) and _is_one_day(text, match, clock):
            shift = _weekday(text, match)
            yield Writing((match.start(), end), "date.weekday", 0.8, clock=clock, shift=shift)


def _away(text: str, match: re.Match[str], away: re.Match[str]) -> Writing:
    """Return the day that is counted from a weekday: two days from next Monday, a week before Friday."""
    count = english_numbers.value(away["n"]) * (7 if away["unit"].lower() == "week" else 1)
    later = -count if away["way"].lower() == "before" else count
    shift = dataclasses.replace(_weekday(text, match), later=later)
    if shift.tense is None and shift.weeks is None:
        shift = dataclasses.replace(shift, tense=Tense.AHEAD)
    return Writing((away.start(), match.end()), "date.weekday", 0.8, shift=shift)


def _day(match: re.Match[str]) -> int:
    return ENGLISH_WEEKDAYS.index(match["day"][:3].lower())


def _weekday(text: str, match: re.Match[str]) -> Shift:
    word = (match["week"] or "").lower()
    week = (match["other"] or match["behind"] or "").lower()
    if beyond := match["beyond"]:
        return dataclasses.replace(_BEYOND[beyond.lower()], weekday=_day(match))
    if week or word in {"this", "next"}:
        return Shift(weekday=_day(match), weeks=_WEEKS[week or word])
    if word in {"last", "past", "previous", *_COMING}:
        side = 1 if word in _COMING else -1
        return Shift(weekday=_day(match), days=side, tense=Tense.AHEAD if side > 0 else Tense.BEHIND)
    return Shift(weekday=_day(match), tense=_tense(text, match))


def _tense(text: str, match: re.Match[str]) -> Tense | None:
    before = (max(0, match.start() - 40), match.start())
    if _STAMP.match(text, match.end()) or _DID.search(text, *before):
        return Tense.BEHIND
    return Tense.AHEAD if _WILL.search(text, *before) else None


def _is_one_day(text: str, match: re.Match[str], clock: str) -> bool:
    """Whether the word is a weekday, and none of opening hours (Monday to Friday) or of a custom (every Monday)."""
    if match["week"] or match["other"] or match["behind"] or match["beyond"]:
        return True
    if _ROTA.search(text, max(0, match.start() - 10), match.start()) or _ROTA_FOLLOWS.match(
        text, match.end()
    ):
        return False
    if len(text) < _NOTE and text.strip(" .") == match[0]:
        return True
    if match["full"] and _PART_FOLLOWS.match(text, match.end()):
        return True
    if clock and (match["full"] or not match.start()):
        return True
    return match["day"][:1].isupper() and bool(match["full"] or clock)
