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
        ("这笔钱已经还清啦\n美团借钱\n结清日期\n2026/06/18\n资金方\n江苏银行股份有限公司", "meituan-loan"),
        ("【建设银行】您尾号8820的账户向财付通-微粒贷还款支出2000元,余额3元", "weilidai"),
        ("【招商银行】您账户3321快捷支付扣款500.00元(摘要:分期乐代扣)", "fenqile"),
        ("【招商银行】您的闪电贷本期还款500元已成功扣款", "cmb-loan"),
        ("个人信用报告(简版)\n数据来源:中国人民银行征信中心 由云闪付提供查询入口", "pboc-credit-bureau"),
        ("催收:哥,小赢那笔今天能处理不\n我:说了还了", "xiaoying"),
        ("注销需要先取消乐卡会员哦", "fenqile"),
        ("電話紀錄\n打給尚誠消費金融客服,說註銷要七個工作天", "shangcheng-consumer-finance"),
        ("您的“小赢优享会员”自动续费协议已解约", "xiaoying"),
        (
            "Your account has been closed\nChina CITIC Bank Credit Card Center <noreply@example.com>\nDear cardholder,",
            "citic",
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
        ("我的信用贷的额度没了,月付的账户已关", set()),
        ("12378银行保险消费者投诉\n被投诉机构 亿联银行", {"nfra", "yillion-bank"}),
    ],
)
def test_names_are_found_whole(text: str, wanted: set[str]) -> None:
    assert {str(fact.value) for fact in platforms(text)} == wanted


def test_a_shorter_name_within_the_name_of_another_bank_is_not_found() -> None:
    named = {fact.value for fact in platforms("The Export-Import Bank of China signed a new agreement")}
    assert "boc" not in named
