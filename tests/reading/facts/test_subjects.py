"""Whom a page is about, where a product, its brand, the company behind it and a wallet are named together."""

from __future__ import annotations

import pytest

from vault.model import Fact, FactType, Role
from vault.reading import extract


def platforms(text: str) -> list[Fact]:
    return [fact for fact in extract(text) if fact.type is FactType.PLATFORM]


def subject(text: str) -> str | None:
    return next((str(fact.value) for fact in platforms(text) if fact.role is Role.SUBJECT), None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("抖音支付\n关闭成功\n抖音月付服务已于2026-07-01关闭\n放心借 新人专享", "douyin-pay-later"),
        ("账单\n微粒贷还款\n-800.00\n支付成功\n商户全称\n深圳前海微众银行股份有限公司", "weilidai"),
        ("自动扣款\n滴水贷还款代扣\n服务状态:已关闭\n服务商户\n北京某某出行科技有限公司", "didi-finance"),
        ("自动续费\n该服务已终止\n项目\n省呗会员连续包月\n商户\n深圳市某某信息技术有限公司", "shengbei"),
        (
            "贷款结清证明\n您与我司签订的《京东白条信用付款服务合同》项下本金已全部清偿\n重庆京东盛际小额贷款有限公司",
            "jd-baitiao",
        ),
        ("Call with 95786 (Zhaolian)\nSpoke to Mr. Chen about the loan account", "zhaolian"),
        ("Complaint\nFenqile will reply within 15 days.\nTopic\nWrong late fee", "fenqile"),
        ("Live Support\nWelcome to 360 Jietiao support!\nHow can I help?", "qifu"),
        (
            "免密支付/自动扣款\n美团免密支付\n已开通\n滴滴出行\n已开通\n携程金融自动还款\n已开通\n支付宝",
            None,
        ),
    ],
)
def test_a_page_is_about_the_product_that_it_tells_of(text: str, wanted: str | None) -> None:
    assert subject(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Credit Reference Center, the People's Bank of China", {"pboc-credit-bureau"}),
        ("On Mar 3, 2022 Bank of Ningbo granted a loan of RMB 60,000", {"nbcb"}),
        ("Repaid from Ping An Bank (1188), thank you for your payment", {"pingan-bank"}),
        ("A loan from Bank of China was settled", {"boc"}),
        ("Bank of Hangzhou\nInstitution\nReason", {"hzbank"}),
        ("管理机构\n账户标识\n开立日期\n账户授信额度", set()),
        ("小贏卡贷\n6月待还", {"xiaoying"}),
        ("【杭州12345】您反映的省呗事项已受理", {"hotline-12345", "shengbei"}),
        ("【省呗95118】您的借款已结清", {"shengbei"}),
    ],
)
def test_names_are_found_whole(text: str, wanted: set[str]) -> None:
    assert {str(fact.value) for fact in platforms(text)} == wanted


def test_a_shorter_name_within_the_name_of_another_bank_is_not_found() -> None:
    named = {fact.value for fact in platforms("The Export-Import Bank of China signed a new agreement")}
    assert "boc" not in named
