"""QR codes on screens: found however they are shown, so that none is left to be decoded."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
import segno
from PIL import Image, ImageDraw, ImageFilter

from vault.reading.engines.codes import find_codes

SAID = "https://pay.example/u/110105194912310021"
PLACES = ((60, 80), (440, 420))


def code(*, inverted: bool = False, logo: bool = False) -> Image.Image:
    file = io.BytesIO()
    dark, light = ("white", "black") if inverted else ("black", "white")
    segno.make_qr(SAID).save(file, kind="png", scale=7, border=3, dark=dark, light=light)
    with Image.open(file) as opened:
        drawn = opened.convert("RGB")
    if logo:
        ImageDraw.Draw(drawn).rectangle([side * drawn.width // 5 for side in (2, 2, 3, 3)], fill="#e93b3d")
    return drawn


def screen(shown: Image.Image, count: int = 1) -> Image.Image:
    image = Image.new("RGB", (800, 800), "#f5f5f5")
    for place in PLACES[:count]:
        image.paste(shown, place)
    return image


def decoded(image: Image.Image) -> str:
    pixels = np.asarray(image.convert("L"), np.uint8)
    return "".join(cv2.QRCodeDetector().detectAndDecode(grey)[0] for grey in (pixels, 255 - pixels))


@pytest.mark.parametrize(
    "shown",
    [
        screen(code()),
        screen(code(inverted=True)),
        screen(code(logo=True)),
        screen(code().rotate(20, expand=True, fillcolor="#f5f5f5")),
        screen(code()).filter(ImageFilter.GaussianBlur(1.2)),
        screen(code(), count=2),
    ],
    ids=["plain", "inverted", "logo", "turned", "blurred", "two"],
)
def test_a_code_is_found_and_says_nothing_once_covered(shown: Image.Image) -> None:
    covered = shown.copy()
    for box in find_codes(shown):
        ImageDraw.Draw(covered).rectangle((box.x0, box.y0, box.x1, box.y1), fill="black")
    assert covered != shown
    assert decoded(covered) == ""
    assert find_codes(covered) == ()


def test_writing_is_no_code() -> None:
    image = Image.new("RGB", (800, 800), "white")
    ImageDraw.Draw(image).text((20, 20), "2026-03-02 ZX20260302000118\n" * 20, fill="black")
    assert find_codes(image) == ()
