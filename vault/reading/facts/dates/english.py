"""Dates with English month names: Jul 7, 2026 · 7th of July 2026 · 07-Jul-2026 · May twenty-first · on the 5th."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vault.reading.facts.dates import english_numbers
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import ENGLISH_MONTHS, Word
from vault.reading.facts.dates.writing import Shift, Tense, Writing, calendar_day, full_year
from vault.reading.facts.signs import around

_LONG_NAMES = (
    "january", "february", "march", "april", "june", "july", "august", "september", "sept", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = frozenset({*ENGLISH_MONTHS, *_LONG_NAMES})

_GOES_ON = r" (?!(?:at|and|to|in|on)\b)[a-z]"
"""What follows the verb: you may 5 times."""
_MONTH = (
    r"(?P<mon>(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)|May|MAY"
    rf"|may(?= (?:[0-9]{{1,2}}(?:st|nd|rd|th)?|{english_numbers.DAY_ORDINAL})\b(?! ?%|{_GOES_ON}))"
    rf"|(?<=of )may(?!{_GOES_ON})"
    r"|(?:(?<=[0-9] )|(?<=[snrt][tdh] ))may(?=,? (?:19|20)[0-9]{2}| at\b|[.,]?(?:\Z|\n)))"
)
_SUFFIX = r"(?: ?(?i:st|nd|rd|th)\b)?"
_DAY = rf"(?:(?P<d>[0-9]{{1,2}}){_SUFFIX}|(?P<word>(?i:{english_numbers.DAY_ORDINAL}))\b)"
_FULL_YEAR = r"(?:,? ?of|,)?[ \n]?\b(?P<y>(?:19|20)[0-9]{2})(?![0-9]|[-/.][0-9])"
_SHORT_YEAR = (
    r"(?:(?:,? ?'|(?<=[A-Za-z][-/])|(?<=[A-Za-z][-/][0-9]{2}[-/]))(?P<y2>[0-9]{2})"
    r"|,? (?P<y3>[4-9][0-9]))(?![0-9:]|\.[0-9])"
)
_YEAR = rf"(?:{_FULL_YEAR}|{_SHORT_YEAR})?"
_YEAR_BEHIND_A_MONTH = _YEAR.replace("[4-9][0-9]", "[2-9][0-9]")
"""With the day in front, 25 in 9 Sep 25 can be no day."""
_NO_DATE = r"(?![0-9A-Za-z:%]|[.,](?!(?:19|20)[0-9]{2}(?![0-9]))[0-9])"
_TO = "-|to|through|thru|until|till"
_AND = r"(?:and|&)(?= ?[0-9]{1,2}(?:st|nd|rd|th|,? (?:19|20)[0-9]{2}|[.,;)]|\Z|\n))"
_OTHER_DAY = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?|(?i:{english_numbers.DAY_ORDINAL}))"
_MONTH_FIRST = re.compile(
    rf"(?<![A-Za-z]){_MONTH}(?![A-Za-z])\.?(?:,? (?=[0-9]{{1,2}}[a-z]{{2}}))?[ \n/-]?(?:the )?{_DAY}{_NO_DATE}"
    rf"(?: ?(?:{_TO}|{_AND}) ?(?P<last>{_OTHER_DAY}){_NO_DATE})?[-/]?{_YEAR}",
    re.ASCII,
)
_DAY_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,:/-])(?:(?P<from>{_OTHER_DAY}) ?(?:{_TO}|and|&) ?)?"
    rf"{_DAY}(?: day)?(?: of|\.(?= ?[A-Z]))?(?P<gap>[ \n/-]?){_MONTH}(?![A-Za-z])\.?[-/]?,?{_YEAR_BEHIND_A_MONTH}",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    rf"(?<![0-9A-Za-z.,:/-])(?P<y>(?:19|20)[0-9]{{2}}),?[ /-]{_MONTH}(?![A-Za-z])\.?[ /-]{_DAY}{_NO_DATE}",
    re.ASCII,
)
_YEAR_BEHIND = re.compile(r"(?: [A-Z]{3,4})?[ ,]{1,2}(?P<y>(?:19|20)[0-9]{2})(?![0-9:/.-])")
"""The year behind the clock, as programs print it: Wed Aug 05 12:00:00 CST 2015 (C, asctime)."""
_NTH = re.compile(
    r"\b(?:(?:(?:on|by|before|until|since|till|from|after|for) )?the "
    r"(?:(?P<d>[0-9]{1,2})(?:st|nd|rd|th)|(?P<word>(?:twenty|thirty)[ -][a-z]{3,7}th|twenty[ -](?:first|second|third)))"
    r"|(?:on|for|by|until)(?: the)? (?P<bare>[0-9]{1,2}))\b"
    r"(?= ?(?:$|[.,;!?](?![0-9])|[\n)]|(?:at|and|to|we|i|you|he|she|they|of (?:this|the) month)\b))",
    re.IGNORECASE | re.ASCII,
)


_YEARS = {"last": -1, "this": 0, "next": 1}
_SIDES = {"last": Tense.BEHIND, "this": None, "next": Tense.AHEAD}
_YEAR_WORD_BEHIND = re.compile(r",? (?:of |in )?(?P<word>last|this|next) year\b", re.IGNORECASE | re.ASCII)
_YEAR_WORD_BEFORE = re.compile(
    r"\b(?:(?P<word>last|this|next) year(?:'s)?,? (?:on )?(?:the )?|(?P<side>last|next) )\Z",
    re.IGNORECASE | re.ASCII,
)
_BEFORE_A_DAY = frozenset({"the", "on", "by", "for", "until"})
_YEAR_BEFORE, _DAY_BEFORE, _AFTER = 7, 40, 44  # characters before a month's name, and from it on


def written(text: str, words: Sequence[Word]) -> Iterator[Writing]:
    """Yield the dates of `text` in English words; spans may overlap."""
    free = 0
    for place in (word.start for word in words if word.text in _MONTHS):
        for match in (
            _YEAR_FIRST.search(text, max(free, place - _YEAR_BEFORE), place + _AFTER),
            _DAY_FIRST.search(text, max(free, place - _DAY_BEFORE), place + _AFTER),
            _MONTH_FIRST.match(text, place),
        ):
            yield from _named(text, match) if match else ()
        free = place + 1
    places = (word.start for word in words if word.text in _BEFORE_A_DAY)
    for match in around(places, _NTH, text, before=8, after=_AFTER):
        day = english_numbers.value(match["d"] or match["word"] or match["bare"])
        if 1 <= day <= 31:
            clock, end = clock_after(text, match.end())
            yield Writing((match.start(), end), "date.day-alone", 0.7, None, None, day, clock)


def _told_year(text: str, span: tuple[int, int]) -> tuple[Tense | None, Shift | None, tuple[int, int]] | None:
    """Return what words beside a day say of its year, and the span with them: 5 March last year, next 5 March."""
    start, end = span
    if behind := _YEAR_WORD_BEHIND.match(text, end):
        return None, Shift(years=_YEARS[behind["word"].lower()]), (start, behind.end())
    before = _YEAR_WORD_BEFORE.search(text, max(0, start - 18), start)
    if before and before["word"]:
        return None, Shift(years=_YEARS[before["word"].lower()]), (before.start(), end)
    if before:
        return _SIDES[before["side"].lower()], None, (before.start(), end)
    return None


def _named(text: str, match: re.Match[str]) -> Iterator[Writing]:
    """Yield the date of a match, and the other end of a period in the same month: August 10 - 22."""
    groups = match.groupdict()
    month = ENGLISH_MONTHS.index(match["mon"][:3].lower()) + 1
    day = english_numbers.value(match["d"] or match["word"])
    short = groups.get("y2") or groups.get("y3")
    year = int(match["y"]) if match["y"] else full_year(int(short)) if short else None
    if calendar_day(year or 2000, month, day) is None or (groups.get("gap") == "\n" and not match["y"]):
        return
    clock, end = clock_after(text, match.end())
    behind = _YEAR_BEHIND.match(text, end) if clock and year is None else None
    if behind:
        year, end = int(behind["y"]), behind.end()
    rule, confidence = "date.english", 0.97 if year else 0.9
    span = (match.start(), end)
    told = _told_year(text, span) if year is None else None
    if told:
        tense, shift, span = told
        yield Writing(span, rule, confidence, None, month, day, clock, shift=shift, tense=tense)
        return
    if other := groups.get("from") or groups.get("last"):
        name = "from" if groups.get("from") else "last"
        other_day, own = english_numbers.value(other), match.span("d" if match["d"] else "word")
        if not calendar_day(year or 2000, month, other_day) or (other_day < day) is not (name == "from"):
            return
        yield Writing(match.span(name), rule, confidence, year, month, other_day)
        span = (own[0], end) if name == "from" else (match.start(), own[1])
    yield Writing(span, rule, confidence, year, month, day, clock)
