"""The slant of a page, reading order on slanted pages and in columns, and the place of characters."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import Line, Point
from vault.reading.engines import crop_of, ground_of, in_reading_order
from vault.reading.engines.characters import legibility, recognised
from vault.reading.facts.places import part_box
from vault.reading.levelling import levelled, slant_of

PAGE = (
    ("受理编号", 60, 100, 200),
    ("20250314008812347756", 700, 102, 340),
    ("当前状态", 60, 190, 200),
    ("已注销", 900, 188, 140),
    ("办理时间", 60, 280, 200),
    ("2025-03-14 10:20", 700, 281, 340),
)


def turned(x: float, y: float, angle: float) -> Point:
    cos, sin = math.cos(angle), math.sin(angle)
    return x * cos - y * sin, x * sin + y * cos


def line(text: str, x: float, y: float, width: float, *, height: float = 40, angle: float = 0.0) -> Line:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    a, b, c, d = (turned(*corner, angle) for corner in corners)
    return Line(text, 1.0, (a, b, c, d))


@given(st.floats(-math.pi, math.pi), st.randoms())
def test_rows_are_read_in_order_however_the_page_lies(angle, random):
    lines = [line(*placed, angle=angle) for placed in PAGE]
    shuffled = random.sample(lines, len(lines))
    assert [one.text for one in in_reading_order(shuffled)] == [text for text, *_ in PAGE]


@given(st.floats(-3.0, 3.0).filter(lambda angle: abs(angle) > 0.01))
def test_the_slant_is_measured_and_taken_off(angle):
    lines = [line(*placed, angle=angle) for placed in PAGE]
    assert math.isclose(slant_of(lines), angle, abs_tol=1e-6)
    for (_, x, y, width), one in zip(PAGE, lines, strict=True):
        box = levelled(one.quad, angle)
        assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((x, y, x + width, y + 40), abs=1e-6)


def test_a_level_page_keeps_its_boxes():
    lines = [line(*placed, angle=math.radians(0.2)) for placed in PAGE]
    assert slant_of(lines) == 0.0
    assert slant_of([]) == 0.0


def test_columns_of_running_text_follow_each_other():
    left = [line(f"左{n}", 60, 100 + 60 * n, 420) for n in range(5)]
    right = [line(f"右{n}", 560, 100 + 60 * n, 420) for n in range(5)]
    read = in_reading_order([line("标题", 300, 20, 500), *left, *right, line("页脚", 60, 500, 900)])
    assert [one.text for one in read] == [
        "标题",
        *(f"左{n}" for n in range(5)),
        *(f"右{n}" for n in range(5)),
        "页脚",
    ]


def test_a_menu_beside_a_text_is_read_by_itself():
    menu = [line(f"菜单{n}", 20, 113 + 97 * n, 120) for n in range(4)]
    text = [line(f"正文{n}", 300, 100 + 60 * n, 600) for n in range(7)]
    assert [one.text for one in in_reading_order([*menu, *text])] == [one.text for one in (*menu, *text)]


def test_a_table_is_read_by_rows():
    cells = [
        line(f"{row}{cell}", 60 + 300 * cell, 100 + 60 * row, 200) for row in range(5) for cell in range(3)
    ]
    assert [one.text for one in in_reading_order(reversed(cells))] == [one.text for one in cells]


def test_writing_in_portraits_is_no_column():
    portraits = [line(f"像{n}", 20, 100 + 500 * n, 60, height=30) for n in range(4)]
    talk = [line(f"话{n}", 160, 110 + 500 * n + 45 * k, 500) for n in range(4) for k in range(2)]
    read = [one.text for one in in_reading_order([*portraits, *talk])]
    assert read[:3] == ["像0", "话0", "话0"]


@pytest.mark.parametrize("angle", [0.0, 0.1, math.pi / 2, math.pi, -math.pi / 2])
def test_a_part_of_a_line_holds_its_characters(angle):
    text = "受理编号20250314"
    places = tuple((0.5 + n) / 12 * 8 / 12 if n < 4 else 4 / 12 + 8 / 12 * (n - 3.5) / 8 for n in range(12))
    whole = line(text, 100, 100, 480, angle=angle)
    told = Line(text, 1.0, whole.quad, 0, places)
    box = part_box(told, 4, 12)
    corners = [turned(x, y, angle) for x in (100 + 160 + 20, 580) for y in (100, 140)]
    assert all(box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1 for x, y in corners)


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_part_lies_within_its_line(text, data):
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    known = data.draw(st.booleans())
    places = tuple((n + 0.5) / len(text) for n in range(len(text))) if known else ()
    box = part_box(Line(text, 1.0, line(text, 50, 60, 300).quad, 0, places), first, last)
    assert 50 - 1e-6 <= box.x0 < box.x1 <= 350 + 1e-6
    assert (box.y0, box.y1) == (60, 100)


def test_characters_keep_the_places_that_they_were_seen_at():
    seen = recognised(" 编号 12 ", 0.98765, [2, 8, 20, 24], 30)
    assert (seen.text, seen.confidence) == ("编号 12", 0.98765)
    assert len(seen.places) == len(seen.text)
    assert list(seen.places) == sorted(seen.places)
    assert recognised("编号", 1.2, [2], 30).places == ()
    assert recognised("   ", 0.2, [], 30).text == ""


def test_legibility_weighs_lines_by_their_length():
    sure, unsure = recognised("受理编号已经注销", 0.9, [], 0), recognised("凵", 0.0, [], 0)
    assert legibility([sure, unsure]) == pytest.approx(0.8)
    assert legibility([]) == 1.0


@pytest.mark.parametrize("angle", [3, 10, 90, 180, 270, 93])
def test_a_slanted_line_is_cut_out_straight(tmp_path, angle):
    from PIL import Image

    picture = Image.new("RGB", (600, 600), "white")
    picture.paste("red", (200, 280, 400, 320))
    askew = picture.rotate(-angle, fillcolor="white")  # clockwise around the middle
    quad = tuple(
        tuple(300 + part for part in turned(x - 300, y - 300, math.radians(angle)))
        for x, y in ((200, 280), (400, 280), (400, 320), (200, 320))
    )
    crop = crop_of(askew, quad, margin=0.1)
    assert abs(crop.width / crop.height - 208 / 48) < 0.35
    assert crop.getpixel((crop.width // 2, crop.height // 2)) == (255, 0, 0)
    assert ground_of(picture, ((200, 280), (400, 280), (400, 320), (200, 320))) == (248, 8, 8)
