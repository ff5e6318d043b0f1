"""Forms of dates beyond the common ones: enumerations, holidays, English words, slips; and what is none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.facts.dates_in_text import days, found
from vault.model import Role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两千零二十五年九月二十", ["2025-09-20"]),
        ("两千年一月二号", ["2000-01-02"]),
        ("零九年十一月三十号", ["2009-11-30"]),
        ("二零二五年，九月八号", ["2025-09-08"]),
        ("九月十六", ["2026-09-16"]),
        ("六月九", ["2026-06-09"]),
        ("6月9号、10号和11号", ["2026-06-09", "2026-06-10", "2026-06-11"]),
        ("从2025年12月8号到19号", ["2025-12-08", "2025-12-19"]),
        ("二〇二五年十\n二月二\n十一日", ["2025-12-21"]),
        ("6月9日 14:20\n有效期限 2018.05.06-2038.05.06", ["2026-06-09", "2018-05-06", "2038-05-06"]),
        ("五月八到十二号", ["2026-05-08", "2026-05-12"]),
        ("12月20日至2026年1月19日", ["2025-12-20", "2026-01-19"]),
        ("2025年12月20日至1月19日", ["2025-12-20", "2026-01-19"]),
        ("2025.01.05-02.04", ["2025-01-05", "2025-02-04"]),
        ("周期:12.05-01.04", ["2025-12-05", "2026-01-04"]),
        ("2025 09 08", ["2025-09-08"]),
        ("14号", ["2026-07-14"]),
        ("14日我打过电话", ["2026-07-14"]),
        ("去年上个月8号", ["2025-06-08"]),
        ("下周周四", ["2026-07-23"]),
        ("今晨6点", ["2026-07-15"]),
        ("後日", ["2026-07-17"]),
        ("兩個星期後", ["2026-07-29"]),
        ("一年两个月前", ["2025-05-15"]),
        ("三个半小时前", ["2026-07-15"]),
        ("九月第二个星期三", ["2026-09-09"]),
        ("周五，七月十七号", ["2026-07-17"]),
        ("去年国庆节那天", ["2025-10-01"]),
        ("2025年元旦", ["2025-01-01"]),
        ("教师节当天", ["2026-09-10"]),
        ("三日内答复", ["2026-07-18"]),
        ("农历2025年八月十五", ["2025-10-06"]),
        ("八月初三", ["2026-09-13"]),
        ("去年腊月廿三", ["2026-02-10"]),
        ("大年三十", ["2026-02-16"]),
        ("2025年大年三十", ["2025-01-28"]),
        ("去年大年三十", ["2025-01-28"]),
        ("去年除夕", ["2025-01-28"]),
        ("2月17日 星期二 正月初一", ["2026-02-17"]),
        ("2026年端午节", ["2026-06-19"]),
        ("母亲节当天", ["2026-05-10"]),
        ("五一那天", ["2026-05-01"]),
        ("民国114年6月9日", ["2025-06-09"]),
        ("上上个月5号", ["2026-05-05"]),
        ("去年的今天", ["2025-07-15"]),
        ("上周今天", ["2026-07-08"]),
        ("三周后的周一", ["2026-08-03"]),
        ("10月的最后一个星期五", ["2026-10-30"]),
        ("下个月最后一天", ["2026-08-31"]),
        ("去年的第一天", ["2025-01-01"]),
        ("一年半前", ["2025-01-15"]),
        ("俩月前", ["2026-05-15"]),
        ("6月9日或10日", ["2026-06-09", "2026-06-10"]),
        ("7/8", ["2026-07-08"]),
        ("6.9号打过电话", ["2026-06-09"]),
        ("今天是7月15日", ["2026-07-15"]),
        ("6月30日提交,第二天收到短信", ["2026-06-30", "2026-07-01"]),
        ("下周4上午10点", ["2026-07-23"]),
        ("这星期 4见面", ["2026-07-16"]),
        ("下下下周一", ["2026-08-03"]),
        ("周五一起去网点", ["2026-07-17"]),
        ("我在6月22去过", ["2026-06-22"]),
        ("6月3至6月10", ["2026-06-03", "2026-06-10"]),
        ("上周一到周五", ["2026-07-06", "2026-07-10"]),
        ("星期六至星期一", ["2026-07-18", "2026-07-20"]),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sep second", ["2026-09-02"]),
        ("the thirty-first of March, 2026", ["2026-03-31"]),
        ("June twenty one", ["2026-06-21"]),
        ("2025-Sep-08", ["2025-09-08"]),
        ("8/Sep/2025", ["2025-09-08"]),
        ("Sep 8 - 12, 2025", ["2025-09-08", "2025-09-12"]),
        ("8-12 Sep 2025", ["2025-09-08", "2025-09-12"]),
        ("Dec 20 to Jan 19, 2026", ["2025-12-20", "2026-01-19"]),
        ("9/28/25", ["2025-09-28"]),
        ("9/28/25 14:20", ["2025-09-28"]),
        ("Sun Sep 28 14:20:05 CST 2025", ["2025-09-28"]),
        ("a fortnight ago", ["2026-07-01"]),
        ("paid on 6/28", ["2026-06-28"]),
        ("on the 14th", ["2026-07-14"]),
        ("Monday the 13th", ["2026-07-13"]),
        ("1 year and 2 months ago", ["2025-05-15"]),
        ("twenty-one days from tomorrow", ["2026-08-06"]),
        ("Friday next week", ["2026-07-24"]),
        ("next week on Friday", ["2026-07-24"]),
        ("the first Friday of September", ["2026-09-04"]),
        ("they called on Thursday", ["2026-07-09"]),
        ("we will call on Thursday", ["2026-07-16"]),
        ("Sunday", ["2026-07-19"]),
        ("friday night", ["2026-07-17"]),
        ("half a year ago", ["2026-01-15"]),
        ("2.5 days ago", ["2026-07-13"]),
        ("one and a half years ago", ["2025-01-15"]),
        ("a couple of weeks ago", ["2026-07-01"]),
        ("3mo ago", ["2026-04-15"]),
        ("a week from Friday", ["2026-07-24"]),
        ("two days before next Monday", ["2026-07-18"]),
        ("the Friday before last", ["2026-07-03"]),
        ("the Monday after next", ["2026-07-27"]),
        ("Friday 24", ["2026-07-24"]),
        ("first Monday of next month", ["2026-08-03"]),
        ("the last day of October 2025", ["2025-10-31"]),
        ("the 5th of last month", ["2026-06-05"]),
        ("March 5 last year", ["2025-03-05"]),
        ("next March 5", ["2027-03-05"]),
        ("2. November 2025", ["2025-11-02"]),
        ("15th June 21.25", ["2026-06-15"]),
        ("5 and 6 June 2026", ["2026-06-05", "2026-06-06"]),
        ("on Friday 26/6", ["2026-06-26"]),
        ("Monday morning, 22.6.26", ["2026-06-22"]),
        ("may 8, 2026", ["2026-05-08"]),
        ("may tenth", ["2026-05-10"]),
        ("today很忙", ["2026-07-15"]),
        ("31st of may at 6:30pm", ["2026-05-31"]),
        ("friday 1 pm", ["2026-07-17"]),
        ("3rd thursday this september", ["2026-09-17"]),
        ("please reply within 10 days", ["2026-07-25"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2O25-O9-l8 l4:2O", "2025-09-18T14:20"),
        ("2025年O9月l8日", "2025-09-18"),
        ("二\n二五年九月十八日", "2025-09-18"),
        ("注销时间:2025-09-1814:20:05", "2025-09-18T14:20:05"),
        ("6月18目 14:20", "2026-06-18T14:20"),
        ("２０２５-０９-１８　１４：２０", "2025-09-18T14:20"),
    ],
)
def test_letters_that_look_like_digits_are_read_as_such_inside_a_date(text: str, value: str) -> None:
    assert [fact.value for fact in found(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("周五 14:20", "2026-07-10T14:20"),  # the mark over a message
        ("周五\n您的申请已受理", "2026-07-10"),
        ("周五给答复", "2026-07-17"),
        ("我周一要去网点", "2026-07-20"),
        ("周五去过网点", "2026-07-10"),
        ("周五", "2026-07-17"),
    ],
)
def test_a_weekday_alone_takes_its_week_from_what_is_said(text: str, value: str) -> None:
    assert [fact.value for fact in found(text)][:1] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sunday 12/7/2025", "2025-12-07"),
        ("Saturday, 12/7/2025", "2025-07-12"),
        ("Tuesday 12/7/2025", "[2025-07-12,2025-12-07]"),
        ("07/04/2026 周六", "2026-07-04"),
    ],
)
def test_the_weekday_beside_it_settles_the_order_of_a_date(text: str, value: str) -> None:
    assert [fact.value for fact in found(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "3-7-501",
        "1-2-3",
        "4-5-06号房",
        "6·18大促",
        "3/15期",
        "进度 5/12",
        "1/2",
        "Page 2/15",
        "rated 4/15",
        "24/7",
        "Section 3.5.2026",
        "version 10/3",
        "闰四月",
        "十月一次",
        "三月三十元",
        "二月二十多笔",
        "十月十月",
        "国庆期间照常营业",
        "元旦快乐",
        "元旦放假",
        "第一个星期一",
        "星期一至星期五",
        "Monday to Friday",
        "every Monday",
        "Mondays",
        "Black Friday deals",
        "信用卡每月最后一天出账",
        "4.5号线",
        "二十一号楼",
        "五一放假通知",
        "中秋快乐",
        "目前儿童可用",
        "3/5",
        "近4周3次逾期",
        "周4次",
        "6月22笔",
        "6月3期账单",
        "3月15元",
        "the first of may be late",
        "we aim to answer every complaint that reaches us by post within 10 days of its arrival",
        "the second attempt",
        "on the 5th floor",
        "two weeks",
        "30日内",
        "90日",
        "两日",
        "7日年化",
        "15天内无理由退货,请在包装完好的情况下联系客服办理,运费由平台承担,详情见规则",
        "最近",
        "本月",
        "上个月",
        "2026年",
        "2026年6月",
        "2026.06",
        "3.5节",
        "比分 2-1",
        "合同第3.12条",
        "20260230",
        "SN20260301X",
        "10.0.3.15",
        "v10.3.15",
        "6222 0226 0715 0001",
        "O1:2O",
    ],
)
def test_none_is_found_where_none_stands(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("截至2026年5月6日,上述借款本息已全部结清", [Role.HAPPENED]),
        ("截至2026年5月6日", [Role.ISSUED]),
        ("本行证明如上。\n示例银行股份有限公司\n2026年5月6日", [Role.ISSUED]),
        ("本行证明如上。\n示例消费金融有限公\n司\n2026年5月6日", [Role.ISSUED]),
        ("示例客服2026年5月6日19:41\n收件人:我", [Role.MESSAGE]),
        ("于2026年5月6日结\n清", [Role.HAPPENED]),
    ],
)
def test_the_place_of_a_date_gives_its_role(text: str, roles: list[Role]) -> None:
    assert [fact.role for fact in found(text)] == roles


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2029, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b %d %Y", "%d-%b-%Y", "%Y.%m.%d", "%Y %b %d"]),
)
def test_every_day_survives_writing_in_english(day: dt.date, form: str) -> None:
    assert days(f"It was closed {day.strftime(form)} by phone") == [day.isoformat()]
