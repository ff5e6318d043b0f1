"""Whole screens, messages, letters and mails: every number of a case, amount, telephone and staff number of each."""

from __future__ import annotations

import datetime as dt
import pathlib
import tomllib
import unicodedata
from decimal import Decimal
from typing import Any

import pytest

from vault.model import Fact, FactType, Money
from vault.reading import extract

CAPTURED = dt.date(2026, 3, 20)
SCREENS = tomllib.loads(pathlib.Path(__file__).with_name("numbers_of_screens.toml").read_text("utf-8"))[
    "screen"
]


def amount(fact: Fact) -> tuple[str, Decimal]:
    assert isinstance(fact.value, Money)
    return fact.value.currency, Decimal(fact.value.amount)


def written(value: str) -> tuple[str, Decimal]:
    currency, _, number = value.rpartition(" ")
    return currency or "CNY", Decimal(number)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one["text"][:24].replace("\n", " "))
def test_every_number_of_a_screen_is_told_for_what_it_is(screen: dict[str, Any]) -> None:
    facts = extract(screen["text"], CAPTURED)

    def values(of_type: FactType) -> set[str]:
        return {unicodedata.normalize("NFKC", str(fact.value)) for fact in facts if fact.type is of_type}

    assert values(FactType.REFERENCE) == {
        unicodedata.normalize("NFKC", value) for value in screen.get("references", ())
    }
    assert {amount(fact) for fact in facts if fact.type is FactType.AMOUNT} == {
        written(value) for value in screen.get("amounts", ())
    }
    assert values(FactType.PHONE) == set(screen.get("phones", ()))
    assert values(FactType.EMPLOYEE) == set(screen.get("staff", ()))
