"""The words beside a date that tell what it is for: `rules/date_cues.toml`."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault.model import Role
from vault.reading.facts.rules import table

GENERAL = frozenset({"happening", "message", "as-of"})
"""Topics of words that only say that there is a date; a verb behind it says more."""
_BEFORE, _BEHIND = ("before",), ("before", "verbs")
"""Fields of the file with the words that are looked for before a date and behind it."""
_TIMES = frozenset({"时间", "日期"})
_OF_SOMETHING = re.compile(
    r"(?<![一-龥])(?!当前|系统|北京|本地|更新|短信|消息|留言|通知|推送|邮件|回复|到达)[一-龥]{2,6}\Z"
)
_FAILED = re.compile(r"[^,。;\n]{0,4}(?:失败|未成功|不成功|未果)|[^,.;\n]{0,12}fail")
"""Behind a verb: what did not come about."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a date its role. `topic` is finer than the role: what kind of happening."""

    order: int
    topic: str
    role: Role
    after: re.Pattern[str] | None


@functools.cache
def _cues() -> tuple[Cue, ...]:
    """Return the packaged cues, in the order of the file."""
    return tuple(
        Cue(order, row["topic"], Role(row["role"]), re.compile(row["after"]) if "after" in row else None)
        for order, row in enumerate(table("date_cues")["cue"])
    )


@functools.cache
def _cues_behind() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], Cue], ...]]:
    """Return a look for any of the words right behind a date, and the cue that each tells, in the file's order."""
    known = tuple((cue.after, cue) for cue in _cues() if cue.after)
    return re.compile("|".join(f"(?:{after.pattern})" for after, _ in known)), known


def cue_behind(after: str) -> Cue | None:
    """Return the cue that the words right behind a date tell."""
    any_of_them, known = _cues_behind()
    if not any_of_them.match(after):
        return None
    return next(cue for words, cue in known if words.match(after))


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of cues that begin with one letter, in the order of the file; `any` is a cheap look for any of them."""

    any: re.Pattern[str]
    each: tuple[tuple[re.Pattern[str], Cue], ...]


@functools.cache
def _words(fields: Sequence[str]) -> dict[str, _Words]:
    """Return the words of all cues by their first letter, those of some fields of the file."""
    words: dict[str, list[tuple[str, Cue]]] = {}
    for row, cue in zip(table("date_cues")["cue"], _cues(), strict=True):
        for word in itertools.chain.from_iterable(row.get(field, ()) for field in fields):
            words.setdefault(word.removeprefix(r"\b")[0], []).append((word, cue))
    return {
        letter: _Words(
            re.compile("|".join(word for word, _ in known)),
            tuple((re.compile(word), cue) for word, cue in known),
        )
        for letter, known in words.items()
    }


def _told(text: str, fields: Sequence[str]) -> Iterator[tuple[int, int, Cue]]:
    """Yield start, end and cue of the words of `text` (in lower case) that are cues."""
    for start, words in enumerate(map(_words(fields).get, text)):
        if words and words.any.match(text, start):
            for word, cue in words.each:
                if match := word.match(text, start):
                    yield start, match.end(), cue


def nearest_cue(before: str) -> Cue | None:
    """Return the cue that ends last; of two that end together, the one that stands first in the file.

    A label that only says that it is a time of something (操作时间) tells when that happened.
    """
    low = before.lower()
    nearest: Cue | None = None
    first = last = 0
    for start, end, cue in _told(low, _BEFORE):
        if nearest is None or end > last:
            nearest, first, last = cue, start, end
        elif end == last and cue.order < nearest.order:
            nearest = cue
    if nearest is None or nearest.topic != "message" or low[first:last] not in _TIMES:
        return nearest
    if _OF_SOMETHING.search(low, 0, first):
        return next(known for known in _cues() if known.topic == "happening")
    return nearest


def happening_behind(after: str, nearest: Cue | None) -> Cue | None:
    """Return the cue of the first verb behind a date: 于2026年3月5日全部结清.

    What is told up to a day (截至3月5日,上述借款已结清) names the loan before the verb.
    """
    passed_over = GENERAL | {"opening"} if nearest and nearest.topic == "as-of" else GENERAL
    for _, end, cue in _told(after.lower(), _BEHIND):
        if cue.role is Role.HAPPENED and cue.topic not in passed_over and not _FAILED.match(after, end):
            return cue
    return None
