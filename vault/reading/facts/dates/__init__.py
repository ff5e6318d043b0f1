"""Dates of an item, each with its ISO 8601 value and the part that it plays."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from vault.model import Role
from vault.reading.facts.dates import (
    chinese,
    days,
    english,
    following,
    holidays,
    lunar,
    months,
    months_english,
    numeric,
    relative,
    relative_english,
    weekdays,
    weekdays_english,
)
from vault.reading.facts.dates.carried import (
    is_heading,
    is_of_the_calendar,
    is_over,
    is_word,
    moment_below,
)
from vault.reading.facts.dates.mending import mended
from vault.reading.facts.dates.resolving import Resolved, context_of, resolve
from vault.reading.facts.dates.roles import Part, no_neighbours, parts_of
from vault.reading.facts.dates.weekday_beside import weekday_beside
from vault.reading.facts.dates.words import english_words
from vault.reading.facts.dates.writing import Tense, Writing
from vault.reading.facts.spans import Claims
from vault.reading.facts.surroundings import Neighbours

_READERS = (chinese, numeric, days, relative, following, weekdays, months, holidays, lunar)
_ENGLISH_READERS = (english, relative_english, weekdays_english, months_english)
_DONE = re.compile(r"[^。;!\n]{0,15}[过了曾]")
_WILL = re.compile(r"[^。;!\n过了曾]{0,4}(?:[要将]|打算|准备|再)")
_TIMES = ("时间", "日期")
_EITHER_SIDE = frozenset({"", "issuing", "signing", "as-of", "period"})
"""Topics that do not say whether a day lies behind or ahead."""
_BESIDE = 4
"""Characters between a word for a day and the date that says which."""
_WEAK = frozenset({"date.compact", "date.numeric-month-day", "date.short-year"})


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date of an item. `day` is None where the year stays unknown; `part` says what happened on it."""

    span: tuple[int, int]
    value: str
    day: dt.date | None
    part: Part
    note: str | None
    rule: str
    confidence: float


def written_dates(text: str) -> list[Writing]:
    """Return what is written as dates in the folded `text`, in order; of two that overlap, the longer stays."""
    text = mended(text)
    found = [writing for reader in _READERS for writing in reader.written(text)]
    if words := english_words(text):
        found += [writing for reader in _ENGLISH_READERS for writing in reader.written(text, words)]
    found.sort(key=lambda writing: writing.span)
    if any(first.span[1] > second.span[0] for first, second in pairwise(found)):
        return _longest(found, len(text))
    return found


def _longest(found: list[Writing], length: int) -> list[Writing]:
    """Return of writings that overlap the longest, in order of place."""
    found.sort(key=lambda writing: (writing.span[0] - writing.span[1], -writing.confidence, writing.span))
    claims = Claims(length)
    return sorted(
        (writing for writing in found if claims.take(writing.span)), key=lambda writing: writing.span
    )


def _said_again(text: str, writings: list[Writing]) -> set[int]:
    """Return which of `writings` only say again what stands beside them: today, 21 August 2026; 3月4日(昨天)."""
    again = set()
    for number, (first, second) in enumerate(pairwise(writings)):
        if second.span[0] - first.span[1] > _BESIDE:
            continue
        between = text[first.span[1] : second.span[0]].strip(" ,、")
        if _is_word_for(first, second) and between in {"", "(", "是", "即"}:
            again.add(number)
        elif _is_word_for(second, first) and (between == "(" or (second.lunar and not between)):
            again.add(number + 1)
    return again


def _is_word_for(writing: Writing, other: Writing) -> bool:
    """Whether a word, or the lunar calendar, may name the day that the other writing gives by its month."""
    return is_word(writing) and is_of_the_calendar(other)


def is_weak(writing: Writing) -> bool:
    """Whether a number with a label of its own outweighs this reading as a date (20240305 behind 编号)."""
    return writing.rule in _WEAK


def resolved_dates(
    text: str,
    writings: Iterable[Writing],
    moment: dt.datetime | None,
    neighbours: Neighbours = no_neighbours,
) -> list[DateFound]:
    """Resolve the writings of one item, in order of place.

    Args:
        text: The folded text.
        writings: As `written_dates` gives them, without those that turned out to be something else.
        moment: The capture in local time, None when unknown.
        neighbours: What stands beside the lines in the picture.
    """
    writings = list(writings)
    parts = parts_of(text, [writing.span for writing in writings], neighbours)
    writings = _with_years_of_periods(writings, parts)
    context = context_of(_passed(writings, parts, moment), moment)
    found: list[DateFound] = []
    stamp: dt.datetime | None = None
    start: dt.date | None = None
    said_again = _said_again(text, writings)
    below = moment_below(text, writings, parts, context)
    for number, (writing, part) in enumerate(zip(writings, parts, strict=True)):
        if number in said_again:
            continue
        heading = is_heading(text, writing, part)
        since = moment if heading else stamp or below or moment
        if number and (day := _day_over(text, writings[number - 1], parts[number - 1], writing, found)):
            since = dt.datetime.combine(day, dt.time(12))
        if writing.rule == following.RULE:
            since = following.counts_from(
                text, writing, (found[-1].span[1], found[-1].day) if found else None
            )
        start = start if part.role is Role.PERIOD_END and part.topic == "period" else None
        tense = _tense(text, writing, part)
        weekday = weekday_beside(text, writing.span) if writing.year is None else None
        resolved = resolve(writing, context, since=since, tense=tense, start=start, weekday=weekday)
        if resolved is None:
            continue
        start = resolved.day if part.role is Role.PERIOD_START else None
        if heading and resolved.day and resolved.note != "ambiguous":
            stamp = dt.datetime.combine(resolved.day, dt.time(12))
        found.append(
            DateFound(
                writing.span,
                resolved.value,
                resolved.day,
                _as_things_stand(part, resolved.day, moment),
                resolved.note,
                writing.rule,
                _confidence(writing, resolved),
            )
        )
    return found


def _day_over(
    text: str, above: Writing, part: Part, writing: Writing, found: list[DateFound]
) -> dt.date | None:
    """Return the day of the date before, where a word for a day stands in the first line of the message under it."""
    is_it = found and found[-1].span == above.span and is_over(text, above, part, writing)
    return found[-1].day if is_it else None


def _as_things_stand(part: Part, day: dt.date | None, moment: dt.datetime | None) -> Part:
    """Return the part of a date; what lies ahead of the capture has not happened and is due."""
    if moment and part.role is Role.HAPPENED and day and day > moment.date():
        return dataclasses.replace(part, role=Role.DUE, topic="due")
    return part


def _with_years_of_periods(writings: list[Writing], parts: list[Part]) -> list[Writing]:
    """Give the start of a period the year that only its end names: 12月5日至2025年1月4日."""
    dated = list(writings)
    for number, (first, last) in enumerate(pairwise(writings)):
        is_period = parts[number].topic == parts[number + 1].topic == "period"
        lacks_year = is_period and first.year is None and first.shift is None
        if lacks_year and first.month and first.day and last.year and last.month and last.day:
            earlier = (first.month, first.day) > (last.month, last.day)
            dated[number] = dataclasses.replace(first, year=last.year - earlier)
    return dated


def _passed(writings: list[Writing], parts: list[Part], moment: dt.datetime | None) -> list[Writing]:
    """Leave out the start of a period that still runs: a card's validity says nothing of the other dates' year."""
    running = {
        number
        for number, (part, last) in enumerate(zip(parts, writings[1:], strict=False))
        if part.role is Role.PERIOD_START and moment and last.year and last.year > moment.year
    }
    return [writing for number, writing in enumerate(writings) if number not in running]


def _tense(text: str, writing: Writing, part: Part) -> Tense:
    """Return on which side the date lies: deadlines ahead, what has a cue or stands as a stamp over lines behind."""
    if part.role is Role.DUE:
        return Tense.AHEAD
    if part.topic == "message" and (part.label is not None or "\n" not in text.strip()):
        return Tense.EITHER
    if part.topic == "happening" and (part.label or "").endswith(_TIMES):  # of what, the rules do not know
        return Tense.EITHER
    end = writing.span[1]
    if part.topic == "period" and writing.rule == "date.numeric-month-day":  # 12.05-01.04, as bills write
        return Tense.BEHIND
    if part.topic not in _EITHER_SIDE or _DONE.match(text, end, end + 16):
        return Tense.BEHIND
    return Tense.AHEAD if _WILL.match(text, end, end + 8) else Tense.EITHER


def _confidence(writing: Writing, resolved: Resolved) -> float:
    if resolved.note is None:
        return writing.confidence
    return round(writing.confidence * (0.6 if resolved.note == "ambiguous" else 0.9), 3)
