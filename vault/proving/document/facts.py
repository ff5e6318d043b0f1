"""Facts of an exhibit as its page shows them: what a person confirmed apart from what only a machine read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from vault.language import mark
from vault.model import Box, Fact, FactState, FactType, Item, Money, Reading
from vault.proving.document.phrases import Phrases
from vault.proving.document.spans import Span, boxes, spans
from vault.wording import FACT_TYPES, FIXED_VALUES, ROLES

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
    "joined": mark("put together from two lines"),
    "unnamed": mark("no label says what number it is"),
}
"""By `Fact.note`: what the rule took from elsewhere, or why a number is not certain."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as the page of an exhibit shows it.

    `places` are where it stands in the pictures that are drawn: page, counted from 0, and a box in pixels for each
    line; `spans` where it stands in a text that is printed, one for each line. Facts with either have a `number` from
    1, which stands beside the frame or behind the words as well; the others have 0.
    """

    label: str
    value: str
    remark: str
    certain: bool
    places: tuple[tuple[int, tuple[Box, ...]], ...] = ()
    spans: tuple[tuple[Span, ...], ...] = ()
    number: int = 0


def shown(item: Item, phrases: Phrases, drawn: Collection[int] = ()) -> tuple[Shown, ...]:
    """Return the facts that stand: those that a person confirmed first, each group from top to bottom.

    Args:
        item: The exhibit's.
        phrases: The language of the document.
        drawn: The pages, counted from 0, whose pictures are drawn.

    Returns:
        The facts; those that read the same are one, with all their places.
    """
    standing = [fact for fact in item.findings.facts if fact.state is not FactState.REJECTED]
    merged: dict[Shown, list[Fact]] = {}
    for fact in sorted(standing, key=_order):
        merged.setdefault(_shown(fact, phrases), []).append(fact)
    return tuple(_numbered(_placed(one, same, item.reading, drawn) for one, same in merged.items()))


def _placed(one: Shown, same: Iterable[Fact], reading: Reading, drawn: Collection[int]) -> Shown:
    """Return a row with where it stands: in the pictures, or in the text where no picture is drawn."""
    if not drawn:
        return replace(one, spans=tuple(found for fact in same if (found := spans(reading, fact))))
    framed = (fact for fact in same if fact.box is not None and fact.page in drawn)
    return replace(one, places=tuple((fact.page, boxes(reading, fact)) for fact in framed))


def _order(fact: Fact) -> tuple[bool, bool, int, float, float, int]:
    top, left = (fact.box.y0, fact.box.x0) if fact.box else (0.0, 0.0)
    return fact.state not in CERTAIN, fact.box is None, fact.page, top, left, fact.span[0]


def _numbered(facts: Iterable[Shown]) -> Iterable[Shown]:
    number = 0
    for fact in facts:
        stands = bool(fact.places or fact.spans)
        number += stands
        yield replace(fact, number=number) if stands else fact


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


def kind_is_certain(item: Item) -> bool:
    """Tell whether a person said what an item is evidence of; else it was found from its wording."""
    return item.findings.kind_why == "stated"


def _shown(fact: Fact, phrases: Phrases) -> Shown:
    value = _value(fact, phrases)
    label = phrases.say(FACT_TYPES[fact.type])
    if fact.label:
        label = phrases.say(mark("{label} ({detail})"), label=label, detail=fact.label)
    remark = phrases.listed(_remarks(fact, value, phrases), mark("; "))
    return Shown(label, value, remark, fact.state in CERTAIN)


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
