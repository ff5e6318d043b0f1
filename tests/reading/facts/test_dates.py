"""Dates: every form, the missing year, relative words, what is never a date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import Fact, FactType, Role
from vault.reading import extract

CAPTURED = dt.date(2026, 11, 22)  # a Sunday


def dates(text: str, captured_on: dt.date | None = CAPTURED) -> list[Fact]:
    return [fact for fact in extract(text, captured_on) if fact.type is FactType.DATE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("办结于2025年7月9日", "2025-07-09"),
        ("2025年07月09日 08:05", "2025-07-09T08:05"),
        ("2025 年 7 月 9 日", "2025-07-09"),
        ("2025年7月9日8时5分12秒", "2025-07-09T08:05:12"),
        ("2025年7月9日21:04:30", "2025-07-09T21:04:30"),
        ("2025.07.09", "2025-07-09"),
        ("2025/7/9 23:59", "2025-07-09T23:59"),
        ("2025-07-0921:04:30", "2025-07-09T21:04:30"),
        ("25年7月9日", "2025-07-09"),
        ("二〇二五年七月九日", "2025-07-09"),
        ("二〇二五年十二月三十一日", "2025-12-31"),
        ("２０２５年７月９日２１：０４", "2025-07-09T21:04"),
        ("2025年7月9日下午3点半", "2025-07-09T15:30"),
        ("2025年7月9日 凌晨0:12", "2025-07-09T00:12"),
        ("2025年7月9日(周三) 21:04", "2025-07-09T21:04"),
        ("业务日期:20250709", "2025-07-09"),
        ("时间:20250709210430", "2025-07-09T21:04:30"),
        ("Jul 9, 2025", "2025-07-09"),
        ("9 July 2025 at 2:04 PM", "2025-07-09T14:04"),
        ("July 9th, 2025", "2025-07-09"),
        ("09-Jul-2025", "2025-07-09"),
        ("2025-07-09T21:04:30+08:00", "2025-07-09T21:04:30"),
        ("25/07/2025", "2025-07-25"),
        ("09.07.2025", "2025-07-09"),
    ],
)
def test_a_full_date_is_read_in_every_form(text: str, value: str) -> None:
    assert [fact.value for fact in dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7月9日 21:04", "2026-07-09T21:04"),
        ("12月30日已处理", "2025-12-30"),
        ("07-09 21:04", "2026-07-09T21:04"),
        ("请于12月30日前还清", "2026-12-30"),
        ("账单日 2024年3月1日\n3月20日处理完毕", "2024-03-20"),
    ],
)
def test_a_missing_year_is_taken_from_context_and_marked(text: str, value: str) -> None:
    fact = dates(text)[-1]
    assert (fact.value, fact.note) == (value, "year")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("今天 09:30", "2026-11-22T09:30"),
        ("昨天 21:04", "2026-11-21T21:04"),
        ("前天下午4点", "2026-11-20T16:00"),
        ("刚刚", "2026-11-22"),
        ("5天前", "2026-11-17"),
        ("三天前", "2026-11-19"),
        ("2小时前", "2026-11-22"),
        ("上周三", "2026-11-11"),
        ("周三 21:04", "2026-11-18T21:04"),
        ("去年7月9日", "2025-07-09"),
        ("上个月8号", "2026-10-08"),
        ("yesterday", "2026-11-21"),
        ("3 days ago", "2026-11-19"),
        ("last Friday", "2026-11-20"),
    ],
)
def test_relative_words_count_from_the_capture_and_are_marked(text: str, value: str) -> None:
    (fact,) = dates(text)
    assert (fact.value, fact.note) == (value, "relative")


def test_relative_words_in_a_message_count_from_its_own_time() -> None:
    facts = dates("2026-03-02 10:15\n您好,昨天提交的申请已收到")
    assert [fact.value for fact in facts] == ["2026-03-02T10:15", "2026-03-01"]


def test_without_a_capture_nothing_relative_is_guessed() -> None:
    assert dates("昨天 21:04", None) == []
    assert [fact.value for fact in dates("7月9日 21:04", None)] == ["XXXX-07-09T21:04"]


def test_an_ambiguous_date_keeps_both_readings() -> None:
    (fact,) = dates("received 05/08/2026")
    assert (fact.value, fact.note) == ("[2026-05-08,2026-08-05]", "ambiguous")


@pytest.mark.parametrize(("other", "value"), [("05/28/2026", "2026-05-08"), ("28/05/2026", "2026-08-05")])
def test_another_date_of_the_same_form_settles_the_order(other: str, value: str) -> None:
    first = dates(f"received 05/08/2026, answered {other}")[0]
    assert (first.value, first.note) == (value, None)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025年13月1日",
        "2025年2月29日",
        "192.168.1.20",
        "版本 8.12.25",
        "v2025.3.5",
        "13805127788",
        "010-20250709",
        "6228 4820 2507 0912 345",
        "工单号 2025070900417",
        "HT-2025-07-09-0012",
        "¥2025.07",
        "周一至周五 9:00-18:00",
        "每月8号还款",
        "第3/12期",
        "2025年7月",
        "2025-07",
        "14:22",
        "预计5个工作日内",
        "3个月",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("注销时间:2025-07-09", [Role.HAPPENED]),
        ("贷款已于2025年7月9日结清", [Role.HAPPENED]),
        ("打印日期 2025-07-09", [Role.ISSUED]),
        ("报告时间\n2025-07-09 10:00", [Role.ISSUED]),
        ("请于2025年7月9日前还款", [Role.DUE]),
        ("还款日:2025-07-09", [Role.DUE]),
        ("due by July 9, 2025", [Role.DUE]),
        ("2025-07-09至2025-08-09", [Role.PERIOD_START, Role.PERIOD_END]),
        ("2025.07.09-2025.08.09", [Role.PERIOD_START, Role.PERIOD_END]),
        ("2025-07-09 10:00", [Role.MESSAGE]),
        ("暂时无法办理注销,请您2025-07-09后再试", [Role.DUE]),
        ("2025-07-09之后方可办理注销", [Role.DUE]),
        ("我于2025-07-09后再次投诉", [Role.HAPPENED]),
    ],
)
def test_the_words_beside_a_date_give_its_role(text: str, roles: list[Role]) -> None:
    assert [fact.role for fact in dates(text)] == roles


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2079, 12, 31)),
    st.sampled_from(["{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}", "{0:%Y/%m/%d}"]),
)
def test_every_calendar_day_survives_writing_and_reading(day: dt.date, form: str) -> None:
    assert [fact.value for fact in dates("于" + form.format(day) + "办理")] == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("账户12024年05月14日某某银行发放的贷款,账户122025年12月03日", ["2024-05-14", "2025-12-03"]),
        ("20242024年02月03日", []),
        ("编号:52024年02月03日", []),
    ],
)
def test_the_number_of_an_entry_that_recognition_joins_to_the_year_is_left_out(
    text: str, days: list[str]
) -> None:
    assert [fact.value for fact in dates(text)] == days
