"""Pages of apps: the result of an application, the details of a loan, an agreement or a complaint."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Mark as Sign
from samples.reading_set.case import Case
from samples.reading_set.forms import Said, Sheet
from samples.reading_set.parties import ANY, CONSUMER_FINANCE, HOME_CREDIT, LENDERS
from samples.reading_set.wording import Wording


def _account_closed(c: Case) -> Said:
    rows = (
        ("注销账户", c.me()),
        ("账户姓名", "李*四"),
        ("绑定手机", c.mobile()),
        c.row("受理编号", c.rng.choice(("ZX@########", "@########", "SL-@-#####"))),
        ("注销时间", c.moment()),
    )
    sheet = Sheet(
        "账户注销",
        "注销成功",
        rows,
        "您的账户已注销，额度及相关服务同步失效",
        notice="注销后个人信息将按法律法规要求处理。如有疑问请联系在线客服。",
        button="完成",
    )
    return Said(sheet, ("cancellation",), (c.at.date(),))


def _closing_accepted(c: Case) -> Said:
    due = c.later(7)
    rows = (
        ("申请事项", f"注销{c.me()}账户"),
        c.row("申请单号", "?#@######"),
        ("提交时间", c.moment()),
        ("预计完成", f"{c.day(due, 'due')}前"),
        ("当前状态", "审核中"),
    )
    sheet = Sheet(
        "注销申请",
        "申请已受理",
        rows,
        f"预计{c.optional('7个工作日内')}完成审核，请留意短信通知",
        Sign.WAITING,
        notice="审核期间请勿发起新的借款，否则申请将自动取消。",
        button="撤回申请",
    )
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _closing_refused_unsettled(c: Case) -> Said:
    rows = (
        ("申请业务", f"注销{c.me()}"),
        ("申请时间", c.moment()),
        ("待还总额", c.money(300, 9000)),
        ("原因", c.blocked("unsettled", "存在未结清借款")),
    )
    sheet = Sheet(
        "注销账户",
        "暂时无法注销",
        rows,
        f"{c.blocked('unsettled', '您尚有未结清的借款')}，请还清后重新申请",
        Sign.REFUSED,
        button="去还款",
    )
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _closing_conditions(c: Case) -> Said:
    rows = (
        ("借款状态", c.blocked("unsettled", "尚未结清")),
        ("优惠券", c.blocked("coupon", "2张未使用")),
        ("会员服务", c.blocked("membership", "自动续费中")),
        ("账户余额", c.blocked("balance", c.amount("36.50", "yuan"))),
        ("查询时间", c.moment(role="message|issued|happened")),
    )
    sheet = Sheet(
        f"{c.me()}账户",
        "未满足注销条件",
        rows,
        "以下事项处理完成后方可注销",
        Sign.REFUSED,
        section="注销前检查",
        notice="版本号 8.3.12  网络IP 10.24.7.118",
        button="我知道了",
    )
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _settled_sheet(c: Case) -> Said:
    amount = c.money(1000, 30_000)
    rows = (
        ("借款产品", c.me()),
        ("借款金额", amount),
        c.row("借据号", c.rng.choice(("JJ@#########", "@##########", "1#################"))),
        c.row("合同编号", c.rng.choice(("HT-@-######", "?##@#######"))),
        ("借款日期", c.day(c.at - dt.timedelta(days=190), "happened|period_start")),
        ("结清日期", c.day()),
        ("剩余应还", c.amount("0.00")),
    )
    sheet = Sheet("借款详情", "已结清", rows, "", section="借据信息", button="开具结清证明")
    return Said(sheet, ("settlement",), (c.at.date(),))


def _repaid_sheet(c: Case) -> Said:
    rows = (
        ("还款金额", c.money(100, 8000)),
        ("还款方式", f"{c.other('cmb', '招商银行')}储蓄卡(尾号{c.rng.randrange(1000, 9999)})"),
        ("还款时间", c.moment()),
        c.row("交易流水号", "@##############"),
        ("还款对象", c.me()),
    )
    sheet = Sheet("还款结果", "还款成功", rows, "款项已到账，额度已恢复", button="完成")
    return Said(sheet, ("repayment",), (c.at.date(),))


def _autopay_ended(c: Case) -> Said:
    signed = c.at - dt.timedelta(days=300)
    rows = (
        ("扣费商户", c.me()),
        ("扣费服务", "借款自动还款"),
        ("签约时间", c.day(signed, "happened|period_start")),
        ("解约时间", c.moment()),
        c.row("协议号", "@################"),
        ("协议状态", "已解约"),
    )
    sheet = Sheet(
        "免密支付/自动扣款",
        "已关闭自动扣款",
        rows,
        f"关闭后该商户无法再从您的{c.other('alipay', '支付宝')}账户自动扣款",
        button="完成",
    )
    return Said(sheet, ("autopay_termination",), (c.at.date(),))


def _renewal_ended(c: Case) -> Said:
    rows = (
        ("服务名称", f"{c.me()}会员连续包月"),
        ("续费金额", f"{c.amount('25.00', 'sign')}/月"),
        ("关闭时间", c.moment()),
        ("会员到期日", c.day(c.later(18), "due|period_end")),
        c.row("签约单号", "XF@######"),
    )
    sheet = Sheet(
        "自动续费管理", "自动续费已取消", rows, "到期后不再扣费，会员权益可使用至到期日", button="重新开通"
    )
    return Said(sheet, ("renewal_termination",), (c.at.date(),))


def _authorisation_withdrawn(c: Case) -> Said:
    rows = (
        ("授权机构", c.legal()),
        ("授权事项", "个人信用信息查询及报送"),
        ("授权方式", c.authorised("continuing", "持续授权")),
        ("授权时间", c.day(c.at - dt.timedelta(days=400), "happened|period_start")),
        ("撤回时间", c.moment()),
        c.row("撤回受理号", "CH@#######"),
        ("授权状态", c.authorised("withdrawn", "已撤回")),
    )
    sheet = Sheet("授权管理", "征信查询授权已撤回", rows, "撤回后我司不再查询您的信用报告", button="返回")
    return Said(sheet, ("authorization_revocation",), (c.at.date(),))


def _line_closed(c: Case) -> Said:
    rows = (
        ("产品名称", c.me()),
        ("原授信额度", c.amount_as("20000", "2万元")),
        ("关闭时间", c.moment()),
        c.row("业务流水号", "LS@########"),
    )
    sheet = Sheet(
        "额度管理",
        "额度已关闭",
        rows,
        "仅关闭借款额度，您的账户仍可正常登录使用",
        notice="关闭额度不等于注销账户。如需注销请前往 设置-账号与安全。",
        button="完成",
    )
    return Said(sheet, ("other",), (c.at.date(),))


def _complaint_filed(c: Case) -> Said:
    due = c.later(15)
    rows = (
        c.row("投诉编号", c.rng.choice(("TS@######", "1#########", "TS-@-####"))),
        ("投诉对象", c.legal()),
        ("投诉事项", "账户已注销但征信仍显示未销户"),
        ("受理时间", c.moment()),
        ("办理时限", f"{c.day(due, 'due')}前答复"),
        ("联系电话", c.phone("12378")),
    )
    sheet = Sheet("投诉详情", "投诉已受理", rows, "", Sign.WAITING, section="受理回执")
    return Said(sheet, ("complaint",), (c.at.date(),))


def _reported(c: Case) -> Said:
    rows = (
        c.row("举报查询编码", c.rng.choice(("?#@####", "@##########"))),
        ("被举报机构", c.legal()),
        ("举报时间", c.moment()),
        ("受理单位", c.other("nifa", "中国互联网金融协会")),
        ("联系电话", c.phone("+861066001234", "+86 10 6600 1234")),
    )
    below = "请妥善保存查询编码，凭编码可查询处理进度"
    return Said(Sheet("举报结果", "举报信息已提交", rows, below), ("complaint",), (c.at.date(),))


def _refunded_order(c: Case) -> Said:
    order = c.reference("订单号", "E@############")
    rows = (
        ("商品", f"{c.me()}加速审批服务"),
        ("退款金额", c.money(20, 300, "sign")),
        ("订单号", order),
        ("申请时间", c.moment(c.later(-2), "happened", "seconds")),
        ("到账时间", c.moment(form="seconds")),
        ("退款去向", f"{c.other('wechat-pay', '微信支付')}零钱"),
    )
    return Said(Sheet("退款详情", "退款成功", rows, "", button="联系商家"), ("other", "repayment"))


def _identity(c: Case) -> Said:
    born = dt.date(c.rng.randrange(1970, 2002), c.rng.randrange(1, 13), c.rng.randrange(1, 29))
    begins = c.day(dt.date(2018, 5, 6), "happened|period_start", "dots")
    ends = c.day(dt.date(2038, 5, 6), "due|period_end", "dots")
    rows = (
        ("姓名", "李四"),
        ("公民身份号码", f"330102{born:%Y%m%d}001X"),
        ("签发机关", "杭州市公安局上城分局"),
        ("有效期限", f"{begins}-{ends}"),
    )
    sheet = Sheet("身份信息确认", "居民身份证", rows, "请核对您的证件信息", button="下一步")
    return Said(sheet, ("identity_document",))


def _english_closed(c: Case) -> Said:
    rows = (
        ("Product", c.me("Weilidai") if c.party.id == "weilidai" else c.me()),
        ("Account holder", "LI SI"),
        ("Closed on", c.english()),
        c.row("Confirmation number", c.rng.choice(("CN-@-#####", "#### #### ####", "??######"))),
        ("Outstanding balance", c.amount("0.00", "english")),
    )
    sheet = Sheet(
        "Account Closure",
        "Account closed",
        rows,
        "Your account has been closed successfully",
        notice="Please keep this confirmation for your records.",
        button="Done",
    )
    return Said(sheet, ("cancellation",), (c.at.date(),))


RENAMED = dt.datetime(2025, 3, 18, 10, 42)  # noqa: DTZ001 - before the company took its present name
SHEETS = (
    Wording("account-closed", _account_closed),
    Wording("account-closed-renamed", _account_closed, (HOME_CREDIT,), RENAMED, gap=0),
    Wording("closing-accepted", _closing_accepted),
    Wording("closing-refused-unsettled", _closing_refused_unsettled),
    Wording("closing-conditions", _closing_conditions, gap=0),
    Wording("settled-sheet", _settled_sheet),
    Wording("repaid-sheet", _repaid_sheet, CONSUMER_FINANCE),
    Wording("autopay-ended", _autopay_ended, (*LENDERS[4:8], *CONSUMER_FINANCE)),
    Wording("renewal-ended", _renewal_ended),
    Wording("authorisation-withdrawn", _authorisation_withdrawn),
    Wording("line-closed", _line_closed),
    Wording("complaint-filed", _complaint_filed),
    Wording("reported", _reported, tuple(one for one in ANY if one.legal)),
    Wording("refunded-order", _refunded_order, gap=0),
    Wording("identity", _identity),
    Wording("english-closed", _english_closed, (LENDERS[4],)),
)
