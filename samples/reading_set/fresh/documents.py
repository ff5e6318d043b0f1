"""Certificates, notices and reports. For measuring alone: no rule of the product is written with this in view."""

from __future__ import annotations

from samples.reading_set import dates
from samples.reading_set.case import Case
from samples.reading_set.forms import Listing, Paper, Said
from samples.reading_set.fresh.parties import HOUSES, WALLETS
from samples.reading_set.wording import Wording


def _settled(c: Case) -> Said:
    text = (
        f"客户赵六（身份证号：4403**********2218）与我公司签订的"
        f"《个人借款合同》（合同编号：{c.reference('合同编号', 'GR@######')}），"
        f"借款金额人民币{c.amount_as('18500', '壹万捌仟伍佰元整')}，该客户已于{c.day(form='chinese')}还清全部款项。"
    )
    paper = Paper(
        "结清证明",
        f"证明编号：{c.reference('证明编号', 'ZM@####')}",
        (text, "特此证明。"),
        c.legal(),
        c.day(c.later(1), "issued", "chinese"),
    )
    return Said(paper, ("settlement",), (c.at.date(),))


def _closed(c: Case) -> Said:
    rows = (
        ("客户姓名", "赵六"),
        ("注销账户", c.me()),
        ("注销日期", c.as_written(dates.numerals(c.at), c.at.date())),
        c.row("凭证编号", "PZ @ ####"),
    )
    paper = Paper(
        "账户注销证明",
        f"编号：{c.reference('编号', '(@)第###号')}",
        ("经核实，下列账户已办理注销手续，自注销之日起停止一切服务。",),
        c.legal(),
        c.day(c.later(1), "issued", "padded"),
        rows,
    )
    return Said(paper, ("cancellation",), (c.at.date(),))


def _lawyers(c: Case) -> Said:
    firm = c.other("new:海纳律师事务所", "海纳律师事务所")
    text = (
        f"赵六：本所接受{c.me()}委托，就您拖欠借款本息共计{c.money(3000, 40_000, 'rmb')}一事郑重函告："
        f"请您于{c.day(c.later(7), 'due', 'chinese')}前一次性清偿，否则将提起诉讼。"
    )
    paper = Paper(
        "律师函",
        f"函号：{c.reference('函号', 'LSH-@-##')}",
        (text, f"联系电话：{c.phone('075588990011', '0755-88990011')}"),
        firm,
        c.day(role="issued|happened", form="chinese"),
    )
    return Said(paper, ("dunning",), (c.at.date(),))


def _answered(c: Case) -> Said:
    rows = (
        c.row("投诉编号", "HN@#####"),
        ("被投诉人", c.legal()),
        ("收到日期", c.day(c.later(-20), "happened", "chinese")),
        ("办理结果", "机构已为您注销账户并更正信息"),
    )
    paper = Paper(
        "投诉处理意见告知书",
        f"文号：{c.reference('文号', '金监投告@-###')}",
        ("赵六：您的投诉事项已办理完毕，现将结果告知如下。",),
        c.other("nfra", "国家金融监督管理总局"),
        c.day(role="issued|happened", form="chinese"),
        rows,
    )
    return Said(paper, ("complaint",), (c.at.date(), c.later(-20).date()))


def _consent_withdrawn(c: Case) -> Said:
    text = (
        f"赵六女士：我司已于{c.day(form='chinese')}收到并同意您撤回个人征信查询授权的申请，"
        f"{c.authorised('withdrawn', '相关授权即日起失效')}。"
    )
    paper = Paper(
        "撤回授权确认函",
        f"受理编号：{c.reference('受理编号', 'CH-@####')}",
        (text,),
        c.legal(),
        c.day(c.later(1), "issued", "chinese"),
    )
    return Said(paper, ("authorization_revocation",), (c.at.date(),))


def _report(c: Case) -> Said:
    rows = (
        c.row("报告编号", "@############"),
        ("报告时间", c.moment(role="issued|happened", form="seconds")),
        ("姓名", "赵六"),
    )
    opened = c.day(c.later(-600), "happened|period_start", "chinese")
    first = (
        f"1. {opened}{c.legal()}发放的{c.amount('9000', 'yuan')}（人民币）其他个人消费贷款，"
        f"截至{c.optional(f'{c.at.year}年{c.at.month}月')}账户状态为“正常”。"
    )
    groups = (("信贷交易信息明细", ((first, "", ""),)),)
    issuer = c.other("pboc-credit-bureau", "中国人民银行征信中心")
    return Said(Listing("个人信用报告（本人简版）", rows, groups, issuer), ("credit_report",), (c.at.date(),))


def _loans(c: Case) -> Said:
    def entry(days: int, state: str, right: str) -> tuple[str, str, str]:
        at = c.later(-days)
        amount = c.money(500, 8000, "sign")
        return (
            f"{amount}　借据号{c.reference('借据号', 'JJ@####', at)}",
            c.day(at, "happened", "dots") + right,
            state,
        )

    entries = (entry(40, "还款中", ""), entry(200, "已结清", ""), entry(400, "已结清", ""))
    listing = Listing(f"{c.me()}借款记录", (), (("全部借款", entries),))
    return Said(listing, ("other", "repayment", "settlement"))


DOCUMENTS = (
    Wording("proof-settled", _settled, HOUSES, gap=2),
    Wording("proof-closed", _closed, HOUSES, gap=2),
    Wording("lawyers", _lawyers, HOUSES, gap=1),
    Wording("answered", _answered, HOUSES, gap=1),
    Wording("consent-letter", _consent_withdrawn, HOUSES, gap=1),
    Wording("bureau", _report, HOUSES),
    Wording("loans", _loans, WALLETS),
)
