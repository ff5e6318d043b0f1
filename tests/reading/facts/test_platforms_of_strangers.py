"""Parties that the directory does not know, in English and in Chinese; texts and names of these tests' own."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import Fact, FactType, Line, Reading, Role
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 7, 15, 12, tzinfo=dt.UTC)


def parties(text: str) -> list[Fact]:
    reading = Reading("text", "1", tuple(Line(line) for line in text.split("\n")))
    findings = understand(reading, captured_at=CAPTURED, directory=load_directory())
    return [fact for fact in findings.facts if fact.type is FactType.PLATFORM]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Your Quillbank credit card account was closed on 4 May 2026.", "Quillbank"),
        ("Thanks for contacting Norrland Credit. We have closed the account.", "Norrland Credit"),
        ("From: Quillbank Customer Care\nSubject: Your loan is paid off", "Quillbank"),
        ("From: Quillbank <no-reply@example.com>\nYour account is closed", "Quillbank"),
        ("From: service@quillbank.com\nSubject: Your account has been closed", "quillbank"),
        ("Quillbank Live Chat\nYou: please close my account", "Quillbank"),
        ("Quillbank (China)\nThe credit line has been withdrawn.", "Quillbank"),
        ("QuillPay\nPayment received on 3 May 2026", "QuillPay"),
        ("12 May 2026 - rang Quillbank, nobody could say when the account is closed", "Quillbank"),
        ("Complaint against Quillbank\nThey do not answer my letters.", "Quillbank"),
        ("Lender: Norrland Credit Limited\nDate: 2 March 2026", "Norrland Credit Limited"),
        ("Your Quillbank Credit Card account has been closed.", "Quillbank"),
        ("The Quillbank Team\nWe have closed your account.", "Quillbank"),
        ("松果小贷:您尾号1123的账户已结清", "松果小贷"),
        ("【松律所】受松果小贷委托,就您的欠款函告如下", "松果小贷"),
        ("自动续费管理\n松果听书\n已关闭\n下次扣费 无", "松果听书"),
        ("免密支付\n松果单车\n已解约\n解约时间 2026-05-02 10:11", "松果单车"),
        ("自动续费\n松果视频VIP\n已关闭自动续费", "松果视频"),
        ("微信支付\n你已关闭「松果网盘超级会员」自动续费", "松果网盘"),
        ("支付宝\n支付设置\n松果小咩\n签约号 AQ7712004538810\n已解除", "松果小咩"),
        ("借款平台:松果优品\n放款机构:某某国际信托有限公司\n借款已结清", "松果优品"),
        ("授权管理\n解除对象:松果分期\n解除时间:2026-05-02", "松果分期"),
        ("发件人: 松果钱包 <notice@example.com>\n主题: 注销确认", "松果钱包"),
        ("松果口袋客服 10:02\n您好\n我 10:03\n我的账户销掉了吗", "松果口袋"),
        ("注销完成\n小松付账户 186****2031 已于\n2025-12-20\n成功注销", "小松付"),
        ("电话记录\n打给松果消费金融客服，说注销要七个工作日", "松果消费金融"),
    ],
)
def test_a_party_is_proposed_as_the_subject(text: str, name: str) -> None:
    subjects = [fact.value for fact in parties(text) if fact.role is Role.SUBJECT]
    assert subjects == [f"new:{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "Order confirmation\nThank you for your order. Order number 882-110392",
        "Account Summary\nPayment History\nAccount Status Closed",
        "Dear Customer,\nYour Visa card ending 4417 was charged CNY 25.00.",
        "Settings\nDelete Account\nYour account will be deleted in 30 days.",
        "REPUBLIC OF SAMPLELAND\nName: LI SI\nDate of Birth 1990.07.30",
        "From: Xiaohong Li\nTo: card.services@example.com\nSubject: Please close my account",
        "Phone note: a woman called Priya says the request is in the queue",
        "Reference TXN88120034\nWe have received your payment.",
        "主题:您的订阅已取消\n尊敬的用户:您好",
        "【自记】今天打电话问过了",
        "【模板】撤回授权通知书",
        "客服:您好,请问有什么可以帮您",
        "代扣管理\n全部\n已关闭\n共0项",
        "我的订阅\n自动续费管理\n已取消自动续费",
        "您已关闭“超级会员”自动续费",
        "兹证明某人于2022年9月1日与我公司签订的合同已结清",
        "【金融消保热线】您反映的事项已登记",
        "循环贷账户\n非循环贷账户\n注销校园贷账户",
        "发件人:客户关怀 <care@example.com>\n您的账户已注销",
        "发件人:周某某 <zhou@example.com>\n请注销我的账户",
        "免密支付\n状态\n生效中\n签约时间 2024-11-05 08:14",
        "【金融消费者投诉】您反映的事项已登记",
        "授权管理\n合作机构\n相册权限\n未授权",
        "授权管理\n平台\n信息共享授权\n已撤回",
    ],
)
def test_nobody_is_proposed(text: str) -> None:
    assert [fact.value for fact in parties(text)] == []


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        (
            "销户证明\n您名下尾号6628的中信银行信用卡账户已于2026年2月10日销户。\n中信银行股份有限公司信用卡中心",
            "citic",
        ),
        ("中国建设银行个人活期账户交易明细\n账户尾号 3307", "ccb"),
        ("贷款机构:重庆市蚂蚁小微小额贷款有限公司\n产品:借呗\n状态:已结清", "jiebei"),
        ("您在还呗的账户已注销,资金方为苏商银行", "huanbei"),
        ("美团借钱账单\n已还清 由重庆松果小额贷款提供", "meituan-loan"),
        ("【中原消费】您尾号8812的借款已结清", "zhongyuan-consumer-finance"),
        ("浦发银行:您尾号5520的信用卡收到还款990.00元", "spdb"),
    ],
)
def test_the_house_that_an_item_is_about_is_told_from_others(text: str, platform: str) -> None:
    assert [fact.value for fact in parties(text) if fact.role is Role.SUBJECT] == [platform]


def test_a_law_firm_whose_name_a_line_breaks_is_named() -> None:
    assert "new:松正律师事务所" in [fact.value for fact in parties("受托函告,松正\n律师事务所就您的欠款")]


def test_a_card_is_called_by_its_picture_where_its_bank_is_known() -> None:
    text = "Bank of Communications Credit Card Center\nYour Rainbow credit card was closed on 19 March 2026."
    assert [fact.value for fact in parties(text)] == ["bocom"]
