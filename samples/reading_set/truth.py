"""The truth about one picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samples.reading_set.marks import Mark


@dataclass(frozen=True, slots=True)
class Truth:
    """What one picture says. Values are as `vault.model` writes them.

    `kinds` are the kinds of evidence that are right, the best first; `event_dates` the days (ISO 8601) that are, empty
    where none is asked for.
    `lines` are the lines as drawn, the phone's status bar left out. `captured_at` has no zone: the phone's own clock.
    """

    kinds: tuple[str, ...]
    event_dates: tuple[str, ...]
    captured_at: dt.datetime
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]

    def of(self, type_: str, detail: str = "") -> tuple[Mark, ...]:
        """Return the facts of one type, those with another `detail` left out where one is given."""
        return tuple(
            mark for mark in self.marks if mark.type == type_ and (not detail or detail == mark.detail)
        )


def distinct(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return the marks without repetitions, in order."""
    return tuple(dict.fromkeys(marks))
