"""Letters, reports and lists."""

from __future__ import annotations

from samples.reading_set import dates
from samples.reading_set.case import Case
from samples.reading_set.forms import Listing, Paper, Said
from samples.reading_set.parties import ANY, BANKS, LENDERS
from samples.reading_set.wording import Wording


def _paid_letter(c: Case) -> Said:
    rows = (
        ("借款人", "王五"),
        ("证件号码", "5101**********0016"),
        c.row("借款合同编号", c.rng.choice(("JK@##########", "（个贷）字第@####号"))),
        ("借款金额", c.amount_as("23000", "贰万叁仟元整")),
        (
            "起止日期",
            f"{c.day(c.later(-360), 'period_start', 'padded')}至{c.day(None, 'period_end|happened', 'padded')}",
        ),
    )
    paid = f"上述借款本金及利息已于{c.day(form='padded')}全部清偿，双方债权债务关系终止。"
    paper = Paper(
        "借款还清证明",
        f"文号：{c.reference('文号', 'HQ@-####')}",
        (paid, "本证明仅作为借款还清之凭证，不作其他用途。"),
        c.legal(),
        c.day(c.later(2), "issued", "padded"),
        rows,
    )
    return Said(paper, ("settlement",), (c.at.date(),))


def _closing_receipt(c: Case) -> Said:
    closed = c.as_written(dates.numerals(c.at), c.at.date())
    customer = c.optional(f"10{c.rng.randrange(10**7, 10**8)}")
    text = (
        f"王五先生：您在我司开立的{c.me()}账户（客户编号{customer}）经您申请，"
        f"已于{closed}注销完毕，账户项下无未结清债务。"
    )
    paper = Paper(
        "账户注销回执",
        f"回执编号：{c.reference('回执编号', 'HZ-@-###')}",
        (text, f"咨询电话：{c.phone('4009009918', '400-900-9918')}"),
        c.legal(),
        c.as_written(dates.numerals(c.later(1)), c.later(1).date(), "issued"),
    )
    return Said(paper, ("cancellation",), (c.at.date(),))


def _objection(c: Case) -> Said:
    received = c.day(c.later(-12), form="chinese")
    text = (
        f"王五：你于{received}提出的征信异议申请（异议编号：{c.reference('异议编号', 'YY@######')}）收悉。"
        f"经核查，{c.me()}报送的账户状态有误，已于{c.day(form='chinese')}更正为“结清销户”。"
    )
    issued = c.day(c.later(1), "issued", "chinese")
    issuer = c.other("pboc-credit-bureau", "中国人民银行征信中心")
    paper = Paper("个人征信异议回复函", f"编号：{c.reference('编号', '@####')}", (text,), issuer, issued)
    return Said(paper, ("credit_report", "complaint"), ())


def _report(c: Case) -> Said:
    rows = (
        c.row("报告编号", "@##########"),
        ("查询时间", c.moment(role="issued|happened", form="dots")),
        ("姓名", "王五"),
        ("婚姻状况", "未婚"),
        c.row("查询编码", "?#?##?"),
        ("证件号码", "5101**********0016"),
    )
    bank = c.other("njcb", "南京银行")
    begun = [c.day(c.later(-days), "happened|period_start", "chinese") for days in (700, 410)]
    settled = c.day(c.later(-40), form="chinese")
    lent = c.amount("30000", "yuan")
    first = f"1. {begun[0]}{c.legal()}发放的{lent}个人消费贷款，{settled}已结清，账户状态为“销户”。"
    second = (
        f"2. {begun[1]}{bank}发放的贷记卡，授信额度{c.amount('18000', 'yuan')}，"
        f"已使用额度{c.amount('2306', 'yuan')}。"
    )
    groups = (("非循环贷账户", ((first, "", ""),)), ("贷记卡账户", ((second, "", ""),)))
    issuer = c.other("pboc-credit-bureau", "中国人民银行征信中心")
    return Said(Listing("个人信用报告", rows, groups, issuer), ("credit_report",), (c.at.date(),))


def _instalments(c: Case) -> Said:
    def entry(number: int) -> tuple[str, str, str]:
        value = f"{c.rng.randrange(20_000, 90_000) / 100:.2f}"
        paid = c.day(c.later(-30 * (3 - number)), "happened|due", "dashes")
        return f"第{number}/3期", f"{paid} 已还", c.amount_as(value, f"{value}元")

    rows = (("借款机构", c.legal()), c.row("借据编号", "JJBH@#######"))
    entries = tuple(entry(number) for number in (3, 2, 1))
    listing = Listing(f"{c.me()}还款记录", rows, (("还款明细", entries),), "本笔借款已全部结清")
    return Said(listing, ("settlement", "repayment"), (c.at.date(),))


def _contacts(c: Case) -> Said:
    def entry(days: int, what: str, state: str, pattern: str) -> tuple[str, str, str]:
        at = c.later(-days)
        number = c.reference("工单号", pattern, at)
        return f"{what}　工单号{number}", c.moment(at, "happened|message", "minutes"), state

    entries = (
        entry(0, "咨询销户进度", "处理中", "GD@####"),
        entry(6, "申请开具结清证明", "已完结", "GD@####"),
        entry(19, "还款入账查询", "已完结", "GD@####"),
    )
    listing = Listing(f"{c.me()}服务记录", (), (("我的工单", entries),))
    return Said(listing, ("customer_service",), ())


COMPANIES = tuple(one for one in (*ANY, *BANKS) if one.legal)
PAPERS = (
    Wording("paid-letter", _paid_letter, COMPANIES, gap=3),
    Wording("closing-receipt", _closing_receipt, COMPANIES, gap=2),
    Wording("objection", _objection, gap=2),
    Wording("report", _report, COMPANIES),
    Wording("instalments", _instalments, COMPANIES),
    Wording("contacts", _contacts, LENDERS),
)
