"""Notices in which one thing is mentioned and another is what happened: the last state counts."""

from __future__ import annotations

from samples.blocks import Mark as Sign
from samples.reading_set.case import Case
from samples.reading_set.forms import Listing, Note, Said, Sheet
from samples.reading_set.parties import ANY, CONSUMER_FINANCE, LENDERS
from samples.reading_set.wording import Wording


def _first_registered_then_closed(c: Case) -> Said:
    first, number = c.minutes(-30 * 60), c.reference("登记号", "#######")
    registered = f"{c.signature()}您的来电诉求已登记，登记号{number}，稍后由专员与您联系。"
    closed = f"{c.signature()}您名下{c.me()}账户现已注销，感谢您的支持。"
    return Said(
        Note(c.optional("10691122"), ((first, registered), (c.at, closed))), ("cancellation",), (c.at.date(),)
    )


def _autopay_switched_off(c: Case) -> Said:
    rows = (
        ("代扣项目", f"{c.me()}自动还款"),
        ("开启日期", c.day(c.later(-180), "happened|period_start")),
        ("停用时间", c.moment()),
        c.row("签约号", "QY@######"),
    )
    sheet = Sheet("自动还款设置", "自动还款功能已停用", rows, "请您按时主动还款，避免逾期")
    return Said(sheet, ("autopay_termination",), (c.at.date(),))


def _withholding_stopped(c: Case) -> Said:
    text = (
        f"【{c.other('alipay', '支付宝')}】您已终止向{c.me()}授权的委托代扣服务，"
        f"协议号{c.reference('协议号', '@############')}，自{c.day(form='chinese')}起不再扣款。"
    )
    return Said(Note(c.phone("95188"), ((c.at, text),)), ("autopay_termination",), (c.at.date(),))


def _closing_submitted(c: Case) -> Said:
    text = (
        f"{c.signature()}我们收到您提交的账户关闭申请，正在核验，编号{c.reference('编号', 'GB@####')}，"
        f"预计{c.optional('2个工作日')}反馈。"
    )
    return Said(Note(c.optional("106900112233"), ((c.at, text),)), ("cancellation_request",), (c.at.date(),))


def _passed_to_the_lender(c: Case) -> Said:
    regulator = c.other("nfra", "国家金融监督管理总局")
    text = (
        f"【{regulator}】您提出的消费投诉（受理编号{c.reference('受理编号', '@######')}）"
        f"已交由{c.me()}核实处理，请保持电话畅通。"
    )
    return Said(Note(c.optional("106912378"), ((c.at, text),)), ("complaint",), (c.at.date(),))


def _calls(c: Case) -> Said:
    def entry(days: int, what: str, state: str) -> tuple[str, str, str]:
        return what, c.moment(c.later(-days), "happened|message", "minutes"), state

    entries = (
        entry(0, "账户注销流程", "已解答"),
        entry(2, "开具结清证明", "处理中"),
        entry(15, "还款失败", "已解答"),
    )
    return Said(Listing(f"{c.me()}咨询记录", (), (("近三个月", entries),)), ("customer_service",))


def _frozen(c: Case) -> Said:
    rows = (
        ("账户", c.me()),
        ("冻结日期", c.day(c.later(-20))),
        ("原因", c.blocked("risk", "账户被冻结，风险核查中")),
        ("当前时间", c.moment(role="message|issued|happened")),
    )
    sheet = Sheet("账户注销", "当前无法注销", rows, "核查结束后可再次申请", Sign.REFUSED)
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _consent_over(c: Case) -> Said:
    rows = (
        ("授权接受方", c.legal()),
        ("授权范围", "查询信用报告"),
        ("生效日期", c.day(c.later(-200), "happened|period_start")),
        ("失效日期", c.day(None, "happened|period_end")),
        ("授权状态", c.authorised("withdrawn", "已解除授权")),
    )
    return Said(Sheet("授权协议", "您已解除授权", rows), ("authorization_revocation",), (c.at.date(),))


def _closing_help(c: Case) -> Said:
    rows = (
        c.row("反馈单号", "FK@#####"),
        ("反馈内容", f"{c.me()}注销入口找不到"),
        ("反馈时间", c.moment()),
        ("处理人", f"工号 {c.staff()}"),
        ("答复", "请升级至最新版本后在设置中查看"),
    )
    return Said(
        Sheet("意见反馈", "客服已回复", rows, "本次服务是否解决了您的问题？"),
        ("customer_service",),
        (c.at.date(),),
    )


COMPANIES = tuple(one for one in ANY if one.legal)
NOTICES = (
    Wording(
        "sms-first-registered", _first_registered_then_closed, tuple(x for x in ANY if x.brand == x.signed)
    ),
    Wording("autopay-switched-off", _autopay_switched_off),
    Wording("sms-withholding-stopped", _withholding_stopped, (*LENDERS[4:], *CONSUMER_FINANCE)),
    Wording("sms-closing-submitted", _closing_submitted),
    Wording("sms-passed-to-the-lender", _passed_to_the_lender),
    Wording("calls", _calls),
    Wording("frozen", _frozen, gap=0),
    Wording("consent-over", _consent_over, COMPANIES),
    Wording("closing-help", _closing_help),
)
