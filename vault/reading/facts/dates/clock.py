"""The time of day that follows a date: 14:22, 14时22分, 下午3点半, 2:22 PM."""

from __future__ import annotations

import re

from vault.reading.facts import numerals

_MORNING = "凌晨|清晨|早上|早晨|上午|早"
_NOON = "中午|正午"
_AFTERNOON = "下午|午后|傍晚|晚上|夜里|深夜|夜间|晚间|夜晚|晚"

_WEEKDAY = (
    r"(?: ?[(,]? ?(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat"
    r"(?:ur)?|Sun)(?:day)?\b)"
    r"\.?[)]?)?"
)
_GAP = r"(?:T| {0,3}(?:, ?|at |的|- )?)"
_ZONE = r"(?:Z\b| ?[+-][0-9]{2}:?[0-9]{2}(?![0-9])| ?(?:UTC|GMT)(?:[+-][0-9]{1,2})?)?"
_AFTER_DATE = re.compile(
    _WEEKDAY
    + _GAP
    + rf"(?P<half>{_MORNING}|{_NOON}|{_AFTERNOON})?的? ?"
    + rf"(?:(?P<h>[01]?[0-9]|2[0-4])|(?P<word>[{numerals.SIMPLE}]{{1,3}}(?= ?[点时])))"
    + r"(?: ?: ?(?P<m>[0-5][0-9])(?: ?: ?(?P<s>[0-5][0-9])(?:[.,](?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{1,9})?)?"
    + rf"| ?(?:点|时) ?(?:钟|整|正|(?P<part>半|[一1]刻|[三3]刻)|"
    rf"(?P<m2>[0-5]?[0-9]|[{numerals.SIMPLE}]{{1,3}})(?: ?分)?"
    rf"(?: ?(?P<s2>[0-5]?[0-9]|[{numerals.SIMPLE}]{{1,3}}) ?秒)?)?"
    + r"|(?= ?[AaPp]\.?[Mm]\b))"
    + r"(?![0-9])(?: ?(?P<ampm>[AaPp])\.?[Mm]\b\.?)?"
    + _ZONE
)
_STARTS = frozenset(" (,T的-aMTWFS0123456789星周礼凌清早上中正下午傍晚夜深" + numerals.SIMPLE + "AaPp")
"""What a time of day or a weekday may begin with; most dates are followed by something else."""
_WEEKDAY_ALONE = re.compile(_WEEKDAY)
_PARTS = {"半": 30, "一刻": 15, "1刻": 15, "三刻": 45, "3刻": 45}


def clock_after(text: str, offset: int) -> tuple[str, int]:
    """Read the time of day that stands at `offset`, right after a date.

    Returns:
        `HH:MM` or `HH:MM:SS` (empty when there is none) and the offset behind it; a weekday that belongs to the date
        is passed over in either case.
    """
    if text[offset : offset + 1] not in _STARTS:
        return "", offset
    match = _AFTER_DATE.match(text, offset)
    if match is None:
        return "", _after_weekday(text, offset)
    hour = int(match["h"]) if match["h"] else numerals.number(match["word"])
    minute = int(match["m"] or _PARTS.get(match["part"] or "", 0) or numerals.number(match["m2"] or "0") or 0)
    second = numerals.number(match["s"] or match["s2"] or "")
    if hour is None or minute > 59 or (second or 0) > 59:
        return "", _after_weekday(text, offset)
    hour = _on_24_hours(hour, match["half"] or "", (match["ampm"] or "").lower())
    if hour > 23:  # 24:00 belongs to the day that it ends; the day alone says so
        return "", match.end()
    return f"{hour:02}:{minute:02}" + ("" if second is None else f":{second:02}"), match.end()


def _after_weekday(text: str, offset: int) -> int:
    match = _WEEKDAY_ALONE.match(text, offset)
    return match.end() if match else offset


def _on_24_hours(hour: int, half: str, ampm: str) -> int:
    if (half and half in _AFTERNOON.split("|")) or ampm == "p":
        return hour + 12 if hour < 12 else (hour if ampm or "午" in half else 24 if hour == 12 else hour)
    if half in _NOON.split("|") and half:
        return hour + 12 if hour < 3 else hour
    if (half == "凌晨" or ampm == "a") and hour == 12:
        return 0
    return hour
