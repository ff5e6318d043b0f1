"""An item of evidence, and how its bytes came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vault.model.facts import Fact, FactState, FactType, Role
from vault.model.findings import Findings
from vault.model.identifiers import ItemId, Sha256
from vault.model.reading import Reading
from vault.model.timestamps import Token


class Channel(StrEnum):
    """Where a trace was got."""

    APP = "app"
    WEB = "web"
    WECHAT = "wechat"
    HOTLINE = "hotline"
    MAIL = "mail"
    SMS = "sms"
    COUNTER = "counter"


class ClaimLevel(StrEnum):
    """How strong an item is by its origin, strongest first (standards: civil evidence rules, arts 72, 90, 94)."""

    SIGNED_BY_THIRD_PARTY = "signed_by_third_party"
    ISSUED_BY_PLATFORM = "issued_by_platform"
    OWN_SCREENSHOT = "own_screenshot"
    OWN_NOTE = "own_note"


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How bytes came into the vault. `captured_from` says what vouches for `captured_at`.

    `captured_from` is one of `stated` (the person), `exif`, `mail` (its Date header), `file` (its own time),
    `now` (nothing better was known).
    """

    at: dt.datetime
    name: str
    captured_at: dt.datetime
    captured_from: str
    channel: Channel | None = None
    device: str | None = None
    system: str | None = None
    app: str | None = None
    parent: ItemId | None = None  # the mail that it was attached to
    metadata: Mapping[str, str] = field(default_factory=dict)  # EXIF and mail headers worth keeping


@dataclass(frozen=True, slots=True)
class Item:
    """One acquired original as the journal tells it: what came in, what was read, what a person said since."""

    id: ItemId
    sha256: Sha256
    size: int
    media_type: str
    title: str
    claim: ClaimLevel
    acquisitions: tuple[Acquisition, ...]
    reading: Reading
    findings: Findings
    tokens: tuple[Token, ...] = ()
    note: str = ""
    removed: str | None = None  # the reason, when removed
    copies: tuple[ItemId, ...] = ()  # further stored copies of the same bytes, joined to this item

    @property
    def platforms(self) -> tuple[Fact, ...]:
        """The platforms that stand, subjects first; rejected facts are out."""
        standing = [
            f
            for f in self.findings.facts
            if f.type is FactType.PLATFORM and f.state is not FactState.REJECTED
        ]
        return tuple(sorted(standing, key=lambda fact: fact.role is not Role.SUBJECT))
