"""Amounts of money: ¥1,234.50 · 1234.5元 · 1.2万元 · RMB 20 · 壹万贰仟元整 · 五千元 · 25.00 beside 金额."""

from __future__ import annotations

from collections.abc import Iterator

from vault.reading.facts.amounts.headed import under_heads
from vault.reading.facts.amounts.labelled import labelled, standing_alone
from vault.reading.facts.amounts.numbers import AmountFound
from vault.reading.facts.amounts.written import written

__all__ = ["AmountFound", "amounts", "under_heads"]


def amounts(text: str) -> Iterator[AmountFound]:
    """Yield the amounts of the folded `text`, surest forms first; spans may overlap."""
    yield from written(text)
    yield from labelled(text)
    yield from standing_alone(text)
