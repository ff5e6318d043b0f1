"""Photographs of screens, pages that lie on a side, small writing, and pictures that hold no writing at all."""

import re
import time

import numpy as np
import pytest
from PIL import Image, ImageFilter

from vault.reading.engines import read_picture

SCREEN = [
    (60, 60, "账户注销成功"),
    (60, 200, "受理编号"),
    (520, 200, "20250314008812347756"),
    (60, 300, "当前状态"),
    (820, 300, "已注销"),
    (60, 400, "办理时间"),
    (640, 400, "2025-03-14 10:20"),
]


@pytest.fixture(scope="module")
def screen(draw):
    return draw((1080, 640), SCREEN, height=36)


def compact(lines):
    return re.sub(r"\s", "", "".join(line.text for line in lines))


EXPECTED = re.sub(r"\s", "", "".join(text for _, _, text in SCREEN))


@pytest.mark.parametrize("degrees", [2, -5, 88, 90, 180, 270])
def test_a_picture_is_read_in_order_however_it_lies(rapidocr, screen, degrees):
    askew = screen.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor="#5a5a5a")
    lines = read_picture(rapidocr, askew)
    assert compact(lines) == EXPECTED
    assert all(
        -2 <= x <= askew.width + 2 and -2 <= y <= askew.height + 2 for line in lines for x, y in line.quad
    )


def test_a_photograph_of_a_screen_is_read(rapidocr, screen):
    y, x = np.mgrid[: screen.height, : screen.width].astype(np.float32)
    stripes = 20 * np.sin(x * 1.05 + y * 0.07) * np.sin(y * 1.1 + x * 0.05)
    light = 0.5 + 0.5 * np.exp(-((x / screen.width - 0.2) ** 2 + (y / screen.height - 0.3) ** 2) / 0.3)
    photographed = (np.asarray(screen, np.float32) + stripes[..., None]) * light[..., None]
    picture = Image.fromarray(photographed.clip(0, 255).astype(np.uint8))
    tilted = picture.transform(
        picture.size,
        Image.Transform.QUAD,
        (-20, -10, 10, 660, 1100, 630, 1070, 15),
        Image.Resampling.BICUBIC,
        fillcolor="#404040",
    )
    assert compact(read_picture(rapidocr, tilted.filter(ImageFilter.GaussianBlur(0.8)))) == EXPECTED


def test_small_writing_on_a_large_screen_is_read(rapidocr, draw):
    written = [
        (200 + 800 * column, 40 + 60 * row, f"第{row}行还款记录{7919 * (row + 11 + column)}元")
        for row in range(20)
        for column in range(2)
    ]
    lines = read_picture(rapidocr, draw((2560, 1300), written, height=16))
    assert sum(text in compact(lines) for _, _, text in written) >= len(written) - 1


def test_each_character_has_its_place(rapidocr, screen):
    (line,) = [line for line in read_picture(rapidocr, screen) if line.text == "20250314008812347756"]
    assert len(line.places) == len(line.text)
    steps = np.diff(line.places)
    assert (steps > 0).all()
    assert steps.max() < 2 * np.median(steps)


@pytest.mark.parametrize("size", [(1200, 1600), (4000, 60), (60, 4000)])
def test_noise_takes_bounded_time_and_tells_little(rapidocr, size):
    noise = np.random.default_rng(7).integers(0, 256, (size[1], size[0], 3), np.uint8)
    began = time.process_time()
    lines = read_picture(rapidocr, Image.fromarray(noise))
    assert time.process_time() - began < 30
    assert len(compact(lines)) < 40
