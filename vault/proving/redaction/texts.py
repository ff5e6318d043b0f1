"""Texts with what must not be shown taken out, and offsets that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vault.proving.redaction.finding import Place


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text after redaction. `cuts` are what was taken out of the old text, in order, without overlap."""

    text: str
    cuts: tuple[tuple[int, int], ...]
    mark: str

    def span(self, old: tuple[int, int]) -> tuple[int, int]:
        """Return where a span of the old text stands now; a part of what was taken out becomes the mark."""
        return self._at(old[0], end=False), self._at(old[1], end=True)

    def touches(self, old: tuple[int, int]) -> bool:
        """Tell whether anything of a span of the old text was taken out."""
        return any(start < old[1] and end > old[0] for start, end in self.cuts)

    def _at(self, offset: int, *, end: bool) -> int:
        shift = 0
        for start, stop in self.cuts:
            if offset <= start:
                break
            if offset < stop:
                return start + shift + (len(self.mark) if end else 0)
            shift += len(self.mark) - (stop - start)
        return offset + shift


def cleaned(text: str, places: Iterable[Place], mark: str) -> Cleaned:
    """Replace places by a mark. One that goes over a line's end is replaced in each line, so that lines stay lines.

    Args:
        text: The text.
        places: What to take out; they may overlap.
        mark: What stands there instead.

    Returns:
        The new text.
    """
    cuts = _merged(piece for place in places for piece in _by_line(text, place.span))
    pieces, last = [], 0
    for start, end in cuts:
        pieces += [text[last:start], mark]
        last = end
    return Cleaned("".join([*pieces, text[last:]]), tuple(cuts), mark)


def _by_line(text: str, span: tuple[int, int]) -> Iterable[tuple[int, int]]:
    start = span[0]
    for line in text[slice(*span)].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
