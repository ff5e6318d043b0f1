"""Text messages and mails."""

from __future__ import annotations

from samples.reading_set.case import Case
from samples.reading_set.forms import Mail, Note, Said
from samples.reading_set.parties import BANKS, CONSUMER_FINANCE, LENDERS, UNKNOWN
from samples.reading_set.wording import Wording


def _closed(c: Case) -> Said:
    first = c.minutes(-17 - 4 * 24 * 60)
    number = c.reference("受理编号", "SL@######", first)
    accepted = f"您的账户注销申请已受理，受理编号{number}，预计{c.optional('5个工作日内')}完成。"
    day = c.day(form=c.rng.choice(("chinese", "dashes")))
    closed = f"您的账户已于{day}注销成功（受理编号{number}），感谢一路相伴。拒收请回复R"
    texts = ((first, c.signature() + accepted), (c.at, c.signature() + closed))
    return Said(Note(c.optional("106981234567"), texts), ("cancellation",), (c.at.date(),))


def _settled(c: Case) -> Said:
    number = c.reference("借据号", "@########")
    text = (
        f"{c.signature()}尊敬的客户，您{c.yearless(form='chinese')}的借款{c.money(500, 9000, 'yuan')}"
        f"已全部结清，借据号{number}。如需结清证明请登录APP下载。"
    )
    return Said(Note(c.optional("10690329012345"), ((c.at, text),)), ("settlement",), (c.at.date(),))


def _dunning(c: Case) -> Said:
    days, sum_, due = c.rng.randrange(3, 40), c.money(300, 6000, "yuan"), c.day(c.later(2), "due", "chinese")
    text = (
        f"{c.signature()}您的借款已逾期{days}天，应还{sum_}，请于{due}前还款，"
        f"以免影响您的信用记录。详询{c.phone('4006099918', '400-609-9918')}"
    )
    return Said(Note(c.optional("1069055512345"), ((c.at, text),)), ("dunning",), (c.at.date(),))


def _code_and_service(c: Case) -> Said:
    code = f"{c.signature()}验证码{c.rng.randrange(100_000, 999_999)}，{c.optional('5分钟')}内有效，请勿泄露给他人。"
    registered = (
        f"{c.signature()}您反馈的问题已登记，工单号：{c.reference('工单号', '#########')}，"
        f"客服工号{c.staff()}将在{c.optional('3个工作日内')}与您联系。"
    )
    texts = ((c.minutes(-3), code), (c.at, registered))
    return Said(Note(c.optional("106575123456"), texts), ("customer_service",), (c.at.date(),))


def _closing_failed(c: Case) -> Said:
    asked = c.yearless(c.later(-1), form="chinese")
    reason = c.blocked("complaint", "存在处理中的投诉工单")
    text = f"{c.signature()}很抱歉，您于{asked}提交的注销申请未通过，原因：{reason}。处理完成后可再次申请。"
    days = (c.at.date(), c.later(-1).date())
    return Said(Note(c.optional("10655059998"), ((c.at, text),)), ("cancellation_request",), days)


def _repaid(c: Case) -> Said:
    at, tail = c.yearless(form="chinese-time"), c.rng.randrange(1000, 9999)
    text = (
        f"{c.signature()}您本期账单{c.money(100, 3000, 'yuan')}已于{at}扣款成功，"
        f"扣款账户{c.other('icbc', '工商银行')}尾号{tail}，流水号{c.reference('流水号', '@##########')}。"
    )
    return Said(Note(c.optional("106912345678"), ((c.at, text),)), ("repayment",), (c.at.date(),))


def _answer(c: Case) -> Said:
    settled, closed = c.day(c.later(-9), form="chinese"), c.day(form="chinese")
    text = (
        f"尊敬的李四先生：\n您好！关于您来信要求注销{c.me()}账户一事，答复如下：\n"
        f"经核实，您名下贷款已于{settled}结清，账户已于{closed}注销。\n"
        f"案件编号：{c.reference('案件编号', 'CASE-@-####')}\n"
        f"如有疑问，请致电{c.phone('4008005678', '400-800-5678')}。"
    )
    mail = Mail(f"{c.me()}客户服务", c.at, "关于账户注销申请的答复", text)
    return Said(mail, ("cancellation", "customer_service"), (c.at.date(),))


def _english_request(c: Case) -> Said:
    received, due = c.english(form="us"), c.english(c.later(10), "due", "british")
    text = (
        f"Dear Mr. Li,\nThank you for contacting {c.me()}.\n"
        f"We received your request to close your account on {received}. "
        f"Your case ID is {c.reference('case ID', '#######')}. "
        f"We will complete the review by {due}.\nKind regards,\nCustomer Care"
    )
    mail = Mail(f"{c.me()} Customer Care", c.at, "Account closure request received", text)
    return Said(mail, ("cancellation_request",), (c.at.date(),))


WEBANK, CMB = (LENDERS[4].named("WeBank Weilidai"), BANKS[0].named("China Merchants Bank"))
MESSAGES = (
    Wording("sms-closed", _closed),
    Wording("sms-settled", _settled, (*CONSUMER_FINANCE, *BANKS)),
    Wording("sms-dunning", _dunning),
    Wording("sms-code-and-service", _code_and_service),
    Wording("sms-closing-failed", _closing_failed),
    Wording("unknown-repaid", _repaid, UNKNOWN, gap=0),
    Wording("mail-answer", _answer),
    Wording("mail-english", _english_request, (WEBANK, CMB)),
)
