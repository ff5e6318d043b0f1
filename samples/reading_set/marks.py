"""Facts marked in a text, so that whatever a layout draws carries its own truth."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_OPEN, _SHOWN, _CLOSE = "\ue000", "\ue001", "\ue002"
_SIGNS = re.compile(f"{_OPEN}[^{_SHOWN}]*{_SHOWN}|{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact. `type` is a `vault.model.FactType`, or `optional`: what is found in it is neither right nor wrong.

    `value` is as in `vault.model.Fact`, an amount as a decimal. `detail` is a date's or a platform's role (several that
    are right with `|` between), or a reference's label. `shown` is the text as written.
    """

    type: str
    value: str
    shown: str
    detail: str = ""


def marked(type_: str, value: str, shown: str, detail: str = "") -> str:
    """Return `shown` with the fact in it; it may hold marks of its own."""
    told = json.dumps([type_, value, detail], ensure_ascii=False)
    return f"{_OPEN}{told}{_SHOWN}{shown}{_CLOSE}"


def plain(text: str) -> str:
    """Return `text` as it is shown."""
    return _SIGNS.sub("", text)


def marks_in(text: str) -> tuple[Mark, ...]:
    """Return the facts that `text` carries, in the order in which they end."""
    found: list[Mark] = []
    opened: list[tuple[list[str], int]] = []
    for sign in _SIGNS.finditer(text):
        if sign[0] == _CLOSE:
            (type_, value, detail), start = opened.pop()
            found.append(Mark(type_, value, plain(text[start : sign.start()]), detail))
        else:
            opened.append((json.loads(sign[0][1:-1]), sign.end()))
    return tuple(found)
