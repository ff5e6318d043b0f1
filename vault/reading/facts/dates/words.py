"""The words that dates are made of: names of years, months and weekdays, and where English words stand in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

YEAR_WORDS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1, "前年": -2, "大前年": -3, "后年": 2}
"""Years that are named by how far they are from this one."""

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
"""What stands behind 周, 星期 or 礼拜, and the weekday that it names (Monday is 0)."""

ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The letters that the names of the weekdays begin with."""

ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The letters that the names of the months begin with."""

_ENGLISH_WORD = re.compile("[A-Za-z][A-Za-z]+")


class Word(NamedTuple):
    """A word of ASCII letters, in lower case, and where it stands."""

    text: str
    start: int


def english_words(text: str) -> list[Word]:
    """Return the words of two ASCII letters and more in `text`: what a page of Chinese has hardly any of."""
    return [Word(match[0].lower(), match.start()) for match in _ENGLISH_WORD.finditer(text)]
