"""A quick selection of what `make fuzz` does, the same each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.crashes import Crashes
from tests.fuzz.mutating import fuzz, mutated
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_takes_what_is_good(name: str) -> None:
    for data in TARGETS[name].seeds():
        assert len(data) <= TARGETS[name].longest
        TARGETS[name].run(data)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=30, derandomize=True, database=None)
@given(data=st.data())
def test_a_reader_survives_what_is_not(name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    target.feed(data.draw(mutated(target.seeds())))


def test_a_crash_is_kept_once_with_its_input(tmp_path: Path) -> None:
    def stumbles(data: bytes) -> None:
        if data != b"good":
            raise KeyError(data)

    target = Target("stumbles", lambda: (b"good",), stumbles)
    crashes = Crashes(tmp_path)
    assert fuzz(target, crashes.watch(target), seconds=1, start=1) > 50
    (kept,) = tmp_path.glob("*.input")
    assert kept.read_bytes() != b"good"
    assert kept.with_suffix(".txt").read_text().startswith("KeyError at tests/fuzz/test_fuzz_selection.py:")
