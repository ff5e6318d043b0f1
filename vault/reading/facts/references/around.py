"""Numbers elsewhere than behind or under their label: before it, later in speech, further ones of a list or column."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from vault.reading.facts.page import Page
from vault.reading.facts.references.columns import cells_under
from vault.reading.facts.references.found import ReferenceFound, found_at
from vault.reading.facts.references.labels import Label, names_something_else
from vault.reading.facts.references.layout import below, beside
from vault.reading.facts.references.lines import first_number, whole_number
from vault.reading.facts.references.shapes import is_card_number, is_reference, is_whole, normal
from vault.reading.facts.references.values import number_at
from vault.reading.facts.rules import table
from vault.reading.facts.spans import Claims

_NAMED_AFTER = r"(?:[(] ?|是(?:您的|你的|本次)?|为(?:您的|你的|本次)?)"
_BEFORE_LABEL = re.compile(
    rf"(?<![A-Za-z0-9-])(?:(?P<n>[A-Za-z0-9][A-Za-z0-9_./-]{{3,39}}[A-Za-z0-9]) ?{_NAMED_AFTER}"
    rf"|[\"“「『【](?P<quoted>[^\"“”「」『』【】\n]{{4,40}})[\"”」』】] ?{_NAMED_AFTER}"
    r"|(?P<lettered>[A-Za-z]{1,4}[0-9]{6,24}) ?)$"
)
_SPEAKER = "客服|我|您|你|对方|专员|[坐座]席|用户|客户|本人|顾客|访客|[Mm]e|I|You|Customer|Visitor|Agent"
_SPEAKS = (
    r"\n(?:[\[(]?(?:[0-9年月日/. -]{4,14} ?)?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\])]? ?"
    rf"(?:{_SPEAKER})(?:: ?|\n))?"
)
"""The next line, or who speaks in it, with the moment before it: 03-05 14:22 我:."""
_SPEECH = re.compile(
    rf"(?:[一-龥,:?!。 ]{{0,14}}(?:{_SPEAKS})?|(?: [a-z]{{1,10}}){{1,6}}(?:: ?| is )"
    rf"|(?: [a-z]{{1,10}}){{0,6}}[?.!]?{_SPEAKS})"
    r"(?=[A-Za-z]{0,6}-?[0-9][0-9A-Za-z-]{5}|[A-Z]{2,6}(?:-[A-Z]{1,8}){1,3}-[0-9][0-9A-Z-]{3})"
)
_REACH = 64
"""Characters behind a label up to the number that somebody tells."""
_ANOTHER = re.compile(r" ?(?:[,、;/和及与至到~]|and) ?")
_SHORTEST_IN_SPEECH = 8
_NAMES_A_CODE = re.compile(
    r"(?:码|[Cc]ode|CODE|PNR|[Cc]onfirmation|[Ll]ocator|[Bb]ooking [Rr]ef(?:erence)?)\Z"
)
_LETTERS = re.compile(r"[\])】 ]{0,2}(?:是|为|:|is\b| ){0,3}\n?(?P<n>[A-Z]{6,12})(?![A-Za-z0-9])")
_ALL_LETTERS = re.compile(r" {0,40}(?P<n>[A-Z]{6,12}) {0,40}")


@functools.cache
def _states() -> frozenset[str]:
    return frozenset(table("reference_labels")["english"]["states"])


def in_front(page: Page, label: Label) -> ReferenceFound | None:
    """Return the number right before the label: 2026…(回执编号), “2026…”为您的受理编号, GD2026… 工单."""
    start, _ = page.line_span(page.line_number(label.span[0]))
    match = _BEFORE_LABEL.search(page.text, max(start, label.span[0] - 48), label.span[0])
    if match is None or not is_reference(match[str(match.lastgroup)]):
        return None
    return found_at(page, label.text, match.span(str(match.lastgroup)), "reference.before", 0.85)


def in_speech(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    """Return the number that follows the label after a few words: 单号我发您:GD…, the reference for this chat is …."""
    between = None if label.loose else _SPEECH.match(page.text, label.span[1], label.span[1] + _REACH)
    if between is None or not between[0].strip() or names_something_else(between[0].partition("\n")[0]):
        return None
    number = page.line_number(between.end())
    value = number_at(page.text, between.end(), page.line_span(number)[1], claims)
    if value is None or value[1] - value[0] < _SHORTEST_IN_SPEECH or is_card_number(page.text[slice(*value)]):
        return None
    return whole_number(page, label, value, claims, "reference.speech", 0.75)


def in_letters(page: Page, label: Label, claims: Claims) -> ReferenceFound | None:
    """Return the code of letters alone behind or beside a label that names a code: 查询码 RQRCATGS, PNR: QXKMPT."""
    if label.loose or not _NAMES_A_CODE.search(label.text):
        return None
    match = _LETTERS.match(page.text, label.span[1])
    row = None if match else beside(page, page.line_number(label.span[1] - 1))
    match = match if row is None else _ALL_LETTERS.fullmatch(page.text, *page.line_span(row))
    if match is None or match["n"] in _states() or claims.overlaps(match.span("n")):
        return None
    return found_at(page, label.text, match.span("n"), "reference.letters", 0.8)


def others_listed(page: Page, found: ReferenceFound, claims: Claims) -> Iterator[ReferenceFound]:
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


def down_the_column(page: Page, found: ReferenceFound, claims: Claims) -> Iterator[ReferenceFound]:
    """Yield the numbers under one that stands under its label, as in the column of a table: those that look alike."""
    number = page.line_number(found.span[0])
    in_place = found.rule == "reference.below" and page.boxes[number] is not None
    while in_place and (under := below(page, number)) is not None:
        number = under
        value = first_number(page, number, claims) if is_whole(page.line_text(number)) else None
        raw = page.text[slice(*value)] if value else ""
        if value is None or not _look_alike(found.value, normal(raw)) or not claims.take(value):
            return
        yield ReferenceFound(value, normal(raw), found.label, "reference.column", 0.85)


def down_the_table(
    page: Page, label: Label, found: ReferenceFound, claims: Claims
) -> Iterator[ReferenceFound]:
    """Yield the numbers of the further rows of a table in plain text."""
    cells = cells_under(page, page.line_number(label.span[0]), label.span[0])
    for start, end in cells if found.rule == "reference.column" else ():
        value = number_at(page.text, start, end, claims, labelled=True)
        if value is not None and value != found.span and claims.take(value):
            yield ReferenceFound(
                value, normal(page.text[slice(*value)]), found.label, "reference.column", 0.85
            )


def _look_alike(first: str, second: str) -> bool:
    """Whether two numbers are of one make: as long, and letters where the other has letters at its start."""
    return abs(len(first) - len(second)) <= 1 and [char.isdigit() for char in first[:2]] == [
        char.isdigit() for char in second[:2]
    ]
