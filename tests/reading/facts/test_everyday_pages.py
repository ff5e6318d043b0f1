"""Pages of everyday: dates that were kept, cards that were closed, numbers that a line breaks, and pages of help."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Findings, Kind, Line, Reading, Role
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def read(text: str) -> Findings:
    page = Reading("none", "1", tuple(Line(line) for line in text.split("\n")))
    return understand(page, captured_at=CAPTURED, directory=load_directory())


def values(found: Findings, kind: FactType) -> list[str]:
    return [str(fact.value) for fact in found.facts if fact.type is kind]


def subject(found: Findings) -> str | None:
    named = (fact for fact in found.facts if fact.type is FactType.PLATFORM and fact.role is Role.SUBJECT)
    return next((str(fact.value) for fact in named), None)


@pytest.mark.parametrize("label", ["实际还款日", "实际扣款日", "实际到账日", "实际还款日期", "实际结清日"])
def test_the_day_on_which_something_was_paid_in_fact_is_the_day(label: str) -> None:
    found = read(f"账单详情\n本期账单已还清\n最后还款日\n2026-04-20\n{label}\n2026-04-17")
    assert found.event_date == "2026-04-17"
    assert {fact.role for fact in found.facts if fact.value == "2026-04-20"} == {Role.DUE}


@pytest.mark.parametrize(
    "line", ["账户内存在溢缴款12.60元,请先领回再申请销户", "尚有溢缴款8元未取出,暂不能销户"]
)
def test_money_paid_over_is_a_balance_and_no_debt(line: str) -> None:
    assert values(read(f"信用卡销户\n销户申请失败\n{line}"), FactType.OBSTACLE) == ["balance"]


def test_what_is_asked_to_know_somebody_is_no_obstacle() -> None:
    chat = "分期乐在线客服\n您好,很高兴为您服务\n我的账户注销不了\n麻烦提供下手机号后四位\n3308\n请问您的姓名是\n周先生"
    assert "identity" not in values(read(chat), FactType.OBSTACLE)


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        ("平安银行信用卡\n销户通知\n您的信用卡账户已销户\n销户卡号\n尾号2217", "pingan-bank"),
        ("信用卡注销\n中信银行信用卡\n尾号8105\n注销申请失败\n请先结清账单", "citic"),
        ("光大银行信用卡\n您的信用卡账\n户已注销", "cebbank"),
        ("账户注销成功\n付款方式\n平安银行信用卡(2217)", None),
        ("账户注销成功\n绑定的平安银行信用卡(2217)已自动解绑", None),
    ],
)
def test_a_bank_is_the_subject_where_its_own_card_is_closed(text: str, bank: str | None) -> None:
    assert subject(read(text)) == bank


def test_a_number_that_begins_with_letters_alone_goes_on_below() -> None:
    text = "您向我公司申请的借款,合同编号为HTX-JK-\n20250318-774120,截至2026年3月1日已全部结清。"
    assert values(read(text), FactType.REFERENCE) == ["HTX-JK-20250318-774120"]


def test_the_last_digit_of_a_sender_in_groups_of_four_is_kept() -> None:
    text = "1068 2177 4035 9\n今天09:30\n【分期乐】您的账户已于2026年3月2日注销成功。"
    assert values(read(text), FactType.PHONE) == ["1068217740359"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your Ping An Bank credit card ending in 2217 has been cancelled.", Kind.CANCELLATION),
        ("Card closed\nYour CITIC Bank credit card account was successfully closed.", Kind.CANCELLATION),
        ("Your credit card ending in 2217 has not been cancelled.", Kind.OTHER),
        ("Your order has been cancelled and refunded to your credit card.", Kind.OTHER),
        (
            "Help Center\nHow do I close Jiebei?\nPlease make sure all loans have been paid off.\nWas this helpful?",
            Kind.OTHER,
        ),
        (
            "京东 常见问题\n白条关闭后还能再开通吗?\n可以重新申请,如有其他问题,请拨打客服电话95118。\n我的订单",
            Kind.OTHER,
        ),
    ],
)
def test_a_card_that_is_closed_is_and_a_question_of_others_is_not(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


def test_a_product_with_an_ordinary_name_counts_where_its_bank_signs() -> None:
    signed = "【建设银行】您已成功归还快贷本金3000.00元。"
    assert subject(read(signed)) == "ccb-loan"
    assert "ccb-loan" not in values(read("哪家的快贷利息低"), FactType.PLATFORM)


@pytest.mark.parametrize("head", ["会员日专享", "双十一特惠", "新春福利"])
def test_the_subject_of_an_advertisement_is_no_sender(head: str) -> None:
    found = read(f"{head}:您有一张还款券待领取\n分期乐祝您购物愉快。")
    assert values(found, FactType.PLATFORM) == ["fenqile"]


def test_a_closing_told_by_mail_is_one_though_it_says_what_is_not_owed() -> None:
    found = read(
        "9:41\nInbox\nYour account closure is complete\nNorrland Credit Care\nto me · Jun 12, 2026, 03:20\nHello,\n"
        "Your Norrland Credit account ending in 4417 was permanently closed on 11 June 2026 as you asked.\n"
        "Collections by direct debit were stopped that day.\n"
        "You do not owe us anything. Statements can be requested until 11 December 2026."
    )
    assert (found.kind, found.event_date) == (Kind.CANCELLATION, "2026-06-11")


@pytest.mark.parametrize(
    "text",
    [
        "Reservation confirmed\nHarbour View Guesthouse\nCheck-in Sat, 6 Jun 2026\nFree cancellation to 3 June 2026",
        "Booking confirmed\nHarbour View Guesthouse\nTotal ¥640.00\nCancellation policy\nNo refund after check-in",
        "预订成功\n云杉酒店 大床房 1 间\n入住 6月6日 离店 6月8日\n6月3日18:00前可免费取消\n联系酒店",
    ],
)
def test_a_booking_that_may_be_cancelled_is_no_cancellation(text: str) -> None:
    assert read(text).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Payment details\nSome Credit repayment\n¥918.74\nStatus\nRepaid successfully", Kind.REPAYMENT),
        ("Repaid successfully\nCNY 300.00\nSome Credit, October bill", Kind.REPAYMENT),
        ("Repaid\n¥512.30\nSome Credit, bill of Feb 2026", Kind.REPAYMENT),
        ("Repayment record\n2026-02-25 Repaid 1,003.20\n2026-01-25 Repaid 1,003.20", Kind.REPAYMENT),
        (
            "Payment confirmation\nLoan repayment\nCNY 1,003.20\nPeriod: 5 of 12\nStatus: Repaid",
            Kind.REPAYMENT,
        ),
        ("You repaid ¥88.00 to Some Credit on 3 May.", Kind.REPAYMENT),
        (
            "Payment received\nWe received your payment of CNY 530.00 for your loan on Feb 24, 2026.",
            Kind.REPAYMENT,
        ),
        ("Repaid in full\nLoan no. LN20250301\nSettled 2026-02-25\nOutstanding: 0.00", Kind.SETTLEMENT),
        ("Your loan was paid in full on 25 Feb 2026. Nothing more is owed.", Kind.SETTLEMENT),
        ("We confirm that the loan was repaid on 3 May 2026 and carries no balance.", Kind.SETTLEMENT),
        ("All amounts under your loan agreement are settled in full.", Kind.SETTLEMENT),
    ],
)
def test_one_bill_that_is_repaid_is_no_debt_that_is_settled(text: str, kind: Kind) -> None:
    assert read(text).kind is kind


def test_a_record_of_payments_is_about_the_last_one() -> None:
    rows = "\n".join(f"{n}\n2026-0{n}-10\n2026-0{n}-08\n510.00\n已还" for n in range(1, 5))
    found = read(f"还款记录\n共6期,已还4期\n实还日:2026-01-08\n实还日:2026-03-09\n实还日:2026-02-08\n{rows}")
    assert (found.kind, found.event_date) == (Kind.REPAYMENT, "2026-03-09")


@pytest.mark.parametrize("newest_first", [True, False])
def test_what_moved_step_by_step_is_about_its_last_step(newest_first: bool) -> None:
    steps = [("已揽收", "10-12 09:20"), ("到达 某某转运中心", "10-14 22:41"), ("已签收", "10-15 11:05")]
    told = [f"{step}\n{moment}" for step, moment in (reversed(steps) if newest_first else steps)]
    assert read("\n".join(["物流详情", *told])).event_date == "2026-10-15"


@pytest.mark.parametrize(
    "head", ["还差2项就能关闭", "有2项条件未满足", "2项未完成,暂时不能关闭", "以下条件未达标"]
)
def test_a_list_of_conditions_is_a_closing_that_is_hindered_though_some_are_met(head: str) -> None:
    found = read(f"关闭美团月付\n{head}\n账单已还清\n已通过\n有进行中的订单\n未通过\n银行卡已解绑\n已通过")
    assert found.kind is Kind.CANCELLATION_REQUEST


def test_a_chat_stays_one_though_it_tells_of_a_loan_paid_off() -> None:
    found = read(
        "放心借在线客服\n昨天 19:30\n我\n麻烦开一份结清证明\n客服\n您好,您的借款9月20日已还清,可以为您开具\n"
        "我\n好的谢谢\n客服\n已登记,服务单号FX-9920-\n30114,2个工作日内发送"
    )
    assert found.kind is Kind.CUSTOMER_SERVICE


def test_the_folder_of_a_mail_is_no_house() -> None:
    found = read(
        "< All Mail\nAuto-renewal turned off\nFenqile Membership\nYou turned off auto-renewal on 3 May 2026."
    )
    assert values(found, FactType.PLATFORM) == ["fenqile"]


def test_what_stands_below_a_row_is_no_part_of_its_date_where_its_space_is_lost() -> None:
    found = read("自动续费已关闭\n关闭日期2026年9月15日\n到期后不再扣除¥18.00/月")
    assert found.event_date == "2026-09-15"


def test_a_day_that_is_only_expected_is_found_and_due() -> None:
    found = read("资料审核中\n11-13 09:30\n注销完成\n预计 11-27 前")
    assert [fact.role for fact in found.facts if fact.value == "2026-11-27"] == [Role.DUE]


def test_the_day_by_which_an_answer_is_asked_for_is_not_that_of_the_complaint() -> None:
    found = read(
        "工单详情\n诉求时间\n2026-06-08 10:33\n投诉多收担保费\n办理状态\n已转办\n要求办结\n2026-06-23"
    )
    assert (found.kind, found.event_date) == (Kind.COMPLAINT, "2026-06-08")


@pytest.mark.parametrize(
    ("days", "about"),
    [
        (("2026-09-20", "2026-10-20", "2026-11-20"), "2026-11-20"),
        (("2026-12-01", "2027-01-01"), "2026-12-01"),
    ],
)
def test_a_plan_of_payments_is_about_the_last_that_was_due_or_the_first_that_will_be(
    days: tuple[str, ...], about: str
) -> None:
    rows = "\n".join(f"应还日:{day}\n应还金额 410.00" for day in (*days, "2027-05-01"))
    found = read(f"还款计划\n共12期\n{rows}")
    assert (found.kind, found.event_date) == (Kind.REPAYMENT, about)


def test_a_complaint_that_is_still_handled_is_an_obstacle() -> None:
    found = read("注销申请未通过\n您有一起投诉仍在处理,办结后方可注销")
    assert values(found, FactType.OBSTACLE) == ["complaint"]


def test_for_whom_a_letter_is_signed_is_one_house() -> None:
    assert values(read("For Bank of Ningbo\nRetail Lending\nIssued: 6 July 2026"), FactType.PLATFORM) == [
        "nbcb"
    ]
