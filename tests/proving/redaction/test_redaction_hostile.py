"""Redaction takes linear time on any text, and so does each of its patterns."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest

import vault.proving.redaction
from tests.patterns import patterns_of, slow_on
from vault.proving.redaction.finding import Wanted, find
from vault.proving.redaction.reasons import Reason

PATTERNS = dict(patterns_of(vault.proving.redaction))
WANTED = Wanted(frozenset(Reason), dt.date(2026, 11, 22))


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_takes_linear_time(pattern: re.Pattern[str]) -> None:
    assert slow_on(pattern) is None


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "Z", "Z<", "市区", "路1号", "姓名", "a@", "6222021234567890123", "\n"]
)
def test_fifteen_thousand_characters_are_looked_through_in_time(unit: str) -> None:
    text = unit * (15_000 // len(unit))
    started = time.process_time()
    find(text, WANTED)
    assert time.process_time() - started < 3
