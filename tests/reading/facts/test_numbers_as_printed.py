"""The value and the label of a number are those that the page prints, whatever spelling the rules look at."""

from __future__ import annotations

import datetime as dt

import pytest

from vault.model import Fact, FactType, Line, Reading
from vault.reading import extract, load_directory, understand

CAPTURED = dt.datetime(2026, 6, 9, tzinfo=dt.UTC)


def references(text: str) -> list[Fact]:
    return [fact for fact in extract(text) if fact.type is FactType.REFERENCE]


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("函號：(2026)君某函字第2287號", "(2026)君某函字第2287號", "函号"),
        ("合同编号（2023）消贷字第0098号", "(2023)消贷字第0098号", "合同编号"),
        ("合同编号\n（2023）消贷字第0098号", "(2023)消贷字第0098号", "合同编号"),
        ("（2023）京0105民初123号", "(2023)京0105民初123号", "案号"),
        ("单号：ＧＤ２０２６０３０５００１７", "GD202603050017", "单号"),
    ],
)
def test_a_number_keeps_its_characters_and_the_label_that_stands_before_it(
    text: str, value: str, label: str
) -> None:
    assert [(fact.value, fact.label) for fact in references(text)] == [(value, label)]


def table(*cells: tuple[float, float, str]) -> Reading:
    def line(left: float, top: float, text: str) -> Line:
        right, low = left + 10 * len(text), top + 24
        return Line(text, 0.99, ((left, top), (right, top), (right, low), (left, low)))

    return Reading("engine", "1", tuple(line(*cell) for cell in cells))


def test_a_word_over_a_number_is_no_label_where_the_row_has_its_own() -> None:
    reading = table(
        (40, 0, "Loan product"),
        (450, 0, "Fast Loan"),
        (40, 40, "Loan account"),
        (450, 40, "44016720260003918"),
    )
    found = understand(reading, captured_at=CAPTURED, directory=load_directory())
    numbers = [fact for fact in found.facts if fact.type is FactType.REFERENCE]
    assert [(fact.value, fact.label) for fact in numbers] == [("44016720260003918", "Loan account")]


def test_a_column_whose_head_names_the_currency_holds_amounts() -> None:
    reading = table(
        (40, 0, "Lender"), (300, 0, "Amount (CNY)"), (600, 0, "Settled"),
        (40, 40, "Some Bank"), (300, 40, "10,000"), (600, 40, "2025-03-22"),
        (40, 80, "Other Bank"), (300, 80, "720"), (600, 80, "2025-11-30"),
        (40, 140, "Overdue"), (300, 140, "None"),
        (300, 180, "44"),
    )  # fmt: skip
    found = understand(reading, captured_at=CAPTURED, directory=load_directory())
    amounts = [fact.raw for fact in found.facts if fact.type is FactType.AMOUNT]
    assert amounts == ["10,000", "720"]
