"""Bare figures under the head of a column that names an amount; what stands in other columns is none."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Line, Money, Reading
from vault.reading import extract, load_directory, understand

CAPTURED = dt.datetime(2026, 6, 9, tzinfo=dt.UTC)
WIDTH, HEIGHT, ROW = 20, 32, 60

Row = tuple[str, ...]


def amounts(rows: list[Row], column: int = 260) -> list[str]:
    """Return the amounts of a table whose cells stand in the middle of columns of a width in pixels."""

    def line(row: int, place: int, text: str) -> Line:
        width = sum(WIDTH if char > "\u1100" else WIDTH / 2 for char in text)
        left, top = column * place + (column - width) / 2, row * ROW
        right, low = left + width, top + HEIGHT
        return Line(text, 0.99, ((left, top), (right, top), (right, low), (left, low)))

    lines = [
        line(row, place, text) for row, cells in enumerate(rows) for place, text in enumerate(cells) if text
    ]
    found = understand(
        Reading("engine", "1", tuple(lines)), captured_at=CAPTURED, directory=load_directory()
    ).facts
    values = [fact.value for fact in found if fact.type is FactType.AMOUNT]
    return [value.amount for value in values if isinstance(value, Money)]


HEADS = [
    "授信额度", "贷款金额", "余额", "应还金额", "额度（元）", "借款本金", "已用额度", "剩余本金",
    "本期应还", "逾期金额", "实还金额", "手续费",
    "Credit limit", "Loan amount", "Balance", "Outstanding balance", "Amount due",
]  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
def test_bare_figures_under_the_name_of_an_amount_are_amounts(head: str) -> None:
    rows = [
        ("序号", "机构", "开立日期", head, "期数"),
        ("1", "某某银行", "2022.05.09", "32,000", "12"),
        ("2", "另一银行", "2023.10.30", "15000", "24"),
    ]
    assert amounts(rows) == ["32000", "15000"]


def test_an_empty_cell_or_one_with_a_sign_of_its_own_does_not_end_a_column() -> None:
    rows = [
        ("机构", "余额"),
        ("甲", "3,200"),
        ("乙", "--"),
        ("丙", "￥500.00"),
        ("戊", "0"),
        ("己", "7,100"),
    ]
    assert amounts(rows) == ["3200", "500.00", "0", "7100"]


OTHER_HEADS = [
    "期数", "笔数", "年利率", "利率", "卡号后四位", "尾号", "借据号", "账户数", "剩余期数", "积分余额",
    "额度使用率", "查询次数", "年份", "序号", "机构数量", "金额占比", "额度类型",
    "Term", "Rate", "Instalments", "No.", "Card ending", "Points balance", "Year", "Time limit",
]  # fmt: skip


@pytest.mark.parametrize("head", OTHER_HEADS)
def test_figures_under_another_head_are_no_amounts(head: str) -> None:
    rows = [("机构", head, "状态"), ("甲", "1200", "正常"), ("乙", "7", "正常"), ("丙", "2024", "正常")]
    assert amounts(rows) == []


@pytest.mark.parametrize("head", ["已还", "待还", "合计", "授信", "Total", "Payment"])
def test_a_small_whole_figure_is_no_amount_under_a_head_that_may_count(head: str) -> None:
    assert amounts([("机构", head), ("甲", "3"), ("乙", "12")]) == []
    assert amounts([("机构", head), ("甲", "3,000"), ("乙", "12.50")]) == ["3000", "12.50"]


def test_the_unit_under_a_head_or_over_the_table_counts() -> None:
    assert amounts([("机构", "授信额度"), ("", "（万元）"), ("甲", "3.2"), ("乙", "15")]) == [
        "32000",
        "150000",
    ]
    assert amounts([("单位：万元", ""), ("机构", "授信额度"), ("甲", "3.2"), ("乙", "15")]) == [
        "32000",
        "150000",
    ]
    assert amounts([("单位：元", ""), ("机构", "授信额度"), ("甲", "3200")]) == ["3200"]


def test_a_figure_over_its_label_is_not_that_of_the_label_above_it() -> None:
    assert amounts([("120", "3"), ("余额", "优惠券"), ("7", "2"), ("收藏", "足迹")]) == []


def test_a_column_ends_where_something_else_stands() -> None:
    rows = [("机构", "余额"), ("甲", "3,200"), ("查询次数", "查询次数"), ("2025", "17")]
    assert amounts(rows) == ["3200"]


@pytest.mark.parametrize(
    "text",
    [
        "机构 授信额度 状态\n某某银行 32,000 正常\n另一银行 15000 销户",
        "机构 | 授信额度 | 期数\n某某银行 | 32,000 | 12\n另一银行 | 15000 | 24",
        "Lender | Credit limit | Term\nSome Bank | 32,000 | 12\nOther Bank | 15000 | 24",
    ],
)
def test_a_table_in_plain_text_is_read_alike(text: str) -> None:
    values = [fact.value for fact in extract(text) if fact.type is FactType.AMOUNT]
    assert values == [Money("32000"), Money("15000")]
