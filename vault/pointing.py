"""What the user points at in the exhibits of a redacted packet: facts and areas, and the values that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault.model import FactType, Item, ItemId, Money
from vault.proving.redaction.finding import Secret, secret
from vault.proving.redaction.reasons import Reason
from vault.proving.redaction.shown import Chosen
from vault.redaction import RedactionTargetError

if TYPE_CHECKING:
    from vault.opening import Vault
    from vault.proving.dossier import Dossier
    from vault.redaction import Request

EVERYWHERE = frozenset({FactType.REFERENCE, FactType.PHONE, FactType.EMPLOYEE})
"""Chosen facts whose value is looked for in every exhibit; a day or an amount stands in many innocent places."""


@dataclass(frozen=True, slots=True)
class Values:
    """The values of chosen facts: those looked for in their `own` item alone, and those looked for `everywhere`."""

    own: Mapping[ItemId, frozenset[Secret]]
    everywhere: frozenset[Secret]


def pointed_at(vault: Vault, dossier: Dossier, request: Request) -> Mapping[ItemId, Chosen]:
    """Return what the user pointed at, by item.

    Args:
        vault: Knows items by the beginning of their ids.
        dossier: What enters the packet.
        request: What the user asks for.

    Returns:
        Facts and areas of each item that has any.

    Raises:
        RedactionTargetError: An item or a fact is not in the packet.
        ItemNotFoundError: An id does not exist.
    """
    exhibits = {exhibit.item.id: exhibit.item for exhibit in dossier.exhibits}
    chosen: dict[ItemId, Chosen] = {}

    def of(prefix: str, target: str) -> ItemId:
        item = vault.item(prefix).id
        if item not in exhibits:
            raise RedactionTargetError(target=target)
        chosen.setdefault(item, Chosen())
        return item

    for prefix, fact in request.facts:
        item = of(prefix, f"{prefix}:{fact}")
        if fact not in {known.id for known in exhibits[item].findings.facts}:
            raise RedactionTargetError(target=f"{prefix}:{fact}")
        chosen[item] = replace(chosen[item], facts=chosen[item].facts | {fact})
    for prefix, page, box in request.boxes:
        item = of(prefix, f"{prefix}:{page + 1}")
        chosen[item] = replace(chosen[item], boxes=(*chosen[item].boxes, (page, box)))
    return chosen


def ensure_page(item: ItemId, chosen: Chosen, pages: int) -> None:
    """Refuse an area on a page that an item does not have.

    Raises:
        RedactionTargetError: There is one.
    """
    for page, _ in chosen.boxes:
        if page >= pages:
            raise RedactionTargetError(target=f"{item}:{page + 1}")


def values(pointed: Iterable[tuple[Item, Chosen]]) -> Values:
    """Return the values of the chosen facts of some items."""
    own: dict[ItemId, frozenset[Secret]] = {}
    everywhere: frozenset[Secret] = frozenset()
    for item, chosen in pointed:
        for fact in item.findings.facts:
            if fact.id not in chosen.facts:
                continue
            texts = [fact.raw] if isinstance(fact.value, Money) else [fact.raw, fact.value]
            told = frozenset(one for text in texts if (one := secret(text, Reason.CHOSEN)) is not None)
            own[item.id] = own.get(item.id, frozenset()) | told
            if fact.type in EVERYWHERE:
                everywhere |= told
    return Values(own, everywhere)
