"""Pages of apps."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Mark as Sign
from samples.reading_set.case import Case
from samples.reading_set.forms import Said, Sheet
from samples.reading_set.marks import marked
from samples.reading_set.parties import ANY, BANKS, CONSUMER_FINANCE, LENDERS
from samples.reading_set.wording import Wording


def _closed(c: Case) -> Said:
    rows = (
        ("办理业务", f"{c.me()}销户"),
        ("客户姓名", "王*"),
        ("办理时间", c.moment()),
        ("办理结果", "销户成功"),
        c.row("业务受理单号", c.rng.choice(("XH-@-######", "8##########", "XH@ #### ####"))),
    )
    below = "该账户下的授信、代扣授权及优惠权益已全部失效"
    return Said(
        Sheet("业务办理", "账户已成功注销", rows, below, button="我知道了"), ("cancellation",), (c.at.date(),)
    )


def _submitted(c: Case) -> Said:
    rows = (
        ("注销对象", c.me()),
        c.row("申请编号", c.rng.choice(("A#######", "ZH@####", "@-####-####"))),
        ("申请日期", c.day(form=c.rng.choice(("compact", "dots", "chinese", "slashes-padded")))),
        ("受理部门", "运营支持部"),
        ("审核结果", f"将于{c.day(c.later(5), 'due')}前短信通知"),
    )
    below = "请保持手机畅通，期间您仍可随时取消本次申请"
    sheet = Sheet("销户申请", "已收到您的销户申请", rows, below, Sign.WAITING, notice="app版本 v6.18.2")
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _failed_for_balance(c: Case) -> Said:
    rows = (
        ("注销业务", c.me()),
        ("失败原因", c.blocked("balance", f"账户内有余额{c.amount('12.80', 'sign')}未提现")),
        ("其他待办", c.blocked("binding", "已绑定2张银行卡，请先解绑")),
        ("提交时间", c.moment()),
        c.row("流水单号", "ZX@#########"),
    )
    sheet = Sheet("注销结果", "注销失败", rows, "请处理以上事项后再次提交", Sign.REFUSED, button="去处理")
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _not_supported(c: Case) -> Said:
    rows = (
        ("当前账户", c.me()),
        ("不支持原因", c.blocked("risk", "账户存在安全风险，已被限制使用")),
        ("限制日期", c.day(c.later(-6))),
        ("页面时间", c.moment(role="message|issued|happened")),
    )
    below = f"如需帮助请拨打{c.phone('4008695568', '400-869-5568')}"
    sheet = Sheet("账号注销", "该账户暂不支持注销", rows, below, Sign.REFUSED, button="返回首页")
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _too_soon(c: Case) -> Said:
    opened = c.later(-12)
    rows = (
        ("开通时间", c.day(opened)),
        ("注销限制", c.blocked("too_soon", "开通未满30天，暂不能注销")),
        ("可注销日期", f"{c.day(opened + dt.timedelta(days=30), 'due|happened|period_start')}起"),
        ("授信额度", c.blocked("limit", "额度尚未关闭")),
        ("查询时间", c.moment(role="message|issued|happened")),
    )
    sheet = Sheet(f"关闭{c.me()}", "不符合注销条件", rows, "", Sign.REFUSED, section="注销条件核验")
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _paid_off(c: Case) -> Said:
    begun = c.later(-365)
    start, end = c.day(begun, "period_start", "dots"), c.day(c.at, "period_end|happened", "dots")
    rows = (
        ("贷款产品", c.me()),
        ("放款金额", c.amount_as("35000", "3.5万元")),
        ("贷款期限", f"{start}-{end}"),
        c.row("贷款合同号", c.rng.choice(("HTBH@########", "XD-#####-@", "##################"))),
        ("还清日期", c.day()),
        ("待还本息", c.amount("0.00", "sign")),
    )
    sheet = Sheet("贷款明细", "贷款已还清", rows, "您可在电子凭证中心申请开具结清证明", button="申请结清证明")
    return Said(sheet, ("settlement",), (c.at.date(),))


def _partly_repaid(c: Case) -> Said:
    bank, tail = c.other("ccb", "建设银行"), c.rng.randrange(1000, 9999)
    rows = (
        ("本次还款", c.money(200, 3000, "separated")),
        ("入账时间", c.moment()),
        ("扣款账户", f"{bank}({tail})"),
        ("剩余本金", c.money(3000, 20_000, "separated")),
        ("借据状态", "未结清"),
        c.row("还款流水", "HK@##########"),
    )
    sheet = Sheet("还款详情", "还款已入账", rows, f"{c.me()}借款尚未结清，请按期还款", button="继续还款")
    return Said(sheet, ("repayment",), (c.at.date(),))


def _debit_ended(c: Case) -> Said:
    rows = (
        ("商户全称", c.legal()),
        ("服务内容", "贷款分期代扣"),
        ("开通时间", c.moment(c.later(-210), "happened|period_start")),
        ("终止时间", c.moment()),
        c.row("委托代扣协议号", c.rng.choice(("@##################", "DK-@-##########"))),
        ("扣款账户", "零钱"),
    )
    below = f"{c.other('wechat-pay', '微信支付')}不再为该商户发起代扣"
    return Said(
        Sheet("扣费服务", "扣费服务已终止", rows, below, button="完成"),
        ("autopay_termination",),
        (c.at.date(),),
    )


def _subscription_ended(c: Case) -> Said:
    rows = (
        ("订阅项目", f"{c.me()}PLUS会员连续包年"),
        ("订阅价格", c.amount("198.00", "sign")),
        ("取消时间", c.moment()),
        ("有效期至", c.day(c.later(140), "due|period_end")),
        c.row("订阅编号", "SUB#########"),
    )
    return Said(
        Sheet("我的订阅", "已取消自动续订", rows, "", button="查看权益"),
        ("renewal_termination",),
        (c.at.date(),),
    )


def _consent_ended(c: Case) -> Said:
    rows = (
        ("被授权方", c.legal()),
        ("授权用途", "查询个人征信"),
        ("授权类型", c.authorised("one_off", "单次授权，仅限本次查询")),
        ("授权签署日", c.day(c.later(-95))),
        ("终止日", c.day()),
        c.row("授权书编号", "SQS-@-######"),
        ("状态", c.authorised("withdrawn", "授权已撤销")),
    )
    sheet = Sheet("我的授权书", "授权已撤销", rows, "自撤销之日起不再使用您的征信信息")
    return Said(sheet, ("authorization_revocation",), (c.at.date(),))


def _consent_kept(c: Case) -> Said:
    refusal = c.authorised("refused", "撤销申请被驳回")
    rows = (
        ("申请机构", c.me()),
        ("申请事项", "撤销征信查询授权"),
        ("驳回原因", c.blocked("limit", "授信额度仍在有效期内")),
        ("驳回时间", c.moment()),
        c.row("受理单号", "BH@######"),
    )
    sheet = Sheet("授权撤销", refusal, rows, "关闭额度后可再次申请", Sign.REFUSED)
    return Said(sheet, ("authorization_revocation", "customer_service", "other"), (c.at.date(),))


def _line_ended(c: Case) -> Said:
    rows = (
        ("授信产品", c.me()),
        ("循环额度", c.money(5000, 60_000, "separated")),
        ("终止日期", c.day()),
        c.row("授信编号", "SX@#####"),
    )
    below = "额度终止后，登录账户不受影响，您仍可查看历史账单"
    return Said(Sheet("授信管理", "授信额度已终止", rows, below, button="好的"), ("other",), (c.at.date(),))


def _complaint_passed_on(c: Case) -> Said:
    rows = (
        c.row("投诉登记编号", c.rng.choice(("@#######", "12378-@-#####", "沪TS########"))),
        ("被投诉机构", c.legal()),
        ("登记日期", c.day()),
        c.row("转办单号", "ZB########"),
        ("投诉人电话", c.mobile()),
        ("处理时限", f"自受理之日起{c.optional('15日内')}"),
    )
    sheet = Sheet("投诉进度查询", "已转交被投诉机构处理", rows, "", Sign.WAITING, section="登记信息")
    return Said(sheet, ("complaint",), (c.at.date(),))


def _work_order(c: Case) -> Said:
    rows = (
        c.row("工单编号", c.rng.choice(("WO-########", "GD##&&##&#", "@#####"))),
        ("来电时间", c.moment()),
        ("受理坐席", f"工号 {c.staff()}"),
        ("业务类型", f"{c.me()}-咨询销户进度"),
        ("回访号码", c.mobile()),
        ("承诺回复", f"{c.day(c.later(2), 'due')} 18:00前"),
        ("客服热线", c.phone("10107888")),
    )
    sheet = Sheet("服务工单", "工单处理中", rows, "专员将通过电话与您联系", Sign.WAITING)
    return Said(sheet, ("customer_service", "call_note"), (c.at.date(),))


def _certificate_of_person(c: Case) -> Said:
    born = dt.date(c.rng.randrange(1972, 2001), c.rng.randrange(1, 13), c.rng.randrange(1, 29))
    rows = (
        ("姓名", "王五"),
        ("性别", "男　民族 汉"),
        ("出生", c.optional(f"{born.year}年{born.month}月{born.day}日")),
        ("住址", "成都市武侯区锦绣路8号2栋1103室"),
        ("公民身份号码", f"510107{born:%Y%m%d}0016"),
    )
    return Said(Sheet("证件信息", "身份证人像面", rows, "识别结果仅供核对"), ("identity_document",))


def _english_paid_off(c: Case) -> Said:
    rows = (
        ("Lender", c.me()),
        ("Loan amount", c.amount("8000.00", "english")),
        ("Paid off on", c.english()),
        c.row("Ref no.", c.rng.choice(("PF-@-###", "PF######"))),
        ("Statement date", c.english(c.later(1), "issued")),
    )
    sheet = Sheet(
        "Loan details", "Loan paid in full", rows, "No further payment is due", button="Download letter"
    )
    return Said(sheet, ("settlement",), (c.at.date(),))


def _english_refused(c: Case) -> Said:
    shown = f"{c.at:%m/%d/%Y}"
    other = f"{c.at.year}-{c.at.day:02}-{c.at.month:02}"
    either = ",".join(sorted((f"{c.at:%Y-%m-%d}", other)))
    reason = c.blocked("unsettled", f"Outstanding balance of {c.amount('641.20', 'english')}")
    rows = (
        ("Account", c.me()),
        ("Reason", reason),
        ("Requested on", marked("date", f"[{either}]", shown, "happened")),
        c.row("Ticket #", "#######"),
    )
    sheet = Sheet("Close account", "We can't close your account", rows, "", Sign.REFUSED, button="Pay now")
    return Said(sheet, ("cancellation_request",))


MONTH_OR_DAY = dt.datetime(2026, 7, 4, 15, 12)  # noqa: DTZ001 - 07/04/2026 may be the 4th of July or the 7th of April
SHEETS = (
    Wording("account-done", _closed, (*ANY, *BANKS)),
    Wording("submitted", _submitted),
    Wording("failed-for-balance", _failed_for_balance),
    Wording("not-supported", _not_supported, gap=0),
    Wording("too-soon", _too_soon, gap=0),
    Wording("paid-off", _paid_off, (*CONSUMER_FINANCE, *LENDERS)),
    Wording("partly-repaid", _partly_repaid),
    Wording("debit-ended", _debit_ended),
    Wording("subscription-ended", _subscription_ended),
    Wording("consent-ended", _consent_ended),
    Wording("consent-kept", _consent_kept),
    Wording("line-ended", _line_ended),
    Wording("complaint-passed-on", _complaint_passed_on),
    Wording("work-order", _work_order),
    Wording("certificate-of-person", _certificate_of_person),
    Wording(
        "english-paid-off",
        _english_paid_off,
        tuple(
            one.named(name)
            for one, name in (
                (BANKS[0], "China Merchants Bank"),
                (LENDERS[9], "FinVolution"),
                (CONSUMER_FINANCE[1], "MUCFC"),
            )
        ),
    ),
    Wording("english-refused", _english_refused, (LENDERS[4].named("Weilidai"),), MONTH_OR_DAY, gap=0),
)
