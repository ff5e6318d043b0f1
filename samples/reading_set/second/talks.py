"""Conversations."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Side
from samples.reading_set.case import Case
from samples.reading_set.forms import Said, Talk
from samples.reading_set.parties import LENDERS
from samples.reading_set.wording import Wording

THEY, ME = Side.THEY, Side.ME


def _membership(c: Case) -> Said:
    blocked = c.blocked("membership", "您的会员自动续费还没有关闭")
    number = c.reference("服务单号", c.rng.choice(("FD @ ####", "FD@####", "6#######")))
    turns = (
        (c.at, ME, f"为什么{c.me()}点注销一直提示不能注销？"),
        (c.minutes(1), THEY, f"亲，查到{blocked}，需要先关闭会员才能注销哦"),
        (c.minutes(4), ME, f"我{c.as_written('3天前', c.later(-3).date())}已经关了"),
        (
            c.minutes(9),
            THEY,
            f"抱歉，已为您反馈技术核实，服务单号：{number}，请您{c.optional('24小时')}后再试",
        ),
        (c.minutes(10), ME, "好吧"),
    )
    return Said(Talk("在线客服", turns, who="小助手"), ("customer_service",), (c.at.date(),))


def _long(c: Case) -> Said:
    wednesday = c.at - _days(c.at.weekday() + 7 - 2)
    settled = c.day(c.later(-21), form="chinese")
    number, staff = c.reference("投诉工单", "TS@######"), c.staff()
    due, phone = c.yearless(c.later(7), "due", "chinese"), c.phone("01086001234", "010-86001234")
    turns = (
        (c.at, THEY, f"您好，{c.me()}专席为您服务，工号{staff}"),
        (
            c.at,
            ME,
            f"我{c.as_written('上周三', wednesday.date())}打过电话，说好当天回复，到现在都没有人联系我",
        ),
        (c.minutes(2), THEY, "非常抱歉给您带来不好的体验，请问您要咨询的是哪笔借款呢？"),
        (c.minutes(3), ME, f"{settled}就结清了，{c.amount('15600.00', 'yuan')}一次性还的"),
        (c.minutes(6), THEY, "这边看到借款确实已结清，账户状态是正常"),
        (c.minutes(7), ME, "那请注销账户，并且把征信上的状态改成销户"),
        (c.minutes(11), THEY, f"已为您登记投诉工单{number}，由专员跟进处理"),
        (c.minutes(12), ME, "多久有结果"),
        (c.minutes(13), THEY, f"最晚{due}前电话回复您，号码是{phone}"),
        (c.minutes(13), ME, "你们的APP 8.2.0版本里没有注销入口"),
        (c.minutes(15), THEY, "入口在：我的-设置-账号安全-注销账号，您可以更新后再看一下"),
        (c.minutes(18), ME, "知道了"),
        (c.minutes(19), THEY, "请问还有其他问题吗？如果没有，请您对本次服务评价，谢谢。"),
    )
    return Said(Talk(f"{c.me()}专席客服", turns, who=f"客服{staff}"), ("customer_service",), (c.at.date(),))


def _english(c: Case) -> Said:
    repaid = c.english(c.later(-5), form="us")
    turns = (
        (c.at, ME, f"Hi, I would like to close my {c.me()} account. The loan was repaid on {repaid}."),
        (c.minutes(2), THEY, "Thanks for reaching out. Let me check that for you."),
        (
            c.minutes(7),
            THEY,
            f"I have opened a request. Your reference number is {c.reference('reference number', 'RQ-@-##')}.",
        ),
        (c.minutes(8), THEY, f"It should be completed by {c.english(c.later(6), 'due', 'british-short')}."),
        (c.minutes(9), ME, "Great, thank you"),
    )
    return Said(Talk("Support", turns, who="Agent May"), ("customer_service",), (c.at.date(),))


def _days(days: int) -> dt.timedelta:
    return dt.timedelta(days=days)


TALKS = (
    Wording("talk-membership", _membership, gap=0),
    Wording("talk-long", _long, gap=1),
    Wording("talk-english", _english, (LENDERS[4].named("Weilidai"), LENDERS[9].named("FinVolution"))),
)
