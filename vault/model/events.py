"""An event of the journal; what its body holds stands in `event_bodies`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vault.model.identifiers import ItemId, Sha256, WriterId


class EventType(StrEnum):
    """What an event of the journal says."""

    VAULT_CREATED = "vault.created"
    ITEM_ADDED = "item.added"
    ITEM_ACQUIRED = "item.acquired"  # the same bytes came in once more
    ITEM_STAMPED = "item.stamped"
    ITEM_EDITED = "item.edited"
    FACTS_JUDGED = "facts.judged"
    ITEM_REMOVED = "item.removed"
    ITEM_RESTORED = "item.restored"
    ITEM_EXPORTED = "item.exported"
    PACKET_MADE = "packet.made"
    RECIPIENTS_CHANGED = "recipients.changed"


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal, which is the chain of custody.

    `seq` counts from 1 for each writer. `prev` is the SHA-256 of that writer's previous event in canonical form
    (RFC 8785), 64 zeros for the first. `salt` is random, so that no digest of an event can be guessed from its content.
    """

    writer: WriterId
    seq: int
    prev: Sha256
    at: dt.datetime
    type: EventType
    salt: str
    item: ItemId | None = None
    body: Mapping[str, object] = field(default_factory=dict)
