"""Dates with 年, 月 and 日 in Arabic or Chinese numerals: 2024年3月5日, 二〇二四年三月五日, 3月5日至8日.

Source: GB/T 15835-2011 (numerals in publications).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.telling import NOT_A_DAY
from vault.reading.facts.dates.writing import Writing, calendar_day, full_year
from vault.reading.facts.signs import around, places_of

_POSITIONAL = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_NUM = numerals.SIMPLE + "壹贰叁肆伍陆柒捌玖拾廿"
_TEENS = "[二三]?十[一二三四五六七八九]?"

# A date may be broken over two lines: between its parts, and inside a number whose unit follows.
_OPEN = r" ?\n?"
_FEW = rf"[{_NUM}](?:\n?[{_NUM}]){{0,2}}"
_YEAR = (
    rf"[0-9](?:\n?[0-9]){{3}}|[0-9]{{2}}|[{_POSITIONAL}](?:\n?[{_POSITIONAL}]){{1,3}}"
    rf"|[两二]千(?:[{numerals.SIMPLE}]{{1,4}})?"
)
_SLIPPED_YEAR = re.compile("二[一二三四][〇零一二三四五六七八九]")
"""二〇二五 without its 〇, which recognition takes for a stain."""
_THOUSAND = 1000
_COUNTED = "年月个元万千百次份岁天家名位期页条件项点多几余分角户笔"
_UNTIL = "至|到|~|-"

_MONTH_SIGN = re.compile("月")
_DATE = re.compile(
    rf"(?=[0-9民{_NUM}])(?:"
    rf"(?:民[国國] ?(?P<roc>[0-9]{{2,3}}|[{_NUM}]{{1,4}})|(?<![0-9{_POSITIONAL}])(?P<y>{_YEAR})){_OPEN}年[的,]?{_OPEN}"
    rf"|(?<![0-9{_POSITIONAL}十个年])(?<!年[ ,的]))"
    rf"(?P<m>[0-9]\n?[0-9]?|{_FEW}){_OPEN}月{_OPEN}"
    rf"(?:(?P<d>[0-9]\n?[0-9]?|{_FEW}) ?\n?[日号]"
    rf"|(?P<first>[0-9]{{1,2}}|[{_NUM}]{{1,3}})"
    rf"(?=(?: ?(?:{_UNTIL}|[、和及与或]) ?(?:[0-9]{{1,2}}|[{_NUM}]{{1,3}})){{1,8}}[日号])"
    r"|(?P<bare>[0-9]{1,2})(?![0-9](?![0-9]:[0-5]))"
    rf"|(?P<spoken>{_TEENS}|[一二三四五六七八九](?=$|[,。;!?\n至到]))(?![{_NUM}{_COUNTED}]))"
)
_DIGIT, _GAP = f"[0-9{_POSITIONAL}]", " {0,3}"
_SPACED = re.compile(
    rf"(?<!{_DIGIT})(?<!{_DIGIT} )(?P<y>{_DIGIT}(?: {{1,3}}{_DIGIT}){{3}}|[0-9]{{4}}){_GAP}年{_GAP}"
    rf"(?P<m>[0-9{_NUM}](?:{_GAP}[0-9{_NUM}])?){_GAP}月{_GAP}"
    rf"(?P<d>[0-9{_NUM}](?:{_GAP}[0-9{_NUM}]){{0,2}}){_GAP}[日号]"
)
"""A date that is set with blanks between its digits, as on cards and certificates: 1 9 9 5 年 2 月 2 8 日."""
_SET_APART = re.compile(
    r" (?:(?<=[0-9〇零一二] ) {0,2}[0-9〇零一二三四五六七八九] {0,3}[年月日]|(?<=[年月] ) )"
)
_REPUBLIC = 1911
"""The year before the first of 民国."""
_BEFORE, _AFTER = 18, 24  # characters around 月
_AFTER_A_BARE_DAY = re.compile(
    rf" ?[0-9]{{2}}:[0-5][0-9]|[至到、,和与及](?=[0-9]{{1,2}}月)"
    rf"| ?(?![{_NUM}{_COUNTED}{NOT_A_DAY}])[\u4e00-\u9fff]{{2}}"
)
"""What follows a day without a year and without 日: a clock, another such day, or a word that is counted by none."""
_LUNAR = re.compile(r"(?:农历|阴历|旧历|闰) ?\Z")

_NEXT_DAY = re.compile(
    rf" ?(?P<how>{_UNTIL}|[、,和及与或]) ?(?P<d>[0-9]{{1,2}}|[{_NUM}]{{1,3}})(?P<unit>[日号](?![{NOT_A_DAY}])|)"
)
_MOST = 40
"""Further days that one month may name."""


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` that name their month with 月; spans may overlap."""
    for match in around(places_of(_MONTH_SIGN, text), _DATE, text, before=_BEFORE, after=_AFTER):
        writing = _date(text, match)
        if writing:
            yield writing
            yield from _further_days(text, writing, match)
    yield from _set_apart(text)


def _set_apart(text: str) -> Iterator[Writing]:
    for match in _SPACED.finditer(text) if _SET_APART.search(text) else ():
        year, month, day = (_number(match[part].replace(" ", "")) for part in ("y", "m", "d"))
        if year and month and day and calendar_day(year, month, day):
            clock, end = clock_after(text, match.end())
            yield Writing((match.start(), end), "date.chinese", 0.95, year, month, day, clock)


def _date(text: str, match: re.Match[str]) -> Writing | None:
    year, slipped = _year(match)
    month = _number(match["m"])
    day = _number(match["d"] or match["first"] or match["bare"] or match["spoken"])
    if month is None or day is None or calendar_day(2000 if year is None else year, month, day) is None:
        return None
    if year is None and match["bare"] and not _is_told(text, match):
        return None
    if _LUNAR.search(text, max(0, match.start() - 3), match.start()):
        return None
    clock, end = clock_after(text, match.end())
    rule, confidence = ("date.chinese", 0.99) if year is not None else ("date.month-day", 0.95)
    return Writing((match.start(), end), rule, 0.7 if slipped else confidence, year, month, day, clock)


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Whether something beside a day that stands without a year and without 日 says that it is one."""
    ends_a_period = text[match.start() - 1 : match.start()] in {"至", "到"}
    return ends_a_period or _AFTER_A_BARE_DAY.match(text, match.end()) is not None


def _year(match: re.Match[str]) -> tuple[int | None, bool]:
    """Return the year, None where none is written, and whether recognition left a sign of it out."""
    if match["roc"]:
        return _REPUBLIC + (_number(match["roc"]) or 0), False
    year = _number(match["y"]) if match["y"] else None
    if year is None:
        return None, False
    slipped = year < _THOUSAND and _SLIPPED_YEAR.fullmatch(match["y"].replace("\n", "")) is not None
    return (year % 100 + 2000 if slipped else full_year(year)), slipped


def _further_days(text: str, first: Writing, match: re.Match[str]) -> Iterator[Writing]:
    """Yield the days that follow in the same month: 3月1日至5日, 9月10号、11号."""
    end, day = first.span[1], first.day or 0
    for _ in range(_MOST):
        following = _NEXT_DAY.match(text, end)
        number = _number(following["d"]) if following else None
        if following is None or number is None or number <= day:
            return
        spoken = match["spoken"] and following["d"][0] in numerals.SIMPLE
        if not following["unit"] and not spoken and not match["first"]:
            return
        if calendar_day(first.year or 2000, first.month or 1, number) is None:
            return
        clock, end = clock_after(text, following.end())
        span = (following.start("d"), end)
        yield Writing(span, first.rule, first.confidence - 0.05, first.year, first.month, number, clock)
        day = number


def _number(written: str) -> int | None:
    return numerals.number(written.replace("\n", "") if "\n" in written else written)
