"""The words that all rooms share: frozen values with no behaviour beyond their own shape.

Every instant is an aware `datetime` in UTC. What a source claims about time keeps its own text. Positions in
pictures are pixels of the upright picture, origin top left. Offsets in text count Unicode code points.
"""

from __future__ import annotations

from vault.model.event_bodies import (
    Acquired,
    Added,
    Edited,
    Exported,
    Judged,
    Judgement,
    Packed,
    Removed,
    Stamped,
)
from vault.model.events import Event, EventType
from vault.model.facts import Authorization, Fact, FactState, FactType, Money, Obstacle, Role
from vault.model.findings import Findings, Kind, Message, Side
from vault.model.identifiers import ItemId, Sha256, WriterId
from vault.model.items import Acquisition, Channel, ClaimLevel, Item
from vault.model.particulars import Particulars
from vault.model.reading import Box, Line, Point, Quad, Reading
from vault.model.timestamps import Authority, Token

__all__ = [
    "Acquired",
    "Acquisition",
    "Added",
    "Authority",
    "Authorization",
    "Box",
    "Channel",
    "ClaimLevel",
    "Edited",
    "Event",
    "EventType",
    "Exported",
    "Fact",
    "FactState",
    "FactType",
    "Findings",
    "Item",
    "ItemId",
    "Judged",
    "Judgement",
    "Kind",
    "Line",
    "Message",
    "Money",
    "Obstacle",
    "Packed",
    "Particulars",
    "Point",
    "Quad",
    "Reading",
    "Removed",
    "Role",
    "Sha256",
    "Side",
    "Stamped",
    "Token",
    "WriterId",
]
