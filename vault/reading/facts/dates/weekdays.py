"""Chinese weekdays: 上周三, 这个星期天, 周三 14:22, 下周周六, 三周后的周一."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.words import WEEKDAYS
from vault.reading.facts.dates.writing import Shift, Tense, Writing

_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = re.compile(
    rf"{_WEEK}(?:的?{_WEEK})?(?:(?P<day>[一二三四五六日天])(?![二三四五六日天年、多]|一(?![起同块定直])|第|[起次度])"
    r"| ?(?P<digit>[1-6])(?![0-9.:天次个月日号元折年期笔小分周倍人位%/-]))"
)
_UNTIL = re.compile(rf" ?[至到~-] ?(?P<until>{_WEEK}(?P<day>[一二三四五六日天]))")
"""The end of a period that lies in the week of its start: 上周一到周五."""
_WHICH = re.compile(r"(?:(?P<week>上{1,3}|下{1,3})一?个?|本|这一?个?|今个?)\Z")
_IN_FIGURES = re.compile(r" ?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|[0-9]{1,2}[:点])")
"""What must follow a bare weekday in figures: 周4上午; else it is a number of weeks and something else."""
_SPAN = re.compile(
    rf" ?(?P<first>{_WEEK}(?P<day>[一二三四五六日天])) ?[至到~-] ?(?P<until>{_WEEK}(?P<last>[一二三四五六日天])) ?"
)
_WEEKS_AWAY = re.compile(
    rf"(?P<n>[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,3}})个?{_WEEK}(?:[之以]|过(?=后))?(?P<way>[前后])的?(?:那个?)?\Z"
)
_NTH_BEFORE = re.compile(r"(?:第[0-9一二三四五]个?|最[后末]一?个?的?)\Z")
_NOT_A_WEEKDAY = re.compile(r"[一下大小老]\Z")
_SERVICE_HOURS = re.compile(r"[至到~-]|(?:工作日|每)$")
_DATE_FOLLOWS = re.compile(rf"[ ,(]{{0,3}}(?:[0-9]{{1,4}} ?[年月/.-]|[{numerals.SIMPLE}]{{1,4}}[年月])")
_DIGITAL = re.compile(r" ?[0-9]{1,2}:[0-9]{2}")


def written(text: str) -> Iterator[Writing]:
    """Yield the weekdays of `text` that mean one day."""
    if not ("周" in text or "星期" in text or "礼拜" in text):
        return
    for match in _WEEKDAY.finditer(text):
        which = _WHICH.search(text, max(0, match.start() - 5), match.start())
        if which is None and (away := _WEEKS_AWAY.search(text, max(0, match.start() - 12), match.start())):
            if counted := _weeks_away(text, match, away):
                yield counted
            continue
        if which is None and not _is_one_day(text, match):
            continue
        if _DATE_FOLLOWS.match(text, match.end()):
            continue  # it belongs to that date
        weekday = _weekday(text, match, which)
        yield weekday
        if which and (until := _UNTIL.match(text, weekday.span[1])):
            shift = Shift(weekday=WEEKDAYS[until["day"]], weeks=weekday.shift.weeks if weekday.shift else 0)
            yield Writing(until.span("until"), "date.weekday", 0.75, shift=shift)
    yield from _both_ends(text)


def _weeks_away(text: str, match: re.Match[str], away: re.Match[str]) -> Writing | None:
    """Return the weekday of a week that is counted from this one: 三周后的周一."""
    count = numerals.number(away["n"])
    if not count:
        return None
    clock, end = clock_after(text, match.end())
    shift = Shift(weekday=_day(match), weeks=-count if away["way"] == "前" else count)
    return Writing((away.start(), end), "date.weekday", 0.8, clock=clock, shift=shift)


def _both_ends(text: str) -> Iterator[Writing]:
    """Yield both days of 星期六至星期一 where it is all that there is; from Monday on it would be service hours."""
    match = _SPAN.fullmatch(text)
    if match is None:
        return
    first, last = (WEEKDAYS[match[name]] for name in ("day", "last"))
    if first:
        yield Writing(match.span("first"), "date.weekday", 0.6, shift=Shift(weekday=first, weeks=0))
        weeks = int(last < first)
        yield Writing(match.span("until"), "date.weekday", 0.6, shift=Shift(weekday=last, weeks=weeks))


def _day(match: re.Match[str]) -> int:
    return WEEKDAYS[match["day"]] if match["day"] else int(match["digit"]) - 1


def _weekday(text: str, match: re.Match[str], which: re.Match[str] | None) -> Writing:
    start = which.start() if which else match.start()
    clock, end = clock_after(text, match.end())
    weekday = _day(match)
    if which:
        week = which["week"] or ""
        shift = Shift(weekday=weekday, weeks=week.count("下") - week.count("上"))
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
    if match["digit"] and not _IN_FIGURES.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
    after = text[match.end() : match.end() + 2].lstrip(" ")
    is_rota = (
        _SERVICE_HOURS.search(before[-1:])
        or before.endswith(("工作日", "每"))
        or _SERVICE_HOURS.match(after[:1])
        or _NTH_BEFORE.search(before)
    )
    return not (is_rota or _NOT_A_WEEKDAY.search(before))
