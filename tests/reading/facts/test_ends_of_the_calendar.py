"""A day that no calendar holds is left out: what is captured in the years 1 and 9999 is read as well."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.model import FactType, Line, Reading
from vault.reading import extract, load_directory, understand

FIRST, LAST = dt.date.min, dt.date.max
DAY = dt.timedelta(days=1)
SHANGHAI = dt.timezone(dt.timedelta(hours=8))
NEW_YORK = dt.timezone(dt.timedelta(hours=-5))
TEXTS = (
    "昨天", "明天", "3天前", "上周三", "下周五", "周五", "去年春节", "农历八月十五", "14号", "请于14号前还款",
    "周三15号", "上个月8号", "下个月最后一个周五", "首次还款日:2月29日", "请于2月29日前还款", "07-09 21:04",
    "周期:12.05-01.04", "2024年12月5日至1月4日", "yesterday", "in three weeks", "100 years ago",
    "a week from Monday", "Tuesday the 19th",
)  # fmt: skip


def reading(text: str) -> Reading:
    return Reading("text", "1", (Line(text),))


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("昨天注销", FIRST),
        ("明天还款", LAST),
        ("14号", FIRST),
        ("请于14号前还款", LAST),
        ("请于2月29日前还款", LAST),
        ("上周三还清", FIRST),
        ("下周五前还清", LAST),
    ],
)
def test_a_day_outside_of_the_calendar_is_left_out(text: str, captured: dt.date) -> None:
    assert not [fact for fact in extract(text, captured) if fact.type is FactType.DATE]


def test_a_day_inside_it_stays() -> None:
    assert [fact.value for fact in extract("07-09 21:04", LAST)] == ["9999-07-09T21:04"]
    assert [fact.value for fact in extract("今天注销", FIRST)] == ["0001-01-01"]


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    assert [fact.value for fact in extract("请于2月29日前还款", dt.date(2097, 6, 1))] == ["2104-02-29"]


@given(
    st.sampled_from(TEXTS),
    st.one_of(st.dates(FIRST, FIRST + 400 * DAY), st.dates(LAST - 400 * DAY, LAST)),
    st.sampled_from(["", "通话时间:", "首次还款日:", "9999年12月31日\n", "0001-01-01\n"]),
)
def test_every_text_is_read_on_every_day(text: str, captured: dt.date, before: str) -> None:
    facts = extract(before + text, captured)
    assert all((before + text)[slice(*fact.span)] == fact.raw for fact in facts)


@pytest.mark.parametrize(
    ("captured", "zone"),
    [
        (dt.datetime.max.replace(tzinfo=dt.UTC), SHANGHAI),
        (dt.datetime.min.replace(tzinfo=dt.UTC), NEW_YORK),
    ],
)
def test_without_a_local_time_relative_days_are_left_out_and_others_stay(
    captured: dt.datetime, zone: dt.tzinfo
) -> None:
    text = "昨天申请,2026年3月5日注销"
    read = understand(reading(text), captured_at=captured, directory=load_directory(), time_zone=zone)
    assert [fact.value for fact in read.facts if fact.type is FactType.DATE] == ["2026-03-05"]
