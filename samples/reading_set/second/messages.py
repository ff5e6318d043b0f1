"""Text messages and mails."""

from __future__ import annotations

from samples.reading_set.case import Case
from samples.reading_set.forms import Mail, Note, Said
from samples.reading_set.parties import ANY, BANKS, CONSUMER_FINANCE, LENDERS, UNKNOWN, Party
from samples.reading_set.wording import Wording


def _asked(c: Case) -> Said:
    number = c.reference("申请编号", "SQ@#####")
    text = (
        f"{c.signature()}您于{c.yearless(form='half-day')}发起了账户注销，申请编号{number}，正在审核中，"
        f"如非本人操作请立即致电{c.phone('4008188299')}。"
    )
    return Said(Note(c.optional("106980009527"), ((c.at, text),)), ("cancellation_request",), (c.at.date(),))


def _done(c: Case) -> Said:
    first, number = c.minutes(-26 * 60), c.reference("工单编号", "########")
    asked = f"{c.signature()}您好，您咨询的销户问题已记录，工单编号{number}，{c.optional('48小时内')}回复。"
    done = f"{c.signature()}您好，您的{c.me()}账号已完成注销，相关个人信息将依法删除。退订回T"
    texts = ((first, asked), (c.at, done))
    return Said(Note(c.optional("10655920077"), texts), ("cancellation",), (c.at.date(),))


def _collection(c: Case) -> Said:
    law, sum_ = c.other("new:衡正律师事务所", "衡正律师事务所"), c.money(2000, 30_000, "separated")
    due, phone = c.yearless(c.later(3), "due", "chinese"), c.phone("02885551234", "028-85551234")
    number = c.reference("案号", "HZ@####")
    text = (
        f"【{c.optional('衡正律所')}】王五：受{c.me()}委托，{law}就您拖欠的{sum_}债务函告，案号{number}，"
        f"请于{due}17时前联系{phone}，逾期将依法处理。"
    )
    return Said(Note(c.optional("10690811223344"), ((c.at, text),)), ("dunning",), (c.at.date(),))


def _due_tomorrow(c: Case) -> Said:
    due = c.as_written("明天", c.later(1).date(), "due")
    text = (
        f"{c.signature()}温馨提示：{due}是您本期账单的最后还款日，应还{c.money(100, 5000, 'yuan')}，"
        f"最低还款{c.amount('88.60', 'yuan')}，请确保账户余额充足。"
    )
    return Said(Note(c.optional("10683366"), ((c.at, text),)), ("dunning", "repayment"), (c.at.date(),))


def _taken(c: Case) -> Said:
    tail = c.rng.randrange(1000, 9999)
    text = (
        f"{c.signature()}您尾号{tail}的账户{c.yearless(form='chinese-time')}还款支出人民币"
        f"{c.money(100, 4000, 'separated')}，余额{c.money(10, 900, 'separated')}。客服热线{c.phone()}"
    )
    return Said(Note(c.phone(), ((c.at, text),)), ("repayment",), (c.at.date(),))


def _unknown_settled(c: Case) -> Said:
    number = c.reference("合同号", "YB-@-####")
    text = (
        f"{c.signature()}恭喜您！合同号{number}项下借款已于{c.day(form='slashes')}全部还清，"
        "信用记录将于次月更新，期待再次为您服务。"
    )
    return Said(Note(c.optional("1069800012"), ((c.at, text),)), ("settlement",), (c.at.date(),))


def _regulator(c: Case) -> Said:
    number = c.reference("投诉编号", "@########")
    text = (
        f"【{c.other('nfra', '金融监管总局')}】您反映{c.me()}相关问题的投诉（编号：{number}）已于"
        f"{c.yearless(form='chinese')}转送该机构办理，如有疑问请拨打{c.phone('12378')}。"
    )
    return Said(Note(c.phone("12378"), ((c.at, text),)), ("complaint",), (c.at.date(),))


def _former_name(c: Case) -> Said:
    closed = c.day(form="chinese")
    text = (
        f"{c.signature()}尊敬的客户，您的贷款账户已于{closed}注销。自2025年5月起我司服务由原品牌调整，"
        f"查询码{c.reference('查询码', '&&&&&&&&')}。"
    ).replace("2025年5月", c.optional("2025年5月"))
    return Said(Note(c.optional("10690557"), ((c.at, text),)), ("cancellation",), (c.at.date(),))


def _consent_mail(c: Case) -> Said:
    number = c.reference("受理编号", "CX-@-####")
    withdrawn = c.authorised("withdrawn", "征信查询授权已撤回")
    text = (
        f"您好：\n您提交的撤回授权请求（受理编号 {number}）已于{c.day(form='chinese')}处理完成，{withdrawn}，"
        f"{c.me()}将不再查询您的信用报告。\n本邮件由系统自动发送，请勿回复。"
    )
    mail = Mail(f"{c.me()}个人信息保护", c.at, "撤回授权处理结果通知", text)
    return Said(mail, ("authorization_revocation",), (c.at.date(),))


def _refusal_mail(c: Case) -> Said:
    asked, number = c.day(c.later(-3), form="chinese"), c.reference("案件号", "AJ#######")
    reason = c.blocked("complaint", "您有一笔投诉尚未办结")
    text = (
        f"王先生：\n您{asked}来信申请注销{c.me()}账户。经核查，因{reason}，目前无法为您办理注销。\n"
        f"案件号：{number}\n联系人工号：{c.staff()}\n电话：{c.phone('02160991234', '021-60991234')}"
    )
    mail = Mail(f"{c.me()}客服中心", c.at, "回复：账户注销申请", text)
    return Said(mail, ("cancellation_request", "customer_service"), (c.at.date(), c.later(-3).date()))


def _english_mail(c: Case) -> Said:
    closed = c.english(form=c.rng.choice(("british", "us-long")))
    number, ticket = c.reference("Confirmation number", "??#######"), c.reference("Ticket", "#####")
    text = (
        f"Hello,\nThis confirms that your {c.me()} account was closed on {closed}. Confirmation number: {number}.\n"
        f"A final statement will be issued by {c.english(c.later(14), 'due', 'us')}.\nTicket {ticket} is now resolved."
    )
    mail = Mail("Customer Support", c.at, "Your account has been closed", text)
    return Said(mail, ("cancellation",), (c.at.date(),))


RENAMED = Party("jd-consumer-finance", "京东消费金融", "天津京东消费金融有限公司", "", "京东消费金融")
OFFICES = tuple(bank for bank in BANKS if bank.hotline)
MESSAGES = (
    Wording("sms-asked", _asked),
    Wording("sms-done", _done, tuple(one for one in ANY if one.brand == one.signed)),
    Wording("sms-collection", _collection),
    Wording("sms-due-tomorrow", _due_tomorrow, gap=0),
    Wording("sms-taken", _taken, OFFICES),
    Wording("sms-unknown-settled", _unknown_settled, UNKNOWN),
    Wording("sms-regulator", _regulator),
    Wording("sms-former-name", _former_name, (RENAMED,)),
    Wording("mail-consent", _consent_mail, (*LENDERS[5:], *CONSUMER_FINANCE)),
    Wording("mail-refusal", _refusal_mail),
    Wording(
        "mail-english-closed", _english_mail, (BANKS[0].named("CMB"), LENDERS[4].named("WeBank Weilidai"))
    ),
)
