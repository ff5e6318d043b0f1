"""Amounts of money: ¥1,234.50 · 1234.5元 · 1.2万元 · RMB 20 · 壹万贰仟元整 · 25.00 beside 金额.

Source: ISO 4217 for the currency codes; numerals.py for the financial capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from vault.model import Money
from vault.reading.facts import numerals

_NUMBER = r"(?P<n>[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,4})?|[0-9]{1,12}(?:\.[0-9]{1,4})?)"
_FREE = r"(?![0-9]|[.,][0-9])"
_SCALE = r"(?: ?(?P<scale>[万亿])(?![一-龥]|(?<=万)元?素)| ?(?P<scale2>[万亿])(?=元|圆|人民币))?"
_SIGN = r"(?P<sign>[+-] ?)?"

_CODES = {
    "¥": "CNY", "rmb": "CNY", "cny": "CNY", "人民币": "CNY",
    "cn¥": "CNY", "us$": "USD", "nz$": "NZD", "hk$": "HKD", "au$": "AUD",
    "a$": "AUD", "ca$": "CAD", "c$": "CAD", "s$": "SGD", "$": "USD",
    "€": "EUR", "£": "GBP", "usd": "USD", "hkd": "HKD", "eur": "EUR",
    "gbp": "GBP", "jpy": "JPY", "nzd": "NZD", "aud": "AUD",
    "cad": "CAD", "sgd": "SGD", "bgn": "BGN", "twd": "TWD", "mop": "MOP",
    "chf": "CHF", "krw": "KRW", "thb": "THB", "inr": "INR", "yuan": "CNY",
    "元": "CNY", "圆": "CNY", "块": "CNY", "块钱": "CNY", "人民币元": "CNY",
    "美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "欧元": "EUR", "日元": "JPY", "英镑": "GBP",
}  # fmt: skip
_LETTERS = r"RMB|CNY|USD|HKD|EUR|GBP|JPY|NZD|AUD|CAD|SGD|BGN|TWD|MOP|CHF|KRW|THB|INR"

_PREFIXED = re.compile(
    r"(?=[¥$€£人A-Za-z])"
    rf"(?P<code>(?:US|NZ|HK|AU|CA|CN|[ACS])?[¥$€£]|(?<![A-Za-z])(?<![0-9] )(?i:{_LETTERS})(?![A-Za-z])"
    rf"|人民币)[):]?(?:活期)?[ :]{{0,2}}[¥]?{_SIGN}{_NUMBER}"
    rf"(?![0-9]){_SCALE}(?: ?(?:人民币)?(?:元|圆)(?![素旦月宵]))?"
)
_SUFFIXED = re.compile(
    rf"(?=[0-9+-])(?<![0-9A-Za-z.*_#/-])(?<![0-9],){_SIGN}{_NUMBER} ?(?P<scale>[万亿])? ?(?P<code>人民币元|人民币"
    rf"|元(?![素旦月宵])|圆|块钱|美元|美金|港元|港币|欧元|日元|英镑|"
    rf"(?i:{_LETTERS}|yuan)(?![A-Za-z]))(?! ?=)"
)
_CAPITALS = re.compile(
    rf"(?P<whole>[{numerals.FINANCIAL}]{{1,30}})[元圆](?:(?P<jiao>[零壹贰貳叁參肆伍陆陸柒捌玖])角)?(?:零?(?P<fen>[壹贰貳叁參肆伍陆陸柒捌玖])分)?[整正]?"
)
_LABELLED = re.compile(
    r"(?:金额|本金|利息|罚息|违约金|余额|额度|欠款|应还|待还|合计|总额|总计|总计还款|手续费|服务费|费用|还款|消费|支出|支取|收入|入账|存入|存款|付款|扣款|扣费|"
    r"退款|充值|借款|贷款|收益|[Aa]mount|[Bb]alance|[Tt]otal|[Pp]rincipal|[Ii]nterest|[Pp]aid)"
    rf"(?:为|是|:| |\n|出账|入账|[(]元[)]){{0,3}}{_SIGN}{_NUMBER}{_FREE}(?! ?[%笔期天个月年日号:/-])"
)
_OWN_LINE = re.compile(rf"(?m)^ {{0,4}}(?P<sign>[+-] {{0,2}}){_NUMBER.replace('{1,4}', '{1,2}')} {{0,4}}$")


@dataclass(frozen=True, slots=True)
class AmountFound:
    """An amount. Signs are left out: whether money came or went is not part of a `Money`."""

    span: tuple[int, int]
    value: Money
    rule: str
    confidence: float


def amounts(text: str) -> Iterator[AmountFound]:
    """Yield the amounts of the folded `text`, surest forms first; spans may overlap."""
    for match in _CAPITALS.finditer(text):
        value = numerals.money(match["whole"], match["jiao"] or "", match["fen"] or "")
        if value:
            yield AmountFound(match.span(), Money(_plain(value)), "amount.capitals", 0.97)
    for rule, confidence, pattern in (
        ("amount.prefixed", 0.98, _PREFIXED),
        ("amount.suffixed", 0.97, _SUFFIXED),
    ):
        for match in pattern.finditer(text):
            groups = match.groupdict()
            code = _CODES[match["code"].lower()]
            scale = groups["scale"] or groups.get("scale2")
            yield AmountFound(match.span(), Money(_amount(match["n"], scale), code), rule, confidence)
    for match in _LABELLED.finditer(text):
        if (
            "." in match["n"]
            or "," in match["n"]
            or (len(match["n"]) > 1 and match[0].startswith(("金额", "Amount", "amount")))
        ):
            start = match.start("sign") if match["sign"] else match.start("n")
            yield AmountFound(
                (start, match.end("n")), Money(_amount(match["n"], None)), "amount.labelled", 0.85
            )
    for match in _OWN_LINE.finditer(text):
        if "." in match["n"]:
            span = (match.start("sign"), match.end("n"))
            yield AmountFound(span, Money(_amount(match["n"], None)), "amount.own-line", 0.8)


def _amount(number: str, scale: str | None) -> str:
    plain = number.replace(",", "")
    if not scale:
        return plain
    return _plain(Decimal(plain) * (10**4 if scale == "万" else 10**8))


def _plain(value: Decimal) -> str:
    """Return a decimal without exponent or needless zeros."""
    return f"{value.normalize():f}"
