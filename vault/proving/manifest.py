"""`data/manifest.json`: the packet for machines. What the PDF says in words, with every digest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from vault.language import Language
from vault.mail_signatures import Outcome, judged, keys, signatures
from vault.model import (
    Channel,
    ClaimLevel,
    Fact,
    FactState,
    FactType,
    Item,
    ItemId,
    Kind,
    Money,
    Role,
    Sha256,
)
from vault.proving import custody, layout, renewals
from vault.proving.document.standing import Stamping
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.enclosures import Enclosure

Instant = Annotated[dt.datetime, msgspec.Meta(tz=True)]
Hex = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]


class ManifestError(Exception):
    """The file is not a manifest of this format."""


class NewerManifestError(Exception):
    """The manifest is of a newer format, which `format` names."""

    def __init__(self, format_: int) -> None:
        super().__init__(format_)
        self.format = format_


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


class _Version(msgspec.Struct):
    format: int


def compose(
    dossier: Dossier, *, signer: Sha256, timestamp: Stamping, enclosures: Sequence[Enclosure] = ()
) -> Manifest:
    """Return the manifest of a packet.

    Args:
        dossier: What enters the packet.
        signer: Fingerprint of the signing certificate.
        timestamp: Whether the packet as a whole carries a token.
        enclosures: The letter's files.

    Returns:
        The manifest.
    """
    return Manifest(
        format=layout.FORMAT,
        packet=dossier.packet,
        platform=dossier.platform,
        made_at=dossier.made_at,
        program=dossier.program,
        language=dossier.language,
        timestamp=timestamp,
        signer=signer,
        exhibits=tuple(_exhibit(exhibit) for exhibit in dossier.exhibits),
        custody=_custody(dossier),
        journal=custody.journal_digest(dossier.heads),
        recipient=dossier.recipient,
        letter=tuple(
            LetterEntry(one.file, hashlib.sha256(one.content).hexdigest(), len(one.content))
            for one in enclosures
        ),
        redacted=dossier.redacted,
        withheld=tuple(WithheldEntry(one.kind, one.event_date, one.media_type) for one in dossier.withheld),
    )


def encode(manifest: Manifest) -> bytes:
    """Return the manifest as indented JSON in UTF-8, keys in the order of this module."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def decode(raw: bytes) -> Manifest:
    """Read a manifest strictly.

    Args:
        raw: The file.

    Returns:
        The manifest.

    Raises:
        ManifestError: It is not one.
        NewerManifestError: It is one of a newer format.
    """
    try:
        version = msgspec.json.decode(raw, type=_Version).format
        if version > layout.FORMAT:
            raise NewerManifestError(version)
        return msgspec.json.decode(raw, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestError from error


def _exhibit(exhibit: Exhibit) -> ExhibitEntry:
    item = exhibit.item
    file = layout.exhibit_file(exhibit.name, item.media_type)
    return ExhibitEntry(
        number=exhibit.number,
        name=exhibit.name,
        file=file,
        item=item.id,
        sha256=item.sha256,
        size=item.size,
        media_type=item.media_type,
        title=item.title,
        kind=item.findings.kind,
        event_date=item.findings.event_date,
        claim=item.claim,
        acquisitions=tuple(
            AcquisitionEntry(a.channel, a.device, a.system, a.app, a.captured_at, a.captured_from, a.at)
            for a in item.acquisitions
        ),
        facts=tuple(_fact(fact) for fact in item.findings.facts),
        tokens=tuple(
            TokenEntry(one.file, one.token.authority, one.token.at, one.subject if one.token.renews else None)
            for one in renewals.filed(file, item.tokens)
        ),
        redaction=_redaction(exhibit),
        signatures=_signatures(item),
    )


def _signatures(item: Item) -> tuple[SignatureEntry, ...]:
    kept = judged(item)
    records = {key.name: key.record for key in keys(kept)}
    return tuple(
        SignatureEntry(one.outcome, one.domain, one.selector, one.in_part, one.key, records.get(one.key, ""))
        for one in signatures(kept)
    )


def _redaction(exhibit: Exhibit) -> RedactionEntry | None:
    made = exhibit.redaction
    if made is None:
        return None
    covered = tuple(CoveredEntry(one.reason, one.count) for one in made.covered)
    return RedactionEntry(made.original, covered, made.watermark)


def _fact(fact: Fact) -> FactEntry:
    return FactEntry(fact.id, fact.type, fact.value, fact.raw, fact.label, fact.role, fact.name, fact.state)


def _custody(dossier: Dossier) -> CustodyEntry:
    records = custody.chain(dossier)
    return CustodyEntry(len(records), custody.digest(records[-1]) if records else custody.START)
