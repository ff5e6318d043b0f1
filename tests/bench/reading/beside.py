"""dateparser on the same text: what a general library finds in this material."""

from __future__ import annotations

import datetime as dt

from dateparser.search import search_dates

from tests.bench.reading.readers import Pairs
from tests.bench.reading.scores import Tally, wanted_of
from vault.model import FactType


def dateparser_tally(pairs: Pairs) -> Tally:
    """Score the days that `search_dates` finds in the text that was read, Chinese and English allowed."""
    tally = Tally()
    for case, outcome in pairs:
        wanted = wanted_of(case.truth, FactType.DATE)
        tally.add(case.name, wanted, _days(outcome.reading.text, case.captured_at))
    return tally


def _days(text: str, captured_at: dt.datetime) -> set[str]:
    settings = {"RELATIVE_BASE": captured_at.replace(tzinfo=None), "PREFER_DATES_FROM": "past"}
    found = search_dates(text, languages=["zh", "en"], settings=settings) or []
    return {f"{at:%Y-%m-%d}" for _, at in found}
