"""Identity, card and telephone numbers in a text, as engines read them: in groups, over two lines, a digit misread.

Source: 工业和信息化部 电信网编号计划 (2017 edition) for the lengths and first digits of telephone numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vault.proving.redaction import identifiers
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.writing import Number, is_free, numbers


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be covered in a text, and why. `known` is false where the same words elsewhere may be innocent."""

    span: tuple[int, int]
    reason: Reason
    known: bool = True


AFTER = r"(?:编?号码?| ?(?:no\b\.?|number))?([^0-9\n。;；\[\]]{0,8}\n?[^0-9\n。;；\[\]]{0,3})$"
"""What may stand between a label and its number: no end of a sentence, and nothing that was covered."""
ID_LABEL = re.compile(rf"(?:身份证件?|证件|证号|公民身份|(?<![A-Za-z-])ID(?: ?card)?){AFTER}", re.IGNORECASE)
CARD_LABEL = re.compile(rf"(?:卡号|银行卡|储蓄卡|信用卡|借记卡|账号|帐号|账户号?|card){AFTER}", re.IGNORECASE)
PHONE_LABEL = re.compile(
    rf"(?:手机|电话|联系方式|号码|致电|拨打|座机|phone|mobile|tel|call){AFTER}", re.IGNORECASE
)
REFERENCES = r"单号|编号|流水|受理号|案件号?|工单|合同号?|协议号?|订单|回执|凭证|case|ref|no\.?|order"
REFERENCE = re.compile(REFERENCES, re.IGNORECASE)
REFERENCE_LABEL = re.compile(
    rf"(?:{REFERENCES})[^0-9\n]{{0,8}}\n?[^0-9\n]{{0,3}}$",
    re.IGNORECASE,
)
LOOK_BACK = 20  # characters before a number that its label is looked for in
MACHINE_STRIP = re.compile(
    r"(?<![A-Z0-9<«])[A-Z0-9<«]{8,}[<«]{2,}[A-Z0-9<«]*"
)  # ICAO Doc 9303 part 3: machine-readable zone

MOBILE = re.compile(r"(?:0?0?86)?(1[3-9][0-9]{9})")
PUBLIC = re.compile(
    r"[48]00[0-9]{7}|9[56][0-9]{3,6}|1010[0-9]{4}|12[0-9]{3}|100[0-9]{2}|11[0-9]|106[0-9]{7,17}"
)
"""Numbers of firms and authorities: freephone, short codes, hotlines, senders of mass messages."""

PHONE_GROUPS = frozenset({(11,), (3, 4, 4), (4, 4, 3), (3, 8), (7, 4), (3, 3, 5), (5, 6), (6, 5)})
FOREIGN = re.compile(r"\+(?!86)[1-9][0-9]{0,2}[ -]?(?:[0-9]{6,12}|[0-9]{2,4}(?:[ -][0-9]{2,4}){2,3})")
LANDLINE_WRITTEN = re.compile(
    r"(?<![0-9A-Za-z])[(]?0(?:10|2[0-9]|[3-9][0-9]{2})(?:[)] ?| ?- ?| )[2-9][0-9]{6,7}"
    r"(?:(?:-| ?转 ?)[0-9]{1,6})?(?![0-9A-Za-z])"
)


def identity_numbers(folded: str, as_of: dt.date) -> Iterator[Place]:
    """Yield the identity numbers of a folded text, those with a misread character and machine strips among them."""
    for number in numbers(folded):
        if _is_identity(folded, number, as_of):
            yield Place(number.span, Reason.IDS)
        elif len(number.groups) == 1 and len(number.text) > 18:
            yield from _inside(number)
    for strip in MACHINE_STRIP.finditer(folded):
        yield Place(strip.span(), Reason.IDS)


def card_numbers(folded: str) -> Iterator[Place]:
    """Yield the card numbers of a folded text; one after the label of a reference is that reference."""
    for number in numbers(folded):
        if is_free(folded, number.span) and _is_card(folded, number):
            yield Place(number.span, Reason.CARDS)


def phone_numbers(folded: str, public: Collection[str]) -> Iterator[Place]:
    """Yield the telephone numbers of a folded text but for hotlines and those in `public` (digits alone)."""
    for number in numbers(folded):
        if is_free(folded, number.span) and _is_phone(folded, number) and not _is_public(number.text, public):
            yield Place(_with_prefix(folded, number.span), Reason.PHONES)
    for pattern in (FOREIGN, LANDLINE_WRITTEN):
        for match in pattern.finditer(folded):
            if not _is_public("".join(filter(str.isdigit, match[0])), public):
                yield Place(match.span(), Reason.PHONES)


def _labelled(label: re.Pattern[str], folded: str, start: int) -> bool:
    """Tell whether a label stands before a number, and no label of a reference between them."""
    found = label.search(folded, max(0, start - LOOK_BACK), start)
    return found is not None and not REFERENCE.search(found[1])


def _is_reference(folded: str, start: int) -> bool:
    return REFERENCE_LABEL.search(folded, max(0, start - LOOK_BACK), start) is not None


def _is_identity(folded: str, number: Number, as_of: dt.date) -> bool:
    text = number.text
    if len(number.groups) > 1 and min(number.groups) < 2:
        return False
    if identifiers.is_identity_number(text):
        return True
    if not is_free(folded, number.span) or number.breaks:
        return False
    if _labelled(ID_LABEL, folded, number.span[0]):
        return 15 <= len(text) <= 20
    return identifiers.resembles_identity_number(text, as_of) and "X" not in text[:-1]


def _inside(number: Number) -> Iterator[Place]:
    """Yield identity numbers within a longer run, such as a strip for machines."""
    for at in range(len(number.text) - 17):
        if identifiers.is_identity_number(number.text[at : at + 18]):
            yield Place((number.span[0] + at, number.span[0] + at + 18), Reason.IDS)


def _is_card(folded: str, number: Number) -> bool:
    text = number.text
    labelled = _labelled(CARD_LABEL, folded, number.span[0])
    if labelled and not number.breaks:
        return text.isdigit() and 12 <= len(text) <= 19
    if _is_reference(folded, number.span[0]) or not _in_fours(number.groups):
        return False
    grouped = (
        len(number.groups) >= 4 and not number.breaks
    )  # written as on the card: one digit may be misread
    return identifiers.is_card_number(text) or (grouped and identifiers.is_card_length(text))


def _in_fours(groups: tuple[int, ...]) -> bool:
    return len(groups) <= 2 or (all(length == 4 for length in groups[:-1]) and groups[-1] <= 4)


def _is_phone(folded: str, number: Number) -> bool:
    mobile = MOBILE.fullmatch(number.text)
    if mobile is None or number.mended > 3:
        return False
    if len(number.text) == 11 and number.groups not in PHONE_GROUPS and not number.breaks:
        return False
    return not number.breaks or _labelled(PHONE_LABEL, folded, number.span[0])


def _is_public(digits: str, public: Collection[str]) -> bool:
    return PUBLIC.fullmatch(digits) is not None or digits in public or digits.removeprefix("86") in public


def _with_prefix(folded: str, span: tuple[int, int]) -> tuple[int, int]:
    before = re.search(r"[(]?\+?86[)]?[ -]?$", folded[max(0, span[0] - 6) : span[0]])
    return (span[0] - len(before[0]), span[1]) if before else span
