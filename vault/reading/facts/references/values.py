"""Where a reference number starts and ends behind its label: groups, Chinese parts, numbers cut short on the screen."""

from __future__ import annotations

import re

from vault.reading.facts.references.shapes import is_quantity, is_reference
from vault.reading.facts.spans import Claims

_OPENING = re.compile(
    r"[\])】\"”'’]{0,2} ?(?:[(](?![一-龥]{1,8}[)] ?[一-龥]{0,6}(?:字|第))"
    r"(?:[^()\n0-9]|[0-9]{1,2}(?![0-9])){0,10}[)] ?)?(?:如下|分别)?(?:[.…·_-]{2,40} ?)?"
    r"(?:[:;=#|→➜►▶]|- (?=[0-9A-Z])|[.·>](?=[0-9A-Z])|为|是|系|(?:[Nn][Oo]|SN|ID)\.?:? ?(?=[0-9A-Z])|is\b|was\b| ){0,5}"
    r"(?:[\"“'‘【\[「<]|[(](?!20[0-9]{2}(?:[0-9-]{2,6})?[)]|[一-龥]{1,8}[)] ?[一-龥]{0,6}(?:字|第)))?"
    r"(?:[a-z]{2,10}(?:_[a-z]{2,10}){1,3}[ :=]{0,3}|[A-Z]{1,4}(?=#))?#?"
)
_GROUP = re.compile(r"[A-Za-z0-9*]+(?:[-_/][A-Za-z0-9*]+|(?:\.[A-Za-z0-9]+){2,4}|(?<=[A-Z]{2})\.[0-9]+)*")
_POSTAL = re.compile(r"[A-Z]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3} ?[A-Z]{2}(?![0-9A-Za-z])")
"""A number of registered post. Source: Universal Postal Union, standard S10."""
_NEXT_GROUP = re.compile(r" ?- ?(?=[A-Za-z0-9])| (?=[A-Za-z0-9])")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PREFIX = "(?:(?![已请为查时于生在及和与由将可的是被向至号日年月了后前需])[一-龥])"
_YEAR = "(?:(?:19|20)[0-9]{2}年?)"
_BEHIND_LETTERS = (
    rf"(?:[A-Z]{{1,8}}-){{0,2}}[A-Z]{{1,8}}{_YEAR}?{_PREFIX}{{0,8}}?(?:字第?|[函证书结]第|[函证书结]?(?={_YEAR}第))"
    rf"(?:{_YEAR}[-第]?)?[0-9](?:-?[0-9A-Z]){{1,16}} ?号"
)
"""The number of a letter that begins with the letters of who numbers it: ABXJ证字2026第00087号."""
_WITH_CHINESE = re.compile(
    rf"{_BEHIND_LETTERS}"
    rf"|[〔\[({{【](?:19|20)[0-9]{{2}}[〕\])}}】] ?{_BEHIND_LETTERS}"
    r"|[一-龥]{0,12} ?[〔\[({【](?:19|20)[0-9]{2}[〕\])}】] ?[一-龥]{0,6} ?[0-9]{0,6} ?[一-龥]{0,6}第? ?[0-9]{1,10} ?号"
    r"(?:之[一二三四五六七八九十]{1,2})?"
    r"|[一-龥A-Z]{0,8} ?[〔\[({【](?:19|20)[0-9]{2}[0-9-]{2,6}[〕\])}】] ?[一-龥]{0,6}第 ?[0-9A-Z-]{1,12} ?号?"
    r"|[一-龥A-Z]{1,8} ?[〔\[({【](?:19|20)[0-9]{2}[〕\])}】] ?-?第?[0-9]{2,10}(?![0-9]) ?号?"
    r"|[〔\[({【](?:19|20)[0-9]{2}[〕\])}】] ?[一-龥]{1,8}[0-9]{2,10}(?![0-9]) ?号?"
    r"|(?:[〔\[({【][一-龥]{1,8}[〕\])}】] ?|(?:19|20)[0-9]{2} ?年? ?)?[一-龥]{0,14}(?:字第?|第) ?[0-9A-Z-]{2,20} ?号"
    r"|[〔\[({【](?:19|20)[0-9]{2}[〕\])}】] ?(?=[0-9A-Z-]{0,12}[0-9]{3})[0-9A-Z][0-9A-Z-]{2,20}(?![0-9A-Za-z])"
    rf"|[{_PROVINCES}][A-Z0-9](?:-?[A-Z0-9]){{5,40}}"
)
_LETTER = re.compile(
    rf"{_PREFIX}{{0,6}}[函字书复告决受办监保法诉访征批审][0-9](?:-?[A-Z0-9]){{5,30}}(?:号(?![一-龥]))?"
    rf"|{_PREFIX}{{1,8}}20[0-9]{{2}}年?{_PREFIX}{{0,6}}第?-?(?:[0-9A-Z]-?){{2,20}}(?:号(?![一-龥]))?"
)
COURT = re.compile(
    rf"[(〔\[【](?:19|20)[0-9]{{2}}[)〕\]】] ?"
    rf"(?:[{_PROVINCES}兵军最][0-9]{{0,4}} ?[民刑行执商破财知仲诉调保]{{1,2}}[一-龥]{{0,4}}"
    r"|[一-龥]{1,10}字第) ?[0-9]{1,7} ?号(?:之[一二三四五六七八九十]{1,2})?"
)
"""Case numbers of courts and arbitration commissions, which need no label.

Source: 最高人民法院关于人民法院案件案号的若干规定 (法〔2015〕137号), articles 2 and 3.
"""
HOUSE = re.compile(rf"(?<![一-龥A-Z])(?:[{_PROVINCES}][一-龥]{{1,5}}|[A-Z]{{2,7}}) ?\Z")
"""Who numbers its cases, before the year: 沪金调(2026)调字第1882号."""
DOCUMENT = re.compile(
    r"(?m)^ *(?P<n>[一-龥]{2,16} ?[〔\[(](?:19|20)[0-9]{2}[〕\])] ?第? ?[0-9]{1,6} ?号"
    r"|[〔\[(](?:19|20)[0-9]{2}[〕\])] ?年? ?[一-龥]{0,6} ?第 ?[0-9]{1,8} ?号) *$"
    r"|(?:^|(?<= ))(?P<titled>[一-龥]{2,12}〔20[0-9]{2}〕[0-9]{1,6}号)"
)
"""Numbers of official letters, alone on their line.

Source: GB/T 9704-2012, section 7.2.5 (发文字号).
"""
YEAR_IN_BRACKETS = re.compile(r"[〔\[(](?:19|20)[0-9]{2}[〕\])]")
"""What every number of an official letter holds."""
_CUT = re.compile(r" ?(?:…{1,2}|⋯{1,2}|\.{2,6}|·{3,6})(?P<tail>[0-9A-Za-z]{1,8}(?![0-9A-Za-z]))?")
_SEPARATED = re.compile(r":[0-9]|,[0-9]{3}(?![0-9])")
_LONGEST, _MOST_GROUPS = 64, 10


def value_at(
    text: str, offset: int, end: int, claims: Claims, *, told: bool = False, loose: bool = False
) -> tuple[int, int] | None:
    """Return the span of the reference number that a label announces at `offset`, before `end`; None without one.

    Args:
        text: The folded text.
        offset: Where the label ends.
        end: Where its line ends.
        claims: What is taken already.
        told: Whether a colon or 为 announces the value.
        loose: Whether the label is an ordinary word, so that a telephone number stays one.
    """
    opening = _OPENING.match(text, offset, end)
    start = opening.end() if opening else offset
    return number_at(text, start, end, claims, labelled=not loose, told=told)


def number_at(
    text: str, start: int, end: int, claims: Claims, *, labelled: bool = False, told: bool = False
) -> tuple[int, int] | None:
    """Return the span of the reference number that starts at `start`; groups that a space or dash joins are one."""
    with_chinese = _WITH_CHINESE.match(text, start, end) or (labelled and _LETTER.match(text, start, end))
    if with_chinese and not claims.overlaps(with_chinese.span()):
        return with_chinese.span()
    postal = _POSTAL.match(text, start, end)
    if postal and not claims.overlaps(postal.span()):
        return postal.span()
    free = claims.next_taken(start, min(end, start + _LONGEST))
    first = _GROUP.match(text, start, free)
    if first is None or (first.end() == start + _LONGEST and _GROUP.match(text, first.end(), end)):
        return None
    last = with_further_groups(text, start, first.end(), free)
    after = text[last : last + 5]
    if not is_reference(text[start:last], after, labelled=labelled, told=told):
        return None
    return start, last


def with_further_groups(text: str, start: int, last: int, end: int) -> int:
    """Return where the number from `start` to `last` ends, when groups set apart by a space or dash follow it."""
    for _ in range(_MOST_GROUPS):
        gap = _NEXT_GROUP.match(text, last, end)
        group = _GROUP.match(text, gap.end(), end) if gap else None
        if group is None or not _continues(text[start:last], group[0], text[group.end() : group.end() + 5]):
            break
        last = group.end()
    return last


def _continues(before: str, group: str, after: str) -> bool:
    """Whether `group`, set apart by a space, belongs to the number `before` it."""
    if is_quantity(group, after) or (group.isdigit() and _SEPARATED.match(after)):
        return False
    groups = before.split(" ")
    last = groups[-1]
    if before.replace(" ", "").isalpha():
        return len(before) <= 6 and not group.isalpha()
    if group.isalpha():  # letters alone go on only with a number that is printed in groups of their length
        return group.isupper() and len(last) == len(group) >= 3 and not before.isdigit()
    if len(group) == 1:  # single characters belong to a number that is spaced throughout, or printed in fours
        return all(len(each) == 1 for each in groups) or (
            len(groups) > 1 and len(last) == len(groups[-2]) >= 3
        )
    if len(last) == 1 and last.isdigit():
        return len(groups) == 1 and len(group) >= 3
    return sum(map(str.isdigit, last)) <= 8 and len(group) <= 12


def cut_short(text: str, last: int, end: int) -> int | None:
    """Return where a number that ends at `last` ends with its dots, when the screen shows only part of it."""
    cut = _CUT.match(text, last, end)
    return cut.end() if cut else None
