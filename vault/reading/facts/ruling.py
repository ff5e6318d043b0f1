"""Rules of signs that a text draws around a line: ----- 2026-03-05 -----, as exported chats part their days."""

from __future__ import annotations

import re

_SIGNS = "-=*~_#"
_LOOK = re.compile(rf"[{_SIGNS}]{{2}}")
_RULED = re.compile(
    rf"(?m)^ {{0,4}}[{_SIGNS}]{{2,40}} {{0,3}}(?P<line>[0-9][0-9年月日号/.: 周星期一二三四五六天-]{{2,30}}?)"
    rf" {{0,3}}[{_SIGNS}]{{2,40}} {{0,4}}$"
)


def unruled(text: str) -> str:
    """Return the folded `text` without the rules around its days; the length stays the same."""
    return _RULED.sub(_blanked, text) if _LOOK.search(text) else text


def _blanked(match: re.Match[str]) -> str:
    start, end = (place - match.start() for place in match.span("line"))
    return " " * start + match["line"] + " " * (len(match[0]) - end)
