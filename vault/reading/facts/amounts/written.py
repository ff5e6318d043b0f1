"""Amounts that say what they are: a sign, a code or a unit, in Arabic or Chinese numerals.

Source: `rules/currencies.toml` for the currencies; numerals.py for the Chinese numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from vault.model import Money
from vault.reading.facts import numerals
from vault.reading.facts.amounts.numbers import (
    NUMBER,
    NUMBER_ENDS,
    SIGN,
    AmountFound,
    currencies,
    decimal,
    plain,
)

_SIGN = re.compile("[¥$€£₹₩฿元圆块币美镑]")
_ENGLISH = re.compile("[A-Za-z]{2,}")
_LETTERS = r"RMB|CNY|USD|HKD|EUR|GBP|JPY|NZD|AUD|CAD|SGD|BGN|TWD|MOP|CHF|KRW|THB|INR|MYR|VND"
_YUAN = r"(?:元(?![素旦月宵件购店化])|圆)"
_UNIT = (
    rf"(?P<code>人民币元|人民币(?! ?[0-9¥(:{numerals.FINANCIAL}])"
    rf"|{_YUAN}|块钱|块(?![一-龥])|(?<=[0-9]{{2}})块(?![石头地砖板屏电拼积肉表田牌蛋糖饼巧煤布])"
    rf"|美元|美金|港元|港币|欧元|日元|英镑|[€£](?![0-9])|"
    rf"(?i:{_LETTERS}|yuan)(?![A-Za-z]))"
)
_FEN = r"(?P<fen>[1-9])分(?![钟期之类享段店录])"
_SCALE_AND_UNIT = rf" ?(?P<scale>[百千]?万|[亿千百])?\n? ?{_UNIT}"
_STARTS = r"(?=[0-9+-])(?<![0-9A-Za-z.*_#/-])(?<![0-9],)"
_BEFORE_A_UNIT = (
    r"(?=[+-]? ?[0-9][0-9., ]{0,28}[百千万亿]{0,2}[\n ]{0,2}(?:[元圆块人美港欧日英€£]|(?i:[A-Z])))"
)
"""A cheap look past the digits, which are those of dates and reference numbers more often than of an amount."""

_REST_OF_LETTERS = "|".join(f"(?<={code[0]}){code[1:]}" for code in _LETTERS.split("|"))
_PREFIXED = re.compile(
    r"(?P<code>[¥$€£₹₩฿人A-Za-z]"  # the first character of a sign or code, and what goes on with it
    r"(?:(?<=[¥$€£₹₩฿])|(?<=人)民币"
    r"|(?<=[A-Z])(?:(?<=U)S[$]|(?<=N)[ZT][$]|(?<=H)K[$]|(?<=A)U?[$]|(?<=C)(?:A?[$]|N¥)|(?<=S)[$])"
    rf"|(?<![A-Za-z].)(?:(?<=R)s\.?(?= ?[0-9])|(?<![0-9] .)(?i:{_REST_OF_LETTERS})(?![A-Za-z]))))"
    rf"[):]?(?:活期)?[ :]{{0,2}}\n?[¥]?{SIGN}{NUMBER}"
    r"(?![0-9]|:[0-9])(?: ?(?P<scale>[万亿wk](?![0-9A-Za-z]))(?![一-龥]|(?<=万)元?素)"
    r"| ?(?P<scale2>[百千]?[万亿])(?=元|圆|人民币))?"
    rf"(?: ?(?:人民币)?{_YUAN})?"
)
_SPACED = re.compile(
    r"[¥] ?(?P<n>[0-9](?: [0-9.,]){3,15}|[0-9]{1,3}(?: [0-9]{3}){1,3}(?:\.[0-9]{2}|(?= ?元)))(?![0-9])"
)
_SUFFIXED = re.compile(
    rf"{_STARTS}{_BEFORE_A_UNIT}{SIGN}{NUMBER}{_SCALE_AND_UNIT}(?! ?=)(?:(?P<jiao>[1-9])角)?(?:{_FEN})?"
)
_RANGE_TO = re.compile(rf"[-~至到](?<=[0-9元万千 ].) ?{NUMBER}{_SCALE_AND_UNIT}")
_RANGE_FROM = re.compile(rf"(?<![0-9A-Za-z.*_#/,-]){NUMBER}(?P<own>[万千]|元)? ?\Z")
_TO = re.compile(rf" ?[-~至到] ?{NUMBER}{NUMBER_ENDS}(?![-/:年月日])")
_TOGETHER = re.compile(
    r"(?:(?<![0-9A-Za-z.])|(?<=[为是计款费:]))(?P<all>(?:[0-9]{1,7}\.[0-9]{2} ?[、,和及] ?|[0-9]{1,6} ?、 ?){1,12})"
    rf"(?=[0-9]{{1,7}}(?:\.[0-9]{{1,2}})? ?{_UNIT})"
)
_RESPECTIVELY = re.compile(
    r"(?:分别|依次)(?:为|是|扣款|扣费|扣除|支付|:){0,2} ?"
    r"(?P<all>[0-9]{1,7}\.[0-9]{2}(?: ?[、,和及] ?[0-9]{1,7}\.[0-9]{2}){0,12})"
)
_JOINT = re.compile(r"[、,和及](?:(?<=[0-9]、)|(?<=[0-9] 、)|(?<=\.[0-9]{2}.)|(?<=\.[0-9]{2} .)) ?[0-9]")
"""What joins two amounts of such a list: a cheap first look."""
_ONE = re.compile(r"[0-9]{1,7}(?:\.[0-9]{2})?")
_JIAO = re.compile(rf"(?P<jiao>[1-9])(?<![0-9.元].)角(?![形度色落])(?:{_FEN})?")
_SHORTENED = re.compile(
    r"(?<![0-9A-Za-z.])(?P<whole>[1-9][0-9]?)(?P<scale>[千万])(?P<next>[1-9])(?:块钱?|元)?"
    r"(?=[,。;!?\n )]|了|\Z|的|吧|呢)"
)
"""3千2, 1万5: the last figure counts in the next lower place."""
_SCALE_BETWEEN = re.compile("[千万](?=[1-9])")
_CAPITALS = re.compile(
    rf"(?P<whole>[{numerals.FINANCIAL}](?<![佰仟万萬亿億])[{numerals.FINANCIAL}]{{0,29}}(?:\n[{numerals.FINANCIAL}]{{1,20}})?)"
    r"\n?[元圆](?:\n?零?(?P<jiao>[零壹贰貳叁參肆伍陆陸柒捌玖])\n?角)?"
    r"(?:\n?零?(?P<fen>[壹贰貳叁參肆伍陆陸柒捌玖])\n?分)?[整正]?"
)
_BROKEN = re.compile(
    r"(?P<sign>¥ ?)?(?P<first>[0-9][0-9,]{0,12}\.?)\n(?P<rest>[0-9,.]{1,12})(?![0-9A-Za-z])(?P<unit> ?元)?"
)
_BREAK = re.compile(r"\n(?<=[0-9.,]\n)(?=[0-9,.])")
"""A line break between digits: a cheap first look."""
_WELL_FORMED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?|[0-9]{1,9}\.[0-9]{2}")
_COMPLETE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_EVERYDAY = re.compile(
    rf"(?P<n>[一二两三四五六七八九十](?<![{numerals.SIMPLE}百千万亿第].)[一二两三四五六七八九十百千万亿零]{{0,12}})"
    rf"(?:块钱|{_YUAN}|(?<=[百千万])块(?![石头地砖板屏电拼积肉表田牌]))"
)


def written(text: str) -> Iterator[AmountFound]:
    """Yield the amounts of the folded `text` that a sign, a code or a unit tells, surest forms first."""
    if _names_a_currency(text):
        yield from _in_chinese(text)
        yield from _with_a_sign(text)
        yield from _in_pieces(text)
    yield from _colloquial(text)
    yield from _in_lists(text)


def _names_a_currency(text: str) -> bool:
    """Whether a sign, a unit or a code stands anywhere: a cheap first look."""
    if _SIGN.search(text):
        return True
    known = currencies()
    return any(word.lower() in known for word in _ENGLISH.findall(text))


def _with_a_sign(text: str) -> Iterator[AmountFound]:
    for match in _PREFIXED.finditer(text):
        code, scale = currencies()[match["code"].lower()], match["scale"] or match["scale2"]
        yield AmountFound(match.span(), Money(decimal(match["n"], scale), code), "amount.prefixed", 0.98)
        if further := _TO.match(text, match.end()):
            value = Money(decimal(further["n"]), code)
            yield AmountFound(further.span("n"), value, "amount.range", 0.9)
    for match in _SUFFIXED.finditer(text):
        value = Money(_with_fractions(match), currencies()[match["code"].lower()])
        yield AmountFound(match.span(), value, "amount.suffixed", 0.97)


def _in_chinese(text: str) -> Iterator[AmountFound]:
    for match in _CAPITALS.finditer(text):
        value = numerals.money(match["whole"].replace("\n", ""), match["jiao"] or "", match["fen"] or "")
        if value:
            yield AmountFound(match.span(), Money(plain(value)), "amount.capitals", 0.97)
    for match in _EVERYDAY.finditer(text):
        value = numerals.money(match["n"])
        if value:
            yield AmountFound(match.span(), Money(plain(value)), "amount.everyday", 0.9)


def _in_pieces(text: str) -> Iterator[AmountFound]:
    for match in _RANGE_TO.finditer(text):
        if first := _RANGE_FROM.search(text, max(0, match.start() - 18), match.start()):
            code, scale = currencies()[match["code"].lower()], match["scale"]
            own = None if first["own"] == "元" else first["own"] or scale
            for span, value in (
                (first.span("n"), decimal(first["n"], own)),
                ((match.start("n"), match.end()), decimal(match["n"], scale)),
            ):
                yield AmountFound(span, Money(value, code), "amount.range", 0.9)
    for match in _BROKEN.finditer(text) if _BREAK.search(text) else ():
        number = match["first"] + match["rest"]
        told = match["sign"] or match["unit"]
        cut = match["rest"][0] in ",." or not _COMPLETE.fullmatch(match["first"])
        if told and cut and _WELL_FORMED.fullmatch(number):
            yield AmountFound(match.span(), Money(decimal(number)), "amount.broken", 0.85)
    for match in _SPACED.finditer(text):
        yield AmountFound(match.span(), Money(decimal(match["n"])), "amount.spaced", 0.8)


def _colloquial(text: str) -> Iterator[AmountFound]:
    """Yield the amounts that need no unit of their own: 3千2, 5角."""
    for match in _SHORTENED.finditer(text) if _SCALE_BETWEEN.search(text) else ():
        unit = 1000 if match["scale"] == "千" else 10000
        counted = int(match["whole"]) * unit + int(match["next"]) * unit // 10
        yield AmountFound(match.span(), Money(str(counted)), "amount.everyday", 0.8)
    for match in _JIAO.finditer(text) if "角" in text else ():
        fraction = Decimal(int(match["jiao"]) * 10 + int(match["fen"] or 0)) / 100
        yield AmountFound(match.span(), Money(plain(fraction)), "amount.suffixed", 0.85)


def _in_lists(text: str) -> Iterator[AmountFound]:
    """Yield the amounts whose unit the last of them bears for all, or that are told one after another."""
    for pattern in (_TOGETHER, _RESPECTIVELY) if _JOINT.search(text) else (_RESPECTIVELY,):
        for whole in pattern.finditer(text):
            code = currencies()[whole["code"].lower()] if pattern is _TOGETHER else "CNY"
            for match in _ONE.finditer(text, *whole.span("all")):
                yield AmountFound(match.span(), Money(decimal(match[0]), code), "amount.list", 0.85)


def _with_fractions(match: re.Match[str]) -> str:
    value = decimal(match["n"], match["scale"])
    if not match["jiao"] and not match["fen"]:
        return value
    return plain(Decimal(value) + Decimal(int(match["jiao"] or 0) * 10 + int(match["fen"] or 0)) / 100)
