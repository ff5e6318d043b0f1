"""What a layout is, and the furniture that several layouts share: status bars, title bars, the end of a page."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from typing import Any

from samples.blocks import Look
from samples.canvas import POINTS
from samples.looks import BLUE, DARK, ORANGE, PAPER, RED
from samples.reading_set.case import Case
from samples.reading_set.forms import Form, Mail, Note, Paper, Sheet
from samples.reading_set.sketch import Sketch, Style

TALLEST = 9.0
"""Height over width of the paper that a layout may fill; what is left empty is cut off."""
STATUS = 44
TITLE = 88


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """How a picture is to look. `width` is in pixels, `zoom` the size of the fonts, `tall` height over width."""

    case: Case
    rng: random.Random
    look: Look
    width: int
    zoom: float
    tall: float


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """A way to draw some forms of wording, with the looks, widths in pixels and damages that it may come in."""

    name: str
    forms: tuple[type[Form], ...]
    draw: Callable[[Any, Setting], Sketch]  # takes the forms named above
    looks: tuple[Look, ...] = (RED, BLUE, ORANGE, PAPER, DARK, DARK)
    widths: tuple[int, ...] = (720, 750, 828, 1080, 1080, 1170, 1284, 1440)
    damages: tuple[str, ...] = (
        "clean",
        "jpeg",
        "clean",
        "small",
        "clean",
        "photo",
        "blur",
    )  # in turn, shuffled


def phone_page(setting: Setting, background: str = "") -> Sketch:
    """Return an empty page of a phone with its status bar."""
    sketch = Sketch(
        setting.width, round(setting.width * TALLEST), background or setting.look.page, setting.zoom
    )
    status_bar(sketch, setting, background or setting.look.bar)
    return sketch


def status_bar(sketch: Sketch, setting: Setting, background: str) -> None:
    """Draw the clock, the network with its speed, and the battery: all digits that are no facts."""
    rng, look = setting.rng, setting.look
    ink = Style(12, look.ink)
    sketch.in_status_bar = True
    sketch.rectangle((0, 0, POINTS, STATUS), background)
    sketch.text(20, 14, f"{setting.case.now:%H:%M}", dataclasses.replace(ink, bold=True))
    battery = rng.randrange(5, 100)
    if rng.random() < 0.5:
        speed = f"{rng.randrange(1, 999) / 10:.1f}{rng.choice(('KB/s', 'K/s', 'MB/s'))}"
        sketch.text(262, 15, speed, dataclasses.replace(ink, size=9.5, anchor="ra"))
    sketch.text(
        290, 14.5, rng.choice(("5G", "4G", "5G+", "HD")), dataclasses.replace(ink, size=10.5, anchor="ra")
    )
    for index, height in enumerate((4, 6, 8.5, 11)):
        x = 294 + index * 4.6
        sketch.rounded((x, 28 - height, x + 3.2, 28), 0.8, look.ink)
    if rng.random() < 0.5:
        sketch.text(356, 14.5, f"{battery}%", dataclasses.replace(ink, size=10.5, anchor="ra"))
    else:
        sketch.outline((326, 16.5, 349, 28.5), 3.5, look.ink, background)
        sketch.rounded((328, 18.5, 328 + 19 * battery / 100, 26.5), 2, look.ink)
    sketch.in_status_bar = False


def title_bar(sketch: Sketch, setting: Setting, title: str, *, capsule: bool = False) -> float:
    """Draw the title with an arrow back; `capsule` adds a mini program's buttons. Return where the page begins."""
    look = setting.look
    sketch.rectangle((0, STATUS, POINTS, TITLE), look.bar)
    sketch.stroke(((24, 58), (17, 65.5), (24, 73)), 1.8, look.ink)
    sketch.text(POINTS / 2, 65.5, title, Style(17, look.ink, bold=True, anchor="mm"))
    if capsule:
        sketch.outline((276, 51, 363, 81), 15, look.rule, look.bar)
        for index in range(3):
            sketch.disc(292 + index * 6, 66, 2 if index == 1 else 1.4, look.ink)
        sketch.line(319, 320, 66, look.faint)
        sketch.ring(341, 66, 7, 1.6, look.ink)
        sketch.disc(341, 66, 2.6, look.ink)
    else:
        for index in range(3):
            sketch.disc(340 + index * 6, 65.5, 1.7, look.ink)
    sketch.line(0, POINTS, TITLE, look.rule)
    return TITLE


def ended(sketch: Sketch, setting: Setting, y: float) -> Sketch:
    """Cut the page where the screen ends, or where the content does if that is longer."""
    screen = setting.tall * POINTS
    if y + 20 <= screen:
        sketch.rounded((120, screen - 11, 255, screen - 6.5), 2.2, setting.look.ink)
    sketch.cut(0, max(screen, y + 20))
    return sketch


def paragraph(
    sketch: Sketch, text: str, at: tuple[float, float], width: float, style: Style, pitch: float
) -> float:
    """Draw a text in lines of at most `width` points, `pitch` apart; return where it ends."""
    x, y = at
    for line in sketch.wrap(text, style.size, width):
        sketch.text(x, y, line, style)
        y += pitch
    return y


def with_colon(label: str, value: str) -> str:
    """Return a label and its value on one line, as Chinese or English writes them."""
    return f"{label}: {value}" if label.isascii() else f"{label}：{value}"


def told(form: Form) -> str:
    """Return a sheet, a paper or a message as running text, for layouts that show messages."""
    match form:
        case Sheet():
            rows = "\n".join(with_colon(label, value) for label, value in form.rows)
            return "\n".join(part for part in (form.headline, rows, form.below) if part)
        case Paper():
            return "\n".join((form.title, form.number, *form.paragraphs, form.issuer, form.date))
        case Note():
            return "\n".join(text for _, text in form.texts)
        case Mail():
            return form.text
    raise TypeError(form)
