"""No text takes more than linear time: long runs of what the patterns start with, many facts, one endless line."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from vault.model import FactType
from vault.reading import extract

CAPTURED = dt.date(2026, 11, 22)
UNITS = [
    "1",
    "年",
    " ",
    "【",
    "【】",
    "(",
    "1-",
    "1234 ",
    "编号:",
    "有限公司",
    "注销",
    "已",
    "壹",
    "编号\n",
    "account ",
    "1,111",
    "¥",
    "order ",
    "授权",
    "还款 ",
    "年月日",
    "2024年",
    "十月",
    "3月1至",
    "2O24-",
    "1 day, ",
    "first of May ",
]


def seconds(text: str) -> float:
    started = time.process_time()
    extract(text, CAPTURED)
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS)
def test_a_long_run_takes_linear_time(unit: str) -> None:
    extract("1", CAPTURED)
    assert seconds(unit * (100_000 // len(unit))) < 2


def test_five_thousand_dates_are_all_read() -> None:
    found = [fact for fact in extract("2025年7月9日 " * 5000, CAPTURED) if fact.type is FactType.DATE]
    assert len(found) == 5000


def test_one_line_of_ten_megabytes_is_bounded() -> None:
    assert seconds("银行 1a" * 2_000_000) < 20
