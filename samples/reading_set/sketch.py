"""A canvas that remembers what was written on it: the lines, where they stand, and the facts in them."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from samples.canvas import POINTS, Canvas, Colour, Style
from samples.reading_set.marks import Mark, marks_in, plain


@dataclass(frozen=True, slots=True)
class Written:
    """One run of text and its place in pixels; `status` marks the phone's own bar."""

    text: str
    place: tuple[float, float, float, float]
    status: bool = False


class Sketch(Canvas):
    """Takes marked texts, draws them plain, and keeps their facts. `zoom` is the size of the fonts, 1 as designed."""

    def __init__(self, width: int, height: int, background: Colour, zoom: float = 1.0) -> None:
        super().__init__(width, height, background)
        self.zoom = zoom
        self.marks: list[Mark] = []
        self.written: list[Written] = []
        self.in_status_bar = False

    def measure(self, text: str, size: float) -> float:
        """Return the width of the plain text in points."""
        return super().measure(plain(text), size * self.zoom)

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw one line, see `Canvas.text`."""
        self.note(text)
        shown = plain(text)
        zoomed = Style(style.size * self.zoom, style.colour, style.bold, style.anchor)
        super().text(x, y, shown, zoomed)
        if shown.strip():
            place = self._place(x, y, shown, style)
            self.written.append(Written(shown, place, self.in_status_bar))

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """Break a marked text into plain lines; its facts are kept."""
        self.note(text)
        return super().wrap(plain(text), size, width)

    def wrap_anywhere(self, text: str, size: float, width: float) -> list[str]:
        """Break a marked text at any character, as narrow cells do."""
        self.note(text)
        lines: list[str] = []
        for paragraph in plain(text).split("\n"):
            line = ""
            for char in paragraph:
                if line and self.measure(line + char, size) > width:
                    lines.append(line)
                    line = ""
                line += char
            lines.append(line)
        return lines

    def note(self, text: str) -> None:
        """Keep the facts of a text that is drawn by other means."""
        self.marks.extend(mark for mark in marks_in(text) if mark not in self.marks)

    def cut(self, top: float, bottom: float) -> None:
        """Keep only what stands between two heights, in points."""
        upper, lower = self.pixels(top), self.pixels(bottom)
        self.image = self.image.crop((0, upper, self.image.width, lower))
        self.written = [
            Written(
                one.text, (one.place[0], one.place[1] - upper, one.place[2], one.place[3] - upper), one.status
            )
            for one in self.written
        ]

    def hide(self, area: tuple[float, float, float, float]) -> None:
        """Forget what stands, or reaches, under an area that is drawn over; in points."""
        left, top, right, bottom = (value * self.scale for value in area)
        self.written = [
            one
            for one in self.written
            if one.place[2] <= left or one.place[0] >= right or one.place[3] <= top or one.place[1] >= bottom
        ]

    def shade(self, share: float) -> None:
        """Darken all that was drawn so far."""
        self.image.paste(Image.blend(self.image, Image.new("RGB", self.image.size, "#000000"), share))

    def _place(self, x: float, y: float, shown: str, style: Style) -> tuple[float, float, float, float]:
        width, height = self.measure(shown, style.size), style.size * self.zoom * 1.3
        left = x - {"l": 0.0, "m": width / 2, "r": width}[style.anchor[0]]
        top = y - (height / 2 if style.anchor[1] == "m" else 0)
        return tuple(value * self.scale for value in (left, top, left + width, top + height))  # type: ignore[return-value]


__all__ = ["POINTS", "Sketch", "Style", "Written"]
