"""Long pictures: every line exactly once, in order."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from vault.model import Line
from vault.reading.engines import read_picture
from vault.reading.engines.tiles import OVERLAP, spans

WIDTH = 320
COLUMNS = ((10, 150), (170, 310))


class BlockReader:
    """An engine for bars of colour: red and green say which line it is, blue how high the whole bar is.

    It sees no more than the picture that it is given: of a bar that is cut, a part, which it marks.
    """

    name = "blocks"
    version = "1"

    def read(self, picture: Image.Image) -> tuple[Line, ...]:
        pixels = np.asarray(picture).astype(int)
        return tuple(line for x0, x1 in COLUMNS for line in self._column(pixels[:, (x0 + x1) // 2], x0, x1))

    @staticmethod
    def _column(column, x0, x1):
        number, full = column[:, 0] * 256 + column[:, 1], column[:, 2]
        edges = [0, *(np.flatnonzero(np.diff(number)) + 1), len(number)]
        for y0, y1 in pairwise(map(int, edges)):
            if full[y0]:
                text = str(number[y0]) + ("" if y1 - y0 == full[y0] else "?")
                yield Line(text, 1.0, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def picture_of(rows, width=WIDTH, height=None):
    """Draw rows of (gap above, bar height, both columns); return the picture and the numbers in order."""
    height = height or sum(gap + bar for gap, bar, _ in rows) + 5
    picture, y, numbers = Image.new("RGB", (width, height)), 0, []
    for gap, bar, both in rows:
        y += gap
        for x0, x1 in COLUMNS[: 2 if both else 1]:
            numbers.append(len(numbers) + 1)
            colour = (numbers[-1] // 256, numbers[-1] % 256, bar)
            ImageDraw.Draw(picture).rectangle((x0, y, x1, y + bar - 1), fill=colour)
        y += bar
    return picture, [str(number) for number in numbers]


ROWS = st.lists(st.tuples(st.integers(1, 90), st.integers(18, 100), st.booleans()), min_size=1, max_size=60)
"""Bars of the shape of labels and values: lower ones look like two columns of running text, read one by one."""


@given(ROWS)
@settings(max_examples=120, deadline=None)
def test_every_line_is_read_once_and_in_order(rows):
    picture, numbers = picture_of(rows)
    lines = read_picture(BlockReader(), picture)
    assert [line.text for line in lines] == numbers


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_places_are_those_of_the_whole_picture(rows):
    picture, _ = picture_of(rows)
    pixels = np.asarray(picture)
    for line in read_picture(BlockReader(), picture):
        (x, y), _, (_, bottom), _ = line.quad
        inside = pixels[int(y) : int(bottom), int(x)]
        assert len(inside) == inside[0][2]
        assert (inside == inside[0]).all()


def test_the_longest_screenshot_is_read_whole():
    rows = [(60, 40, number % 3 == 0) for number in range(390)]
    picture, numbers = picture_of(rows, width=1440, height=40_000)
    assert [line.text for line in read_picture(BlockReader(), picture)] == numbers


@given(st.integers(1, 3000), st.integers(1, 60_000))
def test_tiles_cover_the_picture_and_overlap(width, height):
    tiles = spans(width, height)
    assert tiles[0][0] == 0
    assert tiles[-1][1] == height
    assert all(0 <= top < bottom <= height for top, bottom in tiles)
    for (_, bottom), (top, _) in pairwise(tiles):
        assert bottom - top >= OVERLAP * width
    assert sum(bottom - top for top, bottom in tiles) <= 1.7 * height


@pytest.mark.parametrize(("pitch", "size"), [(52, 26), (71, 22)])
def test_rapidocr_reads_a_long_screenshot_without_loss_or_double(rapidocr, draw, pitch, size):
    written = [f"第{number:03}条 {7919 * (number + 11)}" for number in range(48)]
    places = [(20, 10 + pitch * number, text) for number, text in enumerate(written)]
    picture = draw((420, pitch * len(written) + 20), places, height=size)
    assert len(spans(*picture.size)) > 2
    read = [line.text.replace(" ", "") for line in read_picture(rapidocr, picture)]
    assert "".join(read) == "".join(written).replace(" ", "")


def test_tesseract_reads_a_long_screenshot_without_loss_or_double(tesseract, draw):
    written = [f"{7919 * (number + 1311)}" for number in range(30)]
    picture = draw(
        (400, 60 * 30), [(20, 10 + 60 * number, text) for number, text in enumerate(written)], height=28
    )
    assert len(spans(*picture.size)) > 1
    assert [line.text for line in read_picture(tesseract, picture)] == written
