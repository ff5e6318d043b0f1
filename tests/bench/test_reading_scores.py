"""The scores count what they say, on readings made by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from samples.reading_set.marks import Mark
from samples.reading_set.truth import Truth
from tests.bench.reading.scores import (
    EVENT,
    KIND,
    LINES,
    ROLE,
    SUBJECT,
    Scores,
    compared,
    decimal,
    family,
    score,
)
from vault.model import Fact, FactType, Findings, Kind, Money, Role
from vault.reading import Directory, load_directory

AT = dt.datetime(2026, 3, 5, 15, 0)  # noqa: DTZ001 - a phone's clock
TRUTH = Truth(
    kinds=("cancellation",),
    event_dates=("2026-03-05",),
    captured_at=AT,
    marks=(
        Mark("date", "2026-03-05T14:22", "3月5日 14:22", "happened"),
        Mark("reference", "ZX-0001", "ZX-0001", "受理编号"),
        Mark("amount", "1200.00", "¥1,200.00"),
        Mark("platform", "jd-baitiao", "京东白条", "subject"),
        Mark("platform", "alipay", "支付宝", "named"),
        Mark("optional", "", "14:29"),
    ),
    lines=("注销成功", "受理编号：ZX-0001"),
)


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory()


def fact(type_: FactType, value: str | Money, raw: str = "raw", **told: object) -> Fact:
    return replace(Fact(type_, value, raw, "rule", 1.0, (0, 0)), **told)  # type: ignore[arg-type]


def scored(directory: Directory, *facts: Fact, text: str = "", **found: object) -> Scores:
    scores = Scores()
    findings = replace(Findings(facts, Kind.CANCELLATION, event_date="2026-03-05"), **found)  # type: ignore[arg-type]
    score(scores, "one", TRUTH, findings, text, directory)
    return scores


def test_right_values_are_hits_whatever_their_writing(directory: Directory) -> None:
    scores = scored(
        directory,
        fact(FactType.DATE, "2026-03-05T14:22:00", role=Role.HAPPENED),
        fact(FactType.REFERENCE, "ZX-0001"),
        fact(FactType.AMOUNT, Money("1200")),
    )
    for type_ in (FactType.DATE, FactType.REFERENCE, FactType.AMOUNT):
        assert (scores.of(type_).recall, scores.of(type_).precision) == (1, 1)
    assert scores.of(ROLE).recall == 1


def test_a_value_twice_counts_once_and_a_wrong_one_is_a_miss_and_an_extra(directory: Directory) -> None:
    wrong = fact(FactType.REFERENCE, "ZX-O001")
    tally = scored(directory, wrong, wrong).of(FactType.REFERENCE)
    assert tally.missed == [("one", "ZX-0001")]
    assert tally.extra == [("one", "ZX-O001")]


def test_what_the_truth_leaves_open_is_neither_right_nor_wrong(directory: Directory) -> None:
    tally = scored(directory, fact(FactType.DATE, "2026-03-04", raw="14:29")).of(FactType.DATE)
    assert tally.extra == []
    assert len(tally.missed) == 1


def test_one_house_stands_in_for_another_of_its_names(directory: Directory) -> None:
    scores = scored(
        directory,
        fact(FactType.PLATFORM, "jd-finance", role=Role.SUBJECT),
        fact(FactType.PLATFORM, "alipay", role=Role.SUBJECT),
    )
    assert (scores.of(FactType.PLATFORM).recall, scores.of(FactType.PLATFORM).precision) == (1, 1)
    assert (scores.of(SUBJECT).recall, scores.of(SUBJECT).precision) == (1, 0.5)
    assert "jd-jintiao" in family(directory, "jd-baitiao")
    assert family(directory, "new:某某") == {"new:某某"}


def test_kind_event_and_lines_are_judged(directory: Directory) -> None:
    scores = scored(directory, text="注销 成功", kind=Kind.OTHER, event_date="2026-03-06")
    assert scores.of(KIND).recall == 0
    assert scores.of(EVENT).recall == 0
    assert scores.of(LINES).recall == 0.5


def test_a_wrong_number_is_firm_only_when_two_engines_agree(directory: Directory) -> None:
    one = fact(FactType.REFERENCE, "ZX-O001", engines=("a",), second="ZX-0001")
    both = fact(FactType.REFERENCE, "ZX-O001", engines=("a", "b"))
    assert scored(directory, one).wrong_firm == []
    assert scored(directory, one).reviewed == 1
    assert scored(directory, both).wrong_firm == [("one", "ZX-O001")]
    assert scored(directory, fact(FactType.REFERENCE, "ZX-0001", engines=("a", "b"))).wrong_firm == []


@pytest.mark.parametrize(
    ("type_", "value", "told"),
    [
        (FactType.DATE, "[2026-07-04,2026-04-07]", "2026-04-07/2026-07-04"),
        (FactType.AMOUNT, "-1,200.50", "1200.5"),
        (FactType.REFERENCE, "ZX 00 01", "ZX0001"),
    ],
)
def test_values_are_compared_in_one_form(type_: FactType, value: str, told: str) -> None:
    assert compared(type_, value) == told


def test_what_is_no_decimal_stays_as_it_is() -> None:
    assert decimal("约三千") == "约三千"
