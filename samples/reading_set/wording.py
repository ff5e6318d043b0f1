"""What a wording is, and how one case of it is made."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from samples.reading_set.case import Case
from samples.reading_set.forms import Said
from samples.reading_set.parties import ANY, Party

FIRST_DAY = dt.datetime(2025, 7, 1, 8, 0)  # noqa: DTZ001 - a phone's clock has no zone
DAYS = 420
GAPS = (0, 0, 0, 1, 1, 2, 3, 5, 12, 45)
"""Days from what happened to the screenshot, one of them by chance."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to say something. `at` fixes the moment where the wording needs one; `gap` the days to the screenshot."""

    name: str
    say: Callable[[Case], Said]
    parties: tuple[Party, ...] = ANY
    at: dt.datetime | None = None
    gap: int | None = None

    def case(self, rng: random.Random) -> Case:
        """Return a case by chance: between eight in the morning and eleven at night."""
        day = FIRST_DAY + dt.timedelta(days=rng.randrange(DAYS), minutes=rng.randrange(15 * 60))
        at = (self.at or day) + dt.timedelta(seconds=rng.randrange(60))
        gap = rng.choice(GAPS) if self.gap is None else self.gap
        now = at + dt.timedelta(days=gap, minutes=rng.randrange(3, 25))
        return Case(rng, rng.choice(self.parties), at, now)
