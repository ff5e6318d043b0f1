"""From events to items: pure, so that any device that has the same events has the same items."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

import msgspec

from vault.model import (
    Acquired,
    Added,
    Edited,
    Event,
    EventType,
    Fact,
    Findings,
    Item,
    ItemId,
    Judged,
    Judgement,
    Removed,
    Stamped,
)
from vault.model import FactState as State

STATED: Final = "stated"
"""The `why` of what a person set."""

PERSON: Final = "person"
"""The rule of a fact that a person added."""

B = TypeVar("B")


class BodyError(ValueError):
    """The body of an event is not what its type asks for."""


def fold(item: Item | None, event: Event) -> Item | None:
    """Apply one event to an item.

    Args:
        item: The item before the event, None before it was added.
        event: An event about this item.

    Returns:
        The item after the event; None while it was not added.

    Raises:
        BodyError: The event's body does not fit its type.
    """
    if event.type is EventType.ITEM_ADDED:
        return item or _added(event)
    change = _CHANGES.get(event.type)
    if item is None or change is None:
        return item
    return change(item, event.body)


def join(items: tuple[Item, ...]) -> Item:
    """Join items of the same bytes that were added apart from each other.

    Nothing is dropped: acquisitions, tokens and notes add up; title, kind and event date are those that a person
    gave, of the first item that has any; what a person said of a fact of a later item holds for the equal fact of the
    first; a fact that only a later item has is appended under `<item id>.<fact id>`. What was added again, or
    elsewhere, is there: the whole is removed only if each is.

    Args:
        items: At least one, the first added first.

    Returns:
        The first one with what the others know.
    """
    first, *others = items
    facts = first.findings.facts
    for other in others:
        facts, _ = _joined_facts(facts, other)
    return dataclasses.replace(
        first,
        title=next((item.title for item in items if item.title != item.acquisitions[0].name), first.title),
        removed=None if any(item.removed is None for item in items) else first.removed,
        acquisitions=tuple(acquisition for item in items for acquisition in item.acquisitions),
        tokens=tuple(token for item in items for token in item.tokens),
        note="\n".join(dict.fromkeys(item.note for item in items if item.note)),
        copies=tuple(other.id for other in others),
        findings=dataclasses.replace(_described([item.findings for item in items]), facts=facts),
    )


def _described(findings: Sequence[Findings]) -> Findings:
    """Return the first findings with the kind and the event date that a person stated in any of them."""
    first = findings[0]
    kind = next((one for one in findings if one.kind_why == STATED), first)
    day = next((one for one in findings if one.event_date_why == STATED), first)
    return dataclasses.replace(
        first,
        kind=kind.kind,
        kind_why=kind.kind_why,
        event_date=day.event_date,
        event_date_why=day.event_date_why,
    )


def shown_ids(items: tuple[Item, ...]) -> dict[tuple[ItemId, str], str]:
    """Return under which id `join` shows each fact.

    Args:
        items: As for `join`.

    Returns:
        Ids in the joined item, by item and the fact's own id there.
    """
    first, *others = items
    facts = first.findings.facts
    shown = {(first.id, fact.id): fact.id for fact in facts}
    for other in others:
        facts, ids = _joined_facts(facts, other)
        shown |= {(other.id, own): id_ for own, id_ in ids.items()}
    return shown


def owned(item: ItemId, fact: str) -> tuple[ItemId, str]:
    """Return whose fact it is that a joined item shows under an id, and its id there.

    Args:
        item: The joined item's id.
        fact: The fact's id in it.

    Returns:
        The item that an event about the fact must name, and the id to name it by.
    """
    owner, _, own = fact.rpartition(".")
    return ItemId(owner or item), own


def _added(event: Event) -> Item:
    body = _body(event.body, Added)
    if event.item is None:
        raise BodyError
    return Item(
        id=event.item,
        sha256=body.sha256,
        size=body.size,
        media_type=body.media_type,
        title=body.title,
        claim=body.claim,
        acquisitions=(body.acquisition,),
        reading=body.reading,
        findings=body.findings,
    )


def _acquired(item: Item, raw: Mapping[str, object]) -> Item:
    return dataclasses.replace(item, acquisitions=(*item.acquisitions, _body(raw, Acquired).acquisition))


def _stamped(item: Item, raw: Mapping[str, object]) -> Item:
    return dataclasses.replace(item, tokens=(*item.tokens, _body(raw, Stamped).token))


def _edited(item: Item, raw: Mapping[str, object]) -> Item:
    body = _body(raw, Edited)
    return dataclasses.replace(
        item,
        title=item.title if body.title is None else body.title,
        note=item.note if body.note is None else body.note,
        findings=_edited_findings(item.findings, body),
    )


def _edited_findings(findings: Findings, body: Edited) -> Findings:
    if body.kind is not None:
        findings = dataclasses.replace(findings, kind=body.kind, kind_why=STATED)
    if body.event_date is not None:
        # An empty date takes the date away.
        findings = dataclasses.replace(findings, event_date=body.event_date or None, event_date_why=STATED)
    return findings


def _judged(item: Item, raw: Mapping[str, object]) -> Item:
    body = _body(raw, Judged)
    findings = dataclasses.replace(item.findings, facts=facts_as_judged(item.findings.facts, body.judgements))
    if body.event_date_why:
        findings = dataclasses.replace(
            findings, event_date=body.event_date, event_date_why=body.event_date_why
        )
    return dataclasses.replace(item, findings=findings)


def facts_as_judged(facts: tuple[Fact, ...], judgements: Iterable[Judgement]) -> tuple[Fact, ...]:
    """Return an item's facts after what a person said of them, additions last."""
    for judgement in judgements:
        facts = _with_judgement(facts, judgement)
    return facts


def _removed(item: Item, raw: Mapping[str, object]) -> Item:
    return dataclasses.replace(item, removed=_body(raw, Removed).reason)


def _restored(item: Item, raw: Mapping[str, object]) -> Item:
    _body(raw, Removed)
    return dataclasses.replace(item, removed=None)


_CHANGES: Final[Mapping[EventType, Callable[[Item, Mapping[str, object]], Item]]] = {
    EventType.ITEM_ACQUIRED: _acquired,
    EventType.ITEM_STAMPED: _stamped,
    EventType.ITEM_EDITED: _edited,
    EventType.FACTS_JUDGED: _judged,
    EventType.ITEM_REMOVED: _removed,
    EventType.ITEM_RESTORED: _restored,
}


def _with_judgement(facts: tuple[Fact, ...], judgement: Judgement) -> tuple[Fact, ...]:
    if any(fact.id == judgement.fact for fact in facts):
        return tuple(_judged_fact(fact, judgement) if fact.id == judgement.fact else fact for fact in facts)
    if judgement.type is None or judgement.value is None:
        return facts
    addition = Fact(
        type=judgement.type,
        value=judgement.value,
        raw="",
        rule=PERSON,
        confidence=1.0,
        span=(0, 0),
        label=judgement.label,
        role=judgement.role,
        name=judgement.name,
        state=judgement.state,
        id=judgement.fact,
    )
    return (*facts, addition)


def _judged_fact(fact: Fact, judgement: Judgement) -> Fact:
    return dataclasses.replace(
        fact,
        state=judgement.state,
        value=fact.value if judgement.value is None else judgement.value,
        label=fact.label if judgement.label is None else judgement.label,
        role=fact.role if judgement.role is None else judgement.role,
        name=fact.name if judgement.name is None else judgement.name,
    )


def _joined_facts(facts: tuple[Fact, ...], other: Item) -> tuple[tuple[Fact, ...], dict[str, str]]:
    """Return facts with those of another item, and the id that each of the others has among them."""
    joined = list(facts)
    taken: set[int] = set()
    ids: dict[str, str] = {}
    for fact in other.findings.facts:
        place = _place_of_equal(joined, fact, taken)
        if place is None:
            place = len(joined)
            joined.append(dataclasses.replace(fact, id=f"{other.id}.{fact.id}"))
        taken.add(place)
        ids[fact.id] = joined[place].id
        if joined[place].state is State.PROPOSED and fact.state is not State.PROPOSED:
            joined[place] = dataclasses.replace(
                joined[place],
                state=fact.state,
                value=fact.value,
                label=fact.label,
                role=fact.role,
                name=fact.name,
            )
    return tuple(joined), ids


def _place_of_equal(facts: list[Fact], fact: Fact, taken: set[int]) -> int | None:
    """Find the fact that states the same: read from the same words, or of the same value."""
    for place, known in enumerate(facts):
        same_words = bool(fact.raw) and (known.raw, known.span) == (fact.raw, fact.span)
        if place not in taken and known.type is fact.type and (same_words or known.value == fact.value):
            return place
    return None


def _body(raw: Mapping[str, object], shape: type[B]) -> B:
    try:
        return msgspec.convert(raw, shape)
    except msgspec.ValidationError:
        raise BodyError from None
