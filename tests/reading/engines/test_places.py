"""Reading order, crops, and Tesseract's table."""

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vault.model import Box, Line
from vault.reading.engines import crop_of, in_reading_order
from vault.reading.engines.crops import LEGIBLE_HEIGHT
from vault.reading.engines.table import lines_of


def line(text, x0, y0, x1, y1):
    return Line(text, 1.0, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def order(*lines):
    return [ordered.text for ordered in in_reading_order(lines)]


def test_a_label_and_its_value_are_one_row():
    value, label = line("20250314", 300, 98, 600, 132), line("受理编号", 20, 102, 200, 134)
    assert order(value, line("账户注销成功", 200, 20, 400, 60), label) == [
        "账户注销成功",
        "受理编号",
        "20250314",
    ]


def test_small_lines_beside_a_large_amount_stay_apart():
    lines = (
        line("应还", 20, 100, 100, 130),
        line("本金", 20, 150, 100, 180),
        line("1,234.50", 300, 100, 600, 180),
    )
    assert order(*lines) == ["应还", "1,234.50", "本金"]


def test_bubbles_of_a_chat_follow_each_other():
    lines = (
        line("您好", 400, 200, 600, 240),
        line("客服", 20, 100, 200, 140),
        line("已注销", 20, 300, 200, 340),
    )
    assert order(*lines) == ["客服", "您好", "已注销"]


def test_names_in_a_portrait_do_not_interrupt_the_bubble_beside_them():
    portrait = (line("客服", 20, 100, 100, 126), line("小京", 20, 134, 100, 160))
    bubble = (
        line("您的申请已", 140, 98, 600, 140),
        line("受理，请", 140, 150, 520, 192),
        line("等候", 140, 202, 240, 244),
    )
    assert order(*portrait, *bubble) == ["客服", "小京", "您的申请已", "受理，请", "等候"]


def test_the_letters_of_an_index_stand_behind_the_entry_beside_them():
    entries = (line("Emma Garcia", 190, 100, 530, 160), line("678901", 190, 165, 480, 225))
    index = (line("G", 1016, 85, 1056, 125), line("H", 1016, 145, 1056, 180), line("I", 1016, 205, 1056, 245))
    assert order(*entries, *index) == ["G", "Emma Garcia", "678901", "H", "I"]


def test_a_value_beside_the_second_of_two_labels_stays_in_its_row():
    lines = (
        line("合同编号", 20, 100, 140, 130),
        line("借据号", 20, 140, 120, 170),
        line("JJ20250314", 300, 140, 520, 170),
    )
    assert order(*lines) == ["合同编号", "借据号", "JJ20250314"]


def test_lines_that_touch_are_rows_of_their_own():
    assert order(line("二", 20, 125, 400, 165), line("一", 20, 100, 400, 138)) == ["一", "二"]


def test_lines_without_a_place_come_last():
    assert order(Line("a"), line("b", 0, 0, 9, 9), Line("c")) == ["b", "a", "c"]


PLACES = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(1, 300), st.integers(1, 80))


@given(st.lists(PLACES, unique_by=lambda place: (place[0], 2 * place[1] + place[3])), st.randoms())
def test_the_order_depends_on_places_alone(places, random):
    lines = [line(str(n), x, y, x + width, y + height) for n, (x, y, width, height) in enumerate(places)]
    shuffled = random.sample(lines, len(lines))
    assert in_reading_order(shuffled) == in_reading_order(lines)
    assert sorted(order(*lines)) == sorted(str(n) for n in range(len(lines)))


COORDINATES = st.floats(-50, 400)


@given(COORDINATES, COORDINATES, COORDINATES, COORDINATES, st.floats(0, 1))
def test_any_place_gives_a_legible_crop(x0, y0, x1, y1, margin):
    crop = crop_of(Image.new("RGB", (300, 200)), Box(x0, y0, x1, y1), margin)
    assert crop.width >= 1
    assert crop.height >= LEGIBLE_HEIGHT
    assert crop.mode == "RGB"


def test_a_crop_is_the_line_with_some_air():
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste("red", (50, 60, 150, 110))
    crop = crop_of(picture, ((50, 60), (150, 60), (150, 110), (50, 110)), margin=0.1)
    assert crop.getpixel((0, 0)) == (255, 255, 255)
    assert crop.getpixel((5, 5)) == (255, 0, 0)
    assert crop.size == (111, 61)


def row(line_number, word, left, width, confidence, text):
    return f"5\t1\t1\t1\t{line_number}\t{word}\t{left}\t10\t{width}\t30\t{confidence}\t{text}"


TABLE = "\n".join((
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
    "4\t1\t1\t1\t1\t0\t10\t10\t400\t30\t-1\t",
    row(1, 1, 10, 30, 90.0, "注"),
    row(1, 2, 45, 30, 80.0, "销"),
    row(1, 3, 80, 60, 70.0, "2025"),
    row(1, 4, 145, 30, 60.0, "年"),
    row(1, 5, 260, 60, 100.0, "成功"),
    row(2, 1, 10, 60, 95.5, "account"),
    row(2, 2, 75, 60, 96.5, "closed"),
    row(3, 1, 10, 60, 95, " "),
))  # fmt: skip


def test_spaces_between_chinese_characters_go_and_those_between_words_and_columns_stay():
    assert [found.text for found in lines_of(TABLE)] == ["注销2025年 成功", "account closed"]


def test_places_and_confidence_come_from_the_words():
    first, _ = lines_of(TABLE)
    assert first.box == Box(10, 10, 320, 40)
    assert first.confidence == (90 + 80 + 4 * 70 + 60 + 2 * 100) / 9 / 100


@given(st.text())
def test_no_table_is_too_broken_to_skip(text):
    assert lines_of(text) == ()
