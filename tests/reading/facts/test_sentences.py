"""Dates in sentences: broken lines, relative words, periods, tense; and sentences that have none."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType
from vault.reading import extract

CAPTURED = dt.date(2026, 7, 15)  # a Wednesday


def days(text: str) -> list[str]:
    return [str(fact.value)[:10] for fact in extract(text, CAPTURED) if fact.type is FactType.DATE]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("客服答应最迟2026年8月\n21日前回复", "2026-08-21"),
        ("最迟2026年8月2\n1日前回复", "2026-08-21"),
        ("账户已于202\n6年4月9日关闭", "2026-04-09"),
        ("账户已于2026\n年4月9日关闭", "2026-04-09"),
        ("4月\n9日提交了申请", "2026-04-09"),
        ("于2026-04-\n09提交", "2026-04-09"),
        ("closed on June\n30, 2026 for good", "2026-06-30"),
        ("closed on June 30,\n2026 for good", "2026-06-30"),
    ],
)
def test_a_date_broken_over_two_lines_is_one_date(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("请于28日前补交材料", "2026-07-28"),
        ("9号之前还清", "2026-08-09"),
        ("9号上午去的网点", "2026-07-09"),
        ("我11号去过网点", "2026-07-11"),
        ("贰零贰陆年伍月壹拾贰日", "2026-05-12"),
        ("截止7月31日24:00", "2026-07-31"),
        ("大后天再打", "2026-07-18"),
        ("下下周一回访", "2026-07-27"),
        ("这个礼拜天回访", "2026-07-19"),
        ("周一提交的材料", "2026-07-13"),
        ("星期五给答复", "2026-07-17"),
        ("两百天后", "2027-01-31"),
        ("半个月前", "2026-06-30"),
        ("三个星期以前", "2026-06-24"),
        ("后年3月8日", "2028-03-08"),
        ("9月18号回访", "2026-09-18"),
        ("9月18日", "2026-09-18"),
        ("2025年的9月18日", "2025-09-18"),
        ("12月20日打过电话", "2025-12-20"),
        ("the day after tomorrow", "2026-07-17"),
        ("we spoke last night", "2026-07-14"),
        ("last Wednesday", "2026-07-08"),
        ("twelve days ago", "2026-07-03"),
        ("two weeks from today", "2026-07-29"),
        ("07-Jun-26", "2026-06-07"),
    ],
)
def test_a_sentence_gives_the_day_that_it_means(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026年5月2日至9日", ["2026-05-02", "2026-05-09"]),
        ("5月2-9日", ["2026-05-02", "2026-05-09"]),
        ("5月2日-6月1日", ["2026-05-02", "2026-06-01"]),
    ],
)
def test_a_period_gives_both_its_ends(text: str, period: list[str]) -> None:
    assert days(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "预计9个工作日内答复",
        "几天前的事",
        "刚刚好",
        "今日头条",
        "一年前后",
        "6号楼9层",
        "你们9号窗口",
        "人民路28号",
        "一周五次",
        "周一到周五上班",
        "每周六休息",
        "三天打鱼两天晒网",
        "last month",
        "next week",
        "24/7 support",
        "you may 5 times",
    ],
)
def test_a_sentence_without_a_date_gives_none(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "时间：2026年5月6日 16:10-16:40\n内容：今天又收到短信",
        "通话时间：2026-05-06 16:10\n对方说今天登记",
        "2026年5月6日 16:10\n今天已登记成功",
        "昨天 16:10\n内容\n5月6日 16:10\n今天已登记成功",
    ],
)
def test_relative_words_count_from_the_time_that_the_message_states(text: str) -> None:
    assert days(text)[-1] == "2026-05-06"
