"""Judges a packet's PDF by itself: who signed it, when, and what it is a copy of. The rest only the packet can show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cryptography import x509

from vault.model import Sha256
from vault.proving.layout import COPY_REASON, OWN_REASON
from vault.proving.signer import fingerprint
from vault.proving.verify.document import RANGE, SignedDocument, read_document
from vault.proving.verify.report import Finding, Report, judge
from vault.proving.verify.rules import document as rules
from vault.proving.verify.rules.custody import CUSTODY_UNKNOWN
from vault.proving.verify.signature import signer_finding
from vault.proving.verify.timestamps import check_document_token

MAGIC = b"%PDF-"


def judge_document(
    raw: bytes, name: str, *, roots: Sequence[x509.Certificate], expected: Sha256 | None, at: dt.datetime
) -> Report:
    """Judge a PDF that was handed over without its packet.

    Args:
        raw: The PDF.
        name: Of its file.
        roots: Certificates of authorities that the reader trusts.
        expected: Fingerprint of the certificate that the reader expects, None if he named none.
        at: Now.

    Returns:
        Never valid without caveats: exhibits and custody are not there to be judged.
    """
    document = read_document(raw)
    stamps = check_document_token(document, name, roots=roots, at=at)
    findings = [
        Finding(rules.DOCUMENT_ALONE, name),
        *(_signed(document, name, expected) if document is not None else [_unsigned(raw, name)]),
        *stamps.findings,
        Finding(CUSTODY_UNKNOWN),
    ]
    verdict, aspects = judge(findings, tuple(stamps.authorities), redacted=False)
    return Report(
        verdict,
        aspects,
        tuple(findings),
        packet=_packet(document),
        signer=fingerprint(document.signer) if document is not None else None,
        stamped_at=tuple(stamps.stamped_at),
    )


def _unsigned(raw: bytes, name: str) -> Finding:
    return Finding(rules.DOCUMENT_CHANGED if RANGE.search(raw) else rules.DOCUMENT_UNSIGNED, name)


def _signed(document: SignedDocument, name: str, expected: Sha256 | None) -> Iterator[Finding]:
    yield signer_finding(document.signer, expected, name)
    yield Finding(rules.DOCUMENT_STAMPED if document.tokens else rules.DOCUMENT_SIGNED, name)
    if copy := COPY_REASON.fullmatch(document.reason):
        yield Finding(rules.DOCUMENT_REDUCED, name, values=copy.groupdict())
    elif own := OWN_REASON.fullmatch(document.reason):
        yield Finding(rules.DOCUMENT_OF_PACKET, name, values=own.groupdict())
    else:
        yield Finding(rules.DOCUMENT_STRANGE, name)


def _packet(document: SignedDocument | None) -> str:
    said = document.reason if document is not None else ""
    found = COPY_REASON.fullmatch(said) or OWN_REASON.fullmatch(said)
    return found["packet"] if found else ""
