"""Pages of apps and banks. For measuring alone: no rule of the product is written with this file in view."""

from __future__ import annotations

import datetime as dt

from samples.blocks import Mark as Sign
from samples.reading_set.case import Case
from samples.reading_set.forms import Said, Sheet
from samples.reading_set.fresh.parties import (
    DOUYIN,
    DU,
    ENGLISH,
    HOUSES,
    HUABEI,
    JD,
    MEITUAN,
    MORE_BANKS,
    QIFU,
    WALLETS,
)
from samples.reading_set.fresh.parties import WEILIDAI as WLD
from samples.reading_set.wording import Wording


def _weekday(c: Case, at: dt.datetime, role: str = "happened") -> str:
    return c.as_written(f"{at:%Y年%m月%d日}（周{'一二三四五六日'[at.weekday()]}）", at.date(), role)


def _to_the_second(c: Case, at: dt.datetime, role: str = "happened") -> str:
    return c.as_written(f"{at.year}年{at.month}月{at.day}日{at:%H时%M分%S秒}", at.date(), role)


def _unpadded(c: Case, at: dt.datetime, role: str = "happened") -> str:
    return c.as_written(f"{at.year}-{at.month}-{at.day}", at.date(), role)


def _gone(c: Case) -> Said:
    rows = (
        ("销户产品", c.me()),
        ("销户时间", _to_the_second(c, c.at)),
        c.row("业务流水号", "@######-####"),
        ("经办渠道", "手机App"),
    )
    sheet = Sheet("销户结果", "您已销户成功", rows, "期待与您再次相遇", notice="历史交易凭证可致电客服调取。")
    return Said(sheet, ("cancellation",), (c.at.date(),))


def _shut_down(c: Case) -> Said:
    rows = (
        ("服务", c.me()),
        ("账户状态", "已注销"),
        ("生效日", _weekday(c, c.at)),
        c.row("凭证编号", "ZX-@-??-####"),
    )
    sheet = Sheet("服务详情", f"{c.me()}账户注销完成", rows, "注销后不可恢复", button="知道了")
    return Said(sheet, ("cancellation",), (c.at.date(),))


def _under_way(c: Case) -> Said:
    rows = (
        ("办理业务", f"{c.me()}账户注销"),
        ("提交日期", _unpadded(c, c.at)),
        c.row("受理编号", "SL########-#"),
        ("最晚办结", c.day(c.later(5), "due", "dots")),
    )
    sheet = Sheet(
        "办理进度", "审核进行中", rows, f"我们将在{c.optional('5个工作日')}内完成核查", Sign.WAITING
    )
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _withdrawn_by_person(c: Case) -> Said:
    rows = (
        ("原申请", f"注销{c.me()}"),
        ("申请于", c.moment(c.later(-2))),
        ("撤销于", c.moment()),
        c.row("申请单号", "SQ@###"),
    )
    sheet = Sheet("申请详情", "注销申请已撤销", rows, "您的账户可继续正常使用", Sign.REFUSED)
    return Said(sheet, ("cancellation_request",), (c.at.date(), c.later(-2).date()))


def _coupons_left(c: Case) -> Said:
    rows = (
        ("待处理事项一", c.blocked("coupon", "有3张免息券尚未使用")),
        ("待处理事项二", c.blocked("unsettled", f"有待还账单{c.amount('1306.22', 'sign')}")),
        ("检测时间", c.moment(role="happened|issued|message")),
    )
    sheet = Sheet(f"注销{c.me()}", "暂不符合注销条件", rows, "处理完以上事项后再来注销吧", Sign.REFUSED)
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _risk(c: Case) -> Said:
    rows = (
        ("申请业务", "贷款账户销户"),
        ("机构", c.me()),
        ("处理结果", "未通过"),
        ("未通过原因", c.blocked("risk", "账户状态异常，已被限制使用")),
        ("申请日期", c.day(form="slashes-padded")),
        c.row("业务编号", "YW&&######"),
    )
    sheet = Sheet("业务查询", "销户办理失败", rows, f"如有疑问请致电{c.phone()}", Sign.REFUSED)
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _bound(c: Case) -> Said:
    rows = (
        ("不满足项", c.blocked("binding", "仍绑定2张银行卡，请先解绑")),
        ("不满足项", c.blocked("identity", "未完成人脸识别")),
        ("不满足项", c.blocked("limit", "借款额度尚未关闭")),
        ("申请日", c.day(form="chinese")),
    )
    sheet = Sheet("账号注销", "账号不能注销", rows, f"请解决以上问题后重新注销{c.me()}", Sign.REFUSED)
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _cleared(c: Case) -> Said:
    lent = c.later(-150)
    rows = (
        ("借款产品", c.me()),
        ("借款本金", c.money(800, 20_000, "sign")),
        ("借款日", _unpadded(c, lent, "happened|period_start")),
        ("还清日", _unpadded(c, c.at)),
        c.row("借据号", "#################"),
        c.row("合同编号", "XJD@????####"),
        ("待还金额", c.amount("0.00", "sign")),
    )
    sheet = Sheet("借据详情", "已还清", rows, "本笔借款全部期次已还清", button="下载结清证明")
    return Said(sheet, ("settlement",), (c.at.date(),))


def _early(c: Case) -> Said:
    rows = (
        ("还款本金", c.money(500, 4000, "separated")),
        ("还款利息", c.money(3, 90, "yuan")),
        ("支付方式", f"{c.other('ccb', '建设银行')}储蓄卡({c.rng.randrange(1000, 9999)})"),
        ("支付时间", c.moment(form="seconds")),
        c.row("交易单号", "@0000################"),
        ("剩余应还", c.money(1000, 9000, "separated")),
    )
    sheet = Sheet(f"{c.me()}还款", "提前还款成功", rows, "剩余期次不受影响", button="返回首页")
    return Said(sheet, ("repayment",), (c.at.date(),))


def _contract_ended(c: Case) -> Said:
    rows = (
        ("商户名称", c.me()),
        ("协议名称", "自动还款扣款协议"),
        c.row("协议号", "####################"),
        ("签署时间", c.moment(c.later(-420), "happened|period_start", "seconds")),
        ("停用时间", c.moment(form="seconds")),
    )
    pay = c.other("wechat-pay", "微信支付")
    sheet = Sheet(
        "扣费服务详情", "该服务已停用", rows, f"{pay}将不再自动扣费", notice="如需恢复，请重新签约。"
    )
    return Said(sheet, ("autopay_termination",), (c.at.date(),))


def _no_more_months(c: Case) -> Said:
    rows = (
        ("订阅服务", f"{c.me()}尊享会员"),
        ("扣款周期", "每月"),
        ("每期金额", c.amount("15.00", "sign")),
        ("关闭日期", c.day(form="dashes")),
        ("权益截止", c.day(c.later(12), "due|period_end", "dashes")),
        c.row("订单号", "################"),
    )
    sheet = Sheet("连续包月管理", "连续包月已关闭", rows, "下个周期起不再扣款")
    return Said(sheet, ("renewal_termination",), (c.at.date(),))


def _consent_cancelled(c: Case) -> Said:
    rows = (
        ("被授权机构", c.legal()),
        ("授权内容", "向金融信用信息基础数据库查询本人信息"),
        ("授权期限", c.authorised("continuing", "长期有效")),
        ("取消日期", c.day(form="padded")),
        c.row("受理编号", "QX@####"),
        ("当前状态", c.authorised("withdrawn", "已取消授权")),
    )
    sheet = Sheet("征信授权管理", "征信授权已取消", rows, "取消后该机构不得再查询您的征信")
    return Said(sheet, ("authorization_revocation",), (c.at.date(),))


def _consent_denied(c: Case) -> Said:
    rows = (
        ("机构", c.me()),
        ("办理事项", "取消征信查询授权"),
        ("结果", c.authorised("refused", "无法取消授权")),
        ("原因", c.blocked("unsettled", "您有未结清的借款")),
        ("反馈时间", c.moment(form="minutes")),
        c.row("受理编号", "QX-######"),
    )
    sheet = Sheet("授权管理", "办理未成功", rows, "", Sign.REFUSED)
    return Said(sheet, ("authorization_revocation", "other"), (c.at.date(),))


def _line_off(c: Case) -> Said:
    rows = (
        ("产品", c.me()),
        ("总额度", c.amount_as("36000", "3.6万元")),
        ("停用时间", c.moment(form="chinese")),
        c.row("业务流水号", "ED@#####"),
    )
    sheet = Sheet("额度管理", "借款额度已停用", rows, "账户仍然保留，可随时重新申请额度")
    return Said(sheet, ("other",), (c.at.date(),))


def _portal(c: Case) -> Said:
    rows = (
        c.row("投诉编号", "173########"),
        ("投诉对象", c.me()),
        ("投诉问题", "还清后拒绝注销账户"),
        ("投诉要求", "注销账户、更新征信"),
        ("涉诉金额", c.amount("2600.00", "yuan")),
        ("发起时间", c.moment(form="minutes")),
    )
    sheet = Sheet(c.other("heimao", "黑猫投诉"), "商家处理中", rows, "", Sign.WAITING)
    return Said(sheet, ("complaint",), (c.at.date(),))


def _reported(c: Case) -> Said:
    rows = (
        c.row("举报查询编码", "&&&&-&&&&-####"),
        ("被举报对象", c.legal()),
        ("举报内容", "暴力催收"),
        ("提交时间", c.moment(form="slashes")),
        ("预计反馈", f"{c.day(c.later(30), 'due', 'chinese')}之前"),
    )
    return Said(
        Sheet(c.other("nifa", "中国互联网金融协会"), "举报提交成功", rows, "请牢记查询编码"),
        ("complaint",),
        (c.at.date(),),
    )


def _solved(c: Case) -> Said:
    rows = (
        c.row("工单号", "KF-@-#####"),
        ("问题类型", "账户与安全/注销咨询"),
        ("反馈时间", c.moment(c.later(-1), "happened|message")),
        ("办结时间", c.moment()),
        ("经办人", f"工号{c.staff()}"),
        ("客服电话", c.phone("4001018888", "400-101-8888")),
    )
    sheet = Sheet(f"{c.me()}客服中心", "您反馈的问题已处理", rows, "请对本次服务作出评价")
    return Said(sheet, ("customer_service",), (c.at.date(), c.later(-1).date()))


def _memo(c: Case) -> Said:
    rows = (
        ("通话对象", f"{c.me()}人工客服"),
        ("对方号码", c.phone("02022119988", "020-22119988")),
        ("通话时间", c.moment(form="minutes")),
        ("通话时长", "6分42秒"),
        ("接线员", f"工号：{c.staff()}"),
        ("要点", "对方称已登记注销，等待回电"),
    )
    return Said(Sheet("通话记录", "来电备忘", rows), ("call_note", "customer_service"), (c.at.date(),))


def _card_back(c: Case) -> Said:
    begins = c.day(dt.date(2019, 3, 11), "happened|period_start", "dots")
    ends = c.day(dt.date(2039, 3, 11), "due|period_end", "dots")
    rows = (("签发机关", "成都市公安局高新分局"), ("有效期限", f"{begins}-{ends}"))
    return Said(Sheet("上传证件", "居民身份证（国徽面）", rows, "识别成功"), ("identity_document",))


def _english_asked(c: Case) -> Said:
    rows = (
        ("Product", c.me()),
        ("Case ID", c.reference("Case ID", "C-####-####")),
        ("Submitted", c.as_written(f"{c.at.day} {c.at:%b %Y}, {c.at:%H:%M}", c.at.date())),
        ("Expected by", c.english(c.later(7), "due", "us-long")),
    )
    sheet = Sheet(
        "Close account",
        "Request received",
        rows,
        "We are reviewing your request to close the account",
        Sign.WAITING,
    )
    return Said(sheet, ("cancellation_request",), (c.at.date(),))


def _english_debit(c: Case) -> Said:
    rows = (
        ("Merchant", c.me()),
        ("Service", "Automatic repayment"),
        ("Turned off on", c.english(form="british")),
        ("Confirmation number", c.reference("Confirmation number", "######-??")),
    )
    sheet = Sheet("Auto-debit", "Auto-debit has been turned off", rows, "No further payments will be taken")
    return Said(sheet, ("autopay_termination",), (c.at.date(),))


PAGES = (
    Wording("gone", _gone, WALLETS),
    Wording("shut-down", _shut_down, (*WALLETS, *MORE_BANKS)),
    Wording("under-way", _under_way, WALLETS),
    Wording("withdrawn-by-person", _withdrawn_by_person, (*DOUYIN, *JD)),
    Wording("coupons-left", _coupons_left, (HUABEI, *MEITUAN, *DOUYIN), gap=0),
    Wording("risk", _risk, MORE_BANKS),
    Wording("bound", _bound, (*QIFU, DU, *MEITUAN), gap=0),
    Wording("cleared", _cleared, WALLETS),
    Wording("early", _early, (WLD, *QIFU, DU)),
    Wording("contract-ended", _contract_ended, (DU, *QIFU, *MEITUAN)),
    Wording("no-more-months", _no_more_months, (*MEITUAN, *QIFU, DU)),
    Wording("consent-cancelled", _consent_cancelled, HOUSES),
    Wording("consent-denied", _consent_denied, WALLETS),
    Wording("line-off", _line_off, WALLETS),
    Wording("portal", _portal, WALLETS),
    Wording("association", _reported, HOUSES),
    Wording("solved", _solved, WALLETS),
    Wording("memo", _memo, WALLETS),
    Wording("card-back", _card_back),
    Wording("english-asked", _english_asked, ENGLISH),
    Wording("english-debit", _english_debit, ENGLISH),
)
