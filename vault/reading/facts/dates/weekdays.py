"""Chinese weekdays: 上周三, 这个星期天, 周三 14:22, 下周周六."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Tense, Writing

_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = re.compile(
    rf"{_WEEK}(?:的?{_WEEK})?(?P<day>[一二三四五六日天])(?![一二三四五六日天年、多]|第|[起次度])"
)
_WHICH = re.compile(r"(?:(?P<week>上上|下下|上|下)一?个?|本|这一?个?|今个?)\Z")
_WEEKS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_NTH = re.compile(
    rf"(?:(?P<y>(?:19|20)[0-9]{{2}})年)?(?P<m>[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,3}})月份?的?第(?P<n>[1-5一二三四五])个?\Z"
)
_NTH_BEFORE = re.compile(r"第[0-9一二三四五]个?\Z")
_NOT_A_WEEKDAY = re.compile(r"[一下大小老]\Z")
_SERVICE_HOURS = re.compile(r"[至到~-]|(?:工作日|每)$")
_DATE_FOLLOWS = re.compile(rf"[ ,(]{{0,3}}(?:[0-9]{{1,4}} ?[年月/.-]|[{numerals.SIMPLE}]{{1,4}}[年月])")
_DIGITAL = re.compile(r" ?[0-9]{1,2}:[0-9]{2}")


def written(text: str) -> Iterator[Writing]:
    """Yield the weekdays of `text` that mean one day."""
    if not ("周" in text or "星期" in text or "礼拜" in text):
        return
    for match in _WEEKDAY.finditer(text):
        if nth := _NTH.search(text, max(0, match.start() - 14), match.start()):
            yield from _nth(match, nth)
            continue
        which = _WHICH.search(text, max(0, match.start() - 4), match.start())
        if which is None and not _is_one_day(text, match):
            continue
        if _DATE_FOLLOWS.match(text, match.end()):
            continue  # it belongs to that date
        yield _weekday(text, match, which)


def _nth(match: re.Match[str], nth: re.Match[str]) -> Iterator[Writing]:
    month, count = numerals.number(nth["m"]), numerals.number(nth["n"])
    if month and count and month <= 12:
        year = int(nth["y"]) if nth["y"] else None
        shift = Shift(weekday=_day(match), weeks=count)
        yield Writing((nth.start(), match.end()), "date.weekday", 0.8, year, month, shift=shift)


def _day(match: re.Match[str]) -> int:
    return min("一二三四五六日".find(match["day"].replace("天", "日")), 6)


def _weekday(text: str, match: re.Match[str], which: re.Match[str] | None) -> Writing:
    start = which.start() if which else match.start()
    clock, end = clock_after(text, match.end())
    weekday = _day(match)
    if which:
        shift = Shift(weekday=weekday, weeks=_WEEKS.get(which["week"], 0))
    else:
        is_stamp = _DIGITAL.match(text, match.end()) or _is_line_over_others(text, match)
        shift = Shift(weekday=weekday, tense=Tense.BEHIND if is_stamp else None)
    return Writing((start, end), "date.weekday", 0.8, clock=clock, shift=shift)


def _is_line_over_others(text: str, match: re.Match[str]) -> bool:
    """Whether the weekday is a line of its own among others: the mark over messages."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in {"", "\n"} and after in {"", "\n"} and "\n" in text.strip()


def _is_one_day(text: str, match: re.Match[str]) -> bool:
    """Whether the weekday is none of service hours (周一至周五 9:00-18:00) or of a custom (每周三)."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
    after = text[match.end() : match.end() + 2].lstrip(" ")
    is_rota = (
        _SERVICE_HOURS.search(before[-1:])
        or before.endswith(("工作日", "每"))
        or _SERVICE_HOURS.match(after[:1])
        or _NTH_BEFORE.search(before)
    )
    return not (is_rota or _NOT_A_WEEKDAY.search(before))
