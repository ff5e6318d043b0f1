"""Amounts without a sign of their own: beside a label, in a table, or alone on a line of a page about money."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.model import Money
from vault.reading.facts.amounts.numbers import NUMBER, NUMBER_ENDS, SIGN, AmountFound, decimal
from vault.reading.facts.folding import lower
from vault.reading.facts.rules import table
from vault.reading.facts.signs import word_alone

_OTHER_UNIT = (
    r"(?! ?(?:[%‰笔期天月年日号次人张分折倍份股秒步点件位条度℃°/:*-]|个(?!人)|小时|公里|千米|米|千克|公斤|克|kWh|km"
    r"|[KMGTkmgt][Bb]?(?:/s|ps)?(?![A-Za-z])))"
)
_TWO_DECIMALS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}\.[0-9]{2}|[0-9]{1,9}\.[0-9]{2}"
_YUAN_MISREAD = r"(?:[VvYy](?=[0-9]{1,6}\.[0-9]{2}(?![0-9])))?"
"""Recognition takes the sign of the yuan for a letter of its shape."""
_OWN_LINE = re.compile(
    rf"(?m)^ {{0,4}}(?P<sign>[+-] {{0,2}})?(?:[YyV](?=[0-9,]{{1,11}}\.[0-9]{{2}}))?"
    rf"(?P<n>{_TWO_DECIMALS}|[0-9]{{1,9}}\.[0-9])(?: ?[>〉》])?? {{0,4}}$"
)
_LAST_ON_LINE = re.compile(rf"(?m)(?<= )[+-] ?(?P<n>{_TWO_DECIMALS})(?: ?[>〉》])? {{0,4}}$")
_CELL = re.compile(rf"(?<=[0-9期|] )(?P<n>{_TWO_DECIMALS})(?= |\n|\Z)")
_AFTER_WORD = re.compile(
    rf"(?:(?<=[一-龥)] )[+-]?(?P<n>{_TWO_DECIMALS})(?= |\n|\Z)|(?<=[A-Za-z] )[+-]?(?P<last>{_TWO_DECIMALS})(?=\n|\Z))"
    r"(?! ?[A-Za-z%°℃])"
)
_DECIMALS = re.compile(r" (?<=[一-龥)A-Za-z] )[+-]?[0-9][0-9,]*\.[0-9]{2}(?= |\n|\Z)")
"""What follows the word before such an amount: a cheap first look."""
_RATE = re.compile(r"\.[0-9]{3,4}\Z")
_LOOK_BACK = 8
_CLAUSE_ENDS = ",。;【[)\n"


@dataclass(frozen=True, slots=True)
class _Rules:
    label: re.Pattern[str]  # from the last letter of the label on
    english: re.Pattern[str]
    whole: tuple[str, ...]
    refused: re.Pattern[str]
    money: re.Pattern[str]
    heads: re.Pattern[str]
    scores: re.Pattern[str]


@functools.cache
def _rules() -> _Rules:
    rows = table("amount_labels")
    told = r"(?P<told>(?:出账|入账|人民币|为|是|了|共计?|最高可?|可?[高达]达?|提升?至|:|[ \n]|[(]元[)]){0,4})"
    number = rf"{_YUAN_MISREAD}{SIGN}{NUMBER}{NUMBER_ENDS}(?: ?(?P<scale>[万亿])(?![一-龥]))?{_OTHER_UNIT}"
    return _Rules(
        re.compile(rf"[{rows['endings']}度信](?:[(][^()\n]{{1,14}}[)])?{told}{number}"),
        re.compile(
            rf"(?:{'|'.join(map(word_alone, rows['english']))})(?: (?:due|paid|owed|amount|of|is|was))?"
            rf"(?P<told>[: \n]{{1,3}}){number}(?! ?[a-z]{{3}}(?![a-z]))"
        ),
        tuple(rows["whole"]),
        re.compile(rf"(?:{'|'.join(rows['refused'])})[^\n。,;]{{0,4}}\Z"),
        re.compile(rows["money"]),
        re.compile(rows["heads"]),
        re.compile(rf"(?:{rows['scores']})[^\n]{{0,3}}\Z"),
    )


def labelled(text: str) -> Iterator[AmountFound]:
    """Yield the amounts of the folded `text` that only the word before them tells."""
    rules = _rules()
    for pattern, source, letters in ((rules.label, text, 1), (rules.english, lower(text), 0)):
        for match in pattern.finditer(source):
            if not _is_told(text, match, match.start() + letters, rules):
                continue
            start = match.start("sign") if match["sign"] else match.start("n")
            end = match.end("scale") if match["scale"] else match.end("n")
            value = Money(decimal(match["n"], match["scale"]))
            yield AmountFound((start, end), value, "amount.labelled", 0.85)


def _is_told(text: str, match: re.Match[str], start: int, rules: _Rules) -> bool:
    """Whether a number is an amount; `start` is where a Chinese label ends, or an English one begins."""
    if _RATE.search(match["n"]) or rules.refused.search(text, max(0, start - _LOOK_BACK), start):
        return False
    if "." in match["n"] or "," in match["n"] or match["scale"]:
        return True
    ends = text[match.end() : match.end() + 1]
    if not match["told"] and len(match["n"]) > 2 and (not ends or ends in _CLAUSE_ENDS):  # 余额5200【某行】
        return text.endswith(rules.whole, 0, start)
    announced = any(sign in match["told"] for sign in ("为", ":", "\n", "元")) or match["told"] == " "
    long_enough = match["n"] == "0" or len(match["n"]) > 1
    label = text[max(0, start - _LOOK_BACK) : start]
    return long_enough and announced and (label.endswith(rules.whole) or "amount" in match[0])


def standing_alone(text: str) -> Iterator[AmountFound]:
    """Yield the amounts of the folded `text` that are a line of their own or a cell of a table."""
    rules = _rules()
    about_money = rules.money.search(text) is not None
    for match in _OWN_LINE.finditer(text):
        two_decimals = match["n"][-3] == "."
        if (
            match["sign"] or (two_decimals and ("," in match["n"] or about_money))
        ) and not rules.refused.search(
            text, max(0, match.start() - _LOOK_BACK - 1), max(0, match.start() - 1)
        ):
            start = match.start("sign") if match["sign"] else match.start("n")
            yield AmountFound((start, match.end("n")), Money(decimal(match["n"])), "amount.own-line", 0.8)
    if about_money:
        for match in _LAST_ON_LINE.finditer(text):
            yield AmountFound(match.span("n"), Money(decimal(match["n"])), "amount.own-line", 0.8)
        for match in _AFTER_WORD.finditer(text) if _DECIMALS.search(text) else ():
            before = (max(0, match.start() - _LOOK_BACK), match.start())
            if not rules.scores.search(text, *before) and not rules.refused.search(text, *before):
                number = "n" if match["n"] else "last"
                yield AmountFound(match.span(number), Money(decimal(match[number])), "amount.after-word", 0.7)
    if rules.heads.search(text):
        for cell in _CELL.finditer(text):
            yield AmountFound(cell.span("n"), Money(decimal(cell["n"])), "amount.cell", 0.75)
