"""The dates that are found in a text captured on a fixed day."""

from __future__ import annotations

import datetime as dt

from vault.model import Fact, FactType
from vault.reading import extract

CAPTURED = dt.date(2026, 7, 15)  # a Wednesday


def found(text: str) -> list[Fact]:
    return [fact for fact in extract(text, CAPTURED) if fact.type is FactType.DATE]


def days(text: str) -> list[str]:
    return [str(fact.value)[:10] for fact in found(text)]
