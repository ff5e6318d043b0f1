"""What an engine or a text layer saw: lines, and where they stand in the picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float


Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Line:
    """One line as an engine or a text layer gave it.

    `quad` is clockwise from the top left of the writing; None for text that has no picture. `confidence` is in 0..1,
    as the engine reports it, uncalibrated. `page` counts from 0. `places` tells for each character where its middle
    stands along the quad, as a share of the quad's width in 0..1; empty where the engine does not say.
    """

    text: str
    confidence: float = 1.0
    quad: Quad | None = None
    page: int = 0
    places: tuple[float, ...] = ()

    @property
    def box(self) -> Box | None:
        """The upright rectangle around the quad."""
        if self.quad is None:
            return None
        xs, ys = [point[0] for point in self.quad], [point[1] for point in self.quad]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Reading:
    """What an engine saw, in reading order. `engine` is `none` for an item that was not read."""

    engine: str
    version: str
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The lines joined by line feeds; spans of facts count in this text."""
        return "\n".join(line.text for line in self.lines)

    def lines_at(self, span: tuple[int, int]) -> tuple[Line, ...]:
        """Return the lines that a span of the text touches."""
        found, start = [], 0
        for line in self.lines:
            end = start + len(line.text)
            if max(start, span[0]) < min(end, span[1]):
                found.append(line)
            start = end + 1
        return tuple(found)
