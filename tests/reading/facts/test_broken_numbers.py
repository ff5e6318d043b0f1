"""Numbers that a picture breaks over two lines, in every layout that breaks them: found whole, or not taken as firm."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vault.model import Fact, FactType, Line, Reading
from vault.reading import load_directory, understand

HEIGHT, WIDTH = 40, 20
CAPTURED = dt.datetime(2025, 7, 10, tzinfo=dt.UTC)

Placed = tuple[float, float, str]


def width(text: str) -> float:
    return WIDTH * sum(2 if char > "\u1100" else 1 for char in text)


def references(lines: list[Placed]) -> list[Fact]:
    def line(left: float, top: float, text: str) -> Line:
        right, low = left + width(text), top + HEIGHT
        return Line(text, 0.99, ((left, top), (right, top), (right, low), (left, low)))

    ordered = sorted(lines, key=lambda one: (round(one[1] / 30), one[0]))
    reading = Reading("engine", "1", tuple(line(*one) for one in ordered))
    found = understand(reading, captured_at=CAPTURED, directory=load_directory()).facts
    return [fact for fact in found if fact.type is FactType.REFERENCE]


def values(lines: list[Placed]) -> list[object]:
    return [fact.value for fact in references(lines)]


digits = st.text("0123456789", min_size=1, max_size=20)
groups = st.lists(st.text("0123456789GHKQXZ", min_size=2, max_size=12), min_size=1, max_size=3)
numbers = st.one_of(
    st.builds("".join, st.tuples(st.sampled_from(["", "GD", "JDP", "XQZM"]), digits, digits)),
    st.builds(lambda head, parts: "-".join([head, *parts]), st.sampled_from(["ZX", "PA", "7702"]), groups),
)


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, str]:
    """Return a number of random shape in two parts, of which the second is the shorter."""
    number = draw(numbers)
    assume(len(number) >= 10 and sum(map(str.isdigit, number)) >= 6)
    at = draw(st.integers(len(number) // 2 + 1, len(number) - 1))
    first, rest = number[:at], number[at:]
    assume(
        rest[0] != "-"
        and not rest[:2].isalpha()
        and not rest.startswith(("95", "400", "800", "1", "20", "0"))
    )
    assume(any(map(str.isdigit, rest)) or first.endswith("-") or first[-1].isalpha())
    assume(any(map(str.isdigit, rest)) or rest.isalpha())  # groups of letters alone may be words: WI-FI
    assume(sum(map(str.isdigit, first)) >= 5 and len(rest) < len(first) - 1)
    return first, rest


def row_to_the_right(first: str, rest: str) -> list[Placed]:
    left = 60 + width("业务流水号") + 30
    right = left + width(first)
    return [
        (60, 200, "状态"),
        (right - width("已完成"), 200, "已完成"),
        (60, 280, "业务流水号"),
        (left, 280, first),
        (right - width(rest), 330, rest),
        (60, 410, "支付方式"),
        (right - width("余额"), 410, "余额"),
    ]


def row_to_the_left(first: str, rest: str) -> list[Placed]:
    return [
        (60, 200, "状态"),
        (400, 200, "已完成"),
        (60, 280, "业务流水号"),
        (400, 280, first),
        (400, 330, rest),
        (60, 410, "支付方式"),
        (400, 410, "余额"),
    ]


def under_a_head(first: str, rest: str) -> list[Placed]:
    beyond = 60 + max(width(first), 200) + 60
    return [
        (60, 200, "业务流水号"),
        (beyond, 200, "状态"),
        (60, 260, first),
        (beyond, 260, "已解约"),
        (60, 306, rest),
        (60, 420, "请妥善保存"),
    ]


def in_the_middle(first: str, rest: str) -> list[Placed]:
    return [
        (500 - width("业务流水号") / 2, 200, "业务流水号"),
        (500 - width(first) / 2, 260, first),
        (500 - width(rest) / 2, 306, rest),
        (500 - width("完成") / 2, 460, "完成"),
    ]


def in_a_bubble(first: str, rest: str) -> list[Placed]:
    head = "业务流水号为"
    full = width(head) + width(first)
    return [
        (140, 200, "您好" + "请" * int((full - 80) // 40)),
        (140, 250, head + first),
        (140, 300, rest + ",请您保存"),
        (140, 350, "好"),
    ]


LAYOUTS = [row_to_the_right, row_to_the_left, under_a_head, in_the_middle, in_a_bubble]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(cut=cuts())
def test_a_number_broken_anywhere_is_found_whole(layout: object, cut: tuple[str, str]) -> None:
    assert callable(layout)
    assert values(layout(*cut)) == ["".join(cut)]


@given(
    first=st.text("23456789", min_size=12, max_size=18), rest=st.text("23456789", min_size=12, max_size=18)
)
def test_two_rows_with_a_label_each_are_two_numbers(first: str, rest: str) -> None:
    for top in (48, 60, 90):
        rows = [(60, 300, "订单号"), (400, 300, first), (60, 300 + top, "流水号"), (400, 300 + top, rest)]
        assert values(rows) == [first, rest]


@given(number=st.integers(5 * 10**9, 6 * 10**9 - 10), makes=st.sampled_from(["GD", "", "JQ-"]))
def test_the_numbers_of_a_list_are_never_joined(number: int, makes: str) -> None:
    listed = [f"{makes}{number + more}" for more in range(3)]
    lines = [(60, 200, "借据号"), *((60, 250 + 48 * at, each) for at, each in enumerate(listed))]
    assert values(lines) == listed


@pytest.mark.parametrize(
    "under", ["95118", "13805127788", "2025-07-09", "2025-07", "5,200.00", "12:30", "NFC", "24小时内回复"]
)
def test_what_stands_under_a_number_and_is_no_more_of_it_is_not_joined(under: str) -> None:
    lines = [(60, 300, "业务流水号"), (400, 300, "202507097712345678"), (400, 345, under)]
    assert values(lines) == ["202507097712345678"]


def test_a_number_whose_first_part_is_too_short_is_found_in_the_next_line() -> None:
    bubble = [(140, 300, "请您务必记录下来,案件号 QX-PD-"), (140, 350, "0611873"), (140, 460, "好")]
    assert values(bubble) == ["QX-PD-0611873"]


def test_a_label_at_the_end_of_a_line_has_its_number_behind_the_next_word() -> None:
    bubble = [
        (140, 300, "您好,登记成功,服务单号"),
        (140, 350, "为HX-SRV-2025061013-"),
        (140, 400, "00718846-GZ,登记后24小时内"),
    ]
    assert values(bubble) == ["HX-SRV-2025061013-00718846-GZ"]


def test_a_number_broken_before_the_edge_is_joined_and_asked_about() -> None:
    lines = [
        (60, 300, "还款流水"),
        (400, 300, "QXH25A126F"),
        (400, 345, "0093X7712"),
        (60, 420, "所属平台"),
        (400, 420, "某某金融服务平台有限公司"),
    ]
    (fact,) = references(lines)
    assert (fact.value, fact.note) == ("QXH25A126F0093X7712", "joined")


def test_a_number_that_fills_its_row_is_joined_without_doubt() -> None:
    (fact,) = references(row_to_the_right("202502071130004881229663", "0571"))
    assert (fact.value, fact.note) == ("2025020711300048812296630571", None)


def test_a_number_stands_under_its_head_in_a_wide_table_beside_a_menu() -> None:
    menu = [(20, 190 + 60 * at, word) for at, word in enumerate(("首页", "账户", "转账", "贷款"))]
    heads = [
        (300 + 260 * at, 200, head) for at, head in enumerate(("委托单位", "协议编号", "签约日期", "状态"))
    ]
    cells = [
        (300, 260, "某某科技"),
        (560, 260, "QX02008819"),
        (820, 260, "2023-06-14"),
        (1080, 260, "已解约"),
    ]
    assert values([*menu, *heads, *cells]) == ["QX02008819"]


def test_three_lines_of_one_length_are_a_list_and_a_shorter_third_is_the_end() -> None:
    listed = [(60, 200, "借据号"), (60, 250, "88120034"), (60, 296, "77431290"), (60, 342, "10293847")]
    assert values(listed) == ["88120034", "77431290", "10293847"]
    row = [(60, 300, "协议号"), (400, 300, "88120034"), (400, 346, "77431290"), (400, 392, "102")]
    assert values(row) == ["8812003477431290102"]


def test_what_stands_apart_on_the_next_line_is_no_more_of_the_number() -> None:
    lines = [(60, 300, "收据编号:SJ20250709001"), (60, 350, "88120034 某某"), (60, 400, "金额:100.00")]
    assert values(lines) == ["SJ20250709001"]


def test_a_date_that_its_cell_breaks_beside_a_number_is_no_label() -> None:
    table = [
        (60, 200, "时间"),
        (360, 200, "工单编号"),
        (60, 260, "2025-07-09"),
        (360, 260, "TS202507090001"),
        (60, 306, "11:20"),
        (360, 306, "88277"),
    ]
    assert values(table) == ["TS20250709000188277"]


@pytest.mark.parametrize("rest", ["30114,2个工作日内发送", "30114,3天后回电", "30114。请留意", "30114"])
def test_what_is_counted_behind_the_end_of_a_number_does_not_hide_it(rest: str) -> None:
    assert values([(400, 100, "已登记,服务单号FX-9920-"), (400, 146, rest)]) == ["FX-9920-30114"]
