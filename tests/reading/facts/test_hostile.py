"""No text takes more than linear time, and no pattern: long runs of what they start with, many facts, endless lines."""

from __future__ import annotations

import datetime as dt
import re
import time
import tracemalloc

import pytest

import vault.reading
from tests.patterns import patterns_of, slow_on
from vault.model import FactType, Line, Reading
from vault.reading import extract, load_directory, understand

CAPTURED = dt.date(2026, 11, 22)
MOMENT = dt.datetime(2026, 11, 22, 6, tzinfo=dt.UTC)
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


def test_a_line_of_many_days_takes_linear_time() -> None:
    assert seconds("上周今天" * 25_000) < 3


def test_one_line_of_ten_megabytes_is_bounded() -> None:
    assert seconds("银行 1a" * 2_000_000) < 20


def placed(text: str, number: int) -> Line:
    """A line of a picture; no two begin at the same place."""
    x, y = 40 + number / 8, 50 * number
    return Line(text, 0.9, ((x, y), (x + 9000, y), (x + 9000, y + 30), (x, y + 30)))


PAGES = {
    "moments": [placed("昨天 14:22", number) for number in range(6000)],
    "bubbles": [placed("您好，请问什么时候完成？", number) for number in range(12_000)],
    "headings": [Line("我: 好"), Line("客服: 好"), *[Line("年    " * 14)] * 3000, Line("我: 好")],
}


@pytest.mark.parametrize("page", PAGES)
def test_a_conversation_without_end_takes_linear_time(page: str) -> None:
    directory = load_directory()
    started = time.process_time()
    understand(Reading("made", "1", tuple(PAGES[page])), captured_at=MOMENT, directory=directory)
    assert time.process_time() - started < 2


PATTERNS = dict(patterns_of(vault.reading))


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_pattern_takes_linear_time(pattern: re.Pattern[str]) -> None:
    assert slow_on(pattern) is None


def test_the_patterns_of_code_and_of_data_are_looked_at() -> None:
    assert len(PATTERNS) > 500
    assert any(".kinds.kind_rules." in name for name in PATTERNS)


@pytest.mark.parametrize(
    "unit", ["受理编号 ", "编号\n", "日期:", "7", "年月日", "2025年7月9日 ", "¥1 ", "【"]
)
def test_much_of_one_thing_is_bounded_in_time_and_memory(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert seconds(text) < 5
    tracemalloc.start()
    extract(text[:20_000], CAPTURED)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50 * 2**20
