"""Reference numbers, telephone numbers and amounts."""

from __future__ import annotations

import pytest

from vault.model import FactType, Money
from vault.reading import extract


def values(text: str, type_: FactType) -> list[str | Money]:
    return [fact.value for fact in extract(text) if fact.type is type_]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("受理编号:SL7700214,请留存", "SL7700214", "受理编号"),
        ("工单号 7702 1455 9031", "770214559031", "工单号"),
        ("您的投诉编号为TS-77-0021-4。", "TS-77-0021-4", "投诉编号"),
        ("借据号:JJ99120047", "JJ99120047", "借据号"),
        ("协议号\nXY-5540-1288", "XY-5540-1288", "协议号"),
        ("业务流水号\n880012345678901234\n5566778899", "8800123456789012345566778899", "业务流水号"),
        ("990011223344(凭证编号)", "990011223344", "凭证编号"),
        ("990011223344556\n回执编号", "990011223344556", "回执编号"),
        ("举报查询编码 K7QP-22MX-9031", "K7QP-22MX-9031", "举报查询编码"),
        ("Case ID: QX-55120 was opened", "QX-55120", "Case ID"),
        ("confirmation number is KL 553311.", "KL553311", "confirmation number"),
        ("ticket #77120", "77120", "ticket #"),
        ("Ref no. ZZ-77-1009", "ZZ-77-1009", "Ref no."),
        ("您反馈的工单GD7700214410已办结", "GD7700214410", "工单"),
        ("受理編號：SL7700214", "SL7700214", "受理編號"),
        ("投诉单号\n17700214553", "17700214553", "投诉单号"),
        ("服务单号\nFW-770021-\n4553\n创建时间", "FW-770021-4553", "服务单号"),
        ("订单号:DD20250709001 2025-07-09 10:00", "DD20250709001", "订单号"),
    ],
)
def test_a_reference_is_read_with_its_label(text: str, value: str, label: str) -> None:
    found = [(fact.value, fact.label) for fact in extract(text) if fact.type is FactType.REFERENCE]
    assert [number for number, _ in found] == [value]
    assert found[0][1] in {label, "受理编号"}


@pytest.mark.parametrize(
    "text",
    [
        "工号:6612",
        "客服工号 661234 为您服务",
        "验证码 771204",
        "尾号6612",
        "手机号码:13805127788",
        "身份证号码:110101199003078515",
        "客服电话:400-661-2233",
        "金额:1234567.00",
        "流水号:2025年7月9日",
        "订单编号查询请点击这里",
        "application no longer needed 661234",
    ],
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.REFERENCE) == []


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
    ],
)
def test_a_telephone_number_is_read(text: str, value: str) -> None:
    assert values(text, FactType.PHONE) == [value]


@pytest.mark.parametrize(
    "text", ["95118元", "验证码95118", "6228482025070912345", "138****7788", "¥13805127788", "12:378"]
)
def test_what_is_no_telephone_number_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.PHONE) == []


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
    ],
)
def test_an_amount_is_read(text: str, amount: str, currency: str) -> None:
    assert values(text, FactType.AMOUNT) == [Money(amount, currency)]


@pytest.mark.parametrize("text", ["年利率7.2%", "3元素", "版本6.22", "4.32V", "共12期", "14:22 5G 88%"])
def test_what_is_no_amount_is_not_taken_for_one(text: str) -> None:
    assert values(text, FactType.AMOUNT) == []
