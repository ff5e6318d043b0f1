"""Inputs made from good ones by small changes: drawn by Hypothesis, which makes a failing one small."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.target import Target

HOSTILE: Final = (
    b"\x00",
    b"\xff" * 4,
    b"-1",
    b"9" * 40,
    b"1e999",
    b"NaN",
    b"\xed\xa0\x80",
    b"\xc2",
    "\u202e".encode(),
    "\u00b2\u0663\uff11\u4e8c".encode(),
    b"%s{0}{}",
    b"\n\n",
    b"((((" * 8,
    b"[" * 64,
    b"<div>" * 16,
    b"../",
    b"2025-02-30",
    b"9999-12-31T23:59:60Z",
)
"""What readers stumble over: ends of ranges, digits that are none, halves of characters, depth."""

BATCH: Final = 100


def _spliced(data: bytes, at: int, length: int, piece: bytes) -> bytes:
    start = at % (len(data) + 1)
    return data[:start] + piece + data[start + length :]


def mutated(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return changed inputs: cut, overwritten, repeated, joined with pieces of others."""
    start = st.sampled_from(seeds)
    piece = (
        st.sampled_from(HOSTILE)
        | st.binary(max_size=8)
        | st.builds(lambda seed_, at: seed_[at % max(1, len(seed_)) :][:40], start, st.integers(0, 1 << 16))
    )
    edit = st.tuples(st.integers(0, 1 << 16), st.integers(0, 40), piece)

    def edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
        for at, length, new in edits:
            data = _spliced(data, at, length, new)
        return data

    return st.builds(edited, start, st.lists(edit, max_size=8)) | st.binary(max_size=64)


def fuzz(target: Target, feed: Callable[[bytes], None], *, seconds: float, start: int) -> int:
    """Feed changed inputs until the time is over.

    Args:
        target: Whose inputs.
        feed: Takes one.
        seconds: How long.
        start: Seeds the choices.

    Returns:
        How many were fed.
    """
    inputs, runs, end = mutated(target.seeds()), 0, time.monotonic() + seconds
    while time.monotonic() < end:

        @seed(start + runs)
        @settings(
            max_examples=BATCH,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs)
        def batch(data: bytes) -> None:
            nonlocal runs
            if time.monotonic() < end:
                feed(data)
                runs += 1

        batch()
    return runs
