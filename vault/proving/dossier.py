"""What a packet is made from, chosen and ordered by the hall: this room's input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from vault.language import Language
from vault.model import Event, Item, Kind, Sha256, WriterId


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An item as numbered in a packet. `number` counts from 1 in order of time; `name` is `E01`, `E02`, and so on."""

    number: int
    name: str
    item: Item
    original: Callable[[], BinaryIO]
    """Opens the decrypted original for one pass of reading; the caller closes it."""

    picture: Callable[[], tuple[bytes, ...]]
    """Gives the pages to print as PNG or JPEG bytes, upright, () for an item that is text only."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An item that only names the platform: listed, not enclosed."""

    title: str
    kind: Kind
    event_date: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one writer's chain when the packet was made: how many events, and the last one's digest."""

    writer: WriterId
    count: int
    sha256: Sha256


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that enters one packet. `custody` holds the exhibits' events, ordered by writer and seq."""

    packet: str
    platform: str
    made_at: dt.datetime
    language: Language
    exhibits: tuple[Exhibit, ...]
    mentions: tuple[Mention, ...]
    custody: tuple[Event, ...]
    heads: tuple[Head, ...]
    program: str
