"""What all tests share: a fixed moment, seeded Hypothesis profiles."""

from __future__ import annotations

import datetime as dt
import os
import signal

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# A shell starts jobs in the background with interrupts ignored, and processes hand that on: tests interrupt some.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def now() -> dt.datetime:
    """The moment at which tests take place."""
    return dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)
