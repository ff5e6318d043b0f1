"""Chinese numerals: everyday (二十三), positional (二〇二四) and financial (壹万贰仟元整).

Source: GB/T 15835-2011 for the everyday and positional forms; the People's Bank's rules on filling in payment
instruments (支付结算办法, annex 1) for the financial capitals.
"""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    char: value for value, char in enumerate("〇壹贰叁肆伍陆柒捌玖")
}
_DIGITS |= {"两": 2, "弍": 2, "貳": 2, "參": 3, "陸": 6, "幺": 1}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

SIMPLE = "零〇一二三四五六七八九十两"
"""Characters of small everyday numbers, for use inside a character class of a pattern."""

FINANCIAL = "零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億"
"""Characters of financial capitals."""


def number(text: str) -> int | None:
    """Return the value of `text`, in ASCII digits or Chinese numerals; None when it is not a number."""
    if not text:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if text.startswith("廿"):
        text = "二十" + text[1:]
    if len(text) > 1 and all(char in _DIGITS or char.isdigit() for char in text):
        return int("".join(str(_DIGITS.get(char, char)) for char in text))
    return _everyday(text)


def _everyday(text: str) -> int | None:
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or (1 if section == 0 else 0)) * _UNITS[char]
            digit = 0
        elif char in _GROUPS:
            total = (
                (total + section + digit) * _GROUPS[char]
                if char in "亿億"
                else total + (section + digit) * 10**4
            )
            section = digit = 0
        else:
            return None
    return total + section + digit


def money(whole: str, jiao: str = "", fen: str = "") -> Decimal | None:
    """Return an amount in yuan from financial capitals: the part before 元, the digit before 角, that before 分."""
    value = number(whole)
    if value is None:
        return None
    return Decimal(value) + Decimal(_DIGITS.get(jiao, 0)) / 10 + Decimal(_DIGITS.get(fen, 0)) / 100
