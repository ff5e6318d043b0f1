"""Letters that recognition put in place of digits inside a date: 2O24-03-l5, 3月O5目.

Only what has the whole shape of a date is mended, and only letters that are drawn like 0 and 1.
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


def mended(text: str) -> str:
    """Return `text` with the digits of its dates restored; the length stays the same."""
    if not _LOOK.search(text):
        return text
    return _DATE.sub(lambda match: match[0].translate(_ALIKE), text)
