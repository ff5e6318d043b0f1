"""Finds the value that belongs to each label: on its line, in the row, below, or above as its caption."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault.reading.facts.page import Page
from vault.reading.facts.references.around import (
    down_the_column,
    down_the_table,
    in_front,
    in_letters,
    in_speech,
    others_listed,
)
from vault.reading.facts.references.columns import cells_under, stacked
from vault.reading.facts.references.entrusted import entrusted
from vault.reading.facts.references.found import ReferenceFound, found_at
from vault.reading.facts.references.keys import keys
from vault.reading.facts.references.labels import Label, label_right_before, labels
from vault.reading.facts.references.layout import below, beside
from vault.reading.facts.references.lines import first_number, number_from_a_part, whole_number
from vault.reading.facts.references.shapes import (
    is_mobile,
    is_other_number,
    is_reference,
    is_whole,
    normal,
)
from vault.reading.facts.references.values import (
    COURT,
    DOCUMENT,
    HOUSE,
    YEAR_IN_BRACKETS,
    number_at,
    value_at,
)
from vault.reading.facts.spans import Claims

_TAIL = re.compile(r"[\])】:;=#?>*|. ]{0,4}(?:为|是|is|was)?[: ]{0,2}(?:复制|[iIoO0])?$")
_FIRST_LETTERS = re.compile(r"[\])】 ]{0,2}[: 为是]{0,3}[(]?(?P<n>[A-Z]{1,8}(?:-[A-Z]{1,8}){0,2}-?) {0,2}$")
_MADE = re.compile(r"(?P<letters>[A-Z]{1,6})(?P<digits>[0-9]{8,24})")
_MADE_IN_TEXT = re.compile(
    r"(?P<letters>[A-Z](?<![A-Za-z0-9*_/-].)[A-Z]{0,5})(?P<digits>[0-9]{8,24})(?![A-Za-z0-9*_/-]|\.\.|…)"
)
_REMARK = re.compile(r"[ (:][一-龥,]{2,16}[)]?$")
_REMARK_LINE = re.compile(r" {0,40}(?:[一-龥,]{6,20}|[(]?(?:点击|长按)?复制[)]?) {0,40}")
_UNDER_TITLE = re.compile(
    r"(?m)^[ <〈‹]{0,40}(?:[一-龥] ?){0,12}"
    r"(?P<title>函|书|通知单?|证明|凭证|凭条|回执|回单|受理单|申请单|确认单|登记表|收据|明细|详情|进度|结果) {0,40}\n"
    r" {0,40}(?P<n>(?:[A-Z][A-Z0-9]{0,9}-?)?(?:[0-9]{3,20}-){0,4}[0-9]{3,20}|[一-龥]{1,8}字第?[0-9][0-9-]{5,20}号?)"
    r" {0,40}$"
)
_BEHIND_TITLE = re.compile(
    r"(?:(?:告知|通知|回复|答复|结果|说明|反馈|申请|受理|投诉|证明|确认|意见|函|书|单)[书函单]?》?"
    r"|(?:合同|协议|条款|契约)》) ?"
    r"[(\[【〔](?P<n>[A-Z]{1,8}(?:-?[0-9A-Z]{2,12}){1,5}|(?<=》[(])[0-9]{10,24})[)\]】〕]"
)
_BRACKETED = re.compile(r"[(\[【〔](?:[A-Z]{1,8}-?[0-9A-Z]{2}|[0-9]{10})")
"""What stands behind such a title: a cheap first look."""
_LABEL_INSIDE = re.compile(
    r"(?P<label>[一-龥]{0,12}(?:编号|文号|案号|字号|函号))(?:为|是|系) ?(?=[一-龥〔\[(])"
)
"""What a sentence says before the number of a letter: 受理通知书编号为沪银保监消〔2025〕1187号."""
_SHORTEST_UNDER_TITLE = 9
_SCREENS = frozenset({"明细", "详情", "进度", "结果"})
"""Titles of screens, under which digits alone may be a telephone number that sent something."""
_DIGITS_BEHIND_TITLE = 5
_SECRET_CODE = re.compile(r"[0-9]{4,8}")
_DIGIT, _REACH = re.compile(r"[0-9]"), 400
_SHORTEST_LOOSE = 7


def references(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the reference numbers of a page, and claim their characters.

    Args:
        page: The page.
        claims: What is taken already: dates that are surely dates.
    """
    known = [*_unlabelled(page, claims), *_labelled(page, claims), *_under_titles(page, claims)]
    known += _keys(page, claims)
    known += _entrusted(page, claims)
    yield from known
    yield from _alike(page, known, claims)


def _labelled(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for label in labels(page.text):
        found = (
            _on_line(page, label, claims)
            or _off_line(page, label, claims)
            or in_front(page, label)
            or in_speech(page, label, claims)
            or in_letters(page, label, claims)
        )
        if found and not _is_doubtful(label, found) and claims.take(found.span):
            if found.rest:
                claims.take(found.rest)
            yield found
            yield from others_listed(page, found, claims)
            yield from down_the_column(page, found, claims)
            yield from down_the_table(page, label, found, claims)


def _unlabelled(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the numbers of cases and of official letters, whose make says what they are."""
    yield from _of_courts(page, claims)
    if YEAR_IN_BRACKETS.search(page.text):
        yield from _of_letters(page, claims)


def _of_courts(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for court in COURT.finditer(page.text):
        house = HOUSE.search(page.text, max(0, court.start() - 8), court.start())
        span = (house.start() if house else court.start(), court.end())
        if claims.take(span):
            label = label_right_before(page.text, span[0]) or "案号"
            yield ReferenceFound(span, normal(page.text[slice(*span)]), label, "reference.court", 0.95)


def _of_letters(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for letter in DOCUMENT.finditer(page.text):
        start, end = letter.span(str(letter.lastgroup))
        told = _LABEL_INSIDE.match(page.text, start, end)
        label, start = (told["label"], told.end()) if told else ("文号", start)
        if claims.take((start, end)):
            value = normal(page.text[start:end])
            yield ReferenceFound((start, end), value, label, "reference.document", 0.85)


def _under_titles(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the numbers that stand in brackets behind the title of a letter or certificate, or alone under it."""
    for match in _BEHIND_TITLE.finditer(page.text) if _BRACKETED.search(page.text) else ():
        if sum(map(str.isdigit, match["n"])) >= _DIGITS_BEHIND_TITLE and claims.take(match.span("n")):
            yield ReferenceFound(match.span("n"), match["n"], None, "reference.behind-title", 0.8)
    for match in _UNDER_TITLE.finditer(page.text):
        told = len(match["n"]) >= _SHORTEST_UNDER_TITLE and is_reference(match["n"])
        sender = match["n"].startswith("106") or (match["title"] in _SCREENS and match["n"].isdigit())
        if told and not sender and not is_other_number(match["n"]) and claims.take(match.span("n")):
            yield ReferenceFound(match.span("n"), match["n"], None, "reference.under-title", 0.75)


def _keys(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for span in keys(page.text):
        if claims.take(span):
            yield ReferenceFound(span, normal(page.text[slice(*span)]), None, "reference.key", 0.75)


def _entrusted(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for span in entrusted(page.text, claims):
        if claims.take(span):
            yield ReferenceFound(span, normal(page.text[slice(*span)]), None, "reference.entrusted", 0.75)


def _on_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[1] - 1)
    _, end = page.line_span(number)
    span = value_at(page.text, label.span[1], end, claims, told=label.told, loose=label.loose)
    if span is None:
        return number_from_a_part(
            page, label, label.span[1], claims, "reference.beside", 0.85
        ) or _from_letters(page, label, number, claims)
    return whole_number(page, label, span, claims, "reference.beside", 0.97 if label.told else 0.93)


def _from_letters(page: Page, label: Label, number: int, claims: Claims) -> ReferenceFound | None:
    """Return the number of which the end of the line leaves its first letters alone behind the label: 单号:ED."""
    letters = _FIRST_LETTERS.match(page.text, label.span[1], page.line_span(number)[1])
    if letters is None or not (label.told or letters["n"].endswith("-")) or number + 1 >= len(page.starts):
        return None
    rest = number_at(page.text, page.starts[number + 1], page.line_span(number + 1)[1], claims, labelled=True)
    if rest is None or not page.text[rest[0]].isdigit():
        return None
    return found_at(page, label.text, (letters.start("n"), rest[1]), "reference.beside", 0.85)


def _alike(page: Page, known: list[ReferenceFound], claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the numbers without a label that are made exactly as one with a label: its letters, as many digits."""
    makes = {
        (made["letters"], len(made["digits"])): one for one in known if (made := _MADE.fullmatch(one.value))
    }
    values = {one.value for one in known}
    for match in _MADE_IN_TEXT.finditer(page.text) if makes else ():
        first = makes.get((match["letters"], len(match["digits"])))
        if first is not None and match[0] not in values and claims.take(match.span()):
            yield ReferenceFound(match.span(), match[0], first.label, "reference.alike", 0.8)


def _off_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[1] - 1)
    start, end = page.line_span(number)
    if cell := next(cells_under(page, number, label.span[0]), None):
        value = number_at(page.text, cell[0], cell[1], claims, labelled=True)
        return found_at(page, label.text, value, "reference.column", 0.9) if value else None
    if not _TAIL.match(page.text, label.span[1], end):
        under = below(page, number) if _REMARK.match(page.text, label.span[1], end) else None
        return _alone_on(page, label, under, claims)
    places = (("reference.row", beside), ("reference.column", stacked), ("reference.below", below))
    for rule, place in places if _DIGIT.search(page.text, max(0, start - _REACH), end + _REACH) else ():
        other = place(page, number)
        told = label.told or rule == "reference.row"
        if other is None or (rule == "reference.below" and label.loose and _has_own_label(page, other)):
            continue
        if found := _starting(page, label, other, claims, (rule, told)):
            return found
    return _under_a_remark(page, label, number, claims) or _above(page, label, number, claims)


def _has_own_label(page: Page, number: int) -> bool:
    """Whether the label of line `number` stands left of it in its row, so that no word above is its label."""
    beside_it, _ = page.neighbours(number)
    left = "" if beside_it is None else page.line_text(beside_it)
    return any(label.text == left.strip(" :") for label in labels(left))


def _under_a_remark(page: Page, label: Label, number: int, claims: Claims) -> ReferenceFound | None:
    remark = beside(page, number) if page.boxes[number] else _remark_under(page, number)
    return None if remark is None else _alone_on(page, label, below(page, remark), claims)


def _above(page: Page, label: Label, number: int, claims: Claims) -> ReferenceFound | None:
    """Return the number that is the whole line before the label, which begins its own: a caption."""
    if page.text[page.starts[number] : label.span[0]].strip() or not number:
        return None
    value = first_number(page, number - 1, claims) if is_whole(page.line_text(number - 1)) else None
    return whole_number(page, label, value, claims, "reference.above", 0.8) if value else None


def _starting(
    page: Page, label: Label, number: int, claims: Claims, how: tuple[str, bool]
) -> ReferenceFound | None:
    """Return the number, or the first part of one, that line `number` starts with; `how` are the rule and `told`."""
    rule, told = how
    value = first_number(page, number, claims, labelled=True, told=told)
    if value:
        return whole_number(page, label, value, claims, rule, 0.9)
    return number_from_a_part(page, label, page.starts[number], claims, rule, 0.8)


def _alone_on(page: Page, label: Label, number: int | None, claims: Claims) -> ReferenceFound | None:
    """Return the number that is all of line `number`, under a remark that stands where the value is expected."""
    if number is None or not is_whole(page.line_text(number)):
        return None
    value = first_number(page, number, claims)
    return whole_number(page, label, value, claims, "reference.below-remark", 0.8) if value else None


def _remark_under(page: Page, number: int) -> int | None:
    under = below(page, number)
    return under if under is not None and _REMARK_LINE.fullmatch(page.line_text(under)) else None


def _is_doubtful(label: Label, found: ReferenceFound) -> bool:
    """Whether it is a code to log in with, a mobile behind 号码, or short behind a word that is hardly a label."""
    secret = label.text.lower().endswith("code") and _SECRET_CODE.fullmatch(found.value) is not None
    called = label.text.endswith("号码") and is_mobile(found.value)
    return (
        secret
        or called
        or (label.loose and (len(found.value) < _SHORTEST_LOOSE or is_other_number(found.value)))
    )
