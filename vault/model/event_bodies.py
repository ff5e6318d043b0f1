"""The bodies of events, one shape for each type that has one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from vault.model.facts import FactState, FactType, Money, Role
from vault.model.findings import Findings, Kind
from vault.model.identifiers import Sha256
from vault.model.items import Acquisition, ClaimLevel
from vault.model.reading import Reading
from vault.model.timestamps import Token


@dataclass(frozen=True, slots=True)
class Added:
    """Body of `item.added`."""

    sha256: Sha256
    size: int
    media_type: str
    title: str
    claim: ClaimLevel
    acquisition: Acquisition
    reading: Reading
    findings: Findings


@dataclass(frozen=True, slots=True)
class Acquired:
    """Body of `item.acquired`."""

    acquisition: Acquisition


@dataclass(frozen=True, slots=True)
class Stamped:
    """Body of `item.stamped`."""

    token: Token


@dataclass(frozen=True, slots=True)
class Edited:
    """Body of `item.edited`: what a person changed; None leaves a field as it is. `after` is as in `Removed`."""

    title: str | None = None
    kind: Kind | None = None
    event_date: str | None = None
    note: str | None = None
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of one fact; `value` only for a correction or an addition (`fact` is then a new id)."""

    fact: str
    state: FactState
    value: str | Money | None = None
    type: FactType | None = None
    label: str | None = None
    role: Role | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Body of `facts.judged`, with the event date that follows; an empty `event_date_why` leaves it as it is.

    `after` is as in `Removed`.
    """

    judgements: tuple[Judgement, ...]
    event_date: str | None = None
    event_date_why: str = ""
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Body of `item.removed` (and, with the reason for bringing it back, of `item.restored`).

    `after` is the moment that the item's last event had when this one was written, where the clock lay behind it: the
    event then comes after that one all the same.
    """

    reason: str
    after: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """Body of `item.exported`: the name that the copy was given."""

    name: str


@dataclass(frozen=True, slots=True)
class Packed:
    """Body of `packet.made`, written once for each exhibit."""

    packet: str
    exhibit: int
    recipient: str
    manifest: Sha256  # digest of the packet's tag manifest
