"""The day that a message carries, from which its relative words (今日, yesterday) count, not from the capture."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from vault.model import Role
from vault.reading.facts.dates.lines import line_end, line_start
from vault.reading.facts.dates.resolving import Context, resolve
from vault.reading.facts.dates.roles import Part
from vault.reading.facts.dates.writing import Tense, Writing

_CALLED = re.compile(r" {0,4}(?:通话|来电|致电|拨打|沟通|记录)(?:时间|日期)[: ]{1,3}")
_SENDER = re.compile(
    r" {0,4}[一-龥A-Za-z]{0,12}(?:客服|客户服务|小?助手|通知|消息|公众号|服务号|提醒|公告)[: ]{1,4}"
)
_DAY_LABEL = re.compile(r"(?:日|日期|时间|[Dd]ate|[Tt]ime|DATE|TIME) ?:? ?\n?\Z")
_BUTTONS = 20
"""Characters below the moment that ends a message: what stands there is a button, not another message."""
_TOLD_BY_LABEL = frozenset({Role.DUE, Role.PERIOD_START, Role.PERIOD_END})


def is_heading(text: str, writing: Writing, part: Part) -> bool:
    """Whether the date is the time of the message, or the call, under it, from which its relative words count."""
    if part.topic == "message":
        return part.role is Role.MESSAGE
    start = writing.span[0]
    if part.topic == "calling":
        return is_of_the_calendar(writing) and not text[:start].strip()
    if part.topic == "accepting" and _CALLED.fullmatch(text, line_start(text, start), start):
        return True
    return bool(writing.clock) and part.role is Role.HAPPENED and _is_a_stamp(text, writing)


def is_over(text: str, above: Writing, part: Part, writing: Writing) -> bool:
    """Whether a day named by a word stands in the line under a date that is the message's own."""
    if not is_word(writing) or not is_of_the_calendar(above) or part.role in _TOLD_BY_LABEL:
        return False
    end = line_end(text, above.span[1])
    return line_start(text, writing.span[0]) == end + 1 and _is_a_stamp(text, above)


def moment_below(
    text: str, writings: Sequence[Writing], parts: Sequence[Part], context: Context
) -> dt.datetime | None:
    """Return the moment of a message that stands below it, at the end of the page, where none stands above."""
    if not writings or len(writings) < 2:
        return None
    last, part = writings[-1], parts[-1]
    is_last = len(text) - last.span[1] <= _BUTTONS and last.clock and is_of_the_calendar(last)
    if not is_last or part.role is not Role.MESSAGE or not _is_a_stamp(text, last):
        return None
    if any(is_heading(text, *one) for one in zip(writings[:-1], parts[:-1], strict=True)):
        return None
    resolved = resolve(last, context, since=context.moment, tense=Tense.BEHIND)
    if resolved is None or resolved.day is None or resolved.note == "ambiguous":
        return None
    return dt.datetime.combine(resolved.day, dt.time(12))


def is_word(writing: Writing) -> bool:
    """Whether the day is named by a word alone, or by the lunar calendar."""
    return writing.lunar or (writing.shift is not None and writing.day is None)


def is_of_the_calendar(writing: Writing) -> bool:
    """Whether the day is named by its month, in the calendar of every day."""
    return writing.shift is None and writing.month is not None and not writing.lunar


def _is_a_stamp(text: str, writing: Writing) -> bool:
    """Whether a date has its line for itself or stands behind who sends the message; no label of a day over it."""
    first, last = writing.span
    start = line_start(text, first)
    if text[last : line_end(text, last)].strip():
        return False
    if text[start:first].strip():
        return _SENDER.fullmatch(text, start, first) is not None
    return not _DAY_LABEL.search(text, max(0, start - 12), start)
