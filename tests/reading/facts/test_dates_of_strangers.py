"""Dates as people write them in notes, letters and lists; texts of these tests' own."""

from __future__ import annotations

import pytest

from tests.reading.facts.dates_in_text import days, found
from vault.model import Role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贵方2025年4月2日来函收悉,同年6月11日已书面答复", ["2025-04-02", "2025-06-11"]),
        ("2026年5月26日登记,同月30号办结", ["2026-05-26", "2026-05-30"]),
        ("2026年6月30日提交,次日生效", ["2026-06-30", "2026-07-01"]),
        ("6月30日16:20来电,翌日上午9点回访", ["2026-06-30", "2026-07-01"]),
        ("6/28上午去过网点", ["2026-06-28"]),
        ("您尾号4410的信用卡07-09消费58.20元", ["2026-07-09"]),
        ("【某某银行】07-09支出12.00元", ["2026-07-09"]),
        ("29/6/26 rang them, nobody answered", ["2026-06-29"]),
        ("Friday 6-26-26", ["2026-06-26"]),
        ("还款计划\n第7期 06-18 300.00 已还\n第8期 07-18 300.00 待还", ["2026-06-18", "2026-07-18"]),
        ("出 生 1 9 8 8 年 1 1 月 3 日", ["1988-11-03"]),
        ("二 〇 二 六 年 六 月 九 日", ["2026-06-09"]),
        ("终止时间 2026-06-18 14:13\n下期(原定7月2日)不再扣款", ["2026-06-18", "2026-07-02"]),
        ("航班 MU5101 7月28日 08:00", ["2026-07-28"]),
        ("就诊时间:8月3日 上午", ["2026-08-03"]),
        ("有效期9月12日至10月3日", ["2026-09-12", "2026-10-03"]),
        ("聽日再打電話", ["2026-07-16"]),
        ("琴日打過電話", ["2026-07-14"]),
        ("3天过后", ["2026-07-18"]),
        ("Tue Jan 6 10:00:00,2026", ["2026-01-06"]),
        ("two centuries ago", ["1826-07-15"]),
        ("10 days before", ["2026-07-05"]),
        ("posted 3d 2h ago by the moderator", ["2026-07-12"]),
        ("15 minutes earlier", ["2026-07-15"]),
        ("9 Sep 25", ["2025-09-09"]),
        ("注销冷静期至7月27日,期间可撤回", ["2026-07-27"]),
        ("6/13~6/20", ["2026-06-13", "2026-06-20"]),
        ("周五(6/12)打的电话", ["2026-06-12"]),
        ("24/12/30 贷款 25/12/30 结清", ["2024-12-30", "2025-12-30"]),
        ("Your account was debited on 13-03-26 towards the loan", ["2026-03-13"]),
        ("We spoke on 7/13 and it should be done by 7/20.", ["2026-07-13", "2026-07-20"]),
        ("我12号周日打的电话了", ["2026-07-12"]),
        ("请于24日(周五)17:00前回复", ["2026-07-24"]),
        ("Tuesday the 14th", ["2026-07-14"]),
        ("last Monday of March", ["2026-03-30"]),
        ("thursday", ["2026-07-16"]),
        ("6月1、2、3日连续拨打", ["2026-06-01", "2026-06-02", "2026-06-03"]),
        ("一个半月前", ["2026-05-30"]),
        ("调解时间:7月25日下午2点", ["2026-07-25"]),
    ],
)
def test_a_date_is_read(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "您的包裹已到店,请凭取件码6-2-3018到站领取,营业到晚上",
        "您反馈的问题正在核实,通常24小时后更新,届时请您再次查看处理进展",
        "次日达快递,请注意查收",
        "注销后次日生效",
        "Hard searches: none recorded in 12 months by any company that looked at this file",
        "cancel your plan in the settings at least one day before",
        "比分 6-2-3018",
        "信用卡10-25期",
        "同年级的同学",
        "五年内的还款记录",
        "占比1/3~1/2",
    ],
)
def test_none_is_found_where_none_stands(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date: Tue, 30 Jun 2026\nRe: closure of your account\nWe closed it today.", "2026-06-30"),
        (
            "Sample Bank (China)\n06-Jul-2026 | Case CW-20931\nIt has been revoked as from today.",
            "2026-07-06",
        ),
        ("We have opened a file today, 1 July 2026, and will write to you.", "2026-07-01"),
        ("我昨天(7月3日)打过电话", "2026-07-03"),
        ("今天(7.3)上午又打了一次", "2026-07-03"),
    ],
)
def test_a_letter_has_a_today_of_its_own(text: str, expected: str) -> None:
    assert set(days(text)) == {expected}


def test_what_was_signed_once_is_not_what_happened_now() -> None:
    facts = found("本人于2024年5月11日签署的《查询授权书》自即日起撤销")
    assert [(fact.role, fact.label) for fact in facts] == [(Role.HAPPENED, None)]


def test_an_appointment_lies_ahead() -> None:
    assert [fact.role for fact in found("开庭时间:8月20日 09:30")] == [Role.DUE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电梯检修定于9月2日上午进行", "2026-09-02"),
        ("系统将于8月9日升级", "2026-08-09"),
        ("听证会拟于10月12日召开", "2026-10-12"),
        ("您可以在8月20日之后再次提交", "2026-08-20"),
        ("请在8月20日后重新操作", "2026-08-20"),
    ],
)
def test_what_is_set_for_a_day_lies_ahead(text: str, expected: str) -> None:
    (date,) = found(text)
    assert (date.value[:10], date.role) == (expected, Role.DUE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8月18日（周二）上午9:00至下午4:00停水", "2026-08-18"),
        ("8月18日 周一 14:22", "2025-08-18"),
        ("Mon, Aug 18 at 9:00", "2025-08-18"),
        ("Tue, Aug 18 at 9:00", "2026-08-18"),
        ("约定于3月5日还款", "2026-03-05"),
        ("7月2日后再次逾期", "2026-07-02"),
        ("3月5日 周六", "2026-03-05"),
    ],
)
def test_a_weekday_beside_a_day_settles_its_year_where_it_fits_a_year_nearby(
    text: str, expected: str
) -> None:
    assert [day[:10] for day in days(text)] == [expected]
