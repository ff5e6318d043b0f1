"""What blocks a closing: the grounds that ordinary apps name, each told for what it is."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Line, Obstacle, Reading
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 6, 11, tzinfo=dt.UTC)

GROUNDS = [
    ("I am sorry, it cannot be closed while a refund of ¥89.00 is pending.", Obstacle.UNSETTLED),
    ("注销失败\n您有一笔退款处理中，请待退款到账后再申请注销。", Obstacle.UNSETTLED),
    ("暂无法注销：存在未到账的退款", Obstacle.UNSETTLED),
    ("无法注销账户\n您有1笔未完成的订单", Obstacle.UNSETTLED),
    ("账号暂不能注销\n原因：有在途交易/待收货订单", Obstacle.UNSETTLED),
    ("Your account cannot be closed: you have 2 unfinished orders.", Obstacle.UNSETTLED),
    ("We are unable to close your account because an order is still in delivery.", Obstacle.UNSETTLED),
    ("注销失败，您的账户已被冻结，请先解冻。", Obstacle.RISK),
    ("Account closure refused: the account is frozen by a court order.", Obstacle.RISK),
    ("无法注销：您尚未完成实名认证", Obstacle.IDENTITY),
    ("We cannot close the account until your identity is verified.", Obstacle.IDENTITY),
    ("注销失败\n您的账户仍绑定1张银行卡，请先解绑", Obstacle.BINDING),
    ("Closure not possible: a bank card is still bound to this account.", Obstacle.BINDING),
    ("Please remove your linked cards before the account can be closed. Closure failed.", Obstacle.BINDING),
    ("无法注销，您已开通自动续费，请先关闭", Obstacle.MEMBERSHIP),
    ("Cannot close your account: your membership is active until 3 Aug 2026.", Obstacle.MEMBERSHIP),
    ("Account deletion failed. Auto-renewal is still on.", Obstacle.MEMBERSHIP),
    ("暂不支持注销，本期账单未结清", Obstacle.UNSETTLED),
    ("无法销户，您还有未出账单", Obstacle.UNSETTLED),
    ("Your request to close was declined as your June bill has not been paid.", Obstacle.UNSETTLED),
    ("注销失败：账户余额12.30元未提现", Obstacle.BALANCE),
    ("Account cannot be closed, there is a remaining balance of ¥3.20 in your wallet.", Obstacle.BALANCE),
    ("无法注销，您有3张优惠券未使用", Obstacle.COUPON),
    ("暂无法注销，您有一个投诉工单处理中", Obstacle.COMPLAINT),
    ("We cannot close your account while a dispute is open.", Obstacle.COMPLAINT),
    ("无法注销，请先关闭借款额度", Obstacle.LIMIT),
    ("注销失败：距上次还款不足15天，请15天后再试", Obstacle.TOO_SOON),
    ("You can close the account only 30 days after your last repayment. Closure failed.", Obstacle.TOO_SOON),
    ("无法注销：您名下有一笔保险理赔处理中", Obstacle.UNSETTLED),
    ("注销申请未通过：您有提现申请正在处理", Obstacle.UNSETTLED),
    ("注销失败，您还有未完成的充值/提现", Obstacle.UNSETTLED),
    ("Cannot be deleted: a withdrawal is still being processed.", Obstacle.UNSETTLED),
    ("Closing is blocked by a pending transfer.", Obstacle.UNSETTLED),
    ("无法注销，该账户下有亲情卡未解除", Obstacle.BINDING),
    ("注销受阻：仍有代扣协议生效中，请先解约", Obstacle.BINDING),
    ("账户存在安全风险，暂不可注销", Obstacle.RISK),
    ("Your account is under review and cannot be closed at this time.", Obstacle.RISK),
    ("无法注销，您有未开具完成的发票申请", Obstacle.UNSETTLED),
    ("This account can not be closed because your loan has 3 instalments left.", Obstacle.UNSETTLED),
    ("注销失败：有进行中的借款申请", Obstacle.UNSETTLED),
    ("注销失败 人脸识别未通过", Obstacle.IDENTITY),
    ("注销失败：预留手机号与本人不一致", Obstacle.IDENTITY),
    ("无法注销，您的账户有未使用完的预付款", Obstacle.UNSETTLED),
    ("退款处理中，预计3天到账。", None),
    ("您的账户已成功注销，退款将原路返回。", None),
    ("Your refund of ¥89.00 is pending.", None),
    ("Your account has been closed. A pending refund will be paid to your card.", None),
    ("订单未完成，请尽快付款", None),
    ("注销前请确认：无未完成订单。注销成功", None),
]


@pytest.mark.parametrize(("text", "ground"), GROUNDS)
def test_a_refusal_is_told_with_its_ground_and_nothing_else_is_one(
    text: str, ground: Obstacle | None
) -> None:
    reading = Reading("text", "1", tuple(map(Line, text.split("\n"))))
    found = understand(reading, captured_at=CAPTURED, directory=load_directory()).facts
    assert [fact.value for fact in found if fact.type is FactType.OBSTACLE] == ([ground] if ground else [])


def test_the_time_that_a_refund_takes_is_no_ground() -> None:
    text = "It cannot be closed while a refund is pending.\nUsually after 5 working days."
    found = understand(
        Reading("text", "1", tuple(map(Line, text.split("\n")))),
        captured_at=CAPTURED,
        directory=load_directory(),
    ).facts
    assert [fact.value for fact in found if fact.type is FactType.OBSTACLE] == [Obstacle.UNSETTLED]
