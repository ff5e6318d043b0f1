"""Finds the value that belongs to each label: on its line, in the row, below, or above as its caption."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from vault.reading.facts.page import Page
from vault.reading.facts.references.columns import in_column, stacked
from vault.reading.facts.references.labels import Label, labels, names_something_else
from vault.reading.facts.references.layout import below, beside, continues_below, wrapped_below
from vault.reading.facts.references.shapes import is_card_number, is_reference, is_whole, normal
from vault.reading.facts.references.values import (
    COURT,
    DOCUMENT,
    cut_short,
    number_at,
    value_at,
    with_further_groups,
)
from vault.reading.facts.spans import Claims

_TAIL = re.compile(r"[\])】:;=#?>*|. ]{0,4}(?:为|是|is|was)?[: ]{0,2}(?:复制|[iIoO0])?$")
_REST = re.compile(r" ?(?P<rest>[A-Za-z0-9-]{1,32})(?=$|[ ,.;:!?，。；！）)】\"”]|[一-龥])")
_NAMED_AFTER = r"(?:[(] ?|是(?:您的|你的|本次)?|为(?:您的|你的|本次)?)"
_BEFORE_LABEL = re.compile(
    rf"(?<![A-Za-z0-9-])(?:(?P<n>[A-Za-z0-9][A-Za-z0-9_./-]{{3,39}}[A-Za-z0-9]) ?{_NAMED_AFTER}"
    rf"|[\"“「『【](?P<quoted>[^\"“”「」『』【】\n]{{4,40}})[\"”」』】] ?{_NAMED_AFTER}"
    r"|(?P<lettered>[A-Za-z]{1,4}[0-9]{6,24}) ?)$"
)
_REMARK = re.compile(r"[ (:][一-龥,]{2,16}[)]?$")
_ANOTHER = re.compile(r" ?(?:[,、;/和及与]|and) ?")
_SECRET_CODE = re.compile(r"[0-9]{4,8}")
_ONE_WORD = re.compile(r"[^ ,;:!?。]{4,40}")
_DIGIT, _REACH = re.compile(r"[0-9]"), 400
_FRAGMENT = re.compile(r"[A-Za-z0-9-]{1,32}")
_MOST_LINES = 3
_SHORTEST_LOOSE, _SHORTEST_IN_SPEECH = 7, 8
_SPEECH = re.compile(
    r"(?:[一-龥,:?! \n]{1,16}|(?: [a-z]{1,10}){1,6}(?:: ?| is ))(?=[A-Za-z]{0,6}-?[0-9][0-9A-Za-z-]{5})"
)


@dataclasses.dataclass(frozen=True, slots=True)
class ReferenceFound:
    """A reference number with its label; `value` has no spaces. `note` says where the screen shows only part of it."""

    span: tuple[int, int]
    value: str
    label: str
    rule: str
    confidence: float
    note: str | None = None


def references(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the reference numbers of a page, and claim their characters.

    Args:
        page: The page.
        claims: What is taken already: dates that are surely dates.
    """
    yield from _unlabelled(page, claims)
    for label in labels(page.text):
        found = (
            _on_line(page, label, claims)
            or _off_line(page, label, claims)
            or _in_front(page, label)
            or _in_speech(page, label, claims)
        )
        if found and not _is_doubtful(label, found) and claims.take(found.span):
            rest = _end_in_cell(page, found.span, claims)
            yield dataclasses.replace(found, value=found.value + rest) if rest else found
            yield from _others(page, found, claims)
            yield from _down_the_column(page, found, claims)


def _unlabelled(page: Page, claims: Claims) -> Iterator[ReferenceFound]:
    for court in COURT.finditer(page.text):
        if claims.take(court.span()):
            yield ReferenceFound(court.span(), normal(court[0]), "案号", "reference.court", 0.95)
    for letter in DOCUMENT.finditer(page.text):
        if claims.take(letter.span("n")):
            yield ReferenceFound(letter.span("n"), normal(letter["n"]), "文号", "reference.document", 0.85)


def _on_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[1] - 1)
    _, end = page.line_span(number)
    span = value_at(page.text, label.span[1], end, claims, told=label.told, loose=label.loose)
    if span is None:
        return None
    span = _whole_over_lines(page, number, span, claims)
    return _found(page, label, span, "reference.beside", 0.97 if label.told else 0.93)


def _whole_over_lines(page: Page, number: int, span: tuple[int, int], claims: Claims) -> tuple[int, int]:
    """Return `span`, longer by what stands on the next lines when the number is broken there."""
    for following in range(number + 1, min(number + _MOST_LINES, len(page.starts))):
        left = page.text[span[1] : page.line_span(following - 1)[1]].strip()
        if left != "-" and (left or not continues_below(page, following - 1, span)):
            break
        start, end = page.line_span(following)
        rest = _REST.match(page.text, start, end)
        if (
            rest is None
            or not any(char.isdigit() for char in rest["rest"])
            or claims.overlaps(rest.span("rest"))
        ):
            break
        last = with_further_groups(page.text, start, rest.end("rest"), claims.next_taken(start, end))
        if not is_reference(page.text[span[0] : last], page.text[last : last + 5], labelled=True):
            break
        span = (span[0], last)
    return span


def _goes_on(number: str, rest: str) -> bool:
    """Whether `rest` on the next line can be the end of `number`: it has digits, or letters as the number has."""
    return any(map(str.isdigit, rest)) or (
        rest.isupper() and number[-1].isalpha() and any(map(str.isdigit, number))
    )


def _off_line(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    number = page.line_number(label.span[1] - 1)
    start, end = page.line_span(number)
    if cell := in_column(page, number, label.span[0]):
        value = number_at(page.text, cell[0], cell[1], claims, labelled=True)
        return _found(page, label, value, "reference.column", 0.9) if value else None
    if not _TAIL.match(page.text, label.span[1], end):
        under = below(page, number) if _REMARK.match(page.text, label.span[1], end) else None
        return _alone_on(page, label, under, claims)
    places = (("reference.row", beside), ("reference.column", stacked), ("reference.below", below))
    for rule, place in places if _DIGIT.search(page.text, max(0, start - _REACH), end + _REACH) else ():
        other = place(page, number)
        told = label.told or rule == "reference.row"
        value = None if other is None else _first_number(page, other, claims, labelled=True, told=told)
        if other is not None and value:
            return _found(page, label, _whole_over_lines(page, other, value, claims), rule, 0.9)
    remark = beside(page, number)
    if remark is not None and (found := _alone_on(page, label, below(page, remark), claims)):
        return found
    if not page.text[start : label.span[0]].strip() and number and is_whole(page.line_text(number - 1)):
        value = _first_number(page, number - 1, claims)
        return _found(page, label, value, "reference.above", 0.8) if value else None
    return None


def _alone_on(page: Page, label: Label, number: int | None, claims: Claims) -> ReferenceFound | None:
    """Return the number that is all of line `number`, under a remark that stands where the value is expected."""
    if number is None or not is_whole(page.line_text(number)):
        return None
    value = _first_number(page, number, claims)
    return _found(page, label, value, "reference.below-remark", 0.8) if value else None


def _first_number(
    page: Page, number: int, claims: Claims, *, labelled: bool = False, told: bool = False
) -> tuple[int, int] | None:
    start, end = page.line_span(number)
    skipped = len(page.text[start:end]) - len(page.text[start:end].lstrip(" \"'“#:"))
    whole = _ONE_WORD.fullmatch(page.text[start + skipped : end].rstrip()) is not None
    span = number_at(
        page.text, start + skipped, end, claims, labelled=labelled, told=told or (labelled and whole)
    )
    return None if span is None or labels_inside(page.text[span[1] : end]) else span


def labels_inside(text: str) -> bool:
    """Whether `text` holds a label of its own, so that the number before it is that label's row."""
    return any(label.told for label in labels(text))


def _in_front(page: Page, label: Label) -> ReferenceFound | None:
    start, _ = page.line_span(page.line_number(label.span[0]))
    match = _BEFORE_LABEL.search(page.text, max(start, label.span[0] - 48), label.span[0])
    if match is None or not is_reference(match[str(match.lastgroup)]):
        return None
    return _found(page, label, match.span(str(match.lastgroup)), "reference.before", 0.85)


def _in_speech(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    """Return the number that follows the label after a few words: 单号我发您:GD…, the reference for this chat is …."""
    between = None if label.loose else _SPEECH.match(page.text, label.span[1], label.span[1] + 40)
    if between is None or names_something_else(between[0]):
        return None
    number = page.line_number(between.end())
    value = number_at(page.text, between.end(), page.line_span(number)[1], claims)
    if value is None or value[1] - value[0] < _SHORTEST_IN_SPEECH or is_card_number(page.text[slice(*value)]):
        return None
    return _found(page, label, _whole_over_lines(page, number, value, claims), "reference.speech", 0.75)


def _others(page: Page, found: ReferenceFound, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the further numbers of a list that one label announces: those that look like the first."""
    span = found.span
    _, end = page.line_span(page.line_number(span[1] - 1))
    while joint := _ANOTHER.match(page.text, span[1], end):
        following = number_at(page.text, joint.end(), end, claims)
        if following is None or abs(following[1] - following[0] - (span[1] - span[0])) > 1:
            return
        if not claims.take(following):
            return
        span = following
        value = normal(page.text[slice(*span)])
        yield ReferenceFound(span, value, found.label, "reference.list", 0.85)


def _down_the_column(page: Page, found: ReferenceFound, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the numbers under one that stands under its label, as in the column of a table: those that look alike."""
    number = page.line_number(found.span[0])
    in_place = found.rule == "reference.below" and page.reading.lines[number].box is not None
    while in_place and (under := below(page, number)) is not None:
        number = under
        value = _first_number(page, number, claims) if is_whole(page.line_text(number)) else None
        raw = page.text[slice(*value)] if value else ""
        if value is None or not _look_alike(found.value, normal(raw)) or not claims.take(value):
            return
        yield ReferenceFound(value, normal(raw), found.label, "reference.column", 0.85)


def _look_alike(first: str, second: str) -> bool:
    """Whether two numbers are of one make: as long, and letters where the other has letters at its start."""
    return abs(len(first) - len(second)) <= 1 and [char.isdigit() for char in first[:2]] == [
        char.isdigit() for char in second[:2]
    ]


def _is_doubtful(label: Label, found: ReferenceFound) -> bool:
    """Whether it is an English code of a few digits to log in with, or short behind a word that is hardly a label."""
    secret = label.text.lower().endswith("code") and _SECRET_CODE.fullmatch(found.value) is not None
    return secret or (label.loose and (len(found.value) < _SHORTEST_LOOSE or is_card_number(found.value)))


def _end_in_cell(page: Page, span: tuple[int, int], claims: Claims) -> str:
    """Return the end of a number that goes on in its cell of a grid, "" where it is whole.

    The neighbouring cell's text stands between in reading order, so that no one span holds both parts.
    """
    number = page.line_number(span[1] - 1)
    if page.line_text(number).strip() != page.text[slice(*span)]:
        return ""
    following = wrapped_below(page, number)
    if following is None or following == number + 1:
        return ""
    rest = page.line_text(following).strip()
    if len(rest) >= span[1] - span[0] or _FRAGMENT.fullmatch(rest) is None or not any(map(str.isdigit, rest)):
        return ""
    return rest if claims.take(page.line_span(following)) else ""


def _found(page: Page, label: Label, span: tuple[int, int], rule: str, confidence: float) -> ReferenceFound:
    _, end = page.line_span(page.line_number(span[1] - 1))
    if cut := cut_short(page.text, span[1], end):
        value = normal(page.text[span[0] : cut])
        return ReferenceFound((span[0], cut), value, label.text, rule, confidence / 2, "truncated")
    value = normal(page.text[slice(*span)])
    return ReferenceFound(span, value, label.text, rule, confidence, "masked" if "*" in value else None)
