"""What goes on is not told as over, what is only spoken of as happened, nor a call by what was said in it."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import FactType, Findings, Line, Reading
from vault.reading import load_directory, understand

CAPTURED = dt.datetime(2026, 11, 22, 6, 0, tzinfo=dt.UTC)


def read(text: str) -> Findings:
    page = Reading("none", "1", tuple(Line(line) for line in text.split("\n")))
    return understand(page, captured_at=CAPTURED, directory=load_directory())


def values(found: Findings, of_type: FactType) -> set[str]:
    return {str(fact.value) for fact in found.facts if fact.type is of_type}


@pytest.mark.parametrize(
    ("page", "goes_on", "is_over", "kind"),
    [
        (
            "代扣协议\n商户 蓝鲸小贷\n状态 {}\n签约时间 2024-11-02\n解约",
            "正常",
            "已解约",
            "autopay_termination",
        ),
        ("自动扣款\n蓝鲸小贷 {}\n单笔限额500元\n关闭自动扣款", "已开通", "已关闭", "autopay_termination"),
        ("征信查询授权书\n当前状态:{}\n被授权人 蓝鲸小贷", "生效中", "已撤回", "authorization_revocation"),
        (
            "授权书详情\n当前状态:{}\n被授权人 蓝鲸小贷\n我要撤回",
            "生效",
            "已撤销",
            "authorization_revocation",
        ),
        ("贷款详情\n状态 {}\n借款金额 6,000.00\n提前结清 查看合同", "还款中", "已结清", "settlement"),
    ],
)
def test_what_is_in_force_is_no_evidence_until_it_is_over(
    page: str, goes_on: str, is_over: str, kind: str
) -> None:
    assert read(page.format(goes_on)).kind == "other"
    assert read(page.format(is_over)).kind == kind


def test_consents_with_a_button_to_end_each_go_on() -> None:
    entries = "\n".join(f"{name}\n授权于 2025-06-18\n解除授权" for name in ("蓝鲸借", "白鲸借", "灰鲸借"))
    assert read(f"授权管理\n以下应用正在使用你的账号信息\n{entries}").kind == "other"


@pytest.mark.parametrize(
    "text",
    [
        "用户服务协议\n7.1 您可在结清全部款项后申请注销账户。\n7.2 注销成功后我们将删除您的个人信息。",
        "Your credit card ending in 2217 has not been cancelled.",
        "订单详情\n客服\n待收货\n实付 99.00\n申请售后",
        "联系客服\n订单号 2210099331\n交易关闭\n超时未付款",
    ],
)
def test_what_only_speaks_of_it_is_no_evidence(text: str) -> None:
    assert read(text).kind == "other"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("您的账户已于3月6日注销成功,现在登录不了的,感谢您一直以来的支持", "cancellation"),
        ("您在 我的-设置-账号安全 里自助操作就可以,请问还有什么可以帮您", "customer_service"),
    ],
)
def test_a_conversation_is_what_came_of_it(said: str, kind: str) -> None:
    assert read(f"我:你好,我的账户注销办得怎么样了\n客服:{said}\n我:好的,谢谢").kind == kind


@pytest.mark.parametrize(
    "note",
    [
        "备忘录\n打给蓝鲸借客服的记录\n通话约13分钟\n接听:工号 6619,女声\n问:能不能注销?\n答:借款已结清,要3个工作日",
        "通話筆記:藍鯨銀行\n撥打電話:95500\n客服工號:GF20817\n內容:\n要求註銷信用卡\n客服說需先領回溢繳款",
        "刚跟蓝鲸客服通完电话 工号20817 说已经给我提交注销 三到五个工作日短信通知",
    ],
)
def test_a_note_of_a_call_is_one_whatever_was_said(note: str) -> None:
    assert read(note).kind == "call_note"


def test_a_repayment_named_in_brackets_is_one() -> None:
    spent = "【建设银行】您尾号0932的账户3月9日10:12支出人民币856.20元({}),余额1,204.11元。"
    assert read(spent.format("财付通-美团月付还款")).kind == "repayment"
    assert read(spent.format("财付通-美团外卖")).kind == "other"


def test_a_refusal_is_one_over_what_stands_in_brackets() -> None:
    found = read(
        "Your request to delete your account (case #AC-99812) has been rejected because there is still an unpaid bill."
    )
    assert (found.kind, values(found, FactType.OBSTACLE)) == ("cancellation_request", {"unsettled"})


def test_the_next_day_to_pay_is_no_recent_payment() -> None:
    found = read("暂时不能注销\n您有1笔借款尚未结清,最近还款日2026-10-25")
    assert values(found, FactType.OBSTACLE) == {"unsettled"}


def test_a_credit_line_that_is_valid_stands_in_the_way() -> None:
    assert "limit" in values(read("账户注销\n额度30,000元仍在有效期内,暂不能注销。"), FactType.OBSTACLE)


def test_a_revolving_consent_goes_on() -> None:
    assert values(read("征信查询授权书(循环) 生效中\n授权机构 蓝鲸小贷"), FactType.AUTHORIZATION) == {
        "continuing"
    }


def test_an_automatic_answer_refuses_nothing() -> None:
    mail = "Confirmation: your account is closed\nThis is an automatic message, please do not reply."
    assert read(mail).kind == "cancellation"


def test_one_bill_repaid_is_a_repayment() -> None:
    assert read("Payment details\nHuabei repayment\nStatus\nRepaid successfully").kind == "repayment"
