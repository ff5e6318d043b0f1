"""What a manifest says: the whole, and the entries in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

import msgspec

from vault.language import Language
from vault.mail_signatures import Outcome
from vault.model import Channel, ClaimLevel, FactState, FactType, ItemId, Kind, Money, Role
from vault.proving.document.standing import Stamping

Instant = Annotated[dt.datetime, msgspec.Meta(tz=True)]
Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


@dataclass(frozen=True, slots=True)
class AcquisitionEntry:
    """How an exhibit was got. File names and folders of the owner's machine stay out."""

    channel: Channel | None
    device: str | None
    system: str | None
    app: str | None
    captured_at: Instant
    captured_from: str
    acquired_at: Instant


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact that was read from an exhibit, and what a person said of it."""

    id: str
    type: FactType
    value: str | Money
    raw: str
    label: str | None
    role: Role | None
    name: str | None
    state: FactState


@dataclass(frozen=True, slots=True)
class TokenEntry:
    """A timestamp token over an exhibit: its file, the address that was asked, the time in it.

    With `renews` it is over an older token instead: the file of that one.
    """

    file: str
    authority: str
    at: Instant
    renews: str | None


@dataclass(frozen=True, slots=True)
class CoveredEntry:
    """How many places of a copy are covered for one reason."""

    reason: str
    count: Whole


@dataclass(frozen=True, slots=True)
class RedactionEntry:
    """That the file is a copy with parts covered or written across, and of what.

    `original` is the SHA-256 of the original, over which its tokens are; null where it is withheld, as the digest of a
    short text gives away what is covered. `watermark` is what is written across, "" for nothing.
    """

    original: Hex | None
    covered: tuple[CoveredEntry, ...]
    watermark: str


@dataclass(frozen=True, slots=True)
class WithheldEntry:
    """An item that is left out, as it cannot be covered in part."""

    kind: Kind
    event_date: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class SignatureEntry:
    """A DKIM signature of a mail, and what became of it; `record` is the key that it was judged with, "" for none.

    The record was handed over by the owner: that the domain published it under `key` is for the reader to check.
    """

    outcome: Outcome
    domain: str
    selector: str
    in_part: bool
    key: str
    record: str


@dataclass(frozen=True, slots=True)
class ExhibitEntry:
    """One exhibit. `sha256`, `size` and `media_type` are those of the file here; see `redaction` for a copy.

    `signatures` are those of a mail.
    """

    number: int
    name: str
    file: str
    item: ItemId
    sha256: Hex
    size: Whole
    media_type: str
    title: str
    kind: Kind
    event_date: str | None
    claim: ClaimLevel
    acquisitions: tuple[AcquisitionEntry, ...]
    facts: tuple[FactEntry, ...]
    tokens: tuple[TokenEntry, ...]
    redaction: RedactionEntry | None = None
    signatures: tuple[SignatureEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """A file of the letter."""

    file: str
    sha256: Hex
    size: Whole


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """The head of the chain in `custody.jsonl`: how many records, and the digest of the last line."""

    count: Whole
    sha256: Hex


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole file.

    `signer` is the SHA-256 fingerprint of the certificate that signs the packet. `journal` is one digest over the ends
    of the vault's own chains when the packet was made; it binds the owner to them and tells nothing. `recipient` is
    the profile that the packet was made for, "" for none; `letter` the files of its letter. `redacted` names the
    classes that are covered throughout the packet, `withheld` the items that it leaves out for that.
    """

    format: int
    packet: str
    platform: str
    made_at: Instant
    program: str
    language: Language
    timestamp: Stamping
    signer: Hex
    exhibits: tuple[ExhibitEntry, ...]
    custody: CustodyEntry
    journal: Hex
    recipient: str = ""
    letter: tuple[LetterEntry, ...] = ()
    redacted: tuple[str, ...] = ()
    withheld: tuple[WithheldEntry, ...] = ()
