"""Numbers of members of staff (工号), which are facts of their own and never references."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from vault.reading.facts.folding import lower
from vault.reading.facts.page import Page
from vault.reading.facts.references.layout import below, beside
from vault.reading.facts.rules import table
from vault.reading.facts.signs import word_alone
from vault.reading.facts.spans import Claims

_NUMBER = (
    r"(?P<n>[A-Za-z]{1,6}(?:-[A-Za-z]{1,4})?[-_]?[0-9]{2,10}|[0-9]{2,10}(?:-[0-9]{1,4})?|[0-9](?: [0-9]){2,9})"
    r"(?![0-9A-Za-z*]|[.:][0-9]|-[0-9])"
)
_WHOLE = re.compile(rf" {{0,40}}{_NUMBER} {{0,40}}")
_TOLD = r"(?:[(][^()0-9\n]{0,6}[)])?(?:为|是|:|#| ){0,3}"
_TAIL = re.compile(r"[: ]{0,3}\Z")
_BEHIND_A_NUMBER = re.compile("号(?:(?<=[0-9]号)|(?<=[ (0-9]工号))")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"95[0-9]{3,6}|123[0-9]{2}|100[0-9]{2}|[48]00[0-9]*")


@dataclass(frozen=True, slots=True)
class EmployeeFound:
    """The number of a member of staff with its label; `value` has no spaces."""

    span: tuple[int, int]
    value: str
    label: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Rules:
    labels: re.Pattern[str]
    english: re.Pattern[str]
    value: re.Pattern[str]
    person: re.Pattern[str]
    numbered: re.Pattern[str]
    calling: re.Pattern[str]


@functools.cache
def _rules() -> _Rules:
    rows = table("employee_labels")
    people = "|".join(sorted(rows["people"], key=len, reverse=True))
    return _Rules(
        re.compile("|".join(sorted(rows["labels"], key=len, reverse=True))),
        re.compile(rf"(?:{'|'.join(map(word_alone, rows['english']))})(?![a-z])"),
        re.compile(_TOLD + _NUMBER),
        re.compile(
            rf"(?P<label>{people})(?:[ :]{{0,2}}|[-: ]?[一-龥]{{1,4}} ?[(])(?P<n>[A-Za-z]{{0,3}}[0-9]{{3,6}})"
            r"(?![0-9A-Za-z.*-]| ?[元万年月天日个]| [0-9]{3,4}(?![0-9]))"
        ),
        re.compile(
            rf"(?<![0-9A-Za-z-])(?P<n>[A-Za-z]{{0,3}}[0-9]{{3,8}})"
            rf"(?:号(?P<label>{people}|员工|工作人员)| ?[(]?(?P<after>工号)(?! ?:? ?[0-9A-Za-z]))"
        ),
        re.compile(rf"(?:{'|'.join(rows['calling'])})[^\n0-9]{{0,6}}\Z"),
    )


def employees(page: Page, claims: Claims) -> Iterator[EmployeeFound]:
    """Yield the numbers of staff of a page, and claim their characters."""
    rules, text, known = _rules(), page.text, set[str]()
    for pattern, source in ((rules.labels, text), (rules.english, lower(text))):
        for match in pattern.finditer(source):
            label = text[match.start() : match.end()]
            found = _behind(page, match.end(), label) or _off_line(page, match.end(), label)
            if found and not _MOBILE.fullmatch(found.value) and claims.take(found.span):
                known.add(found.value)
                yield found
    for match in rules.numbered.finditer(text) if _BEHIND_A_NUMBER.search(text) else ():
        if claims.take(match.span("n")):
            yield EmployeeFound(
                match.span("n"), match["n"], match["label"] or match["after"], "employee.before", 0.85
            )
    for match in rules.person.finditer(text):
        called = rules.calling.search(text, max(0, match.start() - 10), match.start())
        if _SERVICE.fullmatch(match["n"]) and match["n"] not in known:
            continue  # the service number of that house, unless the same is told as a staff number
        if not called and claims.take(match.span("n")):
            yield EmployeeFound(match.span("n"), match["n"], match["label"], "employee.person", 0.8)


def _behind(page: Page, end: int, label: str) -> EmployeeFound | None:
    match = _rules().value.match(page.text, end)
    return _found(match.span("n"), match["n"], label, "employee.beside", 0.95) if match else None


def _off_line(page: Page, end: int, label: str) -> EmployeeFound | None:
    number = page.line_number(end - 1)
    if not _TAIL.match(page.text, end, page.line_span(number)[1]):
        return None
    for rule, other in (("employee.row", beside(page, number)), ("employee.below", below(page, number))):
        match = None if other is None else _WHOLE.fullmatch(page.text, *page.line_span(other))
        if match:
            return _found(match.span("n"), match["n"], label, rule, 0.9)
    return None


def _found(span: tuple[int, int], raw: str, label: str, rule: str, confidence: float) -> EmployeeFound:
    return EmployeeFound(span, raw.replace(" ", ""), label, rule, confidence)
