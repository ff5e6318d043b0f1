"""A Chinese name in Latin letters: what it may look like, from the first letters of its characters' readings. Pure.

No table of readings is needed: the 3,755 characters of level 1 stand in the order of their pinyin in GB 2312, so that
a character's code tells the letter that it begins with. One of level 2 may begin with any.
"""

from __future__ import annotations

import bisect

from vault.proving.redaction.surnames import DOUBLE

# Source: GB 2312-80, level 1 (rows 16 to 55, ordered by pinyin): the code of the first character of each letter.
STARTS = {
    "a": 0xB0A1, "b": 0xB0C5, "c": 0xB2C1, "d": 0xB4EE, "e": 0xB6EA, "f": 0xB7A2, "g": 0xB8C1, "h": 0xB9FE,
    "j": 0xBBF7, "k": 0xBFA6, "l": 0xC0AC, "m": 0xC2E8, "n": 0xC4C3, "o": 0xC5B6, "p": 0xC5BE, "q": 0xC6DA,
    "r": 0xC8BB, "s": 0xC8F6, "t": 0xCBFA, "w": 0xCDDA, "x": 0xCEF4, "y": 0xD1B9, "z": 0xD4D1,
}  # fmt: skip
FIRST, LAST = STARTS["a"], 0xD7F9
LETTERS, CODES = tuple(STARTS), tuple(STARTS.values())

ALSO = {
    "单": "s", "解": "x", "仇": "q", "查": "z", "区": "o", "乐": "y", "翟": "z", "尉": "y", "万": "m", "种": "c",
    "缪": "m", "盖": "g", "朝": "z", "长": "c", "重": "c", "行": "h", "奇": "j", "茜": "x", "召": "s",
}  # fmt: skip
"""Characters that begin with another letter too, as a surname or in a given name."""

FINALS = (
    "iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ve|er"
    "|a|o|e|i|u|v|ü"
)
VOWELS = "aoe"
SHORT_NAME = 2
"""Characters of a name that is looked for with its surname apart alone: as one word, 李四 is also `lose`."""


def letters(char: str) -> str:
    """Return the letters that a character's reading may begin with, "" for any."""
    try:
        code = int.from_bytes(char.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    if not FIRST <= code <= LAST:
        return ""
    return LETTERS[bisect.bisect_right(CODES, code) - 1] + ALSO.get(char, "")


def pattern(name: str) -> str:
    """Return a regular expression for a name in pinyin: surname first or last, in one word or several.

    Args:
        name: Two to four Chinese characters.

    Returns:
        The expression, for text of any case.
    """
    of_surname = 2 if name[:2] in DOUBLE and len(name) > SHORT_NAME else 1
    surname = _words(name[:of_surname], " ?")
    given = _words(name[of_surname:], "[ '-]?")
    gap = "[ ,]{1,2}" if len(name) <= SHORT_NAME else "[ ,]{0,2}"
    return rf"(?<![A-Za-z])(?:{surname}{gap}{given}|{given}[ ,]{{1,2}}{surname})(?![A-Za-z])"


def _words(characters: str, gap: str) -> str:
    return gap.join(_syllable(letters(char)) for char in characters)


def _syllable(firsts: str) -> str:
    if not firsts:
        return rf"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:{FINALS})"
    ways = [rf"(?={first})(?:{FINALS})" if first in VOWELS else rf"{first}h?(?:{FINALS})" for first in firsts]
    return f"(?:{'|'.join(ways)})"
