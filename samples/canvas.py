"""Drawing in the points of a phone screen (375 wide), on pixels of any phone: text and smooth shapes."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import noto_cjk
from PIL import Image, ImageChops, ImageDraw, ImageFont

POINTS = 375
SIMPLIFIED_CHINESE = 2  # the face of that name in the collection
SMOOTH = 4  # shapes are drawn this many times larger, then reduced
NO_LINE_START = "，。；：！？、）》】”’%,.;:!?)"

Colour = str
Area = tuple[float, float, float, float]


@functools.cache
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    # The basic layout: the other depends on a library that only some systems have, and spaces text otherwise.
    path, basic = noto_cjk.otc_path("sans"), ImageFont.Layout.BASIC
    return ImageFont.truetype(str(path), pixels, index=SIMPLIFIED_CHINESE, layout_engine=basic)


@functools.cache
def _disc(diameter: int) -> Image.Image:
    large = Image.new("L", (diameter * SMOOTH, diameter * SMOOTH))
    ImageDraw.Draw(large).ellipse((0, 0, diameter * SMOOTH - 1, diameter * SMOOTH - 1), fill=255)
    return large.resize((diameter, diameter), Image.Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks. `size` is in points; `anchor` is Pillow's two letters."""

    size: float = 15
    colour: Colour = "#1a1a1a"
    bold: bool = False
    anchor: str = "la"


class Canvas:
    """A picture that is drawn in points from the top left."""

    def __init__(self, width: int, height: int, background: Colour) -> None:
        self.scale = width / POINTS
        self.image = Image.new("RGB", (width, height), background)
        self._draw = ImageDraw.Draw(self.image)

    def pixels(self, points: float) -> int:
        """Return a length of `points` in whole pixels."""
        return round(points * self.scale)

    @property
    def height(self) -> float:
        """Height in points."""
        return self.image.height / self.scale

    def measure(self, text: str, size: float) -> float:
        """Return the width of `text` in points."""
        return _font(self.pixels(size)).getlength(text) / self.scale

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw one line; bold is a hair of stroke, since the font comes in one weight."""
        stroke = style.size * self.scale / 45 if style.bold else 0
        self._draw.text(
            (self.pixels(x), self.pixels(y)),
            text,
            font=_font(self.pixels(style.size)),
            fill=style.colour,
            anchor=style.anchor,
            stroke_width=stroke,
        )

    def wrap(self, text: str, size: float, width: float) -> list[str]:
        """Break `text` into lines of at most `width` points: Chinese anywhere, Latin words whole."""
        return [
            line for paragraph in text.split("\n") for line in self._wrap_paragraph(paragraph, size, width)
        ]

    def _wrap_paragraph(self, paragraph: str, size: float, width: float) -> list[str]:
        lines, line = [], ""
        for token in _tokens(paragraph):
            fits = self.measure(line + token.rstrip(), size) <= width
            if line and not fits and token not in NO_LINE_START:
                lines.append(line.rstrip())
                line = token.lstrip()
            else:
                line += token
        return [*lines, line.rstrip()]

    def rectangle(self, area: Area, fill: Colour) -> None:
        """Fill an upright rectangle."""
        x0, y0, x1, y1 = (self.pixels(value) for value in area)
        self._draw.rectangle((x0, y0, x1 - 1, y1 - 1), fill=fill)

    def line(self, x0: float, x1: float, y: float, colour: Colour) -> None:
        """Draw a hairline from left to right."""
        top, thick = self.pixels(y), max(1, round(self.scale / 3))
        self._draw.rectangle((self.pixels(x0), top, self.pixels(x1) - 1, top + thick - 1), fill=colour)

    def rounded(self, area: Area, radius: float, fill: Colour) -> None:
        """Fill a rectangle with round, smooth corners."""
        x0, y0, x1, y1 = (self.pixels(value) for value in area)
        r = min(self.pixels(radius), (x1 - x0) // 2, (y1 - y0) // 2)
        mask = Image.new("L", (x1 - x0, y1 - y0), 255)
        disc = _disc(2 * r)
        right, bottom = mask.width - r, mask.height - r
        for left, top, part in (
            (0, 0, (0, 0)),
            (right, 0, (r, 0)),
            (0, bottom, (0, r)),
            (right, bottom, (r, r)),
        ):
            mask.paste(disc.crop((*part, part[0] + r, part[1] + r)), (left, top))
        self.image.paste(fill, (x0, y0), mask)

    def outline(self, area: Area, radius: float, colour: Colour, inside: Colour) -> None:
        """Draw a rounded rectangle's edge, one point thick."""
        x0, y0, x1, y1 = area
        self.rounded(area, radius, colour)
        self.rounded((x0 + 1, y0 + 1, x1 - 1, y1 - 1), radius - 1, inside)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """Fill a circle around a centre."""
        r = self.pixels(radius)
        self.image.paste(fill, (self.pixels(x) - r, self.pixels(y) - r), _disc(2 * r))

    def ring(self, x: float, y: float, radius: float, thickness: float, colour: Colour) -> None:
        """Draw a circle's edge, leaving what is inside as it is."""
        outer, inner = self.pixels(radius), self.pixels(radius - thickness)
        hole = Image.new("L", (2 * outer, 2 * outer))
        hole.paste(_disc(2 * inner), (outer - inner, outer - inner))
        mask = ImageChops.subtract(_disc(2 * outer), hole)
        self.image.paste(colour, (self.pixels(x) - outer, self.pixels(y) - outer), mask)

    def stroke(self, points: tuple[tuple[float, float], ...], thickness: float, colour: Colour) -> None:
        """Draw a smooth line through `points`."""
        margin = thickness
        left, top = min(x for x, _ in points) - margin, min(y for _, y in points) - margin
        right, bottom = max(x for x, _ in points) + margin, max(y for _, y in points) + margin
        size = (self.pixels(right - left), self.pixels(bottom - top))
        mask = Image.new("L", (size[0] * SMOOTH, size[1] * SMOOTH))
        factor = self.scale * SMOOTH
        path = [((x - left) * factor, (y - top) * factor) for x, y in points]
        pen = ImageDraw.Draw(mask)
        pen.line(path, fill=255, width=round(thickness * factor), joint="curve")
        for x, y in (path[0], path[-1]):
            r = thickness * factor / 2
            pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        self.image.paste(
            colour, (self.pixels(left), self.pixels(top)), mask.resize(size, Image.Resampling.LANCZOS)
        )


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for char in text:
        glued = tokens and _latin(char) and _latin(tokens[-1][-1])
        if glued or (char == " " and tokens):
            tokens[-1] += char
        else:
            tokens.append(char)
    return tokens


def _latin(char: str) -> bool:
    return "!" <= char <= "~"
