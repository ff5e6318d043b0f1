"""Clauses of a page: what one statement holds together, across the line breaks that only the screen's width made."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[。！!？?；;])")
_OPEN_ENDED = (
    "未",
    "尚",
    "不",
    "无",
    "没有",
    "无法",
    "不能",
    "已",
    "被",
    "成",
    "注",
    "结",
    "的",
    "您",
    "为",
    "于",
    ",",
    "、",
)
_CLOSED = ("。", "！", "!", "？", "?", "；", ";", ":", "】", ".")
_LONGEST = 600


def clauses(lines: list[str]) -> list[str]:
    """Return the clauses of the folded `lines`; lines that are cut by the width of the page are joined first.

    A line counts as cut when it is nearly as wide as the widest and does not end a sentence, or when it ends in a word
    that cannot stand last.
    """
    widest = max((len(line) for line in lines), default=0)
    found: list[str] = []
    current = ""
    for line in lines:
        glue = " " if current[-1:].isascii() and line[:1].isascii() and current else ""
        current += glue + line.strip()
        cut = len(line) >= max(8, 0.75 * widest) and not line.rstrip().endswith(_CLOSED)
        if not current or ((cut or line.rstrip().endswith(_OPEN_ENDED)) and len(current) < _LONGEST):
            continue
        found += [part for part in _SENTENCE_END.split(current) if part.strip()]
        current = ""
    return found + [part for part in _SENTENCE_END.split(current) if part.strip()]
