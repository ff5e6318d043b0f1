"""Ways to write a date, as the material writes them. Each is a function of the moment."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping

Writing = Callable[[dt.datetime], str]
DIGITS = "〇一二三四五六七八九"
WEEKDAYS = "一二三四五六日"

DAYS: Mapping[str, Writing] = {
    "chinese": lambda at: f"{at.year}年{at.month}月{at.day}日",
    "padded": lambda at: f"{at:%Y年%m月%d日}",
    "dashes": lambda at: f"{at:%Y-%m-%d}",
    "dots": lambda at: f"{at:%Y.%m.%d}",
    "slashes": lambda at: f"{at.year}/{at.month}/{at.day}",
    "slashes-padded": lambda at: f"{at:%Y/%m/%d}",
    "short-year": lambda at: f"{at:%y}年{at.month}月{at.day}日",
    "compact": lambda at: f"{at:%Y%m%d}",
}
MOMENTS: Mapping[str, Writing] = {
    "seconds": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "minutes": lambda at: f"{at:%Y-%m-%d %H:%M}",
    "chinese": lambda at: f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}",
    "chinese-seconds": lambda at: f"{at:%Y年%m月%d日 %H:%M:%S}",
    "glued": lambda at: f"{at.year}年{at.month}月{at.day}日{at:%H:%M}",
    "spelt": lambda at: f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02}分",
    "dots": lambda at: f"{at:%Y.%m.%d %H:%M}",
    "slashes": lambda at: f"{at:%Y/%m/%d %H:%M:%S}",
}
YEARLESS: Mapping[str, Writing] = {
    "chinese": lambda at: f"{at.month}月{at.day}日",
    "chinese-time": lambda at: f"{at.month}月{at.day}日 {at:%H:%M}",
    "dashes-time": lambda at: f"{at:%m-%d %H:%M}",
    "half-day": lambda at: f"{at.month}月{at.day}日 {half_day(at)}",
}
ENGLISH: Mapping[str, Writing] = {
    "us": lambda at: f"{at:%b} {at.day}, {at.year}",
    "us-long": lambda at: f"{at:%B} {at.day}, {at.year}",
    "british": lambda at: f"{at.day} {at:%B} {at.year}",
    "british-short": lambda at: f"{at:%d %b %Y}",
    "iso": lambda at: f"{at:%Y-%m-%d}",
}


def half_day(at: dt.datetime) -> str:
    """Return the time as 下午2:22, with the part of the day that people say."""
    parts = ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))
    part = next(name for hour, name in parts if at.hour < hour)
    return f"{part}{(at.hour - 1) % 12 + 1}:{at.minute:02}"


def numerals(at: dt.datetime) -> str:
    """Return the day in Chinese numerals: 二〇二六年三月五日."""
    year = "".join(DIGITS[int(digit)] for digit in str(at.year))
    return f"{year}年{spelt(at.month)}月{spelt(at.day)}日"


def spelt(number: int) -> str:
    """Return 1 to 99 in Chinese: 二十三."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return ten + (DIGITS[ones] if ones else "")


def relative(at: dt.datetime, now: dt.datetime, rng: random.Random) -> str | None:
    """Return how a phone writes a moment of the last days, None where it writes the day itself.

    Args:
        at: The moment.
        now: When the screen was shown.
        rng: Chooses among the ways that serve.
    """
    minutes, days = (now - at) // dt.timedelta(minutes=1), (now.date() - at.date()).days
    if minutes < 60 and days == 0 and rng.random() < 0.3:
        return f"{minutes}分钟前" if minutes > 5 else "刚刚"
    clock = rng.choice((f"{at:%H:%M}", half_day(at)))
    if days in {0, 1, 2}:
        return f"{('今天', '昨天', '前天')[days]} {clock}"
    same_week = at.isocalendar()[:2] == now.isocalendar()[:2]
    if same_week:
        return f"{rng.choice(('周', '星期'))}{WEEKDAYS[at.weekday()]} {clock}"
    return None
