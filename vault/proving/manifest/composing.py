"""A dossier becomes a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from vault.mail_signatures import judged, keys, signatures
from vault.model import Fact, Item, Sha256
from vault.proving import custody, layout, renewals
from vault.proving.document.standing import Stamping
from vault.proving.dossier import Dossier, Exhibit
from vault.proving.enclosures import Enclosure
from vault.proving.manifest.entries import (
    AcquisitionEntry,
    CoveredEntry,
    CustodyEntry,
    ExhibitEntry,
    FactEntry,
    LetterEntry,
    Manifest,
    RedactionEntry,
    SignatureEntry,
    TokenEntry,
    WithheldEntry,
)


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
