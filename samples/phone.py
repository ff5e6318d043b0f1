"""Draws a `Screen` as the picture that a phone would have taken of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PIL import Image

from samples.blocks import (
    Block,
    Bubble,
    Button,
    Certificate,
    Entries,
    Look,
    Mark,
    Moment,
    Notice,
    Prose,
    Result,
    Rows,
    Screen,
    Side,
    Steps,
)
from samples.canvas import POINTS, Canvas, Style

MARGIN = 12
INSET = 16
BARS = 88
LONGEST = 40_000  # pixels
SEAL = "#d0332e"
MARKS = {Mark.DONE: None, Mark.WAITING: "#f5a623", Mark.REFUSED: "#e5484d"}


def draw(screen: Screen) -> Image.Image:
    """Return the screenshot; a scrolling one is cut where its content ends."""
    height = screen.height or LONGEST
    canvas = Canvas(screen.width, height, screen.look.page)
    _bars(canvas, screen)
    y = draw_blocks(canvas, screen, BARS + MARGIN)
    if screen.height is None:
        return canvas.image.crop((0, 0, screen.width, canvas.pixels(y + MARGIN)))
    if y > canvas.height:
        message = f"{screen.title}: content ends at {y:.0f} of {canvas.height:.0f} points"
        raise ValueError(message)
    canvas.rounded((120, canvas.height - 12, 255, canvas.height - 7), 2.5, screen.look.ink)
    return canvas.image


def draw_blocks(canvas: Canvas, screen: Screen, y: float) -> float:
    """Draw the screen's blocks below each other from `y` on; return where they end."""
    for block in screen.blocks:
        y = _DRAWERS[type(block)](canvas, screen, y, block)
    return y


def _bars(canvas: Canvas, screen: Screen) -> None:
    """Draw the status bar and the title bar, `BARS` points high."""
    look = screen.look
    canvas.rectangle((0, 0, POINTS, BARS), look.bar)
    canvas.text(30, 14, screen.clock, Style(15, look.ink, bold=True))
    for index, height in enumerate((4, 6, 8.5, 11)):
        x = 282 + index * 4.6
        canvas.rounded((x, 28 - height, x + 3.2, 28), 0.8, look.ink)
    canvas.text(304, 15.5, screen.network, Style(11, look.ink, bold=True))
    canvas.outline((326, 16.5, 349, 28.5), 3.5, look.ink, look.bar)
    canvas.rounded((328, 18.5, 328 + 19 * screen.battery / 100, 26.5), 2, look.ink)
    canvas.rounded((350, 20.5, 351.6, 24.5), 0.8, look.ink)
    canvas.stroke(((24, 57), (17, 64.5), (24, 72)), 1.8, look.ink)
    canvas.text(POINTS / 2, 65, screen.title, Style(17, look.ink, bold=True, anchor="mm"))
    for index in range(3):
        canvas.disc(344 + index * 6, 65, 1.7, look.ink)
    canvas.line(0, POINTS, BARS, look.rule)


def _result(canvas: Canvas, screen: Screen, y: float, block: Result) -> float:
    look, middle = screen.look, POINTS / 2
    canvas.disc(middle, y + 56, 30, MARKS[block.mark] or look.accent)
    if block.mark is Mark.DONE:
        canvas.stroke(((middle - 13, y + 57), (middle - 4, y + 66), (middle + 14, y + 46)), 4.5, "#ffffff")
    elif block.mark is Mark.WAITING:
        canvas.stroke(((middle, y + 41), (middle, y + 58), (middle + 11, y + 64)), 4, "#ffffff")
    else:
        canvas.stroke(((middle - 10, y + 46), (middle + 10, y + 66)), 4.5, "#ffffff")
        canvas.stroke(((middle + 10, y + 46), (middle - 10, y + 66)), 4.5, "#ffffff")
    canvas.text(middle, y + 100, block.headline, Style(21, look.ink, bold=True, anchor="ma"))
    y += 138
    for line in canvas.wrap(block.below, 13.5, POINTS - 80):
        canvas.text(middle, y, line, Style(13.5, look.faint, anchor="ma"))
        y += 20
    return y + 14


def _card_title(canvas: Canvas, look: Look, y: float, title: str) -> float:
    if not title:
        return y
    canvas.rounded((MARGIN + INSET, y + 4, MARGIN + INSET + 3, y + 18), 1.5, look.accent)
    canvas.text(MARGIN + INSET + 10, y, title, Style(16, look.ink, bold=True))
    return y + 32


def _rows(canvas: Canvas, screen: Screen, y: float, block: Rows) -> float:
    look, right = screen.look, POINTS - MARGIN - INSET
    widest = max(canvas.measure(label, 14) for label, _ in block.rows)
    room = right - MARGIN - INSET - widest - 16
    wrapped = [(label, canvas.wrap(value, 14, room)) for label, value in block.rows]
    title = 32 if block.title else 0
    height = title + sum(16 + 20 * len(lines) for _, lines in wrapped) + 14
    canvas.rounded((MARGIN, y, POINTS - MARGIN, y + height), 10, look.card)
    inner = _card_title(canvas, look, y + 13, block.title) - 4
    for number, (label, lines) in enumerate(wrapped):
        if number:
            canvas.line(MARGIN + INSET, right, inner, look.rule)
        canvas.text(MARGIN + INSET, inner + 8, label, Style(14, look.faint))
        for index, line in enumerate(lines):
            canvas.text(right, inner + 8 + 20 * index, line, Style(14, look.ink, anchor="ra"))
        inner += 16 + 20 * len(lines)
    return y + height + 10


def _prose(canvas: Canvas, screen: Screen, y: float, block: Prose) -> float:
    look = screen.look
    lines = canvas.wrap(block.text, 14.5, POINTS - 2 * (MARGIN + INSET))
    height = 28 + (32 if block.title else 0) + 23 * len(lines)
    canvas.rounded((MARGIN, y, POINTS - MARGIN, y + height), 10, look.card)
    inner = _card_title(canvas, look, y + 14, block.title)
    for index, line in enumerate(lines):
        canvas.text(MARGIN + INSET, inner + 23 * index, line, Style(14.5, look.ink))
    return y + height + 10


def _notice(canvas: Canvas, screen: Screen, y: float, block: Notice) -> float:
    look = screen.look
    lines = canvas.wrap(block.text, 12.5, POINTS - 2 * (MARGIN + INSET))
    for index, line in enumerate(lines):
        canvas.text(MARGIN + INSET, y + 2 + 19 * index, line, Style(12.5, look.faint))
    return y + 14 + 19 * len(lines)


def _button(canvas: Canvas, screen: Screen, y: float, block: Button) -> float:
    look, area = screen.look, (MARGIN + 8, y + 8, POINTS - MARGIN - 8, y + 54)
    if block.main:
        canvas.rounded(area, 23, look.accent)
    else:
        canvas.outline(area, 23, look.accent, look.page)
    ink = "#ffffff" if block.main else look.accent
    canvas.text(POINTS / 2, y + 31, block.text, Style(17, ink, bold=block.main, anchor="mm"))
    return y + 62


def _steps(canvas: Canvas, screen: Screen, y: float, block: Steps) -> float:
    look, height, x = screen.look, 20 + 54 * len(block.steps), MARGIN + INSET + 6
    canvas.rounded((MARGIN, y, POINTS - MARGIN, y + height), 10, look.card)
    for index, (what, when, done) in enumerate(block.steps):
        top = y + 18 + 54 * index
        if index + 1 < len(block.steps):
            canvas.rectangle((x - 0.7, top + 9, x + 0.7, top + 63), look.rule)
        canvas.disc(x, top + 9, 5.5, look.accent if done else look.rule)
        canvas.text(x + 18, top - 1, what, Style(15, look.ink if done else look.faint, bold=done))
        canvas.text(x + 18, top + 22, when, Style(12.5, look.faint))
    return y + height + 10


def _entries(canvas: Canvas, screen: Screen, y: float, block: Entries) -> float:
    look, height = screen.look, 66 * len(block.entries)
    canvas.rounded((MARGIN, y, POINTS - MARGIN, y + height), 10, look.card)
    for index, (title, below, state) in enumerate(block.entries):
        top = y + 66 * index
        if index:
            canvas.line(MARGIN + INSET, POINTS - MARGIN, top, look.rule)
        canvas.text(MARGIN + INSET, top + 11, title, Style(15.5, look.ink))
        canvas.text(MARGIN + INSET, top + 37, below, Style(12.5, look.faint))
        canvas.text(POINTS - MARGIN - INSET - 12, top + 33, state, Style(14, look.faint, anchor="rm"))
        right = POINTS - MARGIN - INSET
        canvas.stroke(((right - 5, top + 28), (right, top + 33), (right - 5, top + 38)), 1.4, look.faint)
    return y + height + 10


def _moment(canvas: Canvas, screen: Screen, y: float, block: Moment) -> float:
    canvas.text(POINTS / 2, y + 6, block.text, Style(12, screen.look.faint, anchor="ma"))
    return y + 32


def _bubble(canvas: Canvas, screen: Screen, y: float, block: Bubble) -> float:
    look, mine = screen.look, block.side is Side.ME
    edge = MARGIN + 46 if screen.avatars else MARGIN + 4
    lines = canvas.wrap(block.text, 15.5, POINTS - edge - 70 - 24)
    width = max(canvas.measure(line, 15.5) for line in lines) + 24
    height = 23 * len(lines) + 18
    left = POINTS - edge - width if mine else edge
    canvas.rounded((left, y, left + width, y + height), 9, look.mine if mine else look.theirs)
    if screen.avatars:
        _avatar(canvas, look, y, mine=mine)
    for index, line in enumerate(lines):
        ink = look.my_ink if mine else look.ink
        canvas.text(left + 12, y + 8.5 + 23 * index, line, Style(15.5, ink))
    return y + height + 14


def _avatar(canvas: Canvas, look: Look, y: float, *, mine: bool) -> None:
    x = POINTS - MARGIN - 38 if mine else MARGIN
    canvas.rounded((x, y, x + 38, y + 38), 6, "#8fa3bf" if mine else look.accent)
    canvas.disc(x + 19, y + 15, 7, "#ffffff")
    canvas.rounded((x + 8, y + 25, x + 30, y + 37), 7, "#ffffff")


def _certificate(canvas: Canvas, _screen: Screen, y: float, block: Certificate) -> float:
    left, right = MARGIN + 24, POINTS - MARGIN - 24
    wrapped = [canvas.wrap("\u3000\u3000" + text, 14.5, right - left) for text in block.paragraphs]
    height = 110 + sum(26 * len(lines) + 8 for lines in wrapped) + 150
    canvas.rounded((MARGIN, y, POINTS - MARGIN, y + height), 4, "#ffffff")
    canvas.text(POINTS / 2, y + 34, block.title, Style(22, "#111111", bold=True, anchor="ma"))
    canvas.text(right, y + 76, block.number, Style(12, "#555555", anchor="ra"))
    line_y = y + 110
    for lines in wrapped:
        for line in lines:
            canvas.text(left, line_y, line, Style(14.5, "#222222"))
            line_y += 26
        line_y += 8
    _seal(canvas, right - 52, line_y + 68)
    canvas.text(right, line_y + 54, block.issuer, Style(14.5, "#222222", anchor="ra"))
    canvas.text(right, line_y + 74, block.date, Style(14.5, "#222222", anchor="ra"))
    return y + height + 10


def _seal(canvas: Canvas, x: float, y: float) -> None:
    canvas.ring(x, y, 46, 2, SEAL)
    canvas.ring(x, y, 42, 0.8, SEAL)
    canvas.text(x, y - 25, "示例印章", Style(12.5, SEAL, bold=True, anchor="mm"))
    canvas.text(x, y + 31, "SAMPLE", Style(10, SEAL, bold=True, anchor="mm"))


_DRAWERS: dict[type[Block], Callable[[Canvas, Screen, float, Any], float]] = {
    Result: _result,
    Rows: _rows,
    Prose: _prose,
    Notice: _notice,
    Button: _button,
    Steps: _steps,
    Entries: _entries,
    Moment: _moment,
    Bubble: _bubble,
    Certificate: _certificate,
}
