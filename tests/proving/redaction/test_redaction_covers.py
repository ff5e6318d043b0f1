"""Covers on pixels: fitted to the ink, seen on any page, and looked at again closely."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont
from redaction_numbers import ID, PHONE, TODAY

from vault.model import Box, Line
from vault.proving.document import font
from vault.proving.errors import RedactionReadableError
from vault.proving.redaction import pixels
from vault.proving.redaction.areas import Area, upright
from vault.proving.redaction.eyes import Eyes
from vault.proving.redaction.finding import Wanted, secret
from vault.proving.redaction.fitting import fitted
from vault.proving.redaction.pages import Page, Sought, rebuilt, to_cover
from vault.proving.redaction.reasons import CLASSES, Reason

LETTERS = ImageFont.truetype(str(font.file()), 40, layout_engine=ImageFont.Layout.BASIC)
AT = (100, 100)


def page(*lines: str, ink: str = "black", ground: str = "white", step: int = 60) -> Image.Image:
    image = Image.new("RGB", (900, 400), ground)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((AT[0], AT[1] + number * step), line, ink, LETTERS)
    return image


def written(text: str) -> Box:
    """Where the ink of the first line stands."""
    left, top, right, bottom = ImageDraw.Draw(Image.new("RGB", (1, 1))).textbbox(AT, text, LETTERS)
    return Box(left, top, right, bottom)


def bare(image: Image.Image, area: Area) -> int:
    """Count pixels of ink that an area leaves bare."""
    shown = pixels.covered(image, [area.quad], "")
    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    ink = ImageChops.difference(image, ground).convert("L").point(lambda level: 255 * (level > 64))
    kept = ImageChops.difference(shown, ground).convert("L").point(lambda level: 255 * (level > 64))
    hidden = Image.new("L", image.size, 255)
    ImageDraw.Draw(hidden).polygon(area.quad, fill=0)
    return ImageChops.multiply(ImageChops.multiply(ink, kept), hidden).histogram()[255]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("left", "top", "right", "bottom"),
    [
        *((0, 0, 0, 2), (0, 0, 0, 3), (0, 3, 0, 0), (0, 0, 0, 10), (0, 10, 0, 0)),
        *((0, 0, 10, 0), (10, 0, 0, 0), (0, 8, 8, 0)),
    ],
)
def test_a_cover_that_cuts_digits_moves_until_none_sticks_out(
    left: int, top: int, right: int, bottom: int, dark: bool
) -> None:
    image = page(ID, ink="white" if dark else "black", ground="#101010" if dark else "white")
    ink = written(ID)
    short = upright(0, Box(ink.x0 + left, ink.y0 + top, ink.x1 - right, ink.y1 - bottom), Reason.IDS)
    assert bare(image, fitted(image, short)) == 0
    if not dark:
        assert bare(image, short) > 0


def test_the_next_line_is_not_taken_along() -> None:
    image = page(ID, "ZX20260302000118", step=36)
    ink = written(ID)
    low = upright(0, Box(ink.x0, ink.y0 - 3, ink.x1, ink.y1 + 8), Reason.IDS)
    assert fitted(image, low).box.y1 == pytest.approx(low.box.y1)


def test_a_wide_neighbour_is_not_taken_along() -> None:
    image = page(f"证件号{PHONE}")
    left = written("证件号").x1 - 20
    cut = upright(0, Box(left, written(PHONE).y0 - 8, left + 200, written(PHONE).y1 + 8), Reason.PHONES)
    assert fitted(image, cut).box.x0 == pytest.approx(left)


def test_on_a_photograph_a_cover_grows_a_little_and_no_more() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((400, 300), 120) for _ in range(3)])
    area = upright(0, Box(100, 100, 300, 140), Reason.IDS)
    assert fitted(noise, area).box == Box(*map(pytest.approx, (100, 92, 300, 148)))  # type: ignore[arg-type]


def test_the_edge_of_a_cover_is_seen_on_a_dark_page() -> None:
    dark = Image.new("RGB", (200, 100), (17, 17, 17))
    shown = pixels.covered(dark, [upright(0, Box(50, 30, 150, 70), Reason.IDS).quad], "").convert("L")
    assert any(shown.crop((40, 20, 160, 80)).histogram()[120:])
    assert not any(shown.crop((53, 33, 147, 67)).histogram()[20:])


def reader(told: dict[tuple[int, int], Line]) -> Eyes:
    """An engine that sees what it is told for a picture of a size, and nothing on any other."""
    return Eyes(
        lambda image: tuple(line for size, line in told.items() if image.size == size), None, lambda _: ()
    )


SOUGHT = Sought(
    Wanted(CLASSES, TODAY), frozenset({s for s in [secret(PHONE, Reason.PHONES)] if s}), "redacted", "E01"
)


def line(text: str, box: Box) -> Line:
    return Line(text, 1.0, upright(0, box, Reason.IDS).quad)


def test_what_is_seen_close_to_a_cover_is_covered_too_where_it_stands() -> None:
    image = Image.new("RGB", (1000, 500), "white")
    first = upright(0, Box(300, 200, 400, 240), Reason.PHONES)
    close = (341, 137)  # three heights beside, 1.2 above and below
    eyes = reader({close: line(PHONE, Box(240, 50, 320, 90))})
    with pytest.raises(RedactionReadableError):
        rebuilt(
            Page(0, ((),)), image, [upright(0, Box(300, 200, 400, 240), Reason.CODES)], SOUGHT, all_seeing()
        )
    made = rebuilt(Page(0, ((),)), image, [first], SOUGHT, eyes)
    (other,) = [area.box for area in made.covered if area.box.x0 > 350]
    assert (other.x0 < 420, other.x1 > 500) == (True, True)
    assert (other.y0 < 202, other.y1 > 242) == (True, True)


def all_seeing() -> Eyes:
    """An engine that reads a number elsewhere each time: nothing helps against it."""
    turns = iter(range(0, 1000, 100))

    def read(_: Image.Image) -> tuple[Line, ...]:
        left = float(next(turns, 0))
        return (line(PHONE, Box(left, left / 3, left + 90, left / 3 + 20)),)

    return Eyes(read, None, lambda _: ())


@pytest.mark.parametrize("next_line", ["拼音", "2026030614220155"])
def test_the_next_line_does_not_pass_for_what_a_cover_hides(next_line: str) -> None:
    label = Line("身份证 姓名", 1.0, line("", Box(20, 100, 180, 130)).quad)
    below = Line(next_line, 1.0, line("", Box(20, 160, 120, 190)).quad)
    cover = upright(0, Box(200, 98, 400, 132), Reason.CHOSEN)
    image = Image.new("RGB", (1000, 500), "white")
    eyes = Eyes(lambda seen: (label, below) if seen.size == image.size else (), None, lambda _: ())
    assert len(rebuilt(Page(0, ((),)), image, [cover], SOUGHT, eyes).covered) == 1


def test_a_code_that_is_still_there_is_covered_too() -> None:
    left = iter([(Box(600, 300, 700, 400),)])
    eyes = Eyes(lambda _: (), None, lambda _: next(left, ()))
    made = rebuilt(Page(0, ((),)), Image.new("RGB", (1000, 500), "white"), [], SOUGHT, eyes)
    assert [(area.reason, area.box) for area in made.covered] == [(Reason.CODES, Box(600, 300, 700, 400))]


def test_where_the_place_of_each_character_is_known_no_reckoned_place_is_added() -> None:
    text = f"手机 {PHONE}"
    box = Box(100, 100, 400, 140)
    exact = Line(
        text, 1.0, line(text, box).quad, places=tuple((at + 0.5) / len(text) for at in range(len(text)))
    )
    reckoned = line(text, box)
    alone = to_cover(Page(0, ((exact,),)), SOUGHT)
    assert to_cover(Page(0, ((exact,), (reckoned,))), SOUGHT) == alone
    elsewhere = line(PHONE, Box(100, 300, 400, 340))
    assert len(to_cover(Page(0, ((exact,), (elsewhere,))), SOUGHT)) == 2
    assert len(to_cover(Page(0, ((), (reckoned,))), SOUGHT)) == 1
