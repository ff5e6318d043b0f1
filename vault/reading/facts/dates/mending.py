"""Letters that recognition put in place of digits inside a date: 2O24-03-l5, 3月O5目.

Only what has the whole shape of a date is mended: letters that are drawn like 0 and 1, and a number before the year.
"""

from __future__ import annotations

import re

_ALIKE = str.maketrans("OoIl|目", "00111日")
_D = "[0-9OoIl|]"
_CLOCK = rf"{_D}{{1,2}}:{_D}{{2}}(?::{_D}{{2}})?"
_LOOK = re.compile(
    r"[OoIl|目](?:(?<=[0-9][OoIl|])(?![a-z])|(?<=[OoIl|])(?=[0-9])|(?<=[-:月年. ][OoIl|])[OoIl|][-:日目. ]"
    r"|(?<=月[0-9]目)|(?<=月[0-9]{2}目))"
)
_DATE = re.compile(
    rf"(?<![A-Za-z0-9])(?:[12l][0-9OoIl]{_D}{{2}} ?[-./年] ?{_D}{{1,2}} ?[-./月] ?{_D}{{1,2}}(?: ?[日号目])?"
    rf"(?:[ T]?{_CLOCK})?|{_D}{{1,2}}月{_D}{{1,2}} ?[日号目](?: ?{_CLOCK})?|{_D}{{2}}-{_D}{{2}} {_CLOCK})(?![A-Za-z])"
)

_ORDINAL = re.compile(r"[1-9](?<![0-9A-Za-z.,:*/_-].)[0-9]?(?=(?:19|20)[0-9]{2}年[01]?[0-9]月[0-3]?[0-9]日)")
"""The number of an entry that recognition joined to the year behind it: 账户12024年05月14日."""
_JOINED = re.compile(r"[0-9]{5}年")


def mended(text: str) -> str:
    """Return `text` with the digits of its dates restored; the length stays the same."""
    if _JOINED.search(text):
        text = _ORDINAL.sub(lambda match: " " * len(match[0]), text)
    if not _LOOK.search(text):
        return text
    return _DATE.sub(lambda match: match[0].translate(_ALIKE), text)
