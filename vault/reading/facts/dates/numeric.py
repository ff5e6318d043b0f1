"""Dates written with numbers, in Chinese or Arabic numerals: 2024年3月5日, 2024-03-05, 3月5日, 20240305, 07/04/2026.

Source: GB/T 7408.1-2023 (ISO 8601-1) for the hyphenated and compact forms; GB/T 15835-2011 for the Chinese ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts import numerals
from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Writing, calendar_day, full_year

_POSITIONAL = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_NUM = numerals.SIMPLE + "壹贰叁肆伍陆柒捌玖拾"
_GLUED_CLOCK = r"(?=[0-2][0-9]:[0-5][0-9])"  # 2024-03-0514:22:10: recognition dropped the space
_END = rf"(?:(?![0-9])|{_GLUED_CLOCK})"

# A date may be broken over two lines: between its parts, and inside a number whose unit follows.
_OPEN = r" ?\n?"
_DAY = rf"(?P<d>[0-9]\n?[0-9]?|[{_NUM}廿]{{1,3}}) ?\n?[日号]"

_CHINESE = re.compile(
    rf"(?<![0-9{_POSITIONAL}])(?P<y>[0-9](?:\n?[0-9]){{3}}|[0-9]{{2}}|[{_POSITIONAL}]{{4}}|[{_POSITIONAL}]{{2}})"
    rf"{_OPEN}年的?{_OPEN}(?P<m>[0-9]\n?[0-9]?|[{_NUM}]{{1,3}}){_OPEN}月{_OPEN}(?:{_DAY}|(?P<d2>[0-9]{{1,2}}){_END})"
)
_CHINESE_NO_YEAR = re.compile(
    rf"(?<![0-9{_POSITIONAL}十个年])(?<!年 )(?P<m>[0-9]{{1,2}}|[{_NUM}]{{1,3}}) ?月{_OPEN}"
    rf"(?:{_DAY}|(?P<d2>[0-9]{{1,2}})(?= ?[0-9]{{2}}:[0-5][0-9]))"
)
_UNTIL = re.compile(
    r"(?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})月(?P<first>[0-9]{1,2})[日号]? ?(?:至|到|[~-]) ?(?P<d>[0-9]{1,2})[日号]"
)
_SEPARATED = re.compile(
    r"(?=[12])(?:(?<![0-9A-Za-z./_#*-])|(?<=[./-][0-9]{2}-)|(?<=[./-][0-9]-)|(?<=[0-9]--)|(?<=[0-9] -))(?P<y>"
    r"(?:19|20)[0-9]{2})(?: ?(?P<sep>[-./]) ?\n?)(?P<m>[0-9]{1,2}) ?(?P=sep) ?\n?(?P<d>[0-9]{1,2})"
    + _END
    + r"(?![./-][0-9]{1,3}(?![0-9])|[A-SU-Za-z_*])"
)
_SHORT_YEAR = re.compile(
    r"(?=[0-9])(?<![0-9A-Za-z./_#*,-])(?<![0-9]:)(?P<y>[1-4][0-9])(?P<sep>[-./])(?P<m>[0-9]{2})(?P=sep)(?P<d>[0-9]{2})"
    + _END
    + r"(?![./%A-Za-z-])"
)
_COMPACT = re.compile(
    r"(?=[12])(?<![0-9A-Za-z.,/_#*¥$+-])(?<![0-9]:)(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])"
    r"(?:(?P<t>[0-2][0-9][0-5][0-9][0-5][0-9])(?![0-9]))?(?![0-9A-Za-z_*/%]|[.,-][0-9])"
)
_YEAR_LAST = re.compile(
    r"(?=[0-9])(?<![0-9A-Za-z./_#*,-])(?<![0-9]:)(?P<a>[0-9]{1,2})(?P<sep>[-./])(?P<b>[0-9]{1,2})(?P=sep)(?P<y>(?:19|20)[0-9]{2})"
    + _END
    + r"(?![./-][0-9]|[A-SU-Za-z_*])"
)
_MONTH_DAY = re.compile(
    r"(?=[0-9])(?<![0-9A-Za-z./_#*,¥$第+-])(?<![0-9]:)(?P<m>0?[1-9]|1[0-2])(?P<sep>[-./])(?P<d>0?[1-9]|[12][0-9]|3[01])"
    + _END
    + r"(?![./%A-Za-z*期-])"
)
_DAY_ALONE = re.compile(
    rf"(?:(?<=[我们你您他她咱定约])|(?<=^)|(?<=[,。;]))(?P<d>[1-3]?[0-9]|[{numerals.SIMPLE}]{{1,3}})号(?=[\u4e00-\u9fff])"
    r"(?![楼线门院桌机店房库仓台柜窗坑选球位地路街段信令标字种码馆厅车井工病床公单室层基航档电染牌人文客坐座])"
)
_DAY_AND_CLOCK = re.compile(
    r"(?=[0-9])(?<![0-9A-Za-z./_#*月年个每第近前后共内满超-])(?<![月年]\n)(?P<d>[0-3]?[0-9])[日号]"
    r"(?=(?P<part> ?(?:凌晨|早上|上午|中午|下午|傍晚|晚上))| ?[0-9]{1,2}(?::[0-5][0-9]|时[0-9]{1,2}分)"
    r"|(?P<limit>(?:之|以)?前)(?![后一二三期往台]))"
)
_LIMIT = re.compile(r"(?:于|在|到|最晚|最迟|务必|须|需|请您?) ?\Z")
_DATE_LABEL = re.compile(r"(?:日期|时间|日|于|在|至|到|[Dd]ate|[Tt]ime|[Oo]n)[:】)\] ]{0,3}\Z")


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` that are written with numbers, surest forms first; spans may overlap."""
    yield from _with_year(text, _CHINESE, "date.chinese", 0.99)
    yield from _with_year(text, _SEPARATED, "date.separated", 0.98)
    yield from _without_year(text, _CHINESE_NO_YEAR, "date.month-day", 0.95)
    yield from _year_last(text)
    yield from (
        writing
        for writing in _with_year(text, _SHORT_YEAR, "date.short-year", 0.85)
        if _is_told(text, writing)
    )
    yield from _compact(text)
    yield from _until(text)
    yield from (
        writing
        for writing in _without_year(text, _MONTH_DAY, "date.numeric-month-day", 0.85)
        if _is_told(text, writing)
    )
    yield from _day_and_clock(text)
    yield from _day_alone(text)


def _with_year(text: str, pattern: re.Pattern[str], rule: str, confidence: float) -> Iterator[Writing]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        year, month = _number(groups["y"]), _number(groups["m"])
        day = _number(groups["d"] or groups["d2"])
        if year is None or month is None or day is None or calendar_day(full_year(year), month, day) is None:
            continue
        clock, end = clock_after(text, match.end())
        yield Writing((match.start(), end), rule, confidence, full_year(year), month, day, clock)


def _without_year(text: str, pattern: re.Pattern[str], rule: str, confidence: float) -> Iterator[Writing]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        month, day = _number(groups["m"]), _number(groups["d"] or groups["d2"])
        if month is None or day is None or calendar_day(2000, month, day) is None:
            continue
        clock, end = clock_after(text, match.end())
        yield Writing((match.start(), end), rule, confidence, None, month, day, clock)


def _number(written: str) -> int | None:
    return numerals.number(written.replace("\n", ""))


def _until(text: str) -> Iterator[Writing]:
    """Yield both ends of a period that names its month once: 3月1日至5日."""
    for match in _UNTIL.finditer(text):
        year, month = int(match["y"]) if match["y"] else None, int(match["m"])
        first, last = int(match["first"]), int(match["d"])
        if calendar_day(year or 2000, month, last) is None or not 1 <= first < last:
            continue
        rule, confidence = ("date.chinese", 0.95) if year else ("date.month-day", 0.9)
        yield Writing((match.start(), match.end("first")), rule, confidence, year, month, first)
        yield Writing(match.span("d"), rule, confidence, year, month, last)


def _year_last(text: str) -> Iterator[Writing]:
    for match in _YEAR_LAST.finditer(text):
        first, second, year, separator = int(match["a"]), int(match["b"]), int(match["y"]), match["sep"]
        month_first, day_first = calendar_day(year, first, second), calendar_day(year, second, first)
        if separator == ".":  # with dots and the year last, the day comes first everywhere
            month_first = None
        day = month_first or day_first
        if day is None:
            continue
        order = None if month_first and day_first and first != second else month_first is None
        clock, end = clock_after(text, match.end())
        span = (match.start(), end)
        yield Writing(span, "date.year-last", 0.9, year, day.month, day.day, clock, separator, order)


def _compact(text: str) -> Iterator[Writing]:
    for match in _COMPACT.finditer(text):
        if calendar_day(int(match["y"]), int(match["m"]), int(match["d"])) is None or not _stands_alone(
            text, match
        ):
            continue
        clock, end = clock_after(text, match.end())
        if packed := match["t"]:
            if int(packed[:2]) > 23 or not _DATE_LABEL.search(text, max(0, match.start() - 8), match.start()):
                continue
            clock = f"{packed[:2]}:{packed[2:4]}:{packed[4:]}"
        parts = (int(match["y"]), int(match["m"]), int(match["d"]))
        yield Writing((match.start(), end), "date.compact", 0.85, *parts, clock)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    before, after = (
        text[max(0, match.start() - 3) : match.start()].rstrip(" "),
        text[match.end() : match.end() + 2].lstrip(" "),
    )
    return not before.endswith(("号", "码", "#", "尾号", "(尾")) and not after.startswith(
        ("元", "号", "万", "%")
    )


def _day_and_clock(text: str) -> Iterator[Writing]:
    for match in _DAY_AND_CLOCK.finditer(text):
        day = int(match["d"])
        told = text[match.end() - 1] == "号" or _LIMIT.search(text, max(0, match.start() - 4), match.start())
        if match["limit"] and not told:  # 3日前 alone is three days ago
            continue
        clock, end = clock_after(text, match.end())
        if 1 <= day <= 31:
            yield Writing((match.start(), end), "date.day-and-clock", 0.8, None, None, day, clock)


def _day_alone(text: str) -> Iterator[Writing]:
    """Yield days of the month that a sentence names without one: 我们15号去."""
    for match in _DAY_ALONE.finditer(text):
        day = _number(match["d"])
        if day and 1 <= day <= 31:
            clock, end = clock_after(text, match.end())
            yield Writing((match.start(), end), "date.day-alone", 0.7, None, None, day, clock)


def _is_told(text: str, writing: Writing) -> bool:
    """Whether something beside the numbers says that this is a date: a clock, a label, or a line of its own."""
    start, end = writing.span
    if writing.clock or _DATE_LABEL.search(text, max(0, start - 8), start):
        return True
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    alone = (
        not text[line_start:start].strip() and not text[end : line_end if line_end >= 0 else None][:8].strip()
    )
    return alone and len(text[start:end].strip()) in {5, 8} and "." not in text[start:end]
