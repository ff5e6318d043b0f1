"""Facts of an exhibit as rows: those that a person confirmed apart from those that only a machine read."""

from __future__ import annotations

from collections.abc import Mapping

from vault.language import mark
from vault.model import Fact, FactState, FactType, Item, Money
from vault.proving.document.phrases import Phrases
from vault.wording import FACT_TYPES, FIXED_VALUES, ROLES

Row = dict[str, str]

CERTAIN = frozenset({FactState.CONFIRMED, FactState.CORRECTED})

CONTEXT: Mapping[str, str] = {
    "year": mark("the year is taken from the context"),
    "relative": mark("counted from the time of capture"),
    "ambiguous": mark("the writing allows more than one reading"),
    "look-alike": mark("holds characters that look alike, such as O and 0"),
    "cut": mark("may be a part of a longer number"),
    "truncated": mark("may be a part of a longer number"),
    "masked": mark("masked where it was shown"),
    "spacing": mark("a character may be missing"),
}
"""By `Fact.note`: what the rule took from elsewhere, or why a number is not certain."""


def rows(item: Item, phrases: Phrases, *, certain: bool) -> list[Row]:
    """Return the rows of the facts that are confirmed, or of those that are not; rejected ones are in neither."""
    states = CERTAIN if certain else {FactState.PROPOSED}
    found = [_row(fact, phrases) for fact in item.findings.facts if fact.state in states]
    return [row for place, row in enumerate(found) if row not in found[:place]]


def references(item: Item) -> list[dict[str, object]]:
    """Return the reference numbers that stand, each with whether a person confirmed it; the confirmed first."""
    found: dict[str, bool] = {}
    for fact in item.findings.facts:
        if fact.type is FactType.REFERENCE and fact.state is not FactState.REJECTED:
            found[str(fact.value)] = found.get(str(fact.value), False) or fact.state in CERTAIN
    ordered = sorted(found.items(), key=lambda entry: not entry[1])
    return [{"text": text, "certain": certain} for text, certain in ordered]


def date_is_certain(item: Item) -> bool:
    """Tell whether a person confirmed the date of the event, as a fact or by stating it."""
    day = item.findings.event_date
    if day is None:
        return False
    return item.findings.event_date_why == "stated" or any(
        fact.type is FactType.DATE and fact.state in CERTAIN and str(fact.value).startswith(day)
        for fact in item.findings.facts
    )


def _row(fact: Fact, phrases: Phrases) -> Row:
    value = _value(fact, phrases)
    label = phrases.say(FACT_TYPES[fact.type])
    if fact.label:
        label = phrases.say(mark("{label} ({detail})"), label=label, detail=fact.label)
    return {
        "label": label,
        "value": value,
        "remark": phrases.listed(_remarks(fact, value, phrases), mark("; ")),
    }


def _value(fact: Fact, phrases: Phrases) -> str:
    if isinstance(fact.value, Money):
        return phrases.money(fact.value)
    if fact.type is FactType.DATE:
        return phrases.date_value(fact.value)
    if fact.type is FactType.PLATFORM:
        return fact.name or fact.value
    worded = FIXED_VALUES.get(fact.type, {}).get(fact.value)
    return phrases.say(worded) if worded else fact.value


def _remarks(fact: Fact, value: str, phrases: Phrases) -> list[str]:
    remarks = [phrases.say(ROLES[fact.role])] if fact.role else []
    if fact.state is FactState.CORRECTED:
        remarks.append(phrases.say(mark("corrected by hand")))
    if fact.raw and fact.raw != value:
        remarks.append(phrases.say(mark("as written: {raw}"), raw=fact.raw))
    if fact.second:
        remarks.append(phrases.say(mark("another engine read: {second}"), second=fact.second))
    if fact.note:
        remarks.append(phrases.say(CONTEXT.get(fact.note, mark("completed from the context"))))
    return remarks
