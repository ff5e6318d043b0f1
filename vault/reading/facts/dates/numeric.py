"""Dates of numbers and separators alone: 2024-03-05, 2024.3.5, 20240305, 24-03-05, 03-05 14:22, 07/04/2026.

Source: GB/T 7408.1-2023 (ISO 8601-1) for the hyphenated and compact forms.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from vault.reading.facts.dates.clock import clock_after
from vault.reading.facts.dates.writing import Writing, calendar_day, full_year

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
    r"(?P<a>[0-9](?<![0-9A-Za-z./_#*,-].)(?<![0-9]:.)[0-9]?)"
    rf"(?P<sep>[-./·])(?P<b>[0-9]{{1,2}})(?:(?P=sep)(?P<c>[0-9]{{4}}|[0-9]{{2}}))?{_END}"
)
_AFTER_YEAR_LAST = re.compile(r"[./-][0-9]|[A-SU-Za-z_*]")
_AFTER_SHORT = re.compile(r"[./%A-Za-z-]")
_AFTER_MONTH_DAY = re.compile(r"\.(?=[0-9./])|[/%A-Za-z*期元%℃个天工小次笔名-]")
_COMPACT = re.compile(
    r"(?P<y>[12](?<![0-9A-Za-z.,/_#*¥$+-].)(?<![0-9]:.)(?:(?<=1)9|(?<=2)0)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])"
    r"(?:(?P<t>[0-2][0-9][0-5][0-9][0-5][0-9])(?![0-9]))?(?![0-9A-Za-z_*/%]|[.,-][0-9])"
)
_LABEL = re.compile(
    r"(?:(?:日期|时间|周期|期间|有效期|日|于|在|至|到|[Dd]ate|[Tt]ime)[:】)\] ]{0,3}"
    r"|(?:[今昨前][天日]|(?:周|星期|礼拜)[一二三四五六日天])[( ]{1,2}"
    r"|\b[Oo]n[: ]{1,5}|\b(?:by|before|since|until|from|due|dated|back) {1,5})\Z"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE = re.compile(rf"(?:\b(?P<day>(?i:{'|'.join(_WEEKDAYS)}))[a-z]{{0,6}}[.,]? {{1,2}})\Z")
_WEEKDAY_AFTER = re.compile(r" ?[(]?(?:星期|周|礼拜)(?P<day>[一二三四五六日天])")
_ENGLISH = re.compile(r"[a-z]{2}[, ]{1,5}\Z")
_ENGLISH_LABEL = re.compile(r"\b(?:[Oo]n|by|before|since|until|from|dated) {1,3}\Z")
_NUMBERED = re.compile(r"(?:[Ss]ection|[Vv]ersion|[Cc]hapter|[Aa]rticle|版本|章节|条款)[: ]{0,2}\Z")
_AMONG_WORDS = re.compile(r"(?:[A-Za-z,] {1,5}|[\u4e00-\u9fff] {0,2})\Z")
_PLAN_ROW = re.compile(r"[0-9]期 {1,4}\Z")
_NOTE_FOLLOWS = re.compile(r" {1,3}[a-z]{2}| ?[\u4e00-\u9fff]{2}")
_PART_OF_DAY = re.compile(r" ?(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上)")
_BANKED = re.compile(r"(?:[卡户您]|[)】])\Z")
_BANKED_FOLLOWS = re.compile(
    r" ?(?:成功|已)?(?:收到|消费|支出|支取|存入|转[入出账]|还款|扣[款费除划]|入账|到账|支付|提现|取[现款]"
    r"|退[款货]|充值|缴费)"
)
"""What a bank's message says behind its card and the day of a movement: 尾号5520的信用卡10-25收到还款."""
_CHINESE_BESIDE = re.compile(r" ?[\u4e00-\u9fff]")
_MONTHS = 12
_ROUND_THE_CLOCK = ("24", "7")
_CENTURIES = frozenset({"18", "19", "20"})
"""Of a year that stands last: other four digits are the end of a shelf's or a flat's number (6-2-3018)."""
_FIRST_FULL_YEAR = 1900


def written(text: str) -> Iterator[Writing]:
    """Yield the dates of `text` that are written with digits and separators; spans may overlap."""
    yield from _year_first(text)
    for match in _SHORT.finditer(text):
        if match["c"]:
            writing = _three_numbers(text, match)
        else:
            yield from _period(text, match)
            writing = _month_and_day(text, match)
        if writing:
            yield writing
    yield from _compact(text)


def _year_first(text: str) -> Iterator[Writing]:
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"] or match["d2"])
        if calendar_day(year, month, day) is None:
            continue
        clock, end = clock_after(text, match.end())
        writing = Writing((match.start(), end), "date.separated", 0.98, year, month, day, clock)
        if (match["sep"] == " " or year < _FIRST_FULL_YEAR) and not _is_alone(text, writing.span):
            continue
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
    if match["sep"] == "·" or _NUMBERED.search(text, max(0, match.start() - 10), match.start()):
        return None
    if len(match["c"]) == 4:
        stands = match["c"][:2] in _CENTURIES and not _AFTER_YEAR_LAST.match(text, match.end())
        return _year_last(text, match) if stands else None
    if _AFTER_SHORT.match(text, match.end()):
        return None
    if writing := _short_year_first(text, match):
        return writing
    if not _is_stated(text, match):
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
    beside = _WEEKDAY_BEFORE.search(text, max(0, span[0] - 14), span[0]) or _WEEKDAY_AFTER.match(
        text, span[1]
    )
    if beside is None or month_first.weekday() == day_first.weekday():
        return None
    word = beside["day"].lower()
    weekday = _WEEKDAYS.index(word) if word in _WEEKDAYS else min("一二三四五六日天".index(word), 6)
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
    return writing if told or _is_told(text, writing) else None


def _period(text: str, match: re.Match[str]) -> Iterator[Writing]:
    """Yield both ends of a period without a year: 周期:12.05-01.04."""
    until = _SAME_YEAR.match(text, match.end())
    if until is None or until["sep"] != match["sep"]:
        return
    days = max(int(match["b"]), int(until["d"]))
    joined = match["sep"] == "/" and "-" not in until[0] and days > _MONTHS  # 3/13~3/20 are no fractions
    if not joined and not _is_labelled(text, match.start()):
        return
    last = (until.start("m"), until.end("d"))
    ends = [(match.span(), int(match["a"]), int(match["b"])), (last, int(until["m"]), int(until["d"]))]
    if all(calendar_day(2000, month, day) for _, month, day in ends):
        for span, month, day in ends:
            yield Writing(span, "date.numeric-month-day", 0.85, None, month, day)


def _is_labelled(text: str, start: int) -> bool:
    return _LABEL.search(text, max(0, start - 12), start) is not None


def _month_and_day(text: str, match: re.Match[str]) -> Writing | None:
    """Return 03-05 as a date where a clock, a label or a line of its own says so."""
    month, day, start = int(match["a"]), int(match["b"]), match.start()
    if text[start - 1 : start] in {"¥", "$", "第", "+"} and start:
        return None
    if _AFTER_MONTH_DAY.match(text, match.end()) or (match["a"], match["b"]) == _ROUND_THE_CLOCK:
        return None
    if month > 12 >= day and match["sep"] == "/":
        month, day = day, month
    if calendar_day(2000, month, day) is None:
        return None
    clock, end = clock_after(text, match.end())
    writing = Writing((start, end), "date.numeric-month-day", 0.85, None, month, day, clock)
    told = _is_told(text, writing) or _is_whole(text, writing, match["sep"]) or _is_spoken(text, match)
    return writing if told else None


def _compact(text: str) -> Iterator[Writing]:
    for match in _COMPACT.finditer(text):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if calendar_day(year, month, day) is None or not _is_unnamed(text, match):
            continue
        clock, end = clock_after(text, match.end())
        if packed := match["t"]:
            if int(packed[:2]) > 23 or not _LABEL.search(text, max(0, match.start() - 8), match.start()):
                continue
            clock = f"{packed[:2]}:{packed[2:4]}:{packed[4:]}"
        yield Writing((match.start(), end), "date.compact", 0.85, year, month, day, clock)


def _is_unnamed(text: str, match: re.Match[str]) -> bool:
    """Whether nothing beside eight digits says that they are a number of another sort."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" ")
    after = text[match.end() : match.end() + 2].lstrip(" ")
    named = before.endswith(("号", "码", "#", "尾号", "(尾"))
    return not named and not after.startswith(("元", "号", "万", "%"))


def _is_told(text: str, writing: Writing) -> bool:
    """Whether something beside the numbers says that this is a date: a clock, a label, or a line of its own."""
    start, end = writing.span
    if writing.clock or _is_labelled(text, start):
        return True
    if "-" in text[start:end] and _PLAN_ROW.search(text, max(0, start - 6), start):
        return True
    return (
        _is_alone(text, writing.span)
        and len(text[start:end].strip()) in {5, 8}
        and "." not in text[start:end]
    )


def _is_spoken(text: str, match: re.Match[str]) -> bool:
    """Whether a part of the day follows (2/13上午), or a movement of the account that stands before."""
    if _PART_OF_DAY.match(text, match.end()):
        return match["sep"] != "-"
    padded = len(match[0]) == len("10-25") and match["sep"] != "·"
    before = _BANKED.search(text, max(0, match.start() - 1), match.start())
    return padded and before is not None and _BANKED_FOLLOWS.match(text, match.end()) is not None


def _is_stated(text: str, match: re.Match[str]) -> bool:
    """Whether 3/7/26 stands among the words of a sentence, at its start, behind a weekday, or is the whole text."""
    if _WEEKDAY_BEFORE.search(text, max(0, match.start() - 14), match.start()):
        return True
    starts_a_line = text[match.start() - 1 : match.start()] in {"", "\n"}
    if starts_a_line and match["sep"] == "/" and _NOTE_FOLLOWS.match(text, match.end()):
        return True
    beside = match["sep"] == "/" and _AMONG_WORDS.search(text, max(0, match.start() - 6), match.start())
    if beside or (match["sep"] == "/" and clock_after(text, match.end())[0]):
        return True
    if match["sep"] == "-" and _ENGLISH_LABEL.search(text, max(0, match.start() - 8), match.start()):
        return True
    return match["sep"] != "." and _is_whole_text(text, match.span())


def _is_whole(text: str, writing: Writing, separator: str) -> bool:
    """Whether 2/15 or 6·30 is all that there is; 1/2 and 3/5 are rather parts of a whole."""
    surely = (writing.day or 0) > 12
    return separator in {"/", "·"} and surely and _is_whole_text(text, writing.span)


def _is_whole_text(text: str, span: tuple[int, int]) -> bool:
    return len(text) < 40 and text.strip() == text[span[0] : span[1]].strip()


def _is_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether nothing else stands on the line."""
    line_start, line_end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    after = text[span[1] : line_end if line_end >= 0 else None]
    return not text[line_start : span[0]].strip() and not after[:8].strip()
