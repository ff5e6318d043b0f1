"""Certificates, bills and reports."""

from __future__ import annotations

from samples.reading_set import dates
from samples.reading_set.case import Case
from samples.reading_set.forms import Listing, Paper, Said
from samples.reading_set.parties import ANY, BANKS
from samples.reading_set.wording import Wording


def _certificate(c: Case) -> Said:
    begun = c.day(c.later(-320), "happened|period_start", "chinese")
    contract = c.reference("合同编号", "HT@########")
    lent = c.amount_as("12000", "人民币壹万贰仟元整")
    granted = (
        f"兹证明借款人李四（身份证号3301**********001X）于{begun}向我司申请个人消费贷款，"
        f"合同编号：{contract}，贷款金额{lent}（{c.amount('12000.00', 'sign')}）。"
    )
    settled = f"截至{c.day(form='chinese')}，该笔贷款本息已全部结清。特此证明。"
    number, printed = c.reference("编号", "JQ@######"), c.day(c.later(3), "issued", "chinese")
    paper = Paper("贷款结清证明", f"编号：{number}", (granted, settled), c.legal(), printed)
    return Said(paper, ("settlement",), (c.at.date(),))


def _certificate_in_numerals(c: Case) -> Said:
    note = c.reference("借据编号", "######@####")
    settled = c.as_written(dates.numerals(c.at), c.at.date())
    paragraphs = (
        f"李四客户：您在我行的个人贷款（借据编号{note}）已于{settled}全部还清，账户已办理销户手续。",
        f"如对本证明有疑问，请拨打客服热线{c.phone()}核实。",
    )
    issued = c.as_written(dates.numerals(c.later(1)), c.later(1).date(), "issued")
    number = c.reference("凭证编号", "PZ-####-####-####")
    paper = Paper("结清销户证明", f"凭证编号：{number}", paragraphs, c.legal(), issued)
    return Said(paper, ("settlement", "cancellation"), (c.at.date(),))


def _answer_to_complaint(c: Case) -> Said:
    filed, number = c.day(c.later(-11), form="chinese"), c.reference("投诉编号", "TS@####")
    text = (
        f"李四：您于{filed}通过{c.other('nfra', '国家金融监督管理总局')}提交的投诉（投诉编号：{number}）我司已收悉。"
        f"经核查，您的账户已于{c.day(c.later(-3), form='chinese')}完成注销，征信数据将于次月更新。"
    )
    contact = f"联系人：客户权益部，电话{c.phone('02152991234', '021-5299 1234')}。"
    issued = c.day(role="issued", form="chinese")
    paper = Paper(
        "关于投诉事项的答复函",
        f"文号：{c.reference('文号', '消保函@-##')}",
        (text, contact),
        c.legal(),
        issued,
    )
    return Said(paper, ("complaint",))


def _bills(c: Case) -> Said:
    def entry(days: int, name: str) -> tuple[str, str, str]:
        at = c.minutes(-37 * days - 24 * 60 * days)
        value = f"{c.rng.randrange(2000, 90_000) / 100:.2f}"
        return name, c.yearless(at, "happened|message", "dashes-time"), c.amount_as(value, f"-{value}")

    entries = (entry(0, f"{c.somewhere()}还款"), entry(1, "便利店"), entry(2, "地铁出行"))
    month = c.optional(f"{c.at.year}年{c.at.month}月")
    return Said(Listing("账单", (), ((month, entries),)), ("repayment", "other"))


def _credit_report(c: Case) -> Said:
    opened = c.day(c.later(-500), "happened|period_start", "chinese")
    rows = (
        c.row("报告编号", "@######0000000000"),
        ("报告时间", c.moment(role="issued", form="dots")),
        ("被查询者姓名", "李四"),
        ("被查询者证件号码", "3301**********001X"),
    )
    month = c.optional(f"{c.at.year}年{c.at.month}月")
    account = (
        f"{opened}{c.legal()}发放的{c.amount('12000', 'yuan')}（人民币）其他个人消费贷款，"
        f"截至{month}，账户状态为“未销户”。"
    )
    query = (c.other("cmb", "招商银行"), c.day(c.later(-33), "happened", "chinese"), "贷款审批")
    groups = (("信贷记录", ((account, "", ""),)), ("查询记录", (query,)))
    listing = Listing("个人信用报告", rows, groups, c.other("pboc-credit-bureau", "中国人民银行征信中心"))
    return Said(listing, ("credit_report",), (c.at.date(),))


OFFICES = tuple(bank for bank in BANKS if bank.hotline)
COMPANIES = tuple(one for one in (*ANY, *BANKS) if one.legal)
PAPERS = (
    Wording("certificate", _certificate, gap=4),
    Wording("certificate-numerals", _certificate_in_numerals, OFFICES, gap=4),
    Wording("answer-to-complaint", _answer_to_complaint, COMPANIES),
    Wording("bills", _bills, gap=0),
    Wording("credit-report", _credit_report),
)
