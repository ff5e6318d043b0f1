"""Dates that count from the day of the message: 昨天, 3天前, 上周三, 周三 14:22, 去年3月5日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Shift, Writing, calendar_day

_N = rf"(?:[0-9]{{1,3}}|[{numerals.SIMPLE}百]{{1,5}}|半)"
_DAYS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1,
    "今天": 0, "今日": 0, "今晚": 0, "今早": 0,
    "当天": 0, "明天": 1, "明日": 1, "明晚": 1, "明早": 1, "后天": 2, "大后天": 3,
    "昨儿": -1, "今儿": 0, "明儿": 1, "昨早": -1, "前晚": -2,
}  # fmt: skip
_DAY_WORD = re.compile(
    r"大前天|前天|前日|前晚|昨天|昨日|昨晚|昨夜|昨早|昨儿|(?<!去年)(?<![前后]的)今天|今日(?!头条)|今晚|今早|今儿|明天|明日|明晚|明早|明儿"
    r"|大后天|后天(?!性|的努力)"
)
_JUST_NOW = re.compile(r"刚刚(?!好)|刚才")
_AGO = re.compile(
    rf"(?<![0-9.,:月日期第{numerals.SIMPLE}])(?P<n>{_N}) ?"
    rf"(?P<unit>秒钟?|分钟|个?小时|天|日|个?(?:星期|礼拜)|周|个?月|年)(?:之|以)?(?P<way>前|后)(?![期台端面续者缀后夕])"
)
_OF_A_MONTH = re.compile(r"[月年]\s*\Z")
_LIMITED = re.compile(r"(?:于|在|最晚|最迟|截至|请) ?\Z")
"""What makes 11日前 the day before which, not eleven days ago."""
_WEEKDAY = re.compile(
    r"(?P<week>上上个?|下下个?|上个|下个|本|这个?|上|下)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![一二三四五六日天年、多])"
)
_YEAR_WORD = re.compile(
    rf"(?P<year>去年|今年|明年|后年|大前年|前年|本年)(?:的)?(?P<m>[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,3}})月(?P<d>[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,3}})[日号]"
)
_MONTH_WORD = re.compile(
    rf"(?P<month>上个?月|本月|这个?月|当月|下个?月)(?:的)?(?P<d>[0-9]{{1,2}}|[{numerals.SIMPLE}]{{1,3}})[日号]"
)
_WEEKS = {"上上": -2, "上": -1, "下": 1, "下下": 2}
_NOT_A_WEEKDAY = re.compile(r"[一下大小老]\Z")
_SERVICE_HOURS = re.compile(r"[至到~-]|(?:工作日|每)$")
_YEARS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1, "前年": -2, "大前年": -3, "后年": 2}
_UNITS = {
    "礼拜": ("days", 7),
    "秒": ("seconds", 1), "秒钟": ("seconds", 1), "分钟": ("seconds", 60), "小时": ("seconds", 3600), "天": ("days", 1),
    "日": ("days", 1), "周": ("days", 7), "星期": ("days", 7), "月": ("months", 1), "年": ("years", 1),
}  # fmt: skip


def written(text: str) -> Iterator[Writing]:
    """Yield the relative dates of `text`; spans may overlap."""
    yield from _in_a_named_year(text)
    yield from _in_a_named_month(text)
    for match in _DAY_WORD.finditer(text):
        yield _with_clock(text, match, Shift(days=_DAYS[match[0]]), evening=match[0].endswith(("晚", "夜")))
    for match in _JUST_NOW.finditer(text):
        yield Writing(match.span(), "date.just-now", 0.85, shift=Shift())
    for match in _AGO.finditer(text):
        if not _is_a_day_of_the_month(text, match) and (
            shift := _distance(match["n"], match["unit"], -1 if match["way"] == "前" else 1)
        ):
            yield _with_clock(text, match, shift)
    yield from _weekdays(text)


def _is_a_day_of_the_month(text: str, match: re.Match[str]) -> bool:
    if match["unit"] not in "天日":
        return False
    before = (max(0, match.start() - 4), match.start())
    return bool(
        _OF_A_MONTH.search(text, *before) or (match["unit"] == "日" and _LIMITED.search(text, *before))
    )


def _with_clock(text: str, match: re.Match[str], shift: Shift, *, evening: bool = False) -> Writing:
    clock, end = clock_after(text, match.end())
    if clock and evening and int(clock[:2]) < 12:
        clock = f"{int(clock[:2]) + 12:02}{clock[2:]}"
    return Writing((match.start(), end), "date.relative", 0.85, clock=clock, shift=shift)


def _in_a_named_year(text: str) -> Iterator[Writing]:
    for match in _YEAR_WORD.finditer(text):
        month, day = numerals.number(match["m"]), numerals.number(match["d"])
        if month and day and calendar_day(2000, month, day):
            clock, end = clock_after(text, match.end())
            shift = Shift(years=_YEARS[match["year"]])
            yield Writing((match.start(), end), "date.relative", 0.85, None, month, day, clock, shift=shift)


def _in_a_named_month(text: str) -> Iterator[Writing]:
    for match in _MONTH_WORD.finditer(text):
        day = numerals.number(match["d"])
        if day and 1 <= day <= 31:
            clock, end = clock_after(text, match.end())
            shift = Shift(months={"上": -1, "下": 1}.get(match["month"][0], 0))
            yield Writing((match.start(), end), "date.relative", 0.85, None, None, day, clock, shift=shift)


def _distance(count: str, unit: str, sign: int) -> Shift | None:
    unit = "月" if unit == "个月" else "" if unit == "月" else unit.removeprefix("个")
    field, size = _UNITS.get(unit, ("", 0))
    if count == "半":
        half = {"年": Shift(months=6 * sign), "月": Shift(days=15 * sign), "小时": Shift(seconds=1800 * sign)}
        return half.get(unit)
    n = numerals.number(count)
    return Shift(**{field: n * size * sign}) if field and n is not None else None


def _weekdays(text: str) -> Iterator[Writing]:
    for match in _WEEKDAY.finditer(text):
        clock, end = clock_after(text, match.end())
        if _is_a_rota(text, match) or _NOT_A_WEEKDAY.search(text, max(0, match.start() - 1), match.start()):
            continue
        week = match["week"] or ""
        stamp = not week and (clock or _is_own_line(text, match))
        weeks = None if stamp else _WEEKS.get(week.removesuffix("个"), 0)
        weekday = min("一二三四五六日".find(match["day"].replace("天", "日")), 6)
        yield Writing(
            (match.start(), end), "date.weekday", 0.8, clock=clock, shift=Shift(weekday=weekday, weeks=weeks)
        )


def _is_own_line(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return before in {"", "\n"} and after in {"", "\n"}


def _is_a_rota(text: str, match: re.Match[str]) -> bool:
    """Whether the weekday is one of service hours (周一至周五 9:00-18:00) or of a custom (每周三)."""
    before, after = (
        text[max(0, match.start() - 3) : match.start()].rstrip(" "),
        text[match.end() : match.end() + 2].lstrip(" "),
    )
    return bool(
        _SERVICE_HOURS.search(before[-1:])
        or before.endswith(("工作日", "每"))
        or _SERVICE_HOURS.match(after[:1])
    )
