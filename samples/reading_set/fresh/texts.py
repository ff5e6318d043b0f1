"""Text messages, mails and chats. For measuring alone: no rule of the product is written with this file in view."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Side
from samples.reading_set.case import Case
from samples.reading_set.forms import Mail, Note, Said, Talk
from samples.reading_set.fresh.parties import (
    DU,
    ENGLISH,
    HOUSES,
    HUABEI,
    JD,
    MORE_BANKS,
    QIFU,
    UNHEARD_OF,
    WALLETS,
)
from samples.reading_set.fresh.parties import WEILIDAI as WLD
from samples.reading_set.parties import CONSUMER_FINANCE
from samples.reading_set.wording import Wording

THEY, ME = Side.THEY, Side.ME


def _one(c: Case, text: str, sender: str = "10690000112233") -> Note:
    return Note(c.optional(sender), ((c.at, text),))


def _closed(c: Case) -> Said:
    text = (
        f"{c.signature()}赵女士，您好！您名下的贷款账户已于{c.yearless(form='chinese')}完成销户，"
        f"业务流水号{c.reference('业务流水号', '@####')}。如非本人操作请致电{c.phone('4006668888', '400-666-8888')}。"
    )
    return Said(_one(c, text), ("cancellation",), (c.at.date(),))


def _not_passed(c: Case) -> Said:
    reason = c.blocked("unsettled", "您尚有1笔分期未还清")
    text = f"{c.signature()}您的注销申请审核未通过。原因：{reason}。还清后可重新提交，回T退订"
    return Said(_one(c, text), ("cancellation_request",), (c.at.date(),))


def _settled(c: Case) -> Said:
    text = (
        f"{c.signature()}您的借款（借据号{c.reference('借据号', '@########')}）已于{c.day(form='dashes')}结清，"
        f"结清金额{c.money(300, 9000, 'yuan')}。后续如需证明，可在App首页自助开具。"
    )
    return Said(_one(c, text), ("settlement",), (c.at.date(),))


def _last_warning(c: Case) -> Said:
    due = c.as_written("今日", c.at.date(), "due")
    text = (
        f"{c.signature()}赵六，您的欠款{c.money(900, 9000, 'yuan')}经多次提醒仍未处理，{due}18:00前未还清，"
        f"我司将移交法务部门。请速联系{c.phone('057188331122', '0571-88331122')}"
    )
    return Said(_one(c, text), ("dunning",), (c.at.date(),))


def _debit_ended(c: Case) -> Said:
    text = (
        f"【{c.other('alipay', '支付宝')}】您与{c.me()}签署的自动扣款协议"
        f"（协议号：{c.reference('协议号', '@##########')}）"
        f"已于{c.moment(form='chinese')}解除，后续将不再扣款。"
    )
    return Said(_one(c, text, "95188"), ("autopay_termination",), (c.at.date(),))


def _not_taken(c: Case) -> Said:
    text = (
        f"{c.signature()}因账户余额不足，您本期应还{c.money(100, 3000, 'yuan')}扣款失败，"
        f"请于{c.yearless(c.later(1), 'due', 'chinese')}24点前主动还款，避免产生逾期记录。"
    )
    return Said(_one(c, text), ("dunning", "repayment"), (c.at.date(),))


def _code_only(c: Case) -> Said:
    text = f"{c.signature()}您正在登录账户，动态码{c.rng.randrange(1000, 9999)}，切勿转发他人。"
    return Said(_one(c, text), ("other",))


def _consented(c: Case) -> Said:
    text = (
        f"{c.signature()}您于{c.day(form='chinese')}授权我行查询您的个人信用报告，"
        f"{c.authorised('one_off', '本次授权仅限当次使用')}。客服{c.phone()}"
    )
    return Said(Note(c.phone(), ((c.at, text),)), ("other",), (c.at.date(),))


def _regulator(c: Case) -> Said:
    text = (
        f"【{c.other('nfra', '国家金融监督管理总局')}】您提交的关于{c.me()}的投诉已受理，"
        f"投诉编号{c.reference('投诉编号', '@######')}，处理结果将于{c.day(c.later(60), 'due', 'chinese')}前告知。"
    )
    return Said(_one(c, text, "12378"), ("complaint",), (c.at.date(),))


def _two_states(c: Case) -> Said:
    first = c.minutes(-3 * 24 * 60 - 51)
    asked = f"{c.signature()}您提交的销户申请已收到，预计{c.optional('3个工作日')}处理完毕。"
    refused = f"{c.signature()}您的销户申请处理失败：{c.blocked('balance', '账户中仍有余额')}，请提现后重试。"
    return Said(
        Note(c.optional("10691234"), ((first, asked), (c.at, refused))),
        ("cancellation_request",),
        (c.at.date(), first.date()),
    )


def _mail_certificate(c: Case) -> Said:
    text = (
        f"尊敬的客户：\n您申请的结清证明已开具，详见附件。\n"
        f"合同编号：{c.reference('合同编号', 'DK-@-#####')}\n结清日期：{c.day(form='padded')}\n"
        f"开具机构：{c.legal()}\n开具日期：{c.day(c.later(1), 'issued', 'padded')}"
    )
    return Said(Mail(c.me(), c.later(1), "您的贷款结清证明", text), ("settlement",), (c.at.date(),))


def _mail_closed(c: Case) -> Said:
    text = (
        f"赵六，您好：\n应您的要求，我们已在{c.day(form='chinese')}注销您的{c.me()}账户，并停止处理您的个人信息。\n"
        f"处理单号：{c.reference('处理单号', '####-####')}\n感谢您的理解与支持。"
    )
    return Said(Mail(f"{c.me()}隐私团队", c.at, "账户注销处理完毕", text), ("cancellation",), (c.at.date(),))


def _mail_english_settled(c: Case) -> Said:
    text = (
        f"Dear customer,\nYour {c.me()} loan was fully repaid on {c.english(form='us-long')}.\n"
        f"Ref no. {c.reference('Ref no.', '@-####')}\nAmount paid: {c.amount('4210.75', 'english')}\nThank you."
    )
    return Said(Mail(f"{c.me()} Service", c.at, "Loan fully repaid", text), ("settlement",), (c.at.date(),))


def _mail_english_ticket(c: Case) -> Said:
    text = (
        f"Hi,\nThanks for contacting {c.me()}. Your ticket # {c.reference('ticket #', '########')} has been created.\n"
        f"An agent will reply by {c.english(c.later(2), 'due', 'us')}."
    )
    return Said(
        Mail(f"{c.me()} Help", c.at, "We got your message", text), ("customer_service",), (c.at.date(),)
    )


def _chat_closing(c: Case) -> Said:
    turns = (
        (c.at, ME, f"请帮我把{c.me()}销户"),
        (c.minutes(1), THEY, f"您好，我是{c.staff()}号客服，请问您的借款都还清了吗"),
        (
            c.minutes(2),
            ME,
            f"{c.as_written('上个月5号', _fifth_of_last_month(c))}还完的，一共{c.amount('8800.00', 'yuan')}",
        ),
        (c.minutes(5), THEY, f"好的，已帮您提交，工单号是{c.reference('工单号', 'G########')}，请耐心等待"),
        (c.minutes(6), ME, "要等多久？"),
        (c.minutes(7), THEY, f"最迟{c.yearless(c.later(4), 'due', 'chinese')}会有短信通知您"),
    )
    return Said(
        Talk(f"{c.me()}客服", turns, who="小微"), ("customer_service", "cancellation_request"), (c.at.date(),)
    )


def _fifth_of_last_month(c: Case) -> dt.date:
    return (c.at.replace(day=1) - dt.timedelta(days=1)).date().replace(day=5)


def _chat_collector(c: Case) -> Said:
    turns = (
        (c.at, THEY, f"你在{c.me()}的{c.amount('5230.18', 'yuan')}已经逾期了，准备什么时候还？"),
        (c.minutes(2), ME, "我和平台协商过了，有录音"),
        (c.minutes(3), THEY, f"{c.as_written('后天', c.later(2).date(), 'due')}之前不还清就联系你单位"),
        (c.minutes(4), ME, "你这是违规催收，我会投诉"),
    )
    return Said(Talk(c.optional("催收李经理"), turns), ("dunning",), (c.at.date(),))


def _chat_english(c: Case) -> Said:
    turns = (
        (c.at, ME, f"Why can't I delete my {c.me()} account?"),
        (
            c.minutes(1),
            THEY,
            f"I'm sorry, it seems {c.blocked('balance', 'there is still money in your balance')}.",
        ),
        (c.minutes(3), ME, "I withdrew it already"),
        (
            c.minutes(6),
            THEY,
            f"I've logged case ID {c.reference('case ID', 'CS######')}, we will get back to you.",
        ),
    )
    return Said(Talk("Live chat", turns, who="Agent Leo"), ("customer_service",), (c.at.date(),))


TEXTS = (
    Wording("text-closed", _closed, (*CONSUMER_FINANCE, DU)),
    Wording("text-not-passed", _not_passed, (HUABEI, *JD, *QIFU)),
    Wording("text-settled", _settled, (WLD, *QIFU, *CONSUMER_FINANCE)),
    Wording("text-last-warning", _last_warning, (*UNHEARD_OF, *QIFU), gap=0),
    Wording("text-debit-ended", _debit_ended, (DU, *QIFU)),
    Wording("text-not-taken", _not_taken, WALLETS),
    Wording("text-code-only", _code_only, WALLETS),
    Wording("text-consented", _consented, MORE_BANKS),
    Wording("text-regulator", _regulator, WALLETS),
    Wording("text-two-states", _two_states, WALLETS),
    Wording("letter-certificate", _mail_certificate, HOUSES, gap=1),
    Wording("letter-closed", _mail_closed, WALLETS),
    Wording("letter-english-settled", _mail_english_settled, ENGLISH),
    Wording("letter-english-ticket", _mail_english_ticket, ENGLISH),
    Wording("chat-closing", _chat_closing, (WLD, HUABEI, *JD), gap=0),
    Wording("chat-collector", _chat_collector, WALLETS, gap=0),
    Wording("chat-english", _chat_english, ENGLISH),
)
