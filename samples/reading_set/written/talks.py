"""Conversations."""

from __future__ import annotations

from samples.blocks import Side
from samples.reading_set.case import Case
from samples.reading_set.forms import Said, Talk
from samples.reading_set.parties import LENDERS
from samples.reading_set.wording import Wording

THEY, ME = Side.THEY, Side.ME


def _registered(c: Case) -> Said:
    number = c.reference("工单号", c.rng.choice(("GD@######", "########", "WO-@-###")))
    turns = (
        (c.at, THEY, f"您好，欢迎使用{c.me()}在线客服，我是工号{c.staff()}，请问有什么可以帮您？"),
        (c.at, ME, "我要注销账户，贷款已经还清了"),
        (c.minutes(3), THEY, "请提供注册手机号后四位核实身份。"),
        (c.minutes(3), ME, "0000"),
        (c.minutes(9), THEY, f"已为您登记，工单号{number}，{c.optional('3个工作日内')}给您答复。"),
        (c.minutes(9), ME, "好的，什么时候更新征信？"),
        (c.minutes(10), THEY, "账户注销后次月报送，以征信机构展示为准。"),
    )
    return Said(Talk(f"{c.me()}客服", turns), ("customer_service",), (c.at.date(),))


def _refused(c: Case) -> Said:
    past = c.as_written("前天", c.later(-2).date())
    refusal = c.authorised("refused", "您的撤回申请未通过")
    reason = c.blocked("unsettled", "名下仍有在途借款未结清")
    number = c.reference("服务编号", "FW@#####")
    turns = (
        (c.at, ME, f"你好，我{past}申请撤回征信查询授权，为什么没有通过？"),
        (c.minutes(2), THEY, f"您好，经查询{refusal}，原因是{reason}。"),
        (c.minutes(3), ME, "那还清以后可以撤回吗"),
        (
            c.minutes(6),
            THEY,
            f"结清后可在APP内重新提交，或拨打{c.phone('95118')}办理，本次服务编号{number}。",
        ),
    )
    return Said(Talk(f"{c.me()}客服", turns), ("customer_service",), (c.at.date(),))


def _collector(c: Case) -> Said:
    settled = c.day(c.later(-60), form="chinese")
    staff = c.staff(f"8{c.rng.randrange(1000, 9999)}")
    turns = (
        (c.at, THEY, f"您好，这边是{c.me()}委托的第三方，您有一笔{c.amount('3280.60', 'yuan')}逾期未还"),
        (c.minutes(1), ME, f"我{settled}就已经结清了，有结清证明"),
        (
            c.minutes(5),
            THEY,
            f"系统显示未结清，请{c.as_written('明天', c.later(1).date(), 'due')}之前处理，否则上门",
        ),
        (c.minutes(6), ME, "请提供你的工号和公司名称"),
        (c.minutes(8), THEY, f"工号{staff}"),
    )
    return Said(Talk(c.optional("186 0000 0000"), turns), ("dunning",), (c.at.date(),))


TALKS = (
    Wording("talk-registered", _registered),
    Wording("talk-refused", _refused, LENDERS[:2]),
    Wording("talk-collector", _collector, gap=0),
)
