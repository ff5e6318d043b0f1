"""The table of the lunar calendar holds together, and gives the days that are known from elsewhere."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from vault.reading.facts.dates.lunar import solar_day
from vault.reading.facts.rules import table

YEARS = [row.split() for row in table("lunar")["years"]]
FIRST = table("lunar")["first"]


def begins(number: int) -> dt.date:
    day = solar_day(FIRST + number, 1, 1)
    assert day is not None
    return day


def test_each_year_ends_on_the_day_before_the_next_begins() -> None:
    lengths = [len(months) * 29 + months.count("1") for _, _, months in YEARS]
    assert [(second - first).days for first, second in pairwise(map(begins, range(len(YEARS))))] == lengths[
        :-1
    ]


def test_a_year_has_a_thirteenth_month_where_one_is_a_leap_month() -> None:
    assert all(len(months) == 12 + (leap != "0") for _, leap, months in YEARS)


def test_a_leap_month_comes_every_second_or_third_year() -> None:
    leaps = [number for number, (_, leap, _) in enumerate(YEARS) if leap != "0"]
    assert {second - first for first, second in pairwise(leaps)} == {2, 3}


@pytest.mark.parametrize("number", range(len(YEARS)))
def test_a_year_begins_between_21_january_and_21_february(number: int) -> None:
    assert (1, 21) <= (begins(number).month, begins(number).day) <= (2, 21)


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ((2024, 1, 1), dt.date(2024, 2, 10)),
        ((2025, 5, 5), dt.date(2025, 5, 31)),
        ((2025, 8, 15), dt.date(2025, 10, 6)),  # behind a leap month
        ((2026, 1, 1), dt.date(2026, 2, 17)),
    ],
)
def test_holidays_fall_on_the_days_that_the_state_council_announced(
    lunar: tuple[int, int, int], solar: dt.date
) -> None:
    assert solar_day(*lunar) == solar


@pytest.mark.parametrize("lunar", [(FIRST - 1, 1, 1), (FIRST + len(YEARS), 1, 1), (2026, 1, 31)])
def test_there_is_no_day_outside_of_the_table(lunar: tuple[int, int, int]) -> None:
    assert solar_day(*lunar) is None
