"""Telephone numbers, staff numbers and amounts."""

from __future__ import annotations

import pytest

from vault.model import FactType, Money
from vault.reading import extract


def values(text: str, type_: FactType) -> list[str | Money]:
    return [fact.value for fact in extract(text) if fact.type is type_]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13805127788", "13805127788"),
        ("+86 138 0512 7788", "+8613805127788"),
        ("138-0512-7788", "13805127788"),
        ("致电400-661-2233", "4006612233"),
        ("95118客服热线", "95118"),
        ("拨打10101234", "10101234"),
        ("向12378投诉", "12378"),
        ("座机 021-55667788", "02155667788"),
        ("(010)55667788", "01055667788"),
        ("021-5566 7788转801", "02155667788801"),
        ("+86 10 5566 7788", "+861055667788"),
        ("+1 (415) 555-0177", "+14155550177"),
        ("4001-661-223", "4001661223"),
        ("拨打95118-1-2转人工", "95118"),
        ("1069 0512 7788 01", "10690512778801"),
        ("座机:5566 7788", "55667788"),
        ("138-05127788", "13805127788"),
        ("请拨打客服400-\n661-2233", "4006612233"),
        ("客服热线400-661-\n2233。", "4006612233"),
        ("咨询4001-\n661223", "4001661223"),
        ("值班电话0512-\n88990123", "051288990123"),
    ],
)
def test_a_telephone_number_is_read(text: str, value: str) -> None:
    assert values(text, FactType.PHONE) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "95118元",
        "验证码95118",
        "6228482025070912345",
        "138****7788",
        "¥13805127788",
        "12:378",
        "步数 12345 步",
        "55667788",
        "IP 10.86.10.10",
    ],
)
def test_what_is_no_telephone_number_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.PHONE) == []


def test_a_bare_number_among_contacts_is_a_telephone_number() -> None:
    contacts = "+3456789012\n5567788990\n+6789012345"
    assert values(contacts, FactType.PHONE) == ["+3456789012", "5567788990", "+6789012345"]
    assert values("5567788990\n+6789012345", FactType.PHONE) == ["+6789012345"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("客服工号 7 7 0 2 1", "77021"),
        ("工号:KF-7702", "KF-7702"),
        ("坐席编号\n7702", "7702"),
        ("我是客服7702,很高兴为您服务", "7702"),
        ("7702号客服为您服务", "7702"),
        ("Agent ID: 77021 (Amy)", "77021"),
    ],
)
def test_a_staff_number_is_a_fact_of_its_own(text: str, value: str) -> None:
    assert values(text, FactType.EMPLOYEE) == [value]
    assert values(text, FactType.REFERENCE) == []


@pytest.mark.parametrize(
    "text", ["客服95118", "请联系客服12378", "工号:13805127788", "客服3天内回复", "工单号:770214"]
)
def test_what_is_no_staff_number_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.EMPLOYEE) == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("共¥7,031.25", "7031.25", "CNY"),
        ("7031.2元", "7031.2", "CNY"),
        ("额度3.5万元", "35000", "CNY"),
        ("￥2万", "20000", "CNY"),
        ("RMB 66", "66", "CNY"),
        ("人民币叁万肆仟伍佰陆拾柒元捌角玖分", "34567.89", "CNY"),
        ("人民币壹万贰仟元整", "12000", "CNY"),
        ("应还本金 980.00", "980.00", "CNY"),
        ("USD 1,250.00", "1250.00", "USD"),
        ("HK$88", "88", "HKD"),
        ("-66.00", "66.00", "CNY"),
        ("-66.00 >", "66.00", "CNY"),
        ("欠款七千元", "7000", "CNY"),
        ("本金2万,", "20000", "CNY"),
        ("7元5角3分", "7.53", "CNY"),
        ("3角5分", "0.35", "CNY"),
        ("注册资本2千万元", "20000000", "CNY"),
        ("￥7.031.25", "7031.25", "CNY"),
        ("￥7,031,25", "7031.25", "CNY"),
        ("7, 031.25元", "7031.25", "CNY"),
        ("￥ 7 , 0 3 1 . 2 5", "7031.25", "CNY"),
        ("￥\n7,031.25", "7031.25", "CNY"),
        ("可用余额：0", "0", "CNY"),
        ("会员费 9.90", "9.90", "CNY"),
        ("金额人民币壹万贰\n仟元整", "12000", "CNY"),
        ("￥12,\n000.00", "12000.00", "CNY"),
        ("￥1.2w", "12000", "CNY"),
        ("12,50 €", "12.50", "EUR"),
        ("￥38 .50", "38.50", "CNY"),
        ("本月支出\n餐饮 312.00 9%", "312.00", "CNY"),
        ("支出(示例商户)56.00,", "56.00", "CNY"),
        ("账单\n买菜\n38.50", "38.50", "CNY"),
        ("余额\n07-05 14:55 -98.39", "98.39", "CNY"),
    ],
)
def test_an_amount_is_read(text: str, amount: str, currency: str) -> None:
    assert values(text, FactType.AMOUNT) == [Money(amount, currency)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("1000-5000元", "1000", "5000"), ("500元至20万元", "500", "200000"), ("5-20万元", "50000", "200000")],
)
def test_both_ends_of_a_range_are_read(text: str, first: str, second: str) -> None:
    assert values(text, FactType.AMOUNT) == [Money(first), Money(second)]


def test_a_table_of_amounts_is_read_under_its_head() -> None:
    plan = "期次 应还金额 状态\n第1期 922.17 已还清\n2 2025-08-09 922.18"
    assert values(plan, FactType.AMOUNT) == [Money("922.17"), Money("922.18")]
    assert values(plan.replace("应还金额", "步数"), FactType.AMOUNT) == []


@pytest.mark.parametrize(
    "text",
    [
        "年利率7.2%",
        "3元素",
        "版本6.22",
        "4.32V",
        "共12期",
        "14:22 5G 88%",
        "积分余额 2,310 分",
        "下载 1.25 MB/s 剩余 3.40 GB",
        "汇率 7.1584",
        "万份收益0.6482",
        "今日步数 10,482",
        "每期还款日 15",
        "人民币活期12:30",
        "店铺评分 4.82 月销 ¥",
        "仟元店",
    ],
)
def test_what_is_no_amount_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.AMOUNT) == []
