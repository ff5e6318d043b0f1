"""Some three hundred screens, messages and letters: what each is evidence of, when, about whom, and what blocks it."""

from __future__ import annotations

import datetime as dt
import pathlib
import tomllib
from typing import Any

import pytest

from vault.model import FactType, Line, Reading, Role
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 6, 20, 6, 0, tzinfo=dt.UTC)
SCREENS = tomllib.loads(pathlib.Path(__file__).with_name("kinds_of_screens.toml").read_text("utf-8"))[
    "statement"
]
TOLD = {
    "subject": (FactType.PLATFORM, Role.SUBJECT),
    "obstacles": (FactType.OBSTACLE, None),
    "authorizations": (FactType.AUTHORIZATION, None),
}


@pytest.mark.parametrize("screen", SCREENS, ids=[str(number) for number in range(len(SCREENS))])
def test_a_screen_is_understood(screen: dict[str, Any]) -> None:
    reading = Reading("none", "1", tuple(Line(line) for line in screen["text"].split("\n")))
    found = understand(reading, captured_at=CAPTURED, directory=load_directory())
    assert found.kind == screen["kind"], (found.kind_why, screen["text"])
    if "day" in screen:
        assert found.event_date == screen["day"], (found.event_date_why, screen["text"])
    for name, (of_type, role) in TOLD.items():
        if name in screen:
            values = {str(fact.value) for fact in found.facts if fact.type is of_type and fact.role is role}
            assert values == set(screen[name]), screen["text"]
