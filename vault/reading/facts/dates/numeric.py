"""Dates of numbers and separators alone: 2024-03-05, 2024.3.5, 20240305, 24-03-05, 03-05 14:22, 07/04/2026.

Source: GB/T 7408.1-2023 (ISO 8601-1) for the hyphenated and compact forms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.diary import entries, is_planned
from vault.reading.facts.dates.marks import places
from vault.reading.facts.dates.telling import (
    NOT_A_DAY,
    WEEKDAY_BEFORE,
    WEEKDAY_REACH,
    is_alone,
    is_labelled,
    is_spoken,
    is_stated,
    is_told,
    is_whole,
)
from vault.reading.facts.dates.weekday_beside import weekday_beside
from vault.reading.facts.dates.writing import Tense, Writing, calendar_day, full_year
from vault.reading.facts.signs import at

_GLUED_CLOCK = r"(?=[0-2][0-9]:[0-5][0-9])"  # 2024-03-0514:22:10: recognition dropped the space
_END = rf"(?:(?![0-9])|{_GLUED_CLOCK})"

_YEAR_FIRST = re.compile(
    r"(?P<y>[12](?:(?<![0-9A-Za-z./_#*-].)|(?<=[./-][0-9]{2}-.)|(?<=[./-][0-9]-.)|(?<=[0-9]--.)|(?<=[0-9] -.))"
    r"(?:(?<=1)[0-9]{3}|(?<=2)0[0-9]{2}))(?: ?(?P<sep>[-./· ]) ?\n?)(?P<m>[0-9]{1,2})"
    rf"(?: ?(?P=sep) ?\n?(?P<d>[0-9]{{1,2}})|[-./](?P<d2>1[3-9]|2[0-9]|3[01])){_END}"
    r"(?!(?!-[0-9]{1,2}[./][0-9]{1,2}(?![0-9.]))[./-][0-9]{1,3}(?![0-9])|[A-SU-Za-z_*])"
)
_SAME_YEAR = re.compile(
    rf" ?(?:至|到|~|-) ?(?P<m>[0-9]{{1,2}})(?P<sep>[-./])(?P<d>[0-9]{{1,2}}){_END}(?![./-]|[A-SU-Za-z_*%])"
)
_SHORT = re.compile(
    r"(?P<a>[0-9](?<![0-9A-Za-z./_#*-].)(?<![0-9][:,].)[0-9]?)"
    rf"(?P<sep>[-./·])(?P<b>[0-9]{{1,2}})(?:(?P=sep)(?P<c>[0-9]{{4}}|[0-9]{{2}}))?{_END}"
)
_AFTER_YEAR_LAST = re.compile(r"[./-][0-9]|[A-SU-Za-z_*]")
_AFTER_SHORT = re.compile(r"[./%A-Za-z-]")
_AFTER_MONTH_DAY = re.compile(r"\.(?=[0-9./])|[/%A-Za-z*期元%℃个天工小次笔名-]")
_NAMED_DAY = re.compile(f"[日号](?![{NOT_A_DAY}])")
_COMPACT = re.compile(
    r"(?P<y>[12](?<![0-9A-Za-z.,/_#*¥$+-].)(?<![0-9]:.)(?:(?<=1)9|(?<=2)0)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])"
    r"(?:(?P<t>[0-2][0-9][0-5][0-9][0-5][0-9])(?![0-9]))?(?![0-9A-Za-z_*/%]|[.,-][0-9])"
)
_ENGLISH = re.compile(r"[a-z]{2}[, ]{1,5}\Z")
_NUMBERED = re.compile(r"(?:[Ss]ection|[Vv]ersion|[Cc]hapter|[Aa]rticle|版本|章节|条款)[: ]{0,2}\Z")
_SHELF = re.compile(
    r"(?:取[件货餐]|提货|验货|收件|开柜|自提)(?:码|号|凭证)[:为是 ]{0,3}\Z|(?:货架|柜号|凭|码)[:为是 ]{0,3}\Z"
)
"""Before the code of a parcel: 取件码 7-3-2018."""
_CHINESE_BESIDE = re.compile(r" ?[\u4e00-\u9fff]")
_SEPARATORS = "-./· "
_MONTHS = 12
_ROUND_THE_CLOCK = ("24", "7")
_CENTURIES = frozenset({"18", "19", "20"})
"""Of a year that stands last: other four digits are the end of a shelf's or a flat's number (6-2-3018)."""
_FIRST_FULL_YEAR = 1900


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` that are written with digits and separators; spans may overlap."""
    behind_digits = [place for place in places(text, _SEPARATORS) if text[place - 1 : place].isdigit()]
    for match in at((place - len("2024") for place in behind_digits), _YEAR_FIRST, text):
        yield from _year_first(text, match)
    short = list(at(_starts(text, behind_digits), _SHORT, text))
    diary = entries(text, (match for match in short if not match["c"]))
    for match in short:
        if match["c"]:
            writing = _three_numbers(text, match)
        else:
            yield from _period(text, match)
            writing = _month_and_day(text, match, in_diary=match.start() in diary)
        if writing:
            yield writing
    yield from _compact(text)


def _starts(text: str, separators: Iterable[int]) -> Iterator[int]:
    """Yield where a number of one or two digits before a separator starts."""
    for place in separators:
        if text[place] != " " and text[place + 1 : place + 2].isdigit():
            yield place - (2 if place > 1 and text[place - 2].isdigit() else 1)


def _year_first(text: str, match: re.Match[str]) -> Iterator[Writing]:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"] or match["d2"])
    if calendar_day(year, month, day) is None:
        return
    clock, end = clock_after(text, match.end())
    writing = Writing((match.start(), end), "date.separated", 0.98, year, month, day, clock)
    if (match["sep"] == " " or year < _FIRST_FULL_YEAR) and not is_alone(text, writing.span):
        return
    yield writing
    until = _SAME_YEAR.match(text, end)
    if until and until["sep"] == match["sep"]:
        yield from _end_of_period(text, writing, until)


def _end_of_period(text: str, first: Writing, match: re.Match[str]) -> Iterator[Writing]:
    """Yield the end of a period that names its year once: 2024.01.05-02.04."""
    year, month, day = first.year or 0, int(match["m"]), int(match["d"])
    if (month, day) < (first.month, first.day):
        year += 1
    if calendar_day(year, month, day):
        clock, end = clock_after(text, match.end())
        yield Writing((match.start("m"), end), "date.separated", 0.9, year, month, day, clock)


def _three_numbers(text: str, match: re.Match[str]) -> Writing | None:
    """Return a date of three numbers that does not begin with a full year."""
    before = (max(0, match.start() - 10), match.start())
    if match["sep"] == "·" or _NUMBERED.search(text, *before) or _SHELF.search(text, *before):
        return None
    if len(match["c"]) == 4:
        stands = match["c"][:2] in _CENTURIES and not _AFTER_YEAR_LAST.match(text, match.end())
        return _year_last(text, match) if stands else None
    if _AFTER_SHORT.match(text, match.end()):
        return None
    if writing := _short_year_first(text, match):
        return writing
    if not is_stated(text, match):
        return None
    chinese = _CHINESE_BESIDE.match(text, match.end()) is not None  # where the year comes first
    return (_short_year_first(text, match, told=True) if chinese else None) or _year_last(text, match)


def _year_last(text: str, match: re.Match[str]) -> Writing | None:
    first, second, year = int(match["a"]), int(match["b"]), full_year(int(match["c"]))
    month_first, day_first = calendar_day(year, first, second), calendar_day(year, second, first)
    if match["sep"] == "." and day_first:  # with dots and the year last, the day comes first everywhere
        month_first = None
    day = month_first or day_first
    if day is None:
        return None
    order: bool | None = month_first is None
    if month_first and day_first and first != second:
        order = _order_by_weekday(text, match.span(), month_first, day_first)
        day = day_first if order else month_first
    clock, end = clock_after(text, match.end())
    span = (match.start(), end)
    return Writing(span, "date.year-last", 0.9, year, day.month, day.day, clock, match["sep"], order)


def _order_by_weekday(
    text: str, span: tuple[int, int], month_first: dt.date, day_first: dt.date
) -> bool | None:
    """Return whether the weekday beside the numbers is that of the reading with the day first; None if it is open."""
    weekday = weekday_beside(text, span)
    if weekday is None or month_first.weekday() == day_first.weekday():
        return None
    return {month_first.weekday(): False, day_first.weekday(): True}.get(weekday)


def _short_year_first(text: str, match: re.Match[str], *, told: bool = False) -> Writing | None:
    """Return 24-03-05 as a date where it is `told` one: a clock, a label or a line of its own says so."""
    year, month, day = int(match["a"]), int(match["b"]), int(match["c"])
    padded = len(match["a"]) == len(match["b"]) == 2 and 10 <= year < 50
    if not padded or calendar_day(full_year(year), month, day) is None:
        return None
    if match["sep"] in "/-" and _ENGLISH.search(text, max(0, match.start() - 8), match.start()):
        return None
    clock, end = clock_after(text, match.end())
    writing = Writing((match.start(), end), "date.short-year", 0.85, full_year(year), month, day, clock)
    return writing if told or is_told(text, writing) else None


def _period(text: str, match: re.Match[str]) -> Iterator[Writing]:
    """Yield both ends of a period without a year: 周期:12.05-01.04."""
    until = _SAME_YEAR.match(text, match.end())
    if until is None or until["sep"] != match["sep"]:
        return
    days = max(int(match["b"]), int(until["d"]))
    joined = match["sep"] == "/" and "-" not in until[0] and days > _MONTHS  # 3/13~3/20 are no fractions
    if not joined and not is_labelled(text, match.start()):
        return
    last = (until.start("m"), until.end("d"))
    ends = [(match.span(), int(match["a"]), int(match["b"])), (last, int(until["m"]), int(until["d"]))]
    if all(calendar_day(2000, month, day) for _, month, day in ends):
        for span, month, day in ends:
            yield Writing(span, "date.numeric-month-day", 0.85, None, month, day)


def _month_and_day(text: str, match: re.Match[str], *, in_diary: bool) -> Writing | None:
    """Return 03-05 as a date where a clock, a label, a line of its own or a diary says so."""
    month, day, start = int(match["a"]), int(match["b"]), match.start()
    if text[start - 1 : start] in {"¥", "$", "第", "+"} and start:
        return None
    if _AFTER_MONTH_DAY.match(text, match.end()) or (match["a"], match["b"]) == _ROUND_THE_CLOCK:
        return None
    weekday = match["sep"] != "." and WEEKDAY_BEFORE.search(text, max(0, start - WEEKDAY_REACH), start)
    if month > 12 >= day and match["sep"] == "/":
        month, day = day, month
    if calendar_day(2000, month, day) is None:
        return None
    named = _NAMED_DAY.match(text, match.end()) if match["sep"] in "./" else None
    clock, end = clock_after(text, named.end() if named else match.end())
    if in_diary:
        tense = None if is_planned(text, match.end()) else Tense.BEHIND
        return Writing((start, end), "date.diary", 0.85, None, month, day, clock, tense=tense)
    writing = Writing((start, end), "date.numeric-month-day", 0.85, None, month, day, clock)
    told = named or is_told(text, writing) or is_whole(text, writing, match["sep"]) or is_spoken(text, match)
    return writing if told or weekday else None


def _compact(text: str) -> Iterator[Writing]:
    for match in _COMPACT.finditer(text):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if calendar_day(year, month, day) is None or not _is_unnamed(text, match):
            continue
        clock, end = clock_after(text, match.end())
        if packed := match["t"]:
            if int(packed[:2]) > 23 or not is_labelled(text, match.start()):
                continue
            clock = f"{packed[:2]}:{packed[2:4]}:{packed[4:]}"
        yield Writing((match.start(), end), "date.compact", 0.85, year, month, day, clock)


def _is_unnamed(text: str, match: re.Match[str]) -> bool:
    """Whether nothing beside eight digits says that they are a number of another sort."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
    after = text[match.end() : match.end() + 2].lstrip(" ")
    named = before.endswith(("号", "码", "#", "尾号", "(尾"))
    return not named and not after.startswith(("元", "号", "万", "%"))
