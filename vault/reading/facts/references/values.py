"""How a reference number is written, and what looks like one and is something else."""

from __future__ import annotations

import re
from itertools import pairwise

from vault.reading.facts.spans import Claims

_OPENING = re.compile(
    r"[\])】\"”'’]{0,2} ?(?:[(](?!20[0-9]{2}[)])[^()\n]{0,8}[)] ?)?(?:[:;=#]|为|是|系|[Nn][Oo]\.?:? ?"
    r"(?=[0-9A-Z])|is\b| ){0,5}(?:[\"“'‘【\[「]|[(](?!20[0-9]{2}[)]))?"
)
_GROUP = re.compile(r"[A-Za-z0-9*]+(?:[-_/][A-Za-z0-9*]+)*")
_NEXT_GROUP = re.compile(r" ?- ?(?=[A-Za-z0-9])| (?=[A-Za-z0-9])")
_COURT = re.compile(r"[一-龥]{0,10}[〔\[(]20[0-9]{2}[〕\])][一-龥]{0,4}[0-9]{0,4}[一-龥]{0,4}第?[0-9]{1,8}号")
_LONGEST, _MOST_GROUPS = 64, 10
_MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
_SERVICE_NUMBER = re.compile(r"[48]00[0-9]{7}|95[0-9]{3}|1010[0-9]{4}|12[1-4][0-9]{2}")
_UNIT = re.compile(r" ?(?:[元万%笔期天年月]|个工作日)|:[0-5][0-9]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def value_at(text: str, offset: int, end: int, claims: Claims) -> tuple[int, int] | None:
    """Return the span of the reference number that a label announces at `offset`, before `end`; None without one."""
    opening = _OPENING.match(text, offset, end)
    return number_at(text, opening.end() if opening else offset, end, claims, labelled=True)


def number_at(
    text: str, start: int, end: int, claims: Claims, *, labelled: bool = False
) -> tuple[int, int] | None:
    """Return the span of the reference number that starts at `start`; groups that a space or dash joins are one."""
    court = _COURT.match(text, start, end)
    if court:
        return court.span()
    free = claims.next_taken(start, min(end, start + _LONGEST))
    first = _GROUP.match(text, start, free)
    if first is None:
        return None
    last = with_further_groups(text, start, first.end(), free)
    return (start, last) if is_reference(text[start:last], text[last : last + 5], labelled=labelled) else None


def with_further_groups(text: str, start: int, last: int, end: int) -> int:
    """Return where the number from `start` to `last` ends, when groups set apart by a space or dash follow it."""
    for _ in range(_MOST_GROUPS):
        gap = _NEXT_GROUP.match(text, last, end)
        group = _GROUP.match(text, gap.end(), end) if gap else None
        if group is None or not _continues(text[start:last], group[0], text[group.end() : group.end() + 3]):
            break
        last = group.end()
    return last


def _continues(before: str, group: str, after: str) -> bool:
    """Whether `group`, set apart by a space, belongs to the number `before` it."""
    if _UNIT.match(after) or (after[:1] == ":" and group.isdigit()):
        return False
    if group.isalpha():
        return False
    if before.replace(" ", "").isalpha():
        return len(before) <= 6
    groups = re.split(r"[ ]", before)
    return len(groups[-1]) <= 8 and len(group) <= 12 and (len(groups[-1]) >= 2 or not group.isdigit())


def normal(raw: str) -> str:
    """Return the number without spaces and line breaks."""
    return "".join(raw.split())


def is_reference(raw: str, after: str = "", *, labelled: bool = False) -> bool:
    """Whether `raw` can be a reference number at all, and nothing else: no ID number, no amount.

    What could as well be a telephone number is one only where its label stands right before it (`labelled`).
    """
    value = normal(raw)
    digits = sum(char.isdigit() for char in value)
    if (
        len(value) < (5 if digits == len(value) else 4)
        or digits < 3
        or value.count("*") > len(value) // 2
        or _UNIT.match(after)
    ):
        return False
    plain = value.replace("-", "")
    phone = _MOBILE.fullmatch(plain) if not labelled else None
    return not (phone or _SERVICE_NUMBER.fullmatch(plain) or is_id_number(plain))


def is_id_number(text: str) -> bool:
    """Whether `text` is a resident identity number with a right check digit (GB 11643-1999)."""
    if len(text) != 18 or not text[:17].isdigit() or not ("0" <= text[17] <= "9" or text[17] in "Xx"):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == text[17].upper()


def is_whole(text: str) -> bool:
    """Whether a line is nothing but one reference number (quotes, a hash and a copy button aside)."""
    bare = text.strip(" \"'“”#:").removesuffix("复制").strip()
    groups = bare.split(" ")
    return (
        len(groups) <= 6
        and all(_GROUP.fullmatch(group) for group in groups)
        and all(len(group) > 1 or group.isdigit() for group, _ in pairwise([*groups, ""]))
        and sum(char.isdigit() for char in bare) >= 5
        and is_reference(bare)
    )
