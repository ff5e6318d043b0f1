"""What offices and third parties write: requests and their records, guarantors, regulators, banks that merely pay."""

from __future__ import annotations

from samples.blocks import Mark as Sign
from samples.reading_set.case import Case
from samples.reading_set.forms import Listing, Note, Paper, Said, Sheet
from samples.reading_set.parties import ANY, BANKS, CONSUMER_FINANCE, LENDERS
from samples.reading_set.wording import Wording


def _service_request(c: Case) -> Said:
    rows = (
        c.row("服务请求号", c.rng.choice(("SR-@-###", "7#######"))),
        ("请求类别", f"{c.me()}账户注销咨询"),
        ("登记人员", f"工号{c.staff()}"),
        ("登记时间", c.moment()),
        ("回电号码", c.mobile()),
        ("最晚回复", c.day(c.later(3), "due")),
    )
    sheet = Sheet(
        "我的服务请求", "正在处理", rows, "如有进展将第一时间与您联系", Sign.WAITING, section="请求信息"
    )
    return Said(sheet, ("customer_service",), (c.at.date(),))


def _service_records(c: Case) -> Said:
    def entry(days: int, what: str, state: str) -> tuple[str, str, str]:
        at = c.later(-days)
        return what, c.moment(at, "happened|message", "seconds"), state

    entries = (
        entry(0, "账单疑问", "待回复"),
        entry(9, "注销问题咨询", "已回复"),
        entry(30, "额度问题", "已关闭"),
    )
    return Said(Listing(f"{c.me()}客服记录", (), (("全部记录", entries),)), ("customer_service",))


def _debit_released(c: Case) -> Said:
    rows = (
        ("签约商户", c.legal()),
        ("签约日期", c.day(c.later(-120), "happened|period_start")),
        ("解除日期", c.day()),
        c.row("签约协议编号", "@########"),
        ("签约银行卡", f"{c.other('icbc', '工商银行')} **** {c.rng.randrange(1000, 9999)}"),
    )
    sheet = Sheet("代扣签约详情", "代扣协议已解除", rows, "商户无法再通过该协议从您的银行卡扣款")
    return Said(sheet, ("autopay_termination",), (c.at.date(),))


def _consent_refused(c: Case) -> Said:
    rows = (
        ("办理事项", "撤回个人信息查询授权"),
        ("对方机构", c.legal()),
        ("提交日期", c.day(c.later(-4))),
        ("审核时间", c.moment()),
        ("审核意见", c.blocked("unsettled", "贷款存续期内，未到期借款未结清")),
    )
    headline = c.authorised("refused", "授权撤回未通过")
    sheet = Sheet("审核结果", headline, rows, "", Sign.REFUSED, button="知道了")
    events = (c.at.date(), c.later(-4).date())
    return Said(sheet, ("authorization_revocation", "customer_service", "other"), events)


def _consent_given_once(c: Case) -> Said:
    rows = (
        ("授权对象", c.legal()),
        ("授权内容", c.authorised("one_off", "一次性授权，查询后即失效")),
        ("签署时间", c.moment()),
        c.row("授权编号", "SQ@######"),
    )
    return Said(Sheet("授权书详情", "个人征信查询授权书", rows), ("other",), (c.at.date(),))


def _being_cancelled(c: Case) -> Said:
    number = c.reference("受理号", "#########")
    text = (
        f"{c.signature()}您正在办理账号注销，受理号{number}，我们将在核验后为您处理。"
        f"若不是您本人操作，请速联系{c.phone('4001006688', '400 100 6688')}。"
    )
    return Said(Note(c.optional("106585001122"), ((c.at, text),)), ("cancellation_request",), (c.at.date(),))


def _bank_paid(c: Case) -> Said:
    tail = c.rng.randrange(1000, 9999)
    text = (
        f"【{c.me()}】您账户{tail}于{c.yearless(form='chinese-time')}贷款还款扣款"
        f"{c.money(100, 4000, 'yuan')}，活期余额{c.money(10, 900, 'yuan')}。"
    )
    return Said(Note(c.phone(), ((c.at, text),)), ("repayment",), (c.at.date(),))


def _guarantor_paid(c: Case) -> Said:
    guarantor = c.other("new:华盾融资担保", "华盾融资担保")
    text = (
        f"{c.signature()}因您的借款（借据编号：{c.reference('借据编号', 'JD@#####')}）逾期，"
        f"{guarantor}已代为清偿{c.money(800, 9000, 'yuan')}，请于{c.day(c.later(5), 'due', 'chinese')}前偿还。"
    )
    return Said(Note(c.optional("106911223344"), ((c.at, text),)), ("dunning",), (c.at.date(),))


def _letter_taken_in(c: Case) -> Said:
    number = c.reference("登记编号", "@######")
    text = (
        f"【{c.other('pboc', '人民银行')}】您好，您反映的{c.me()}信用信息问题已登记，登记编号{number}，"
        f"我行将依法转办，咨询电话{c.phone('12363')}。"
    )
    return Said(Note(c.phone("12363"), ((c.at, text),)), ("complaint",), (c.at.date(),))


def _reminder(c: Case) -> Said:
    due = c.yearless(c.later(3), "due", "chinese")
    text = (
        f"{c.signature()}您{due}应还{c.money(100, 5000, 'yuan')}，请提前将款项存入还款账户。如已还款请忽略。"
    )
    return Said(Note(c.optional("10693344556"), ((c.at, text),)), ("dunning", "repayment"), (c.at.date(),))


def _english_receipt(c: Case) -> Said:
    rows = (
        ("Merchant", c.me()),
        ("Payment amount", c.amount("1520.75", "english")),
        ("Payment date", c.english()),
        c.row("Transaction reference", "TXN@####"),
        ("Remaining balance", c.amount("4300.00", "english")),
    )
    return Said(Sheet("Payment", "Payment received", rows, "Thank you"), ("repayment",), (c.at.date(),))


def _closing_letter(c: Case) -> Said:
    number = c.reference("业务编号", "XH-@-###")
    text = (
        f"尊敬的客户：您申请注销的{c.me()}账户（业务编号：{number}）已于{c.day(form='padded')}办理注销，"
        "自注销之日起相关服务协议终止。"
    )
    issued = c.day(c.later(1), "issued", "padded")
    paper = Paper("账户注销证明", "", (text, "特此证明。"), c.legal(), issued)
    return Said(paper, ("cancellation",), (c.at.date(),))


OFFICES = tuple(bank for bank in BANKS if bank.hotline)
COMPANIES = tuple(one for one in ANY if one.legal)
SERVICES = (
    Wording("service-request", _service_request),
    Wording("service-records", _service_records),
    Wording("debit-released", _debit_released, COMPANIES),
    Wording("consent-refused", _consent_refused, COMPANIES),
    Wording("consent-given-once", _consent_given_once, COMPANIES),
    Wording("sms-being-cancelled", _being_cancelled),
    Wording("sms-bank-paid", _bank_paid, OFFICES),
    Wording("sms-guarantor-paid", _guarantor_paid, (*LENDERS, *CONSUMER_FINANCE)),
    Wording("sms-letter-taken-in", _letter_taken_in),
    Wording("sms-reminder", _reminder, gap=0),
    Wording(
        "english-receipt",
        _english_receipt,
        (BANKS[0].named("China Merchants Bank"), LENDERS[4].named("WeBank")),
    ),
    Wording("closing-letter", _closing_letter, (*COMPANIES, *OFFICES), gap=2),
)
