"""What a person says of an item: facts confirmed, corrected, added; descriptions changed; items taken out of sight.

Each is an event; what the engine read stays in the event that added the item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import fact_values, free_text
from vault.errors import BadInputError, ConflictError, NotFoundError, UsageError
from vault.keeping.fold import STATED, facts_as_judged, owned
from vault.keeping.identifiers import new_id
from vault.keeping.writer import Entry
from vault.language import mark
from vault.model import (
    Edited,
    EventType,
    Fact,
    FactState,
    FactType,
    Item,
    ItemId,
    Judged,
    Judgement,
    Kind,
    Money,
    Removed,
    Role,
)
from vault.reading import event_date_as_judged

if TYPE_CHECKING:
    from vault.opening import Vault

_NO_DATE = "none"
"""Why an item has no event date after a judgement: no date that stands fits."""


class FactNotFoundError(NotFoundError):
    """No fact of the item has this id."""

    code = "fact-not-found"
    message = mark("Item {item} has no fact {fact}.")
    hint = mark("List its facts with vault show {item}.")


class JudgedTwiceError(UsageError):
    """A fact is said to be right and wrong at once."""

    code = "fact-judged-twice"
    message = mark("{fact} is to be confirmed and rejected at once.")
    hint = mark("Name each fact once, with --fact or with --reject.")


class NothingToChangeError(BadInputError):
    """An edit without a change."""

    code = "nothing-to-change"
    message = mark("No change was named.")
    hint = mark("Name what to change, for example --kind settlement; see vault edit --help.")


class RemovedAlreadyError(ConflictError):
    """An item that shall be removed was removed before."""

    code = "removed-already"
    message = mark("{item} is removed already.")
    hint = mark("Bring it back: vault rm {item} --undo --reason TEXT")


class NotRemovedError(ConflictError):
    """An item that shall be brought back was never removed."""

    code = "not-removed"
    message = mark("{item} is not removed.")
    hint = mark("See vault show {item}.")


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edit is to change; None leaves a field. Corrections name a fact's id, additions its type.

    Raises:
        BlankTextError: The title is blank; an empty note takes the old one back.
    """

    title: str | None = None
    kind: str | None = None
    event_date: str | None = None
    note: str | None = None
    corrections: Sequence[tuple[str, str]] = ()
    additions: Sequence[tuple[FactType, str]] = ()

    def __post_init__(self) -> None:
        free_text.ensure(free_text.TITLE, self.title)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Judgements that are ready to be recorded. `facts` are those concerned; consent is needed to confirm all."""

    item: Item
    facts: tuple[Fact, ...]
    judgements: tuple[Judgement, ...]
    needs_consent: bool


def judgement(vault: Vault, item_id: str, *, confirm: Sequence[str], reject: Sequence[str]) -> Verdicts:
    """Prepare the confirmation of facts.

    Args:
        vault: Where the item is.
        item_id: Which, by any unique prefix.
        confirm: Ids of facts that are right; with `reject` empty as well, every proposed fact is meant.
        reject: Ids of facts that are wrong.

    Returns:
        What `judge` will record.

    Raises:
        ItemNotFoundError: No item has this id.
        FactNotFoundError: The item has no such fact.
        JudgedTwiceError: A fact is named as right and as wrong.
    """
    if both := sorted({*confirm} & {*reject}):
        raise JudgedTwiceError(fact=both[0])
    item = vault.item(item_id)
    everything = not confirm and not reject
    chosen = (
        [fact.id for fact in item.findings.facts if fact.state is FactState.PROPOSED]
        if everything
        else confirm
    )
    judgements = (
        *(Judgement(_fact(item, fact).id, FactState.CONFIRMED) for fact in chosen),
        *(Judgement(_fact(item, fact).id, FactState.REJECTED) for fact in reject),
    )
    facts = tuple(_fact(item, one.fact) for one in judgements)
    return Verdicts(item, facts, judgements, needs_consent=everything and bool(facts))


def judge(vault: Vault, verdicts: Verdicts) -> tuple[Fact, ...]:
    """Record judgements.

    Returns:
        The facts concerned as they now stand.
    """
    record(vault, verdicts.item, verdicts.judgements)
    item = vault.item(verdicts.item.id)
    return tuple(_fact(item, one.fact) for one in verdicts.judgements)


def edit(vault: Vault, item_id: str, changes: Changes) -> Item:
    """Record corrections and additions.

    Returns:
        The item as it now stands.

    Raises:
        ItemNotFoundError: No item has this id.
        FactNotFoundError: The item has no such fact.
        FactValueError: A value does not fit its type.
        NothingToChangeError: Nothing was named.
    """
    item = vault.item(item_id)
    fields = Edited(
        title=changes.title,
        kind=Kind(changes.kind) if changes.kind else None,
        event_date=changes.event_date,
        note=changes.note,
    )
    judgements = (
        *(_correction(vault, _fact(item, fact), value) for fact, value in changes.corrections),
        *(
            _addition(vault, f"n{new_id(vault.world.entropy)[:4]}", of_type, value)
            for of_type, value in changes.additions
        ),
    )
    if fields == Edited() and not judgements:
        raise NothingToChangeError
    if fields != Edited():
        vault.append(EventType.ITEM_EDITED, item.id, fields)
    if judgements:
        record(vault, vault.item(item.id), judgements)
    return vault.item(item.id)


def record(vault: Vault, item: Item, judgements: Sequence[Judgement]) -> None:
    """Append judgements, and the event date that follows; those of a copy's own facts are events about the copy."""
    whole = _judged(item, tuple(judgements))
    owners: dict[ItemId, list[Judgement]] = {item.id: []} if whole.event_date_why else {}
    for judgement in judgements:
        owner, fact = owned(item.id, judgement.fact)
        owners.setdefault(owner, []).append(replace(judgement, fact=fact))
    vault.append_all(
        [
            Entry(
                EventType.FACTS_JUDGED,
                owner,
                replace(whole, judgements=tuple(own)) if owner == item.id else Judged(tuple(own)),
            )
            for owner, own in owners.items()
        ]
    )


def ensure_reason(reason: str) -> None:
    """Refuse a reason that says nothing; it stands in the chain of custody.

    Raises:
        BlankTextError: It is blank.
    """
    free_text.ensure(free_text.REASON, reason)


def remove(vault: Vault, item_id: str, reason: str) -> None:
    """Take an item with its copies out of searches and packets; the originals stay, encrypted.

    Raises:
        BlankTextError: The reason is blank.
        ItemNotFoundError: No item has this id.
        RemovedAlreadyError: It is removed.
    """
    ensure_reason(reason)
    item = vault.item(item_id)
    if item.removed is not None:
        raise RemovedAlreadyError(item=item.id)
    _append_to_all(vault, EventType.ITEM_REMOVED, item, Removed(reason))


def restore(vault: Vault, item_id: str, reason: str) -> None:
    """Bring a removed item back.

    Raises:
        BlankTextError: The reason is blank.
        ItemNotFoundError: No item has this id.
        NotRemovedError: It is not removed.
    """
    ensure_reason(reason)
    item = vault.item(item_id)
    if item.removed is None:
        raise NotRemovedError(item=item.id)
    _append_to_all(vault, EventType.ITEM_RESTORED, item, Removed(reason))


def _append_to_all(vault: Vault, kind: EventType, item: Item, body: Removed) -> None:
    vault.append_all([Entry(kind, one, body) for one in (item.id, *item.copies)])


def _judged(item: Item, judgements: tuple[Judgement, ...]) -> Judged:
    """Return the judgements with the event date that follows, unless a person has stated one.

    Choosing a day of an ambiguous date, or rejecting the date that the day was taken from, moves the event date.
    """
    findings = item.findings
    judged = {judgement.fact for judgement in judgements}
    dates = any(fact.id in judged and fact.type is FactType.DATE for fact in findings.facts)
    added = any(judgement.type is FactType.DATE for judgement in judgements)
    if findings.event_date_why == STATED or not (dates or added):
        return Judged(judgements)
    facts = facts_as_judged(findings.facts, judgements)
    captured_on = item.acquisitions[0].captured_at.date() if item.acquisitions else None
    day, why = event_date_as_judged(item.reading, facts, findings.kind, captured_on)
    return Judged(judgements) if day == findings.event_date else Judged(judgements, day, why or _NO_DATE)


def _fact(item: Item, fact_id: str) -> Fact:
    for fact in item.findings.facts:
        if fact.id == fact_id:
            return fact
    raise FactNotFoundError(item=item.id, fact=fact_id)


def _correction(vault: Vault, fact: Fact, text: str) -> Judgement:
    value, name = fact_values.value(vault.directory(), fact.type, text)
    if isinstance(value, Money) and isinstance(fact.value, Money) and not fact_values.YUAN.search(text):
        value = replace(value, currency=fact.value.currency)
    return Judgement(fact.id, FactState.CORRECTED, value, fact.type, fact.label, fact.role, name)


def _addition(vault: Vault, fact_id: str, of_type: FactType, text: str) -> Judgement:
    """Return the judgement that adds a fact; a random id, so that two devices never add under the same one."""
    value, name = fact_values.value(vault.directory(), of_type, text)
    role = {FactType.PLATFORM: Role.SUBJECT, FactType.DATE: Role.HAPPENED}.get(of_type)
    return Judgement(fact_id, FactState.CONFIRMED, value, of_type, None, role, name)
