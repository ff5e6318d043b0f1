"""What a date is for, told by the words beside it: `rules/date_cues.toml`."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from operator import itemgetter

from vault.model import Role
from vault.reading.facts.rules import table

_CLAUSE_END = re.compile(r"[。!！？?;；]")
_BESIDE_A_STAMP = re.compile(r"[^一-龥]{0,2}|已读|未读|送达")
_BEFORE, _AFTER = 28, 16
_GENERAL = frozenset({"happening", "message"})
"""Topics of words that only say that there is a date; a verb behind it says more."""

_LABEL = re.compile(
    r"(?:^|[ ,。;|(【])(?P<label>[一-龥]{2,10}|[A-Za-z][A-Za-z ]{1,20}(?=[:)\]]))(?:[:】)\]] {0,4}| {1,4})\Z"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a date its role. `topic` is finer than the role: what kind of happening."""

    topic: str
    role: Role
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a date plays; `cue` tells which words said so, empty when none did."""

    role: Role
    topic: str
    label: str | None = None


@functools.cache
def cues() -> tuple[Cue, ...]:
    """Return the packaged cues, in the order of the file."""
    return tuple(
        Cue(row["topic"], Role(row["role"]), _compiled(row.get("before")), _compiled(row.get("after")))
        for row in table("date_cues")["cue"]
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def part_of(text: str, span: tuple[int, int], previous_end: int) -> Part:
    """Return the part that the date at `span` plays.

    Args:
        text: The folded text.
        span: Where the date stands.
        previous_end: Where the date before it ends; words before that belong to that date.
    """
    after = _CLAUSE_END.split(text[span[1] : span[1] + _AFTER].replace("\n", " "), maxsplit=1)[0]
    for cue in cues():
        if cue.after and cue.after.match(after):
            return Part(cue.role, cue.topic, _label(text, span))
    before = _words_before(text, span, previous_end)
    found = [(match.end(), cue) for cue in cues() if cue.before and (match := _last(cue.before, before))]
    nearest = max(found, key=itemgetter(0))[1] if found else None
    if nearest and nearest.topic not in _GENERAL:
        return Part(nearest.role, nearest.topic, _label(text, span))
    alone = _stands_alone(text, span)
    labelled = nearest is not None and before.rstrip(" ").endswith((":", "】"))
    if not alone and not labelled and (told := _happening(after)):
        return Part(told.role, told.topic, _label(text, span))
    if nearest:
        return Part(nearest.role, nearest.topic, _label(text, span))
    if alone:
        return Part(Role.MESSAGE, "message")
    return Part(Role.HAPPENED if before.strip() else Role.MESSAGE, "")


def _happening(after: str) -> Cue | None:
    """Return the cue of the first verb behind a date: 于2026年3月5日全部结清."""
    found = [
        (match.start(), cue)
        for cue in cues()
        if cue.before
        and cue.role is Role.HAPPENED
        and cue.topic not in _GENERAL
        and (match := cue.before.search(after))
    ]
    return min(found, key=itemgetter(0))[1] if found else None


def _words_before(text: str, span: tuple[int, int], previous_end: int) -> str:
    start = max(previous_end, span[0] - _BEFORE, 0)
    line_start = text.rfind("\n", 0, span[0]) + 1
    before = text[max(start, line_start) : span[0]]
    if not before.strip():  # the label stands on the line above or, in a row of two columns, just before
        above = text.rfind("\n", 0, max(0, line_start - 1)) + 1
        before = text[max(start, above) : span[0]]
    return _CLAUSE_END.split(before)[-1]


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _label(text: str, span: tuple[int, int]) -> str | None:
    line_start = text.rfind("\n", 0, span[0]) + 1
    match = _LABEL.search(text[max(line_start, span[0] - 24) : span[0]])
    return match["label"].strip() if match else None


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1], span[1] + 40)
    rest = text[span[1] : end if end >= 0 else span[1] + 40]
    return len(text[start : span[0]].strip()) <= 2 and bool(_BESIDE_A_STAMP.fullmatch(rest.strip()))
