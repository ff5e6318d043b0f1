"""What a date is for, told by the words beside it: `rules/date_cues.toml`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
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

    order: int
    topic: str
    role: Role
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Part:
    """The part that a date plays; `cue` tells which words said so, empty when none did."""

    role: Role
    topic: str
    label: str | None = None


@functools.cache
def _cues() -> tuple[Cue, ...]:
    """Return the packaged cues, in the order of the file."""
    return tuple(
        Cue(order, row["topic"], Role(row["role"]), re.compile(row["after"]) if "after" in row else None)
        for order, row in enumerate(table("date_cues")["cue"])
    )


@functools.cache
def _words() -> dict[str, list[tuple[re.Pattern[str], Cue]]]:
    """Return the words of all cues by their first letter, in the order of the file."""
    words: dict[str, list[tuple[re.Pattern[str], Cue]]] = {}
    for row, cue in zip(table("date_cues")["cue"], _cues(), strict=True):
        for word in row.get("before", ()):
            words.setdefault(word.removeprefix(r"\b")[0], []).append((re.compile(word), cue))
    return words


def _told(text: str) -> Iterator[tuple[int, int, Cue]]:
    """Yield start, end and cue of the words of `text` (in lower case) that are cues."""
    words = _words()
    for start, char in enumerate(text):
        for word, cue in words.get(char, ()):
            if match := word.match(text, start):
                yield start, match.end(), cue


def part_of(text: str, span: tuple[int, int], previous_end: int) -> Part:
    """Return the part that the date at `span` plays.

    Args:
        text: The folded text.
        span: Where the date stands.
        previous_end: Where the date before it ends; words before that belong to that date.
    """
    after = _CLAUSE_END.split(text[span[1] : span[1] + _AFTER].replace("\n", " "), maxsplit=1)[0]
    for cue in _cues():
        if cue.after and cue.after.match(after):
            return Part(cue.role, cue.topic, _label(text, span))
    before = _words_before(text, span, previous_end)
    nearest = _nearest(before)
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


def _nearest(before: str) -> Cue | None:
    """Return the cue that ends last; of two that end together, the one that stands first in the file."""
    found = [(end, -cue.order, cue) for _, end, cue in _told(before.lower())]
    return max(found, key=itemgetter(0, 1))[2] if found else None


def _happening(after: str) -> Cue | None:
    """Return the cue of the first verb behind a date: 于2026年3月5日全部结清."""
    for _, _, cue in _told(after.lower()):
        if cue.role is Role.HAPPENED and cue.topic not in _GENERAL:
            return cue
    return None


def _words_before(text: str, span: tuple[int, int], previous_end: int) -> str:
    start = max(previous_end, span[0] - _BEFORE, 0)
    line_start = text.rfind("\n", 0, span[0]) + 1
    before = text[max(start, line_start) : span[0]]
    if not before.strip():  # the label stands on the line above or, in a row of two columns, just before
        above = text.rfind("\n", 0, max(0, line_start - 1)) + 1
        before = text[max(start, above) : span[0]]
    return _CLAUSE_END.split(before)[-1]


def _label(text: str, span: tuple[int, int]) -> str | None:
    line_start = text.rfind("\n", 0, span[0]) + 1
    match = _LABEL.search(text[max(line_start, span[0] - 24) : span[0]])
    return match["label"].strip() if match else None


def _stands_alone(text: str, span: tuple[int, int]) -> bool:
    start, end = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1], span[1] + 40)
    rest = text[span[1] : end if end >= 0 else span[1] + 40]
    return len(text[start : span[0]].strip()) <= 2 and bool(_BESIDE_A_STAMP.fullmatch(rest.strip()))
