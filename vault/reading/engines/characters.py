"""What a recogniser made of one strip of writing: its characters, how sure it is, and where each of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LATE = 0.3
"""Columns by which the recogniser sees a character later than its middle; measured on drawn lines, +-0.5."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """One strip as read. `places` has the middle of each character as a share of the strip's width, or nothing."""

    text: str
    confidence: float
    places: tuple[float, ...] = ()


def recognised(text: str, confidence: float, columns: Sequence[int], count: float) -> Recognised:
    """Return what was read, without spaces at its ends.

    Args:
        text: The characters in order.
        confidence: The recogniser's mean, 0 to 1 but for rounding.
        columns: For each character that is no space, the column of the recogniser's output that it was seen in.
        count: How many columns the strip has.

    Returns:
        The text with the place of each character; a space stands in the middle of its neighbours. Without places
        where columns and characters do not match.
    """
    bare = text.strip()
    sure = min(max(confidence, 0.0), 1.0)
    if not bare or count <= 0 or len(columns) != sum(not char.isspace() for char in bare):
        return Recognised(bare, sure)
    seen = iter(min(max((column + 0.5 - LATE) / count, 0.0), 1.0) for column in columns)
    middles = [None if char.isspace() else next(seen) for char in bare]
    return Recognised(bare, sure, tuple(round(place, 3) for place in _with_spaces(middles)))


def legibility(read: Sequence[Recognised]) -> float:
    """Return how well strips could be read: their confidence, each weighed by its length; 1 without any."""
    characters = sum(max(1, len(one.text)) for one in read)
    return sum(one.confidence * max(1, len(one.text)) for one in read) / characters if read else 1.0


def _with_spaces(middles: Sequence[float | None]) -> list[float]:
    """Fill the places of spaces, which always stand between two characters."""
    filled: list[float] = []
    for number, place in enumerate(middles):
        following = next((later for later in middles[number:] if later is not None), 1.0)
        filled.append(place if place is not None else (filled[-1] + following) / 2)
    return filled
