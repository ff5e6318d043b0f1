"""What both engines read from drawn pictures, and what they do with odd ones."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from vault.errors import EngineError
from vault.model import Line
from vault.reading.engines import crop_of, read_picture
from vault.reading.errors import EngineFailedError

SCREEN = [
    (40, 40, "账户注销成功"),
    (40, 120, "受理编号"),
    (300, 120, "20250314008812347756"),
    (40, 200, "还款金额 1234.50 元"),
    (40, 280, "Your account has been closed"),
]


def texts(lines):
    return [line.text for line in lines]


def compact(lines):
    return re.sub(r"\s", "", "".join(texts(lines)))


@pytest.mark.parametrize(
    ("ink", "paper"), [("black", "white"), ("#dddddd", "#1a1a1a"), ("#888888", "#f5f5f5")]
)
def test_rapidocr_reads_a_screen_exactly(rapidocr, draw, ink, paper):
    lines = read_picture(rapidocr, draw((800, 360), SCREEN, ink=ink, paper=paper))
    assert compact(lines) == re.sub(r"\s", "", "".join(text for _, _, text in SCREEN))
    assert all(0.5 <= line.confidence <= 1 for line in lines)


def test_tesseract_reads_chinese_without_spaces_and_digits(tesseract, draw):
    lines = tesseract.read(draw((800, 360), SCREEN))
    joined = "\n".join(texts(lines))
    assert "账户注销成功" in joined
    assert "20250314008812347756" in joined
    assert "account has been closed" in joined
    assert all(0 <= line.confidence <= 1 for line in lines)


def test_quads_stand_where_the_text_stands(engine, draw):
    picture = draw((800, 360), [(300, 120, "20250314008812347756")])
    (line,) = read_picture(engine, picture, page=3)
    assert line.page == 3
    assert line.box is not None
    assert abs(line.box.x0 - 300) < 12
    assert 110 < line.box.y0 < line.box.y1 < 180
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = line.quad
    assert ax < bx
    assert dx < cx
    assert ay < dy
    assert by < cy


def test_the_second_opinion_reads_the_line_cut_out(reader, draw):
    picture = draw((800, 200), [(100, 60, "20250314008812347756")], height=28)
    crop = crop_of(picture, ((100, 64), (560, 64), (560, 98), (100, 98)))
    assert reader.read_line(crop) == "20250314008812347756"


def test_the_second_opinion_of_nothing_is_empty(reader):
    assert reader.read_line(Image.new("RGB", (200, 40), "white")) == ""


@pytest.mark.parametrize(
    "size", [(1, 1), (1, 300), (300, 1), (5, 5), (3, 2000), (2000, 3), (31, 31), (400, 600), (400, 1300)]
)
@pytest.mark.parametrize("paper", ["white", "black"])
def test_a_picture_without_text_has_no_lines(engine, size, paper):
    assert read_picture(engine, Image.new("RGB", size, paper)) == ()


def test_text_that_fills_a_flat_strip_is_read(rapidocr, draw):
    strip = draw((1000, 40), [(10, -4, "受理编号20250314008812347756")])
    assert compact(read_picture(rapidocr, strip)) == "受理编号20250314008812347756"


@pytest.mark.parametrize("digit", "147")
def test_a_lone_narrow_digit_is_not_read_lying_down(rapidocr, draw, digit):
    assert texts(read_picture(rapidocr, draw((300, 200), [(140, 80, digit)], height=40))) == [digit]


def test_the_same_picture_gives_the_same_lines_in_any_thread(engine, draw):
    picture = draw((800, 360), SCREEN)
    expected = read_picture(engine, picture)
    assert expected
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: read_picture(engine, picture), range(6))) == {expected}


class Broken:
    name = "broken"
    version = "1"

    def read(self, picture: Image.Image) -> tuple[Line, ...]:
        if picture.width > 10:
            raise ValueError("content of the picture")
        return (Line("read"),)


def test_an_engine_that_breaks_down_is_an_error_without_content():
    with pytest.raises(EngineFailedError) as caught:
        read_picture(Broken(), Image.new("RGB", (20, 20)))
    assert isinstance(caught.value, EngineError)
    assert caught.value.code == "engine-failed"
    assert "ValueError" in str(caught.value)
    assert "content" not in " ".join(caught.value.said())
