"""What stands where names stand and is none: states, tags of senders, words for products; and what is a name."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Line, Reading
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)


def proposed(text: str) -> list[str]:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=CAPTURED, directory=load_directory()).facts
    platforms = [str(fact.value) for fact in found if fact.type is FactType.PLATFORM]
    return [value.removeprefix("new:") for value in platforms if value.startswith("new:")]


NO_NAMES = [
    "【已完成】您的申请已办理",
    "【重要通知】请及时还款",
    "【官方认证】您的账户已注销",
    "【金融消费者投诉】您的投诉已受理",
    "【系统维护】今晚暂停服务",
    "【验证码】123456 用于注销",
    "【安全提醒】请勿泄露密码",
    "【待处理】您有一条工单",
    "【服务通知】您的借款已结清",
    "【还款成功】本期账单已还",
    "【注销成功】账户已注销",
    "【温馨提示】请按时还款",
    "自动续费管理\n生效中\n签约时间 2026-01-02",
    "免密支付\n已停用\n关闭",
    "代扣管理\n审核中\n签约号 123456789",
    "服务状态\n使用中\n已开通",
    "自动扣款\n全部\n生效中\n已失效",
    "扣费服务\n正常\n签约时间 2026-02-03",
    "我的授权\n有效\n授权时间 2026-03-04",
    "签约管理\n待生效\n签约时间 2026-03-04",
    "会员中心\n尊享会员\n已过期",
    "自动续费\n连续包月会员\n已关闭",
    "Your Gold card account has been cancelled.",
    "Your Premium subscription has been cancelled.",
    "My Business account was closed.",
    "Thank you for contacting Customer Care.",
    "From: Notifications <no-reply@mailer.example>",
    "Your account was closed.",
    "Status: Active\nAutopay: Off",
    "Complaint against: Pending",
    "Subject: Closed Account Confirmation",
    "Your account was closed.",
    "The Billing Team",
    "Your subscription was cancelled.",
    "Called Support today, they closed the account.",
    "Your Overdraft account was closed.",
    "【处理结果】投诉已办结",
    "【账单提醒】本期应还 300 元",
    "【中奖通知】恭喜您",
    "商户\n已解约\n代扣",
    "账单分期\n已结清",
    "投诉对象：处理中",
    "机构名称 正常",
    "Merchant: Completed",
    "Service provider: Active",
    "Your Platinum membership ended.",
    "Your Rewards account has been deleted.",
    "被投诉对象 待核实",
    "【工单提醒】您的工单已关闭",
    "【风险提示】谨防诈骗",
    "【投诉受理】您的投诉已转办",
    "与业务部签订的协议已终止",
]
NAMES = [
    ("【榕树贷】您的账户已注销。", "榕树贷"),
    ("【好享借】您的借款已结清。", "好享借"),
    ("扣费商户：云犀科技\n自动续费已关闭", "云犀科技"),
    ("您在萤火小贷的借款已结清，感谢使用。", "萤火小贷"),
    ("被投诉对象：蓝鲸优品\n投诉编号 TS20260601001", "蓝鲸优品"),
    ("与橙意金服签订的代扣协议已解除", "橙意金服"),
    ("由星桥融资担保代偿，请尽快还款", "星桥融资担保"),
    ("致电北极星消费金融客服，对方说已注销", "北极星消费金融"),
    ("授权机构：南湖信托\n已撤销授权", "南湖信托"),
    ("受钱袋鼠委托，通知您欠款逾期", "钱袋鼠"),
    ("青柠钱包客服\n您好，请问有什么可以帮您", "青柠钱包"),
    ("Thank you for contacting Maple Lending. Your account has been closed.", "Maple Lending"),
    ("Called Quickstone, they said the account is closed.", "Quickstone"),
    ("From: Harbor Finance <no-reply@harborfinance.example>\nYour loan was paid in full.", "Harbor Finance"),
    ("Complaint against BrightPay has been registered.", "BrightPay"),
    ("Your agreement with Northwind Credit has ended.", "Northwind Credit"),
    ("Oakline Limited\nWe confirm that your account was closed.", "Oakline"),
    ("【飞燕贷】尊敬的用户，您的注销申请已受理。", "飞燕贷"),
    ("贷款机构：聚宝盆金融\n结清日期 2026-03-01", "聚宝盆金融"),
    ("暖阳分期\n您的账户已注销", "暖阳分期"),
    ("您的小鹿钱包账户已注销", "小鹿钱包"),
    ("您的金蝉付账户已注销", "金蝉付"),
    ("Automatic payments to Lumen have been turned off.", "Lumen"),
    ("Live chat with Zephyr Loans agent\nZephyr Loans Support\nHi, how can I help?", "Zephyr"),
    ("【海豚记账】会员自动续费已关闭", "海豚记账"),
    ("我在德润小额贷款有一笔借款已还清，账户已注销", "德润小额贷款"),
    ("投诉对象：青云消费金融有限公司", "青云消费金融有限公司"),
    ("异议机构：快鹿财富\n异议已受理", "快鹿财富"),
    ("债权人：安盈保理\n逾期金额 3000元", "安盈保理"),
    ("自动续费\n木星视频会员\n已关闭", "木星视频"),
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_state_a_tag_or_a_product_is_no_platform(text: str) -> None:
    assert proposed(text) == []


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_company_that_nobody_knows_is_proposed(text: str, name: str) -> None:
    assert proposed(text) == [name]
